"""How the sheets of a workbook are laid out: what is hidden, filtered, merged, linked or struck through."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from vaertskab.kaffe.orders.tables import MAX_CELL_CHARS, MAX_COLUMNS, MAX_LINES

_COPY = "Kopiér navne og adresser over i et nyt regneark."
_LINK = re.compile(r'hyperlink\(\s*"mailto:([^"?]+)', re.IGNORECASE)


class TooMuchError(Exception):
    """The workbook is no list, or one that is too large; `str` is Danish."""


@dataclass
class Layout:
    """How a sheet is laid out; rows count from 1 and columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    #: Lines that have text, and those where some of it is not struck through.
    written_rows: set[int] = field(default_factory=set)
    unstruck_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    filtered: tuple[int, int] = (0, 0)
    #: The last column of what is merged from a cell on, in one line.
    merged: dict[tuple[int, int], int] = field(default_factory=dict)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    #: Formulas that nobody has worked out, as they are written.
    unvalued: dict[tuple[int, int], str] = field(default_factory=dict)


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


def struck_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """The numbers of the styles whose letters are struck through."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    struck, styles = list[bool](), list[str]()
    for part in ElementTree.fromstring(archive.read("xl/styles.xml")):
        if _local(part.tag) == "fonts":
            for font in part:
                marks = [mark for mark in font if _local(mark.tag) == "strike"]
                struck.append(any(mark.get("val", "1") in ("1", "true") for mark in marks))
        elif _local(part.tag) == "cellXfs":
            styles = [style.get("fontId", "0") for style in part]
    return frozenset(
        str(number) for number, font in enumerate(styles)
        if font.isdigit() and int(font) < len(struck) and struck[int(font)]
    )  # fmt: skip


def layouts(archive: zipfile.ZipFile, struck: frozenset[str]) -> Iterator[tuple[str, Layout]]:
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
            yield element.get("name", ""), _layout(archive, part, struck)


def _layout(archive: zipfile.ZipFile, part: str, struck: frozenset[str]) -> Layout:
    """Read how a sheet is laid out.

    :raises TooMuchError: something is written far outside of what a list may be.
    """
    layout, related, row = Layout(), dict[str, str](), 0
    with archive.open(part) as file:
        for event, element in ElementTree.iterparse(file, ("start", "end")):
            kind = _local(element.tag)
            if event == "start":
                if kind == "row":
                    row = int(element.get("r") or row + 1)
                continue
            if kind == "c":
                _read_cell(layout, element)
                if len(element):
                    if row > MAX_LINES:
                        raise TooMuchError(f"Der står noget under linje {MAX_LINES}. {_COPY}")
                    layout.written_rows.add(row)
                    if element.get("s", "0") not in struck:
                        layout.unstruck_rows.add(row)
                continue
            if kind == "row":
                if element.get("hidden") in ("1", "true") or element.get("ht") == "0":
                    layout.hidden_rows.add(row)
            elif kind == "col" and element.get("hidden") in ("1", "true"):
                first_column, last = max(int(element.get("min", 1)), 1), int(element.get("max", 0))
                layout.hidden_columns.update(range(first_column - 1, min(last, MAX_COLUMNS)))
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


def _read_cell(layout: Layout, element: ElementTree.Element) -> None:
    if not (reference := element.get("r")):
        return
    place = _place(reference)
    inside = {_local(child.tag): child for child in element}
    if inside and place[1] >= MAX_COLUMNS:
        raise TooMuchError(f"Der står noget langt ude i regnearket, i celle {reference[:12]}. {_COPY}")
    if "f" in inside:
        formula = inside["f"].text or ""
        unvalued = "v" not in inside or (inside["v"].text is None and element.get("t") != "str")
        if unvalued:
            layout.unvalued[place] = f"={formula[:MAX_CELL_CHARS]}"
        elif link := _LINK.search(formula):
            layout.links[place] = link[1]
