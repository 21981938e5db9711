"""The list that a leader sends: who gets the mails. Either all of it is right, or nothing is used.

Nothing is left out or taken in silence: what was read, and what was not and why, is told with names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from vaertskab.kaffe.address import ANY_ADDRESS, clean_name, parse_people, shown
from vaertskab.kaffe.errors import ListError
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders import columns, headers
from vaertskab.kaffe.orders.columns import Columns
from vaertskab.kaffe.orders.headers import title
from vaertskab.kaffe.orders.listing import MAX_NAMES, Listing
from vaertskab.kaffe.orders.text_files import Row, Sheet
from vaertskab.kaffe.orders.workbook import read_sheets
from vaertskab.kaffe.text import one_line
from vaertskab.model.language import _

#: What begins a line that sums up, or tells of the list itself; the most words of a name.
MAX_NAME_WORDS = 6
_SUMS_UP = re.compile(
    r"\s*(?:i alt|total|sum\b|antal|antall|kilde|source|opdateret|oppdatert|updated"
    r"|utskrevet|printed|page \d|side \d|udskrevet|note|obs)|.*[\d:?]",
    re.I,
)


def read_list(path: Path) -> Listing:
    """Read a list of people; the columns are found by what they hold and what they are called.

    :raises ListError: the file cannot be read, or any line is faulty; all faulty lines are named.
    """
    sheets = read_sheets(path)
    reading = Listing()
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    for sheet in sheets:
        reading.notes += sheet.notes
        if sheet.is_hidden:
            rows = [row for row in sheet.rows if not row.is_blank]
            named = _("arket »{name}«").format(name=one_line(sheet.name, 60))
            addresses = [address for row in rows for address in ANY_ADDRESS.findall(row.text)]
            if rows:
                reading.unread.setdefault(_("{sheet} er skjult").format(sheet=named), []).extend(
                    addresses or [named]
                )
        else:
            several = sum(any(not row.is_blank for row in other.rows) for other in visible) > 1
            reading.prefix = _("Arket »{name}«, ").format(name=one_line(sheet.name, 60)) if several else ""
            _read_sheet(sheet, reading)
    reading.finish()
    if not reading.people and not reading.faults:
        reading.faults.append(
            _("Der er ingen deltagere på listen.")
            if any(headers.is_header(row.cells) for sheet in visible for row in sheet.rows)
            else _(
                "Der er ingen mailadresser på listen. Ingen kolonne hedder »E-mail«. Skriv »Navn« og "
                "»E-mail« i den første linje, over navne og adresser."
            )
        )
        reading.faults += [_("Ikke med: {words}").format(words=words) for words in reading.left_out]
    if reading.faults:
        raise ListError(path.name, reading.faults)
    return reading


def _read_sheet(sheet: Sheet, reading: Listing) -> None:
    """Read a visible sheet: one table, or several below each other."""
    blocks = list(_blocks(sheet, reading))
    for header, rows in blocks:
        _read_block(sheet, header, rows, reading)
    written = [row for row in sheet.rows if not row.is_blank]
    if not blocks and reading.prefix and written and not any("@" in row.text for row in written):
        unread = reading.unread.setdefault(_("ingen mailadresser"), [])
        unread.append(_("arket »{name}«").format(name=one_line(sheet.name, 60)))


def _blocks(sheet: Sheet, reading: Listing) -> Iterator[tuple[Row | None, list[Row]]]:
    """Give each table of a sheet: the row with its columns' names (None without one), and its lines."""
    rows = [row for row in sheet.rows if not row.is_blank]
    heads = [number for number, row in enumerate(rows) if headers.is_header(row.cells)]
    if not heads:
        first = next((number for number, row in enumerate(rows) if "@" in row.text or row.fault), None)
        if first is None:
            if not reading.prefix:
                for row in rows[:MAX_NAMES]:
                    reading.leave_out(row, _("uden mailadresse"))
            return
        above = rows[first - 1] if first else None
        named = above is not None and (
            sum(bool(cell.strip()) for cell in above.cells) > 1 or headers.known_headers(above.cells) > 0
        )
        with_address = sum("@" in row.text for row in rows)
        if reading.prefix and with_address * 2 < len(rows):  # a sheet about the list, not a list
            for row in rows:
                reading.leave_out(row, _("arket ligner ikke en liste"))
            return
        for row in rows[: first - named]:
            reading.leave_out(row, _("står over listen"))
        yield (above if named else None), rows[first:]
        return
    for row in rows[: heads[0]]:
        reading.leave_out(row, _("står over kolonnenavnene"))
    for number, start in enumerate(heads):
        end = heads[number + 1] if number + 1 < len(heads) else len(rows)
        header, body = rows[start], rows[start + 1 : end]
        while body and _names_columns(body[0]):  # a second line of names, below merged ones
            lower, body = body[0], body[1:]
            both = zip_longest(lower.cells, header.cells, fillvalue="")
            header = Row(lower.line, tuple(below.strip() or above for below, above in both))
        if body:
            yield header, body


