"""{ordlyd}: official wording, as a quotation, a table or in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from vaertskab.components.base import CourseDirective, find_wording, logger
from vaertskab.model.wordings import Wording
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


class OfficialWording(CourseDirective):
    """A piece of ordlyd.toml, as a quotation with its owner and source.

    ```markdown
    :::{ordlyd} imoedekommenhed
    :::
    ```
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the quotation, or the table."""
        piece = self.official(self.arguments[0])
        if piece is None:
            return []
        node = course_nodes.wording(
            key=piece.key, owner=piece.owner, source_title=piece.source, official=True
        )
        self.set_source_info(node)
        node += self._table(piece) if piece.table else self._quotation(piece)
        return [node]

    def _quotation(self, piece: Wording) -> Node:
        return nodes.block_quote("", *(nodes.paragraph("", line) for line in piece.lines))

    def _table(self, piece: Wording) -> Node:
        columns = len(piece.table[0])
        group = nodes.tgroup(cols=columns)
        group += [nodes.colspec(colwidth=100 // columns) for _ in range(columns)]
        rows = [
            nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))
            for cells in piece.table
        ]
        group += nodes.thead("", rows[0])
        group += nodes.tbody("", *rows[1:])
        return nodes.table("", nodes.title("", piece.title), group)


class WordingRole(SphinxRole):
    """Official wording in running text: {ordlyd}`key` or {ordlyd}`key.2` for its second line."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words."""

        def fault(message: str, subtype: str) -> None:
            logger.warning(message, location=self.get_location(), type="kursus", subtype=subtype)

        piece = find_wording(self, self.text.strip(), fault)
        if piece is None:
            # The key stands in for the words: a heading of it alone is not empty as well.
            return [nodes.inline("", self.text, classes=["ordlyd-tekst"], official=True)], []
        return [nodes.inline("", piece.text, classes=["ordlyd-tekst"], official=True)], []
