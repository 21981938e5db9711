"""XLSX: openpyxl reads what stands in the cells; how a sheet is laid out is read beside it.

openpyxl's way of reading line by line does not tell which lines are hidden, and its other way makes an
object for every cell of a merged range, so that a file of a few bytes can take all memory.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator

from vaertskab.kaffe.orders.layout import Layout, TooMuchError, layouts, struck_styles
from vaertskab.kaffe.orders.tables import (
    CELL_FAULT,
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_UNPACKED_BYTES,
    Row,
    Sheet,
)

#: The most XML elements' marks (<) of a workbook: 10,000 people in twenty columns. The most bytes of a text.
MAX_MARKS, MAX_TEXT_BYTES = 1_000_000, 1_000_000
_NOT_READ = "Filen kan ikke læses som regneark. Gem listen som .xlsx eller CSV."
_KINDS = {
    "word/": "et Word-dokument",
    "ppt/": "en præsentation",
    "Index/": "et regneark fra Numbers",
    "content.xml": "et regneark fra LibreOffice (.ods)",
}


def read_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook.

    :raises ValueError: it is none, or too large; a Danish sentence.
    """
    from openpyxl import load_workbook  # slow to import, and `send` has no use for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _limit(archive)
            layout_of = dict(layouts(archive, struck_styles(archive)))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            if not book.worksheets:
                raise TooMuchError(
                    "Filen har ingen ark, som kan læses. Er den gemt som »Strict Open XML«, så gem den som "
                    "almindelig .xlsx."
                )
            sheets = []
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                values = sheet.iter_rows(max_row=MAX_LINES, max_col=MAX_COLUMNS, values_only=True)
                layout = layout_of.get(sheet.title) or Layout()
                rows = tuple(_rows(values, layout))
                hidden = frozenset(layout.hidden_columns)
                sheets.append(Sheet(sheet.title, rows, sheet.sheet_state != "visible", hidden))
            return sheets
        finally:
            book.close()
    except TooMuchError as error:
        raise ValueError(str(error)) from None
    except Exception as error:  # openpyxl raises what its XML reader does: there is no end of kinds
        raise ValueError(_NOT_READ) from error


def _limit(archive: zipfile.ZipFile) -> None:
    """Refuse what would take all memory or a minute. `zipfile` unpacks no more than a file says it holds.

    :raises TooMuchError: it is too large.
    """
    names = archive.namelist()
    for start, kind in _KINDS.items():
        if any(name.startswith(start) for name in names):
            raise TooMuchError(f"Filen er {kind}. Gem listen som .xlsx, eller kopiér den over i Excel.")
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise TooMuchError(
            f"Filen fylder mere end {MAX_UNPACKED_BYTES // 1_000_000} MB, når den pakkes ud. "
            "Kopiér navne og adresser over i et nyt regneark."
        )
    marks = 0
    for name in names:
        with archive.open(name) as part:
            unmarked = 0
            while block := part.read(1 << 16):
                marks += block.count(b"<")
                unmarked = len(block) - block.rfind(b"<") if b"<" in block else unmarked + len(block)
                if marks > MAX_MARKS:
                    raise TooMuchError(
                        "Regnearket har for mange celler til en liste. "
                        "Kopiér navne og adresser over i et nyt regneark."
                    )
                if unmarked > MAX_TEXT_BYTES and name.endswith(".xml"):
                    raise TooMuchError(CELL_FAULT)


def _rows(values: Iterator[tuple[object, ...]], layout: Layout) -> Iterator[Row]:
    """Give the rows as texts, with their links and why they are hidden."""
    for line, row in enumerate(values, 1):
        cells = ["" if value is None else str(value) for value in row]
        while cells and not cells[-1] and (line, len(cells) - 1) not in layout.unvalued:
            cells.pop()
        fault = CELL_FAULT if any(len(text) > MAX_CELL_CHARS for text in cells) else ""
        for column, text in enumerate(cells):
            if not text:
                cells[column] = layout.unvalued.get((line, column), "")
            elif (link := layout.links.get((line, column), "")) and "@" not in text:
                cells[column] = f"{text} <{link}>"
        hidden = ""
        if line in layout.hidden_rows:
            first, last = layout.filtered
            hidden = "skjult eller filtreret fra" if first <= line <= last else "skjult"
        elif line in layout.written_rows and line not in layout.unstruck_rows:
            hidden = "streget over"
        is_heading = _spread(cells, line, layout)
        yield Row(line, tuple(cells), fault, hidden, is_heading)


def _spread(cells: list[str], line: int, layout: Layout) -> bool:
    """Write what is merged into all its columns, unless it is alone in its line: then it is a heading."""
    written = [column for column, text in enumerate(cells) if text.strip()]
    merged = [column for column in written if (line, column) in layout.merged]
    if merged and len(written) == 1:
        return True
    for column in merged:
        for covered in range(column + 1, layout.merged[line, column] + 1):
            cells.extend([""] * (covered + 1 - len(cells)))
            cells[covered] = cells[covered] or cells[column]
    return False
