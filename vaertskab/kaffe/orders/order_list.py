"""The list that a leader sends: who gets the mails. Either all of it is right, or nothing is used.

Nothing is left out or taken in silence: what was read, and what was not and why, is told with names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vaertskab.kaffe.address import clean_name, key_of, parse_people, shown
from vaertskab.kaffe.errors import ListError
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders import columns
from vaertskab.kaffe.orders.columns import Columns, title
from vaertskab.kaffe.orders.tables import Row, Sheet, read_sheets
from vaertskab.kaffe.untrusted import one_line

#: So many names are told of what is left out for one reason; the rest is counted.
MAX_NAMES = 50
#: What begins a line that sums up, or tells of the list itself.
_SUMS_UP = re.compile(
    r"\s*(?:i alt|total|sum\b|antal|kilde|opdateret|side \d|udskrevet|note|obs)|.*[\d:?]", re.I
)
_ADDRESS = re.compile(r"[^\s<>(){}\[\],;:\"|]+@[^\s<>(){}\[\],;:\"|]+\.[^\s<>(){}\[\],;:\"|]+")
_ENABLED = re.compile(r"(?:account|konto)? ?(?:enabled|aktiv\w*)")
_NO = frozenset({"false", "falsk", "nej", "no", "0"})


@dataclass(frozen=True, slots=True)
class Listing:
    """The people of a list in its order, each address once, and Danish sentences about how it was read.

    `sources` say what was read, `left_out` what was not and why, `notes` what is doubled or in doubt.
    """

    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass
class _Reading:
    """What has been read so far."""

    people: dict[str, Person] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    #: The lines that were left out, by the reason.
    left_out: dict[str, list[str]] = field(default_factory=dict)
    #: Addresses that stand in other columns, by what the column is called.
    unused: dict[str, list[str]] = field(default_factory=dict)
    prefix: str = ""

    def where(self, line: int) -> str:
        """A line as it is told."""
        return f"{self.prefix}linje {line}" if self.prefix else f"Linje {line}"

    def leave_out(self, row: Row, why: str) -> None:
        """Tell of a line that is not read."""
        self.left_out.setdefault(why, []).append(
            f"{_inside(self.where(row.line))} »{one_line(row.text, 80)}«"
        )

    def add(self, line: int, person: Person) -> None:
        """Take a person, or tell that the address is there already."""
        key = key_of(person.address)
        if key not in self.people:
            self.people[key], self.places[key] = person, self.where(line)
            return
        first = self.people[key]
        note = f"{self.where(line)}: {shown(person.address)} står også i {_inside(self.places[key])} "
        note += "og får kun mailen én gang."
        if first.name and person.name and first.name != person.name:
            note += f" Navnene er »{first.name}« og »{person.name}«."
        self.notes.append(note)
        if not first.name:
            self.people[key] = Person(person.name, first.address)


def _inside(sentence: str) -> str:
    """A place as it stands inside a sentence."""
    return sentence[0].lower() + sentence[1:]


def read_list(path: Path) -> Listing:
    """Read a list of people; the columns are found by what they hold and what they are called.

    :raises ListError: the file cannot be read, or any line is faulty; all faulty lines are named.
    """
    sheets = read_sheets(path)
    reading = _Reading()
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    for sheet in sheets:
        reading.notes += sheet.notes
        if sheet.is_hidden:
            _tell_hidden_sheet(sheet, reading)
        else:
            several = sum(any(not row.is_blank for row in other.rows) for other in visible) > 1
            reading.prefix = f"Arket »{one_line(sheet.name, 60)}«, " if several else ""
            _read_sheet(sheet, reading)
    left_out = [f"{why}: {_some(rows)}." for why, rows in reading.left_out.items()]
    _tell_unused(reading)
    _tell_twins(reading)
    if not reading.people and not reading.faults:
        reading.faults.append(
            "Der er ingen deltagere på listen."
            if any(columns.is_header(row.cells) for sheet in visible for row in sheet.rows)
            else "Der er ingen mailadresser på listen. Ingen kolonne hedder »E-mail«. "
            "Skriv »Navn« og »E-mail« i den første linje, over navne og adresser."
        )
        reading.faults += left_out
    if reading.faults:
        raise ListError(path.name, reading.faults)
    return Listing(
        tuple(reading.people.values()),
        tuple(reading.notes),
        tuple(dict.fromkeys(reading.sources)),
        tuple(left_out),
    )


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - MAX_NAMES
    return ", ".join(texts[:MAX_NAMES]) + (f" og {more} til" if more > 0 else "")


def _tell_hidden_sheet(sheet: Sheet, reading: _Reading) -> None:
    rows = [row for row in sheet.rows if not row.is_blank]
    addresses = [address for row in rows for address in _ADDRESS.findall(row.text)]
    if rows:
        what = f"Arket »{one_line(sheet.name, 60)}« er skjult og ikke læst"
        reading.left_out.setdefault(what, []).extend(addresses or ["ingen adresser i det"])


def _read_sheet(sheet: Sheet, reading: _Reading) -> None:
    """Read a visible sheet: one table, or several below each other."""
    blocks = list(_blocks(sheet, reading))
    for header, rows in blocks:
        _read_block(sheet, header, rows, reading)
    if not blocks and reading.prefix and any(not row.is_blank for row in sheet.rows):
        unread = reading.left_out.setdefault("Ark uden mailadresser er ikke læst", [])
        unread.append(one_line(sheet.name, 60))


def _blocks(sheet: Sheet, reading: _Reading) -> Iterator[tuple[Row | None, list[Row]]]:
    """Give each table of a sheet: the row with its columns' names (None without one), and its lines."""
    rows = [row for row in sheet.rows if not row.is_blank]
    heads = [number for number, row in enumerate(rows) if columns.is_header(row.cells)]
    if not heads:
        first = next((number for number, row in enumerate(rows) if "@" in row.text or row.fault), None)
        if first is None:
            if not reading.prefix:
                for row in rows[:MAX_NAMES]:
                    reading.leave_out(row, "Uden mailadresse")
            return
        above = rows[first - 1] if first else None
        named = above is not None and sum(bool(cell.strip()) for cell in above.cells) > 1
        for row in rows[: first - named]:
            reading.leave_out(row, "Står over listen")
        yield (above if named else None), rows[first:]
        return
    for row in rows[: heads[0]]:
        reading.leave_out(row, "Står over kolonnenavnene")
    for number, start in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(rows)
        header, body = rows[start], rows[start + 1 : end]
        while body and _names_columns(body[0]):  # a second line of names, below merged ones
            header, body = _below(header, body[0]), body[1:]
        if body:
            yield header, body


