"""A leader's file as sheets of rows, and the limits of what is read of one."""

from __future__ import annotations

from dataclasses import dataclass

from vaertskab.kaffe.text import thousands

#: The most bytes of a file, and of a workbook when it is unpacked; lines and columns of a sheet.
MAX_FILE_BYTES, MAX_UNPACKED_BYTES = 20_000_000, 100_000_000
MAX_LINES, MAX_COLUMNS = 20_000, 300
#: The most characters of a cell: Excel's own limit.
MAX_CELL_CHARS = 32_767
CELL_FAULT = f"En celle er på mere end {thousands(MAX_CELL_CHARS)} tegn og kan ikke læses."


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a sheet: its number (from 1) and its cells.

    `fault` says in Danish why the line cannot be read, `hidden` why it is not shown; "" for neither.
    `is_heading` when its only text spans several columns.
    """

    line: int
    cells: tuple[str, ...]
    fault: str = ""
    hidden: str = ""
    is_heading: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it but lines that were drawn with characters."""
        return not self.fault and not any(cell.strip(" -=:|_*\t") for cell in self.cells)

    @property
    def text(self) -> str:
        """What is written in it, for a person to find it by."""
        return ", ".join(cell.strip() for cell in self.cells if cell.strip())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook; a text file is one without a name. Columns count from 0."""

    name: str
    rows: tuple[Row, ...]
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()
