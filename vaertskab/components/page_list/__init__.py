"""{indhold}: the list of a part's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree

from vaertskab.components.base import CourseDirective
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node


class PageList(TocTree, CourseDirective):
    """The pages of a part, in order, shown as cards.

    ```markdown
    :::{indhold}
    imoedekommenhed
    dialogruter
    :::
    ```
    """

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[Node]:
        """Return Sphinx's own list, hidden, and the cards that stand in its place."""
        self.options["hidden"] = True
        self.stray_options()
        above = self.lineno + self.content_offset + 1
        names = [self.name_of(line, above + at) for at, line in enumerate(self.content)]
        self.content = StringList([name for name in names if not name.startswith(":")])
        found = super().run()
        entries = [docname for tree in found for docname in _entries(tree)]
        cards = course_nodes.page_cards(entries=entries)
        self.set_source_info(cards)
        return [*found, cards]


def _entries(tree: Node) -> list[str]:
    return [name for node in tree.findall(addnodes.toctree) for _, name in node["entries"]]
