"""XLSX: openpyxl's own reader of a sheet, used so that a merged range is a range and not an object a cell.

What openpyxl offers does not serve: line by line it does not tell which lines are hidden, and all at once it
makes an object for every cell of a merged range, so that a file of a few bytes can take all memory.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from vaertskab.kaffe.orders.tables import (
    CELL_FAULT,
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_UNPACKED_BYTES,
    Row,
    Sheet,
)  # fmt: skip

#: The most XML elements' marks (<) of a workbook: 10,000 people in twenty columns. The most bytes of a text.
MAX_MARKS, MAX_TEXT_BYTES = 1_000_000, 1_000_000
_KINDS = {
    "word/": "et Word-dokument",
    "ppt/": "en præsentation",
    "Index/": "et regneark fra Numbers",
    "content.xml": "et regneark fra LibreOffice (.ods)",
}
_COPY = "Kopiér navne og adresser over i et nyt regneark."
_LINK = re.compile(r'hyperlink\(\s*"mailto:([^"?]+)', re.IGNORECASE)
_YES = ("1", "true")


class TooMuchError(Exception):
    """The workbook is no list, or one that is too large; `str` is Danish."""


def read_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook; ValueError: it is none, or too large; a Danish sentence."""
    from openpyxl import load_workbook  # slow to import, and `send` has no use for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _limit(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                if not book.worksheets:
                    raise TooMuchError(
                        "Filen har ingen ark, som kan læses. Er den gemt som »Strict Open XML«, så gem den "
                        "som almindelig .xlsx."
                    )
                return [_read_sheet(book, sheet) for sheet in book.worksheets]
            finally:
                book.close()
    except TooMuchError as error:
        raise ValueError(str(error)) from None
    except Exception as error:  # openpyxl raises what its XML reader does: there is no end of kinds
        raise ValueError("Filen kan ikke læses som regneark. Gem listen som .xlsx eller CSV.") from error


def _limit(archive: zipfile.ZipFile) -> None:
    """Refuse what would take all memory or a minute. `zipfile` unpacks no more than a file says it holds."""
    names = archive.namelist()
    for start, kind in _KINDS.items():
        if any(name.startswith(start) for name in names):
            raise TooMuchError(f"Filen er {kind}. Gem listen som .xlsx, eller kopiér den over i Excel.")
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
        size = f"{MAX_UNPACKED_BYTES // 1_000_000} MB"
        raise TooMuchError(f"Filen fylder mere end {size}, når den pakkes ud. {_COPY}")
    marks = 0
    for name in names:
        with archive.open(name) as part:
            unmarked = 0
            while block := part.read(1 << 16):
                marks += block.count(b"<")
                unmarked = len(block) - block.rfind(b"<") if b"<" in block else unmarked + len(block)
                if marks > MAX_MARKS:
                    raise TooMuchError(f"Regnearket har for mange celler til en liste. {_COPY}")
                if unmarked > MAX_TEXT_BYTES and name.endswith(".xml"):
                    raise TooMuchError(CELL_FAULT)


