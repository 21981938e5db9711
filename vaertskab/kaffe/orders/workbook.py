"""A leader's file, whatever it was saved by: a workbook (XLSX), a text, or told what to do instead.

A workbook is read twice: line by line for what stands in it, and whole for what is hidden, linked or merged.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from vaertskab.kaffe.errors import ListError, in_words
from vaertskab.kaffe.orders.text_files import (
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_LINES,
    MAX_UNPACKED_BYTES,
    Row,
    Sheet,
    cell_fault,
    read_text,
)
from vaertskab.model.language import N_, _

#: The most XML elements' marks (<) of a workbook: 10,000 people in twenty columns. The most bytes of a text.
MAX_MARKS, MAX_TEXT_BYTES = 1_000_000, 1_000_000
#: The most cells that are merged or have one link: openpyxl makes an object of each.
MAX_SPANNED_CELLS = 500_000
#: How files begin that are no lists, and what to do with them.
_OTHER_KINDS = (
    (b"\xd0\xcf\x11\xe0",
     N_(
         "Filen har adgangskode eller er i et gammelt Excel-format. Gem den som .xlsx uden kode."
     )),
    (b"%PDF", N_("Filen er en pdf. Bed om listen som regneark eller CSV.")),
    (b"{\\RTF", N_(
        "Filen er et tekstdokument. Kopiér listen over i et regneark, og gem den som .xlsx."
    )),
    (b"BEGIN:VCARD", N_("Filen er visitkort (vCard). Gem kontakterne som CSV i stedet.")),
    (b"<", N_("Filen er en webside eller XML. Åbn den i Excel, og gem den som .xlsx.")),
    (b"{", N_("Filen er JSON. Gem listen som CSV i stedet.")),
    (b"[", N_("Filen er JSON. Gem listen som CSV i stedet.")),
)  # fmt: skip
#: What other kinds of files have inside that are zipped as a workbook is.
_OTHER_PARTS = {
    "word/": N_("et Word-dokument"),
    "ppt/": N_("en præsentation"),
    "Index/": N_("et regneark fra Numbers"),
    "content.xml": N_("et regneark fra LibreOffice (.ods)"),
}
_COPY = N_("Kopiér navne og adresser over i et nyt regneark.")
_LINK = re.compile(r'hyperlink\(\s*"mailto:([^"?]+)', re.IGNORECASE)
_SPANNING = re.compile(rb"<(?:[\w.-]+:)?(?:mergeCell|hyperlink)\s([^>]*)>")
_REFERENCE = re.compile(rb"""\bref\s*=\s*["']([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)["']""")


class TooMuchError(Exception):
    """The workbook is no list, or one that is too large; `str` is Danish."""


def read_sheets(path: Path) -> list[Sheet]:
    """Return the sheets of the file at `path`, hidden ones too.

    :raises ListError: the file cannot be read as a list at all.
    """
    try:
        if (size := path.stat().st_size) > MAX_FILE_BYTES:
            raise ValueError(
                _("Filen fylder {number} MB. Det er for meget til en liste.").format(number=size // 1_000_000)
            )
        data = path.read_bytes()
        if data.startswith(b"PK\x03\x04"):
            return _read_workbook(data)
        begins = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].upper()
        for start, fault in _OTHER_KINDS:
            if begins.startswith(start):
                raise ValueError(_(fault))
        if not begins.strip(b"\0\xff\xfe"):
            raise ValueError(_("Filen er tom."))
        return [read_text(data)]
    except FileNotFoundError:
        raise ListError(path.name, [_("Filen findes ikke. Se efter, om navnet er stavet rigtigt.")]) from None
    except OSError as error:
        raise ListError(path.name, [_("Filen kan ikke åbnes: {why}.").format(why=in_words(error))]) from None
    except ValueError as error:
        raise ListError(path.name, [str(error)]) from None


def _read_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook; ValueError: it is none, or too large; said in a sentence."""
    from openpyxl import load_workbook  # slow to import, and `send` has no use for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _limit(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lines = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            whole = load_workbook(io.BytesIO(data), keep_links=False)
            if not whole.worksheets:
                raise TooMuchError(
                    _(
                        "Filen har ingen ark, som kan læses. Er den gemt som »Strict Open XML«, så gem "
                        "den som almindelig .xlsx."
                    )
                )
            return [_read_sheet(*both) for both in zip(lines.worksheets, whole.worksheets, strict=True)]
    except TooMuchError as error:
        raise ValueError(str(error)) from None
    except Exception as error:  # openpyxl raises what its XML reader does: there is no end of kinds
        raise ValueError(_("Filen kan ikke læses som regneark. Gem listen som .xlsx eller CSV.")) from error


def _limit(archive: zipfile.ZipFile) -> None:
    """Refuse what would take all memory or a minute. `zipfile` unpacks no more than a file says it holds."""
    names = archive.namelist()
    for start, kind in _OTHER_PARTS.items():
        if any(name.startswith(start) for name in names):
            raise TooMuchError(
                _("Filen er {kind}. Gem listen som .xlsx, eller kopiér den over i Excel.").format(
                    kind=_(kind)
                )
            )
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
        size = f"{MAX_UNPACKED_BYTES // 1_000_000} MB"
        raise TooMuchError(
            _("Filen fylder mere end {size}, når den pakkes ud. {copy}").format(size=size, copy=_(_COPY))
        )
    marks, spanned = 0, 0
    for name in names:
        part = archive.read(name)
        marks += part.count(b"<")
        if marks > MAX_MARKS:
            raise TooMuchError(
                _("Regnearket har for mange celler til en liste. {copy}").format(copy=_(_COPY))
            )
        if not name.endswith((".xml", ".rels")):
            continue
        if max(map(len, part.split(b"<"))) > MAX_TEXT_BYTES:
            raise TooMuchError(cell_fault())
        if b"<!DOCTYPE" in part or b"\0" in part:  # no spreadsheet writes either, and both hide what is there
            raise ValueError(name)
        spanned += sum(map(_area, _SPANNING.findall(part)))
        if spanned > MAX_SPANNED_CELLS:
            raise TooMuchError(
                _("Regnearket har for mange celler, der er flettet eller har samme link. {copy}").format(
                    copy=_(_COPY)
                )
            )


def _area(attributes: bytes) -> int:
    """How many cells a merged range or a link covers; ValueError: it does not say so plainly."""
    from openpyxl.worksheet.cell_range import CellRange

    if not (found := _REFERENCE.search(attributes)):
        raise ValueError(attributes)
    size = CellRange(found[1].decode("ascii")).size
    return int(size["rows"] * size["columns"])


def _read_sheet(lines: Any, whole: Any) -> Sheet:
    """Read one sheet: `lines` gives what stands in it, `whole` its formulas, its links and what is hidden."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.cell_range import CellRange

    lines.reset_dimensions()  # what a file says of its own size is often wrong
    merged = {(one.min_row, one.min_col): one.max_col for one in whole.merged_cells.ranges
              if one.min_row == one.max_row and one.max_col <= MAX_COLUMNS}  # fmt: skip
    filtered = CellRange(whole.auto_filter.ref) if whole.auto_filter.ref else None
    hidden = {
        number: _("skjult eller filtreret fra")
        if filtered and filtered.min_row <= number <= filtered.max_row else _("skjult")
        for number, kept in whole.row_dimensions.items() if kept.hidden or kept.height == 0
    }  # fmt: skip
    columns = set[int]()
    for kept in whole.column_dimensions.values():
        if kept.hidden:
            columns.update(range(kept.min - 1, min(kept.max, MAX_COLUMNS)))
    rows = []
    for number, cells in _written(lines, whole):
        if number > MAX_LINES:
            raise TooMuchError(
                _("Der står noget under linje {max_lines}. {copy}").format(max_lines=MAX_LINES, copy=_(_COPY))
            )
        if (column := max(cells)) > MAX_COLUMNS:
            where = _("celle {cell}").format(cell=f"{get_column_letter(column)}{number}")
            raise TooMuchError(
                _("Der står noget langt ude i regnearket, i {where}. {copy}").format(
                    where=where, copy=_(_COPY)
                )
            )
        if number not in hidden and all(whole.cell(number, column).font.strike for column in cells):
            hidden[number] = _("streget over")
        rows.append(_row(number, cells, merged, hidden.get(number, "")))
    return Sheet(whole.title, tuple(rows), whole.sheet_state != "visible", frozenset(columns))


def _written(lines: Any, whole: Any) -> Iterator[tuple[int, dict[int, str]]]:
    """Give each line in which anything stands: its number, and the texts by their columns, from 1.

    A formula that nobody has worked out is given as it is. A sheet in which one has its result has them all:
    what is empty in it is so.
    """
    found = list[tuple[int, int, Any, Any]]()
    for row in lines.iter_rows():
        for cell in row:
            if hasattr(cell, "row") and (source := whole.cell(cell.row, cell.column)).value is not None:
                found.append((cell.row, cell.column, cell.value, source))
    is_worked_out = any(one.data_type == "f" and value is not None for _, _, value, one in found)
    texts: dict[int, dict[int, str]] = {}
    for number, column, value, source in found:
        formula = str(getattr(source.value, "text", source.value)) if source.data_type == "f" else ""
        if value is None and (is_worked_out or not formula):
            continue
        text = formula[:MAX_CELL_CHARS] if value is None else str(value)
        linked = str((source.hyperlink and source.hyperlink.target) or "")
        link = _LINK.search(formula) if formula else re.match("mailto:([^?]+)", linked, re.IGNORECASE)
        shown = f"{text} <{link[1]}>" if link and value is not None and "@" not in text else text
        texts.setdefault(number, {})[column] = shown
    yield from texts.items()


def _row(line: int, texts: Mapping[int, str], merged: Mapping[tuple[int, int], int], hidden: str) -> Row:
    """A row of texts by their columns; what is merged stands in all its columns, or alone is a heading."""
    cells = [texts.get(column, "") for column in range(1, max(texts) + 1)]
    fault = cell_fault() if any(len(text) > MAX_CELL_CHARS for text in cells) else ""
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
