"""A leader's file as sheets of rows, whatever it was saved by: text with a mark between cells, or XLSX."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vaertskab.kaffe.errors import ListError, in_danish

#: The most bytes of a file, and of a workbook when it is unpacked; lines and columns of a sheet.
MAX_FILE_BYTES, MAX_UNPACKED_BYTES = 20_000_000, 100_000_000
MAX_LINES, MAX_COLUMNS = 20_000, 300
#: The most characters of a cell: Excel's own limit.
MAX_CELL_CHARS = 32_767
CELL_FAULT = f"En celle er på mere end {MAX_CELL_CHARS:,} tegn og kan ikke læses.".replace(",", ".")

#: How files begin that are no lists, and what to do with them (Danish).
_OTHER_KINDS = (
    (
        b"\xd0\xcf\x11\xe0",
        "Filen har adgangskode eller er i et gammelt Excel-format. Gem den som .xlsx uden kode.",
    ),
    (b"%PDF", "Filen er en pdf. Bed om listen som regneark eller CSV."),
    (b"{\\rtf", "Filen er et tekstdokument. Kopiér listen over i et regneark, og gem den som .xlsx."),
    (b"BEGIN:VCARD", "Filen er visitkort (vCard). Gem kontakterne som CSV i stedet."),
    (b"<", "Filen er en webside eller XML. Åbn den i Excel, og gem den som .xlsx."),
    (b"{", "Filen er JSON. Gem listen som CSV i stedet."),
    (b"[", "Filen er JSON. Gem listen som CSV i stedet."),
)


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


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of the file at `path`, hidden ones too.

    :raises ListError: the file cannot be read as a list at all.
    """
    from vaertskab.kaffe.orders import text_files, workbook

    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ListError(
                path.name, [f"Filen fylder {size // 1_000_000} MB. Det er for meget til en liste."]
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise ListError(path.name, ["Filen findes ikke. Se efter, om navnet er stavet rigtigt."]) from None
    except OSError as error:
        raise ListError(path.name, [f"Filen kan ikke åbnes: {in_danish(error)}."]) from None
    try:
        if data.startswith(b"PK\x03\x04"):
            return workbook.read_workbook(data)
        begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].upper()
        for start, fault in _OTHER_KINDS:
            if begins.startswith(start.upper()):
                raise ValueError(fault)
        if not begins.strip(b"\0\xff\xfe"):
            raise ValueError("Filen er tom.")
        return [text_files.read_text(data)]
    except ValueError as error:
        raise ListError(path.name, [str(error)]) from None
