"""A leader's file as sheets of rows, and how one that was saved as text is read.

How the letters were written, and what stands between the cells, is found by what comes out.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vaertskab.kaffe.address import people_and_faults
from vaertskab.kaffe.orders import headers
from vaertskab.kaffe.text import thousands
from vaertskab.model.language import N_, _

#: The most bytes of a file, and of a workbook when it is unpacked; lines and columns of a sheet.
MAX_FILE_BYTES, MAX_UNPACKED_BYTES = 20_000_000, 100_000_000
MAX_LINES, MAX_COLUMNS = 20_000, 300
#: The most characters of a cell: Excel's own limit.
MAX_CELL_CHARS = 32_767
DELIMITERS = ";\t,|"
#: So many lines decide what stands between the cells.
SAMPLE_LINES = 200
#: The most characters of a line of people.
MAX_LINE_CHARS = 1_000_000
#: A cell that is one address and no more, or ends in one between angle brackets.
_ONE_ADDRESS = re.compile(r"\s*(?:[^@<>]*<)?[^\s@<>,;|\"]+@[^\s@<>,;|\"]+\.[^\s@<>,;|\"]+>?\s*")

#: Encodings of 8 bits that Danish lists come in: Windows; DOS, as of older systems; Mac.
_EIGHT_BITS = ("cp1252", "cp850", "mac-roman")
_OLD = {"cp850": N_("et ældre system (DOS)"), "mac-roman": N_("en Mac")}
_DANISH, _OTHER_LETTERS = frozenset("æøåÆØÅ"), frozenset("éÉèüÜöÖäÄáíóúñçëêâîïôàðþýÿß")
_TYPOGRAPHY = frozenset("’‘“”–—…•´«»§°½€\xa0·")


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


def decode(data: bytes) -> tuple[str, str]:
    """Return the text, and in Danish a note on how it was saved when that had to be guessed, else "".

    A mark at the beginning says how; else it is UTF-8 when all of it can be. What is left was saved with 8
    bits a letter, and is read in the way that gives most Danish letters and fewest odd signs.

    :raises ValueError: the letters cannot be recognised; said in a sentence.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ""
    if (zeros := data.count(0)) and zeros * 3 > len(data):  # UTF-16 without its mark
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    best = max(_EIGHT_BITS, key=lambda encoding: _likeness(data, encoding))
    text = data.decode(best, "replace")
    odd = {char for char in text if ord(char) > 127} - _DANISH - _OTHER_LETTERS - _TYPOGRAPHY
    if odd:
        raise ValueError(
            _(
                "Filens bogstaver kan ikke genkendes. Åbn listen i Excel, og gem den som .xlsx eller CSV "
                "UTF-8."
            )
        )
    if best == "cp1252":
        return text, ""
    return text, _("Filen er gemt fra {old}. Se efter, om æ, ø og å står rigtigt i navnene.").format(
        old=_(_OLD[best])
    )


def _likeness(data: bytes, encoding: str) -> int:
    """How much `data` reads as Danish in an encoding; Windows is by far the most common."""
    text = data.decode(encoding, "replace")
    points = 2 if encoding == "cp1252" else 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if ord(char) < 128:
            continue
        if char in _DANISH:
            points += 3
        elif char in _OTHER_LETTERS:
            points += 1
        elif char in _TYPOGRAPHY:
            points += 2 if char == "’" and before.isalpha() and after.isalpha() else 0
        else:
            points -= 3
        if char.isupper() and before.islower():
            points -= 4
    return points


def cell_fault() -> str:
    """Return what to say of a cell that is too long."""
    return _("En celle er på mere end {number} tegn og kan ikke læses.").format(
        number=thousands(MAX_CELL_CHARS)
    )


def read_text(data: bytes) -> Sheet:
    """Return a list that was saved as text; ValueError: it is no text, or too long; said in a sentence."""
    text, note = decode(data)
    if "\0" in text and text.count("\0") * 20 > len(text):
        raise ValueError(_("Filen er ikke en liste. Gem listen som .xlsx eller CSV."))
    lines = text.splitlines(keepends=True)
    if not text.strip():
        raise ValueError(_("Filen er tom."))
    if len(lines) > MAX_LINES:
        raise ValueError(
            _("Listen er på {number} linjer. Der må højst være {max_lines}.").format(
                number=len(lines), max_lines=MAX_LINES
            )
        )
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)  # `splitlines` knows more ends than a file
    if inner := _unquoted(lines):
        text, lines = "".join(inner), inner
    delimiter = _delimiter(lines[:SAMPLE_LINES])
    if delimiter:
        rows = tuple(_table(text, delimiter))
    else:
        rows = tuple(_row(number, [line.strip()]) for number, line in enumerate(lines, 1))
    return Sheet("", rows, notes=(note,) if note else ())


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without quotation marks that stand around the whole of each, as after two exports; or []."""
    inner = []
    for line in lines:
        cells = line.rstrip("\r\n")
        bare = cells[1:-1]
        is_whole = len(cells) > 1 and cells == f'"{bare}"' and '"' not in bare
        if not (is_whole and any(mark in bare for mark in ";,\t")) and line.strip():
            return []
        inner.append(bare + line[len(cells) :] if is_whole else line)
    return inner


def _delimiter(lines: Sequence[str]) -> str:
    """What stands between the cells: what leaves most addresses alone in theirs; "" when lines are people.

    Lines of people are a column of addresses, and what stands in Outlook's To: "Navn <a>; Navn <b>".
    """
    if lines and re.fullmatch(r"\ufeff?sep=.\s*", lines[0], re.IGNORECASE):
        return lines[0].strip()[-1] if lines[0].strip()[-1] != "=" else "\t"
    best, best_points = DELIMITERS[0], (-1, -1, -1)
    has_header = False
    for delimiter in DELIMITERS:
        rows = [row.cells for row in _table("".join(lines), delimiter)]
        alone = sum(bool(_ONE_ADDRESS.fullmatch(cell[:400])) for row in rows for cell in row)
        named = max((headers.known_headers(row) for row in rows), default=0)
        has_header |= any(headers.is_header(row) for row in rows)
        points = (alone, named, sum(line.count(delimiter) for line in lines))
        if points > best_points:
            best, best_points = delimiter, points
    if has_header or any("\t" in line.strip() for line in lines):
        return best
    people, missed = 0, 0
    for line in filter(str.strip, lines):
        good, bad = people_and_faults(line[:MAX_LINE_CHARS])
        people, missed = people + len(good), missed + len(bad)
    return "" if people and people >= best_points[0] and missed * 2 <= people else best


def _table(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line, is_last = reader.line_num + 1, False
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = _("Anførselstegnene kan ikke læses. Sæt dem om hele feltet, eller fjern dem.")
            if "field larger" in str(error):
                fault = cell_fault()
            elif is_last := "unexpected end" in str(error):
                fault = _("Et anførselstegn er åbnet og ikke lukket, så resten af listen ikke kan læses.")
            yield Row(line, (), fault)
            if is_last:
                return
            continue
        if line == 1 and cells and cells[0].lower().startswith("sep="):
            continue
        yield _row(line, cells)


def _row(line: int, cells: list[str]) -> Row:
    if any(len(cell) > (MAX_CELL_CHARS if len(cells) > 1 else MAX_LINE_CHARS) for cell in cells):
        return Row(line, (), cell_fault())
    # Excel's way to keep a text a text: ="tekst".
    plain = (re.sub(r'^\s*="([^"]*)"\s*$', r"\1", cell) for cell in cells)
    return Row(line, tuple(plain))
