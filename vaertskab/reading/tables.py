"""The tables of a page as the parser counts them: rows and cells by line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from mdit_py_plugins.colon_fence import colon_fence_plugin


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
