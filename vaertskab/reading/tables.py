"""The tables of a page: rows and cells by line as the parser counts them, and which paper has no room for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from mdit_py_plugins.colon_fence import colon_fence_plugin

from vaertskab.model.text import unbroken


@dataclass(frozen=True, slots=True)
class Row:
    """A row: how many cells are written in it, and whether any stroke is."""

    count: int
    has_stroke: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its number of columns, and its rows by line (from 1), the head first."""

    columns: int
    rows: tuple[tuple[int, Row], ...]

    @property
    def text_taken_as_row(self) -> int:
        """The line of a text right under the table that became its row, or 0."""
        return next((line for line, row in self.rows[1:] if not row.has_stroke), 0)


def _row(line: str) -> Row:
    # The parser's own way to split (it knows `…` and \\| as little as it does when it builds the table).
    cells = escapedSplit(line.strip())
    if cells and cells[0] == "":
        cells.pop(0)
    if cells and cells[-1] == "":
        cells.pop()
    return Row(len(cells), "|" in line)


def _tables_in(text: str, above: int) -> list[Table]:
    parser = MarkdownIt("commonmark").enable("table").use(colon_fence_plugin)
    lines = text.split("\n")
    found = []
    for token in parser.parse(text):
        if token.type == "table_open" and token.map:
            begin, end = token.map
            numbers = [begin, *range(begin + 2, end)]
            rows = tuple((above + number + 1, _row(lines[number].lstrip(" >"))) for number in numbers)
            found.append(Table(rows[0][1].count, rows))
        elif token.type == "colon_fence" and token.map:
            found += _tables_in(token.content, above + token.map[0] + 1)
    return found


@lru_cache(maxsize=256)
def read(text: str) -> tuple[Table, ...]:
    """Return the tables in a page's `text`, those inside blocks too."""
    return tuple(_tables_in(text, 0)) if "|" in text and "--" in text else ()


#: What a table has room for on paper (see `components.typ`): its width, a character of its smallest type,
#: and the air in a column of a table that has more columns than `_FEW`, and of another, in mm.
_TABLE_MM, _CHARACTER_MM, _AIR_MM, _MORE_AIR_MM, _FEW = 160.0, 1.55, 2.4, 4.4, 6


def too_wide(table: nodes.table) -> tuple[int, str] | None:
    """Return how many columns a table has and its widest word, when they have no room beside each other."""
    rows = [[cell.astext() for cell in row.findall(nodes.entry)] for row in table.findall(nodes.row)]
    columns = [[piece for cell in cells for piece in unbroken(cell)] for cells in zip(*rows, strict=False)]
    widest = [max(column, key=len, default="") for column in columns]
    air = _AIR_MM if len(columns) > _FEW else _MORE_AIR_MM
    if sum(len(word) * _CHARACTER_MM + air for word in widest) <= _TABLE_MM:
        return None
    return len(columns), max(widest, key=len)
