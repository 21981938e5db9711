"""{regler}: what the check looks for, as a list that is never out of date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.outputs.shared.typst_visitors import THROUGH
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class rule_list(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """The rules, as a list; its words are the program's, so that no rule looks for faults in them."""


class RuleList(CourseDirective):
    """The rules, as a list of what each promises.

    ```markdown
    :::{regler}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the list."""
        items = [nodes.list_item("", nodes.paragraph("", promise)) for promise in self.config.kursus_rules]
        node = rule_list("", nodes.bullet_list("", *items, bullet="-"), official=True)
        self.set_source_info(node)
        return [node]


DIRECTIVES = {"regler": (RuleList, "")}


def setup(app: Sphinx) -> None:
    """Show the list inside as any other."""
    # What the rules promise, one sentence each; whoever knows the rules sets it.
    app.add_config_value("kursus_rules", (), "env", types=frozenset({tuple}))
    app.add_node(rule_list, html=THROUGH, typst=THROUGH, **PLAIN)