def _names_columns(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell.strip()]
    return len(cells) > 1 and "@" not in row.text and columns.known_headers(cells) == len(cells)


def _below(upper: Row, lower: Row) -> Row:
    width = max(len(upper.cells), len(lower.cells))
    both = [[*row.cells, *[""] * (width - len(row.cells))] for row in (upper, lower)]
    return Row(lower.line, tuple(below.strip() or above for above, below in zip(*both, strict=True)))


def _read_block(sheet: Sheet, header: Row | None, rows: list[Row], reading: _Reading) -> None:
    names = header.cells if header else ()
    readable = [row for row in rows if not row.fault and not row.hidden]
    people = [row for row in readable if "@" in row.text]
    try:
        chosen = columns.choose(names, [row.cells for row in people], sheet.hidden_columns)
    except ValueError as error:
        reading.faults.append(f"{reading.where(rows[0].line)}: {error}")
        return
    if chosen is None:
        # Nothing in it can be written to: each line that tries is told.
        chosen = Columns(next((n for row in people for n, cell in enumerate(row.cells) if "@" in cell), 0))
    before = list(reading.people)
    for row in rows:
        _read_row(row, chosen, names, reading)
    taken = [person for key, person in reading.people.items() if key not in set(before)]
    if taken:
        reading.sources.append(_source(sheet, header, chosen, any(person.name for person in taken)))
        reading.notes += [doubt for doubt in chosen.doubts if doubt not in reading.notes]