def _read_sheet(book: Any, sheet: Any) -> Sheet:
    """Read one sheet of an open book; what openpyxl's reader calls row and column counts from 1."""
    from openpyxl.utils.cell import get_column_letter
    from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

    class Parser(WorkSheetParser):
        """Keeps of a formula the link, and the formula itself where nobody has worked it out."""

        def parse_cell(self, element: Any) -> Any:
            cell = super().parse_cell(element)
            if (formula := element.findtext(FORMULA_TAG)) is None:
                return cell
            if cell["value"] is None and (element.find(VALUE_TAG) is None or element.get("t") != "str"):
                cell["value"] = f"={formula[:MAX_CELL_CHARS]}"
            elif link := _LINK.search(formula):
                cell["link"] = link[1]
            return cell

    lines: dict[int, list[dict[str, Any]]] = {}
    with book._archive.open(sheet._worksheet_path) as source:
        parser = Parser(
            source, sheet._shared_strings, data_only=True, epoch=book.epoch,
            date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
        )  # fmt: skip
        for number, row in parser.parse():
            written = [cell for cell in row if cell["value"] is not None]
            if written and number > MAX_LINES:
                raise TooMuchError(f"Der står noget under linje {MAX_LINES}. {_COPY}")
            if written and (column := max(cell["column"] for cell in written)) > MAX_COLUMNS:
                where = f"celle {get_column_letter(column)}{number}"
                raise TooMuchError(f"Der står noget langt ude i regnearket, i {where}. {_COPY}")
            if written:
                lines[number] = written
    links, merged = _links(book, sheet, parser), dict[tuple[int, int], int]()
    for one in parser.merged_cells.mergeCell if parser.merged_cells else ():
        left, top, right, bottom = _area(one.ref)
        if top == bottom and right <= MAX_COLUMNS:
            merged[top, left] = right
    filtered = getattr(getattr(parser, "auto_filter", None), "ref", None)
    _, first, _, last = _area(filtered or "")
    hidden = {
        int(number): "skjult eller filtreret fra" if first <= int(number) <= max(last, first) else "skjult"
        for number, kept in parser.row_dimensions.items()
        if kept.get("hidden") in _YES or kept.get("ht") == "0"
    }
    columns = set[int]()
    for kept in parser.column_dimensions.values():
        if kept.get("hidden") in _YES:
            columns.update(range(int(kept["min"]) - 1, min(int(kept["max"]), MAX_COLUMNS)))
    rows = []
    for number, written in lines.items():
        for cell in written:
            cell["link"] = cell.get("link") or links.get((number, cell["column"]), "")
        if number not in hidden and all(_is_struck(book, cell) for cell in written):
            hidden[number] = "streget over"
        rows.append(_row(number, written, merged, hidden.get(number, "")))
    return Sheet(sheet.title, tuple(rows), sheet.sheet_state != "visible", frozenset(columns))


def _area(reference: str) -> tuple[int, int, int, int]:
    """The first column and row and the last ones of "A1:B4"; 0 for what is not told."""
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference) if reference else (0, 0, 0, 0)
    return left or 0, top or 0, right or 0, bottom or 0


def _links(book: Any, sheet: Any, parser: Any) -> dict[tuple[int, int], str]:
    """The addresses that cells link to, by row and column."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.utils.cell import coordinate_to_tuple

    found = dict[tuple[int, int], str]()
    if not (linked := [one for one in parser.hyperlinks.hyperlink if one.id]):
        return found
    related: Any = get_dependents(book._archive, get_rels_path(sheet._worksheet_path))  # type: ignore[no-untyped-call]
    for one in linked:
        target = str(related.get(one.id).Target)
        if target.lower().startswith("mailto:"):
            found[coordinate_to_tuple(one.ref.partition(":")[0])] = target[7:].partition("?")[0]
    return found


def _is_struck(book: Any, cell: Mapping[str, Any]) -> bool:
    return bool(book._fonts[book._cell_styles[cell["style_id"]].fontId].strike)


def _row(
    line: int, written: Sequence[Mapping[str, Any]], merged: Mapping[tuple[int, int], int], hidden: str
) -> Row:
    """A row as texts, with their links; what is merged stands in all its columns, or alone is a heading."""
    cells = [""] * max(cell["column"] for cell in written)
    for cell in written:
        text, link = str(cell["value"]), cell["link"]
        cells[cell["column"] - 1] = f"{text} <{link}>" if link and "@" not in text else text
    fault = CELL_FAULT if any(len(text) > MAX_CELL_CHARS for text in cells) else ""
    columns = [column for column, text in enumerate(cells, 1) if text.strip()]
    spread = [column for column in columns if (line, column) in merged]
    if spread and len(columns) == 1:
        return Row(line, tuple(cells), fault, hidden, is_heading=True)
    for column in spread:
        last = merged[line, column]
        cells.extend([""] * (last - len(cells)))
        for covered in range(column, last):
            cells[covered] = cells[covered] or cells[column - 1]
    return Row(line, tuple(cells), fault, hidden)
