"""What `bestil` shows of a list before anybody says yes: what was read, what was not, and whom to look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from vaertskab.kaffe.address import key_of, named
from vaertskab.kaffe.letters.names import first_name, greeting
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders.listing import MAX_NAMES, Listing, some

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


@dataclass(frozen=True, slots=True)
class Summary:
    """People of a list to look at: `first` begin it, `nameless` get only »Hej«, `odd` are greeted wrongly."""

    first: tuple[Person, ...]
    nameless: tuple[Person, ...]
    odd: tuple[Person, ...]


def summary(people: Sequence[Person]) -> Summary:
    """Return whom to look at before an order is stored."""
    same = Counter(person.name.lower() for person in people if person.name)
    nameless = tuple(person for person in people if not person.name)
    odd = tuple(
        person for person in people
        if person.name and (is_odd(person) or same[person.name.lower()] >= MAX_SAME_NAME)
    )  # fmt: skip
    return Summary(tuple(people[:FIRST_SHOWN]), nameless, odd)


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


def lines(listing: Listing, people: Sequence[Person], *, is_asked: bool = True) -> list[str]:
    """Return in Danish what is shown of a list; `people` are those of it whom mails go to.

    Names without a doubt are only shown where somebody `is_asked`: else they end in a log for nothing.
    """
    found = summary(people)
    out = ["Listen er læst sådan:", *(f"  {source}" for source in listing.sources)]
    out += [f"  Ikke med: {words}" for words in listing.left_out]
    if is_asked:
        out.append("De første på listen og deres hilsen:")
    for person in found.first if is_asked else ():
        out.append(f"  {greeting(person):<20}  {_named([person])}")
    if found.nameless:
        out.append(
            f"Uden navn ({len(found.nameless)}), så deres mail begynder med »Hej«: {_named(found.nameless)}"
        )
    if found.odd:
        odd = ", ".join(f"»Hej {first_name(person)}«" for person in found.odd[:MAX_NAMES])
        out.append(f"Se på de hilsener, der ser forkerte ud: {odd}. De hører til {_named(found.odd)}")
    return out