def _source(sheet: Sheet, header: Row | None, chosen: Columns, has_names: bool) -> str:
    names = header.cells if header else ()
    where = f"Arket »{one_line(sheet.name, 60)}«: " if sheet.name else ""
    taken = [title(column, names) for column in dict.fromkeys((*chosen.names, *chosen.full))]
    plain = list(dict.fromkeys(taken))
    from_names = (
        f", navne fra {' og '.join(plain)}"
        if plain
        else ", navne fra samme felt"
        if has_names
        else ", ingen navne"
    )
    head = f"linje {header.line} er læst som kolonnenavne" if header else "der er ingen kolonnenavne"
    mail = title(chosen.mail, names)
    sentence = f"{head}; adresser fra {mail}{from_names}."
    return one_line(where + (sentence if where else sentence[0].upper() + sentence[1:]))


def _read_row(row: Row, chosen: Columns, header: Sequence[str], reading: _Reading) -> None:
    where = reading.where(row.line)
    if row.fault:
        reading.faults.append(f"{where}: {row.fault}")
        return
    if row.hidden:
        reading.leave_out(row, f"Rækker, der er {row.hidden}, er ikke med")
        return

    def cell(column: int) -> str:
        return row.cells[column].strip() if column < len(row.cells) else ""

    mail = cell(chosen.mail)
    written = " ".join(dict.fromkeys(filter(None, map(cell, chosen.names)))) or " ".join(
        map(cell, chosen.full)
    )
    if not mail:
        _without_address(row, written, reading)
        return
    name, faults, people = "", list[str](), list[Person]()
    try:
        people = parse_people(mail)
    except ValueError as error:
        formula = "Adressen er en formel, som ikke er regnet ud. Åbn listen i Excel, og gem den igen."
        faults.append(formula if mail.startswith("=") else str(error))
    try:
        name = clean_name(written) if chosen.mail not in chosen.names else ""
    except ValueError as error:
        faults.append(str(error))
    if name and len(people) > 1:
        many = ", ".join(shown(person.address) for person in people)
        faults.append(
            f"»{name}« har {len(people)} adresser i samme felt: {many}. Skriv hver på sin egen linje."
        )
    reading.faults += [f"{where}: {fault}" for fault in faults]
    if faults:
        return
    for person in people:
        reading.add(row.line, Person(name or person.name, person.address))
    for column, text in enumerate(row.cells):
        if column != chosen.mail and "@" in text:
            reading.unused.setdefault(title(column, header), []).extend(_ADDRESS.findall(text))
    _tell_account(row, header, people[0], reading)


def _without_address(row: Row, name: str, reading: _Reading) -> None:
    if "@" in row.text:
        reading.faults.append(
            f"{reading.where(row.line)}: Adressen står i en anden kolonne end de andres: "
            f"»{one_line(row.text, 80)}«."
        )
    elif row.is_heading or not name or _SUMS_UP.match(row.text):
        reading.leave_out(row, "Uden mailadresse")
    else:
        reading.faults.append(f"{reading.where(row.line)}: Mailadressen mangler for »{one_line(name, 80)}«.")


def _tell_account(row: Row, header: Sequence[str], person: Person, reading: _Reading) -> None:
    """Tell of accounts that an export says are closed, or belong to guests."""
    for name, text in zip(header, row.cells, strict=False):
        column, value = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).strip().lower(), text.strip().lower()
        if _ENABLED.fullmatch(column) and value in _NO:
            reading.notes.append(f"{reading.where(row.line)}: {shown(person.address)} har en lukket konto.")
        elif column in ("user type", "brugertype") and value in ("guest", "gæst"):
            reading.notes.append(f"{reading.where(row.line)}: {shown(person.address)} er gæst hos jer.")


def _tell_unused(reading: _Reading) -> None:
    for column, addresses in reading.unused.items():
        others = [
            one_line(text, 254) for text in dict.fromkeys(addresses) if key_of(text) not in reading.people
        ]
        if others:
            reading.notes.append(f"I {column} står andre adresser, som ikke er med: {_some(others)}.")


def _tell_twins(reading: _Reading) -> None:
    """Tell of names that have several addresses: one person twice, or two of one name."""
    by_name: dict[str, list[str]] = {}
    for person in reading.people.values():
        if " " in person.name:
            by_name.setdefault(person.name.lower(), []).append(shown(person.address))
    names = {person.name.lower(): person.name for person in reading.people.values()}
    for key, addresses in by_name.items():
        if len(addresses) > 1:
            reading.notes.append(f"»{names[key]}« står med {len(addresses)} adresser: {_some(addresses)}.")
