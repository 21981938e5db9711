"""`bestil LISTE`: an order is read, shown, asked about and stored; its orderer is told."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from vaertskab.kaffe.address import key_of, named, shown
from vaertskab.kaffe.commands import common
from vaertskab.kaffe.commands.common import JSON, NOW, Call, as_json, flag, option, people, verb
from vaertskab.kaffe.commands.mailing import new_year_note, tell_orderer, whole_course_of
from vaertskab.kaffe.commands.planning import ORDER_OPTIONS, edition_of, order_of
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.errors import KaffeError, ListError
from vaertskab.kaffe.model import DAYS, Order, Person, PlannedMail, Status
from vaertskab.kaffe.orders import calendar, list_summary
from vaertskab.kaffe.orders.listing import Listing
from vaertskab.kaffe.orders.order_list import read_list
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.text import count


@dataclass(frozen=True)
class _Draft:
    """What is about to be stored, as it is shown. `notes` are Danish."""

    order: Order
    course: Course
    edition: Edition
    listing: Listing
    people: tuple[Person, ...]
    plan: tuple[PlannedMail, ...]
    notes: tuple[str, ...]


def _draft(call: Call, register: Orders) -> _Draft:
    """Check everything, and plan; KaffeError: anything is wrong; nothing has been stored."""
    sender = call.settings.need_sender()
    listing = read_list(call.given.liste)
    course = whole_course_of(call.settings)
    edition = edition_of(call, course)
    order, plan = order_of(call, edition, sender.address.rpartition("@")[2])
    notes = list(listing.notes)
    if plan[0].due <= call.now:
        goes = calendar.by_day(order, call.now)
        when = "med det samme" if goes == call.now else f"først {calendar.shown(goes, order.tz)}"
        notes.append(f"Den første mail går {when}, for dens dag og klokkeslæt er allerede gået.")
    if note := new_year_note(plan):
        notes.append(f"{note} Har I lukket, så spring over med --spring-over.")
    chosen = _left_out(listing, register, edition, notes)
    if not chosen:
        raise ListError(call.given.liste.name, ["Der er ingen at sende til.", *notes])
    return _Draft(order, course, edition, listing, chosen, plan, tuple(notes))


def _left_out(listing: Listing, register: Orders, edition: Edition, notes: list[str]) -> tuple[Person, ...]:
    """Leave out whoever gets the mails already, so that nobody gets two, and whoever has said no."""
    taken = register.taken({key_of(person.address) for person in listing.people}, edition)
    chosen = []
    for person in listing.people:
        order, status = taken.get(key_of(person.address), (0, None))
        if status is None:
            chosen.append(person)
        elif status is Status.ACTIVE:
            notes.append(
                f"{shown(person.address)} får allerede mailene (ordre {order}) og kommer ikke med igen."
            )
        else:
            notes.append(
                f"{shown(person.address)} har meldt sig fra (ordre {order}) og kommer ikke med. "
                "Brug »tilføj«, hvis personen gerne vil."
            )
    return tuple(chosen)


def _show(draft: _Draft, *, is_asked: bool) -> None:
    order = draft.order
    print(f"Ordre til {order.workplace}, bestilt af {named(order.orderer)}")
    if draft.course.others:
        print(f"Forløb: {draft.edition.name}")
    print(f"{people(len(draft.people))}, en mail om ugen, {DAYS[order.weekday]} kl. {order.time:%H.%M}:")
    common.print_table(common.plan_row(mail, order) for mail in draft.plan)
    print(f"Teksten {'følger kurset' if order.fresh_text else 'er kursets, som den er nu'}.")
    print(f"Linkene går til {draft.course.base_url}")
    for line in list_summary.lines(draft.listing, draft.people, is_asked=is_asked):
        print(line)
    for note in draft.notes:
        print(f"Bemærk: {note}")


@verb(
    "bestil", "Lægger en ordre ind: hvem der skal have mailene, og fra hvilken uge.",
    option("liste", metavar="LISTE", type=Path,
           help="CSV eller XLSX, eller de adresser, som Outlook viser i Til, i en tekstfil"),
    *ORDER_OPTIONS,
    flag("--ny-tekst", dest="fresh",
         help="lad rettelser i kurset komme med undervejs (ellers er teksten, som den er nu)"),
    flag("--ja", help="svar ja på forhånd; kræves uden en terminal"),
    JSON, NOW, changes=True,
    more=" Viser planen og spørger, før noget bliver gemt. Er én linje forkert, bliver intet gemt.",
)  # fmt: skip
def place(call: Call) -> int:
    """Read, show, ask, store and tell."""
    register = Orders(call.database)
    draft = _draft(call, register)
    if not call.given.json:
        _show(draft, is_asked=not call.given.ja)
    if not call.given.ja:
        if call.given.json or not sys.stdin.isatty():
            raise KaffeError("Intet er gemt. Uden en terminal at svare i skal der stå --ja.")
        if not common.agreed("Skal ordren gemmes? [ja/nej] "):
            print("Intet er gemt.")
            return 1
    order = register.place(draft.order, draft.edition, draft.people, draft.plan)
    Ledger(call.database).remember_course(draft.course.raw)
    waiting = tell_orderer(call, order.id)
    if call.given.json:
        print(as_json(_data(order, draft, waiting)))
    else:
        print(f"Gemt som ordre {order.id}. {count(len(draft.people), 'person får', 'personer får')} mailene.")
        print(waiting or f"Bekræftelsen er sendt til {shown(order.orderer.address)}.")
    return 0


def _data(order: Order, draft: _Draft, waiting: str) -> dict[str, object]:
    looked = list_summary.summary(draft.people)
    return common.order_data(order) | {
        "forløb": draft.edition.name, "deltagere": len(draft.people),
        "mails": [common.plan_data(mail, order) for mail in draft.plan],
        "bemærkninger": draft.notes, "læst": draft.listing.sources, "ikke_med": draft.listing.left_out,
        "uden_navn": [person.address for person in looked.nameless],
        "hilsener_at_se_på": [named(person) for person in looked.odd],
        "bekræftelse": waiting or "sendt",
    }  # fmt: skip
