"""{indhold}: the list of a part's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils.statemachine import StringList
from sphinx import addnodes
from sphinx.directives.other import TocTree
from sphinx.util import docname_join

from vaertskab.components.base import CourseDirective, logger
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.refusals import visible

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
        kept = [name for at, name in enumerate(names) if self._is_page(name, above + at)]
        self.content = StringList(kept)
        found = super().run()
        entries = [docname for tree in found for docname in _entries(tree)]
        cards = course_nodes.page_cards(entries=entries)
        self.set_source_info(cards)
        return [*found, cards]

    def _is_page(self, name: str, line: int) -> bool:
        """Tell of what Sphinx would list though it is no page: an address, itself, a page that it makes."""
        target = name.removesuffix(">").rpartition("<")[2]
        if name.startswith(":"):
            return False
        made = docname_join(self.env.docname, target) in ("search", "genindex", "modindex")
        if "://" not in name and target != "self" and not made:
            return True
        logger.warning(
            f"Listen nævner »{visible(target)}«, men siden findes ikke. Ret navnet, eller slet linjen.",
            location=(self.env.docname, line),
            type="kursus",
            subtype="navn",
        )
        return False


def _entries(tree: Node) -> list[str]:
    return [name for node in tree.findall(addnodes.toctree) for _, name in node["entries"]]
