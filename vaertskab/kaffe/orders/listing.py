"""What has been read of a leader's list, what is told about it, and whom to look at before a yes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from vaertskab.kaffe.address import first_name, greeting, key_of, named, shown
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders.text_files import Row
from vaertskab.kaffe.text import one_line
from vaertskab.model.language import _, current

#: So many names are told of what is left out for one reason; the rest is counted.
MAX_NAMES = 50
#: Columns that ask for a yes, and columns that tell of an end.
_ASKED = re.compile(r"enabled|aktiv|active|deltag|deltak|tilmeld|påmeld|\bmed\b|\bskal\b|ønsker|ja/?nej")
_ENDS = re.compile(
    r"fratråd|fratræd|fratre|ophør|opphør|sluttdato|avmeldt|permisjon|end date|last day|on leave|slutdato|"
    r"sidste (?:arbejds)?dag|orlov|barsel|afmeldt|stoppet"
)
_NO = frozenset({"false", "falsk", "nej", "no", "nei", "n", "0", "-", "ikke"})
#: How many people are shown from the top of a list.
FIRST_SHOWN = 5
#: How a title, a place or an empty field begins that stands where a name should.
_NO_NAME = re.compile(
    r"(?:over|sous|børne|voksen|fag|vice|kultur|team)?(?:bibliotek|formidler|leder|chef|konsulent|assistent)"
    r"|afdeling|kommune|borgerservice|sekretari|administra|medarbejder|vikar|studerende|studentermed|praktikant"
    r"|betjent|pædagog|lærer|sygeplejer|sosu|koordinator|specialist|direktør|ledig|vakant|ansat|vagthav|udlån"
    r"|spørg|hilsen|reception|gruppe|kontor|projekt|enhed|filial|kontakt|email|e-mail|hyperlink|ukendt|anonym|fælles|mødelokale"
)
_NO_NAME_WHOLE = re.compile(
    "it|hr|post|mail|test|nan|link|team|børn|voksne|elev|info|vagt|send|skriv|klik|"
    "navn|name|none|null|true|false|sand|falsk|lokale|bruger|user|sum|total"
)
#: So many people with one name are hardly people.
MAX_SAME_NAME = 3


@dataclass
class Listing:
    """The people of a list, each address once, and sentences about how it was read, so far.

    `sources` say what was read, `notes` what is doubled or in doubt, `faults` what must be mended first.
    `prefix` names the sheet where there are several.
    """

    by_key: dict[str, Person] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    #: The lines that were left out, by the reason.
    unread: dict[str, list[str]] = field(default_factory=dict)
    #: Addresses that stand in other columns, by what the column is called.
    unused: dict[str, list[str]] = field(default_factory=dict)
    #: People whom another column may leave out, by what it is called.
    marked: dict[str, list[str]] = field(default_factory=dict)
    prefix: str = ""

    @property
    def people(self) -> tuple[Person, ...]:
        """The people in the list's order."""
        return tuple(self.by_key.values())

    @property
    def left_out(self) -> list[str]:
        """What was not read, and why."""
        return [f"{some(rows)} ({why})." for why, rows in self.unread.items()]

    def where(self, line: int) -> str:
        """A line as it is told."""
        return (_("{sheet}linje {line}") if self.prefix else _("Linje {line}")).format(
            sheet=self.prefix, line=line
        )

    def leave_out(self, row: Row, why: str) -> None:
        """Tell of a line that is not read."""
        self.unread.setdefault(why, []).append(
            f"{inside(self.where(row.line))} {current().quoted(one_line(row.text, 80))}"
        )

    def add(self, line: int, person: Person) -> None:
        """Take a person, or tell that the address is there already."""
        key = key_of(person.address)
        if key not in self.by_key:
            self.by_key[key], self.places[key] = person, self.where(line)
            return
        first = self.by_key[key]
        note = _("{where}: {address} står også i {other} og får kun mailen én gang.").format(
            where=self.where(line), address=shown(person.address), other=inside(self.places[key])
        )
        if first.name and person.name and first.name != person.name:
            names = _("Navnene er »{first}« og »{second}«.").format(first=first.name, second=person.name)
            note = f"{note} {names}"
        self.notes.append(note)
        if not first.name:
            self.by_key[key] = Person(person.name, first.address)

    def tell_marks(self, row: Row, header: Sequence[str], person: Person) -> None:
        """Tell of people whom another column may leave out: a closed account, a guest, a no, a last day."""
        for name, text in zip(header, row.cells, strict=False):
            column = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).strip().lower()
            value = one_line(text, 40)
            is_no = _ASKED.search(column) and value.lower() in _NO
            is_guest = column in ("user type", "brugertype", "brukertype") and value.lower() in (
                "guest",
                "gæst",
                "gjest",
            )
            if is_no or is_guest or (_ENDS.search(column) and value and value.lower() not in _NO):
                marked = self.marked.setdefault(current().quoted(one_line(name, 40)), [])
                marked.append(f"{shown(person.address)} ({value})")

    def finish(self) -> None:
        """Add the notes that need the whole list."""
        for column, marked in self.marked.items():
            self.notes.append(
                _("Se på {column}, og om disse skal have mails: {persons}.").format(
                    column=column, persons=some(marked)
                )
            )
        for column, addresses in self.unused.items():
            texts = [
                one_line(text, 254) for text in dict.fromkeys(addresses) if key_of(text) not in self.by_key
            ]
            if texts:
                self.notes.append(
                    _("I {column} står andre adresser, som ikke er med: {addresses}.").format(
                        column=column, addresses=some(texts)
                    )
                )
        by_name: dict[str, list[Person]] = {}
        for person in self.people:
            if " " in person.name:
                by_name.setdefault(person.name.lower(), []).append(person)
        for twins in by_name.values():  # one person twice, or two people of one name
            if len(twins) > 1:
                both = some([shown(person.address) for person in twins])
                self.notes.append(
                    _("»{name}« står med {number} adresser: {addresses}.").format(
                        name=twins[0].name, number=len(twins), addresses=both
                    )
                )


