"""Which column of a table names its rows: known once, for every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What names a row is a few words, in characters.
LONGEST_NAME = 80


class MarkRowHeads(SphinxTransform):
    """Mark the first column as row headers (docutils calls them stubs) where each of its cells names a row.

    It does so where all cells are short, have letters and differ: the minutes of a plan are no names.
    """

    default_priority = 500

    def apply(self, **kwargs: Any) -> None:
        """Mark the tables of the page."""
        for group in self.document.findall(nodes.tgroup):
            rows = [row for body in group.findall(nodes.tbody) for row in body.findall(nodes.row)]
            names = [row.children[0].astext().strip() for row in rows if row.children]
            named = all(len(name) <= LONGEST_NAME and any(map(str.isalpha, name)) for name in names)
            first = group.next_node(nodes.colspec)
            if first is not None and len(rows) > 1 and named and len(set(names)) == len(rows):
                first["stub"] = 1


def setup(app: Sphinx) -> None:
    """Register it."""
    app.add_transform(MarkRowHeads)
