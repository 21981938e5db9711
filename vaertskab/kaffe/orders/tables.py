"""Rows of cells out of a leader's file: CSV as Danish Excel saves it, or XLSX.

Windows-1252 or Unicode (UTF-8, UTF-16), semicolon, comma or tab; each row with its line number.
"""

from __future__ import annotations

import codecs
import csv
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from vaertskab.kaffe.errors import ListError, in_danish

#: A line number (from 1) and its cells. A `str` for cells is a Danish fault: the line cannot be read.
Row: TypeAlias = tuple[int, list[str] | str]
DELIMITERS = ";\t,|"
#: The most bytes of a list, and of an XLSX unpacked: what every Danish municipal employee fits in.
MOST, MOST_UNPACKED = 200_000_000, 1_000_000_000


def read_rows(path: Path, is_header: Callable[[list[str]], bool]) -> Iterator[Row]:
    """Yield the rows of the file at `path`; `is_header` knows a row of column names.

    :raises ListError: the file cannot be read as a list at all.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except FileNotFoundError:
        raise ListError(path.name, ["Filen findes ikke. Se efter, om navnet er stavet rigtigt."]) from None
    except OSError as error:
        raise ListError(path.name, [f"Filen kan ikke åbnes: {in_danish(error)}."]) from None
    if size > MOST:
        raise ListError(path.name, [f"Filen fylder {size // 1_000_000} MB. Det er for meget til en liste."])
    if not start.strip():
        raise ListError(path.name, ["Filen er tom."])
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise ListError(
            path.name,
            ["Filen har adgangskode eller er i et gammelt Excel-format. Gem den som .xlsx uden kode."],
        )
    return _xlsx(path, is_header) if start.startswith(b"PK\x03\x04") else _csv(path, is_header)


def _encoding(path: Path) -> str:
    """How the text is written: its mark says so, else UTF-8 when all of it is, else Windows-1252."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := file.read(1 << 16):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _delimiter(lines: list[str], is_header: Callable[[list[str]], bool]) -> str:
    """What stands between the cells: what gives the header the most columns; else what is there most."""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[4]
    best, columns = "", 0
    for delimiter in DELIMITERS:
        for row in csv.reader(lines, delimiter=delimiter):
            if is_header(row) and len(row) > columns:
                best, columns = delimiter, len(row)
    return best or max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in lines))


def _csv(path: Path, is_header: Callable[[list[str]], bool]) -> Iterator[Row]:
    encoding = _encoding(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        first = [line for _, line in zip(range(20), file, strict=False)]
        file.seek(0)
        delimiter = _delimiter(first, is_header)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                if "unexpected end" in str(error):
                    yield (
                        line,
                        "Et anførselstegn er åbnet og ikke lukket, så resten af listen ikke kan læses.",
                    )
                    return
                yield line, "Anførselstegnene kan ikke læses. Sæt dem om hele feltet, eller fjern dem."
                continue
            if line == 1 and cells and cells[0].lower().startswith("sep="):
                continue
            yield line, cells


def _xlsx(path: Path, is_header: Callable[[list[str]], bool]) -> Iterator[Row]:
    """The first sheet that has a header; else the first."""
    from openpyxl import load_workbook  # slow to import, and `send` has no use for it

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise ListError(path.name, ["Filen er for stor, når den pakkes ud."])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(path, read_only=True, data_only=True)
    except ListError:
        raise
    except Exception as error:  # openpyxl raises what its XML reader does: there is no end of kinds
        raise ListError(
            path.name, ["Filen kan ikke læses som regneark. Gem listen som .xlsx eller CSV."]
        ) from error
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        chosen = sheets[:1]
        for sheet in sheets:
            sheet.reset_dimensions()
            if any(is_header(_texts(row)) for row in sheet.iter_rows(max_row=20, values_only=True)):
                chosen = [sheet]
                break
        for sheet in chosen:
            for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                yield line, _texts(row)
    finally:
        book.close()


def _texts(row: tuple[object, ...]) -> list[str]:
    return ["" if value is None else str(value) for value in row]