def some(texts: Sequence[str]) -> str:
    """Return texts with commas between, the first of them when they are many."""
    more = len(texts) - MAX_NAMES
    first = ", ".join(texts[:MAX_NAMES])
    return _("{first} og {more} til").format(first=first, more=more) if more > 0 else first


def inside(sentence: str) -> str:
    """A place as it stands inside a sentence."""
    return sentence[0].lower() + sentence[1:]


def whom_to_see(people: Sequence[Person]) -> tuple[list[Person], list[Person]]:
    """Return those who get only »Hej«, and those who are greeted wrongly, by what it looks like."""
    same = Counter(person.name.lower() for person in people)
    named_people = [person for person in people if person.name]
    odd = [one for one in named_people if is_odd(one) or same[one.name.lower()] >= MAX_SAME_NAME]
    return [person for person in people if not person.name], odd


def is_odd(person: Person) -> bool:
    """Return whether the greeting of somebody with a name looks wrong: a title, a formula, initials."""
    greeted = first_name(person)
    name = person.name.strip()
    if not greeted or len(greeted) == 1 or re.search(r"[\d=@#/\\<>{}\[\]_+*|?!;:]", name):
        return True
    word = greeted.lower().strip(".,")
    if _NO_NAME.match(word) or _NO_NAME_WHOLE.fullmatch(word):
        return True
    is_initials = " " not in name and name.isupper() and len(name) <= 5
    is_user_name = name.islower() and name == key_of(person.address.partition("@")[0])
    return is_initials or is_user_name


def _named(people: Sequence[Person]) -> str:
    return some([named(person) for person in people])


def told_lines(listing: Listing, people: Sequence[Person], *, is_asked: bool = True) -> list[str]:
    """Return what is shown of a list; `people` are those of it whom mails go to.

    Names without a doubt are only shown where somebody `is_asked`: else they end in a log for nothing.
    """
    nameless, odd = whom_to_see(people)
    out = [_("Listen er læst sådan:"), *(f"  {source}" for source in listing.sources)]
    out += [_("  Ikke med: {words}").format(words=words) for words in listing.left_out]
    if is_asked:
        out.append(_("De første på listen og deres hilsen:"))
    for person in people[:FIRST_SHOWN] if is_asked else ():
        out.append(f"  {greeting(person):<20}  {_named([person])}")
    if nameless:
        out.append(
            _("Uden navn ({number}), så deres mail begynder med »Hej«: {persons}").format(
                number=len(nameless), persons=_named(nameless)
            )
        )
    if odd:
        hello = ", ".join(_("»Hej {name}«").format(name=first_name(person)) for person in odd[:MAX_NAMES])
        out.append(
            _("Se på de hilsener, der ser forkerte ud: {hello}. De hører til {persons}").format(
                hello=hello, persons=_named(odd)
            )
        )
    return out
