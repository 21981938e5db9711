"""The list that a leader sends: who gets the mails. Either all of it is right, or nothing is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vaertskab.kaffe.address import clean_address, clean_name, key_of, parse_person, shown
from vaertskab.kaffe.errors import ListError
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders.tables import read_rows

#: What a column may be called, in lower case and letters only.
COLUMNS: Mapping[str, frozenset[str]] = {
    "mail": frozenset(
        [
            "mail",
            "mails",
            "email",
            "emails",
            "emailadresse",
            "mailadresse",
            "mailadr",
            "emailaddress",
            "epost",
            "epostadresse",
            "arbejdsmail",
            "arbejdsemail",
            "mailadresser",
            "emailadresser",
        ]
    ),
    "name": frozenset(
        [
            "navn",
            "navne",
            "fuldenavn",
            "fuldtnavn",
            "name",
            "fullname",
            "deltager",
            "medarbejder",
            "medarbejdernavn",
        ]
    ),
    "first": frozenset(["fornavn", "fornavne", "firstname"]),
    "last": frozenset(["efternavn", "efternavne", "lastname", "surname"]),
}
#: How far down the column names may stand, below a title.
HEADER_WITHIN = 20


@dataclass(frozen=True, slots=True)
class Listing:
    """The people of a list in its order, each address once; `notes` are Danish, about doubled ones."""

    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()


def _column(cell: str) -> str:
    """Which column a header cell names, "" for another."""
    letters = re.sub(r"[^a-zæøå]", "", cell.lower())
    return next((column for column, names in COLUMNS.items() if letters in names), "")


def _is_header(cells: Sequence[str]) -> bool:
    return any(_column(cell) == "mail" for cell in cells)


def _columns(name: str, line: int, cells: Sequence[str]) -> dict[str, int]:
    """Where each column is.

    :raises ListError: two columns are for the same.
    """
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = _column(cell)
        if column and column in places:
            first = cells[places[column]].strip()
            both = f"Både »{first}« og »{cell.strip()}« kan være den rigtige kolonne."
            raise ListError(name, [f"Linje {line}: {both} Omdøb den ene."])
        if column:
            places[column] = place
    return places


def _person(cell: Callable[[str], str]) -> Person:
    """Read one line.

    :raises ValueError: it is faulty; a Danish sentence for each fault, a line break between.
    """
    faults, person, name = list[str](), Person("", ""), ""
    try:
        mail = cell("mail")
        person = parse_person(mail) if "<" in mail else Person("", clean_address(mail))
    except ValueError as error:
        faults.append(str(error))
    try:
        name = clean_name(cell("name") or f"{cell('first').strip()} {cell('last').strip()}")
    except ValueError as error:
        faults.append(str(error))
    if faults:
        raise ValueError("\n".join(faults))
    return Person(name or person.name, person.address)


def read_list(path: Path) -> Listing:
    """Read a list of people; columns are found by their names, in any order, among others.

    :raises ListError: the file cannot be read, or any line is faulty; all faulty lines are named.
    """
    faults, notes, people = list[str](), list[str](), list[Person]()
    seen: dict[str, int] = {}
    places: dict[str, int] | None = None
    for line, cells in read_rows(path, _is_header):
        if isinstance(cells, str):
            faults.append(f"Linje {line}: {cells}")
            continue
        if places is None:
            if _is_header(cells):
                places = _columns(path.name, line, cells)
            elif line >= HEADER_WITHIN:
                break
            continue
        if not any(cell.strip() for cell in cells):
            continue
        here = places

        def cell(column: str, cells: list[str] = cells, here: dict[str, int] = here) -> str:
            place = here.get(column, -1)
            return cells[place] if 0 <= place < len(cells) else ""

        try:
            person = _person(cell)
        except ValueError as error:
            faults += [f"Linje {line}: {fault}" for fault in str(error).splitlines()]
            continue
        key = key_of(person.address)
        if key in seen:
            notes.append(
                f"Linje {line}: {shown(person.address)} står også i linje {seen[key]} "
                "og får kun mailen én gang."
            )
            continue
        seen[key] = line
        people.append(person)
    if places is None and not faults:
        faults.append(
            "Ingen kolonne hedder »E-mail«. Skriv »Navn« og »E-mail« i den første linje, "
            "over navne og adresser."
        )
    if not people and not faults:
        faults.append("Der er ingen deltagere på listen.")
    if faults:
        raise ListError(path.name, faults)
    return Listing(tuple(people), tuple(notes))
