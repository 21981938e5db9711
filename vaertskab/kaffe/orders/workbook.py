"""XLSX: openpyxl reads what stands in the cells; how a sheet is laid out is read beside it.

openpyxl's way of reading line by line does not tell which lines are hidden, and its other way makes an
object for every cell of a merged range, so that a file of a few bytes can take all memory.
"""

from __future__ import annotations

import io
import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from vaertskab.kaffe.orders.tables import (
    CELL_FAULT,
    MAX_CELL_CHARS,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_UNPACKED_BYTES,
    Row,
    Sheet,
)

#: The most XML elements' marks (<) of a workbook: 10,000 people in twenty columns.
MAX_MARKS = 1_500_000
_NOT_READ = "Filen kan ikke læses som regneark. Gem listen som .xlsx eller CSV."
_KINDS = {"word/": "et Word-dokument", "ppt/": "en præsentation", "Index/": "et regneark fra Numbers"}
_LINK = re.compile(r'hyperlink\(\s*"mailto:([^"?]+)', re.IGNORECASE)


@dataclass
class _Layout:
    """How a sheet is laid out; rows count from 1 and columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: tuple[int, int] = (0, 0)
    #: The last column of what is merged from a cell on, in one line.
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    #: Formulas that nobody has worked out, as they are written.
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)


def read_workbook(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook.

    :raises ValueError: it is none, or too large; a Danish sentence.
    """
    from openpyxl import load_workbook  # slow to import, and `send` has no use for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _limit(archive)
            layouts = dict(_layouts(archive))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheets = []
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                values = sheet.iter_rows(max_row=MAX_LINES, max_col=MAX_COLUMNS, values_only=True)
                layout = layouts.get(sheet.title) or _Layout()
                rows = tuple(_rows(values, layout))
                hidden = frozenset(layout.hidden_columns)
                sheets.append(Sheet(sheet.title, rows, sheet.sheet_state != "visible", hidden))
            return sheets
        finally:
            book.close()
    except _TooMuchError as error:
        raise ValueError(str(error)) from None
    except Exception as error:  # openpyxl raises what its XML reader does: there is no end of kinds
        raise ValueError(_NOT_READ) from error


class _TooMuchError(Exception):
    """The workbook is no list, or one that is too large; `str` is Danish."""


def _limit(archive: zipfile.ZipFile) -> None:
    """Refuse what would take all memory or a minute. `zipfile` unpacks no more than a file says it holds.

    :raises _TooMuchError: it is too large.
    """
    names = archive.namelist()
    for start, kind in _KINDS.items():
        if any(name.startswith(start) for name in names):
            raise _TooMuchError(f"Filen er {kind}. Kopiér listen over i Excel, og gem den som .xlsx.")
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise _TooMuchError(
            f"Filen fylder mere end {MAX_UNPACKED_BYTES // 1_000_000} MB, når den pakkes ud. "
            "Kopiér navne og adresser over i et nyt regneark."
        )
    marks = 0
    for name in names:
        with archive.open(name) as part:
            while block := part.read(1 << 16):
                marks += block.count(b"<")
                if marks > MAX_MARKS:
                    raise _TooMuchError(
                        "Regnearket har for mange celler til en liste. "
                        "Kopiér navne og adresser over i et nyt regneark."
                    )


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _place(reference: str) -> tuple[int, int]:
    """A1 as (row from 1, column from 0)."""
    letters = reference.rstrip("0123456789").replace("$", "").upper()
    column = 0
    for char in letters:
        column = column * 26 + ord(char) - 64
    return int(reference[len(reference.rstrip("0123456789")) :] or 0), column - 1


def _area(reference: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """A1:B4 as its first and last place."""
    first, _, last = reference.partition(":")
    return _place(first), _place(last or first)


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """What a part's relations point at, by their ids."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    return {
        element.get("Id", ""): element.get("Target", "")
        for element in ElementTree.fromstring(archive.read(path))
    }


def _layouts(archive: zipfile.ZipFile) -> Iterator[tuple[str, _Layout]]:
    """Give each sheet's name and layout."""
    book = "xl/workbook.xml"
    targets = _related(archive, book)
    for element in ElementTree.fromstring(archive.read(book)).iter():
        if _local(element.tag) != "sheet":
            continue
        related = next((value for key, value in element.items() if _local(key) == "id"), "")
        target = targets.get(related, "")
        part = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in archive.namelist():
            yield element.get("name", ""), _layout(archive, part)


def _layout(archive: zipfile.ZipFile, part: str) -> _Layout:
    """Read how a sheet is laid out.

    :raises _TooMuchError: something is written far outside of what a list may be.
    """
    layout, related, row = _Layout(), dict[str, str](), 0
    with archive.open(part) as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            kind = _local(element.tag)
            if event == "start":
                if kind == "row":
                    row = int(element.get("r") or row + 1)
                continue
            if kind == "c":
                _read_cell(layout, element)
                continue
            if kind == "row":
                if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
                    layout.hidden_rows.add(row)
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                last = min(int(element.get("max", 0)), MAX_COLUMNS)
                layout.hidden_columns.update(range(int(element.get("min", 1)) - 1, last))
            elif kind == "autoFilter":
                first, end = _area(element.get("ref", ""))
                layout.filtered = first[0], max(end[0], first[0])
            elif kind == "mergeCell":
                first, end = _area(element.get("ref", ""))
                if first[0] == end[0] and end[1] <= MAX_COLUMNS:
                    layout.merged[first] = end[1]
            elif kind == "hyperlink":
                related = related or _related(archive, part)
                identity = next((value for key, value in element.items() if _local(key) == "id"), "")
                if (link := related.get(identity, "")).lower().startswith("mailto:"):
                    layout.links[_place(element.get("ref", "").partition(":")[0])] = link[7:].partition("?")[
                        0
                    ]
            if kind not in ("v", "f", "is", "t", "r"):
                element.clear()
    return layout


def _read_cell(layout: _Layout, element: ElementTree.Element) -> None:
    if not (reference := element.get("r")):
        return
    place = _place(reference)
    inside = {_local(child.tag): child for child in element}
    if inside and (place[1] >= MAX_COLUMNS or place[0] > MAX_LINES):
        raise _TooMuchError(
            f"Der står noget langt ude i regnearket, i celle {reference[:12]}. "
            "Kopiér navne og adresser over i et nyt regneark."
        )
    if "f" in inside:
        formula = inside["f"].text or ""
        unvalued = "v" not in inside or (inside["v"].text is None and element.get("t") != "str")
        if unvalued:
            layout.unvalued[place] = f"={formula[:MAX_CELL_CHARS]}"
        elif link := _LINK.search(formula):
            layout.links[place] = link[1]


def _rows(values: Iterator[tuple[object, ...]], layout: _Layout) -> Iterator[Row]:
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
        is_heading = _spread(cells, line, layout)
        yield Row(line, tuple(cells), fault, hidden, is_heading)


def _spread(cells: list[str], line: int, layout: _Layout) -> bool:
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
