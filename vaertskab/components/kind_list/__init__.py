"""{slags}: the kinds of question, as a list that is never out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.model.language import current
from vaertskab.model.question_kinds import Kind
from vaertskab.outputs.shared.typst_visitors import THROUGH
from vaertskab.reading import english_names
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.config import Config


class kind_list(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """The kinds, as a list; its words are the program's, so that no rule looks for faults in them."""


class KindList(CourseDirective):
    """The kinds of question: what to write after `:slags:`, and what it is called on the card.

    ```markdown
    :::{slags}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the list."""
        items = []
        for value, label in self.config.kursus_kinds:
            words = nodes.paragraph("", "", nodes.literal("", value), nodes.Text(f": {label}"))
            items.append(nodes.list_item("", words))
        node = kind_list("", nodes.bullet_list("", *items, bullet="-"), official=True)
        self.set_source_info(node)
        return [node]


def _name_kinds(app: Sphinx, config: Config) -> None:
    """Name the kinds in the course's language, which is known by now."""
    words = english_names.WORDS if current().code == "en" else {}
    config["kursus_kinds"] = tuple((words.get(kind.value, kind.value), kind.label) for kind in Kind)


DIRECTIVES = {"slags": (KindList, "")}


def setup(app: Sphinx) -> None:
    """Show the list inside as any other."""
    # A setting, so that pages are read anew when a kind is added or gets another name.
    app.add_config_value("kursus_kinds", (), "env", types=frozenset({tuple}))
    app.connect("config-inited", _name_kinds, priority=120)
    app.add_node(kind_list, html=THROUGH, typst=THROUGH, **PLAIN)