def _names_columns(row: Row) -> bool:
    cells = [cell for cell in row.cells if cell.strip()]
    return len(cells) > 1 and "@" not in row.text and headers.known_headers(cells) == len(cells)


def _read_block(sheet: Sheet, header: Row | None, rows: list[Row], reading: Listing) -> None:
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
    before = set(reading.by_key)
    for row in rows:
        _read_row(row, chosen, names, reading)
    taken = [person for key, person in reading.by_key.items() if key not in before]
    if taken:
        source = _source(sheet, header, chosen, any(person.name for person in taken))
        reading.sources += [source] if source not in reading.sources else []
        reading.notes += [doubt for doubt in chosen.doubts if doubt not in reading.notes]


def _source(sheet: Sheet, header: Row | None, chosen: Columns, has_names: bool) -> str:
    names = header.cells if header else ()
    where = _("Arket »{name}«: ").format(name=one_line(sheet.name, 60)) if sheet.name else ""
    taken = [title(column, names) for column in dict.fromkeys((*chosen.names, *chosen.full))]
    plain = list(dict.fromkeys(taken))
    from_names = (
        _("navne fra {columns}").format(columns=_(" og ").join(plain))
        if plain
        else _("navne fra samme felt")
        if has_names
        else _("ingen navne")
    )
    head = (
        _("linje {line} er læst som kolonnenavne").format(line=header.line)
        if header
        else _("der er ingen kolonnenavne")
    )
    sentence = _("{head}; adresser fra {mail}, {names}.").format(
        head=head, mail=title(chosen.mail, names), names=from_names
    )
    return where + (sentence if where else sentence[0].upper() + sentence[1:])


def _read_row(row: Row, chosen: Columns, header: Sequence[str], reading: Listing) -> None:
    where = reading.where(row.line)
    if row.fault:
        reading.faults.append(f"{where}: {row.fault}")
        return
    if row.hidden:
        reading.leave_out(row, _("rækken er {hidden}").format(hidden=row.hidden))
        return

    mail = columns.cell(row.cells, chosen.mail)
    parts = ([columns.cell(row.cells, one) for one in some] for some in (chosen.names, chosen.full))
    written = next(filter(None, map(_joined, parts)), "")
    if not mail or ("@" not in row.text and _SUMS_UP.match(written)):
        _without_address(row, written, reading)
        return
    name, faults, people = "", list[str](), list[Person]()
    try:
        people = parse_people(mail)
    except ValueError as error:
        formula = _("Adressen er en formel, som ikke er regnet ud. Åbn listen i Excel, og gem den igen.")
        faults += [formula] if mail.startswith("=") else str(error).splitlines()
    try:
        name = clean_name(written) if chosen.mail not in chosen.names else ""
    except ValueError as error:
        faults.append(str(error))
    if name and len(people) > 1:
        many = ", ".join(shown(person.address) for person in people)
        faults.append(
            _("»{name}« har {number} adresser i samme felt: {many}. Skriv hver på sin egen linje.").format(
                name=name, number=len(people), many=many
            )
        )
    reading.faults += [f"{where}: {fault}" for fault in faults]
    if faults:
        return
    if chosen.names and not name and people[0].name and not any(mark in mail for mark in "<(["):
        # Where others have their name in a column of its own, this may be a line about the list.
        reading.faults.append(
            _("{where}: Der står mere end en mailadresse: »{mail}«.").format(
                where=where, mail=one_line(mail, 80)
            )
        )
        return
    for person in people:
        reading.add(row.line, Person(name or person.name, person.address))
    for column, text in enumerate(row.cells):
        if column != chosen.mail and "@" in text:
            reading.unused.setdefault(title(column, header), []).extend(ANY_ADDRESS.findall(text))
    reading.tell_marks(row, header, people[0])


def _joined(parts: Iterable[str]) -> str:
    """The parts of a name; one that the name has already ("Bo Ib", "Ib") is not said again."""
    words: list[str] = []
    for part in parts:
        new, known = {word.lower() for word in part.split()}, {word.lower() for word in words}
        if known <= new:
            words = part.split()
        elif not new <= known:
            words += part.split()
    return " ".join(words)


def _without_address(row: Row, name: str, reading: Listing) -> None:
    if "@" in row.text:
        reading.faults.append(
            _("{where}: Adressen står i en anden kolonne end de andres: »{text}«.").format(
                where=reading.where(row.line), text=one_line(row.text, 80)
            )
        )
    elif row.is_heading or not name or _SUMS_UP.match(name) or len(name.split()) > MAX_NAME_WORDS:
        reading.leave_out(row, _("uden mailadresse"))
    else:
        reading.faults.append(
            _("{where}: Mailadressen mangler for »{name}«.").format(
                where=reading.where(row.line), name=one_line(name, 80)
            )
        )
