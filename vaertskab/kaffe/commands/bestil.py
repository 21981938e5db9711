"""`bestil LISTE`: an order is read, shown, asked about and stored; its orderer is told."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaertskab.kaffe.address import key_of, named, shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_json,
    add_now,
    agreed,
    ask_of_clock,
    now_of,
    order_data,
    people,
    plan_data,
    plan_row,
    print_json,
    print_table,
    settings_of,
)
from vaertskab.kaffe.commands.mailing import course_of, tell_orderer
from vaertskab.kaffe.commands.planning import add_order_options, edition_of, order_of
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError, ListError
from vaertskab.kaffe.model import DAYS, Order, Person, PlannedMail, Status
from vaertskab.kaffe.orders import calendar, list_summary
from vaertskab.kaffe.orders.listing import Listing
from vaertskab.kaffe.orders.order_list import read_list
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.settings import Settings
from vaertskab.kaffe.text import count


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Lægger en ordre ind: hvem der skal have mailene, og fra hvilken uge."
    more = " Viser planen og spørger, før noget bliver gemt. Er én linje forkert, bliver intet gemt."
    parser = verbs.add_parser("bestil", help=about, description=about + more)
    parser.add_argument(
        "liste",
        metavar="LISTE",
        type=Path,
        help="CSV eller XLSX, eller de adresser, som Outlook viser i Til, i en tekstfil",
    )
    add_order_options(parser, "den, der får bekræftelsen")
    parser.add_argument(
        "--ny-tekst", dest="fresh", action="store_true",
        help="lad rettelser i kurset komme med undervejs (ellers er teksten, som den er nu)",
    )  # fmt: skip
    parser.add_argument("--ja", action="store_true", help="svar ja på forhånd; kræves uden en terminal")
    add_json(parser)
    add_now(parser)
    parser.set_defaults(run=run)


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


def _draft(arguments: argparse.Namespace, settings: Settings, register: Orders, now: dt.datetime) -> _Draft:
    """Check everything, and plan.

    :raises KaffeError: anything is wrong; nothing has been stored.
    """
    sender = settings.need_sender()
    listing = read_list(arguments.liste)
    course = course_of(settings)
    if course.faults:
        raise KaffeError("\n".join(course.faults))
    domain = sender.address.rpartition("@")[2]
    edition = edition_of(arguments, course)
    order, plan = order_of(arguments, edition, domain, now, fresh_text=arguments.fresh)
    notes = list(listing.notes)
    if plan[0].due <= now:
        goes = calendar.by_day(order, now)
        when = "med det samme" if goes == now else f"først {calendar.shown(goes, order.tz)}"
        notes.append(f"Den første mail går {when}, for dens dag og klokkeslæt er allerede gået.")
    if weeks := calendar.around_new_year(plan):
        notes.append(
            f"Der går mail i uge {', '.join(map(str, weeks))}, hvor mange holder fri. "
            "Har I lukket, så spring over med --spring-over."
        )
    chosen = _left_out(listing, register, edition, notes)
    if not chosen:
        raise ListError(arguments.liste.name, ["Der er ingen at sende til.", *notes])
    return _Draft(order, course, edition, listing, chosen, plan, tuple(notes))


def _left_out(listing: Listing, register: Orders, edition: Edition, notes: list[str]) -> tuple[Person, ...]:
    """Leave out whoever gets the mails already, so that nobody gets two, and whoever has said no."""
    taken = register.taken({key_of(person.address) for person in listing.people}, edition)
    if not taken:
        return listing.people
    chosen = []
    for person in listing.people:
        order, status = taken.get(key_of(person.address), (0, None))
        if status is Status.ACTIVE:
            notes.append(
                f"{shown(person.address)} får allerede mailene (ordre {order}) og kommer ikke med igen."
            )
        elif status is Status.LEFT:
            notes.append(
                f"{shown(person.address)} har meldt sig fra (ordre {order}) og kommer ikke med. "
                "Brug »tilføj«, hvis personen gerne vil."
            )
        else:
            chosen.append(person)
    return tuple(chosen)


def _show(draft: _Draft, *, is_asked: bool) -> None:
    order = draft.order
    print(f"Ordre til {order.workplace}, bestilt af {named(order.orderer)}")
    if draft.course.others:
        print(f"Forløb: {draft.edition.name}")
    print(f"{people(len(draft.people))}, en mail om ugen, {DAYS[order.weekday]} kl. {order.time:%H.%M}:")
    print_table(plan_row(mail, order) for mail in draft.plan)
    print(f"Teksten {'følger kurset' if order.fresh_text else 'er kursets, som den er nu'}.")
    print(f"Linkene går til {draft.course.base_url}")
    for line in list_summary.lines(draft.listing, draft.people, is_asked=is_asked):
        print(line)
    for note in draft.notes:
        print(f"Bemærk: {note}")


def run(arguments: argparse.Namespace) -> int:
    """Read, show, ask, store and tell."""
    now, settings = now_of(arguments), settings_of(arguments)
    database = Database(settings.database)
    try:
        register = Orders(database)
        draft = _draft(arguments, settings, register, now)
        if not arguments.json:
            _show(draft, is_asked=not arguments.ja)
        ask_of_clock(arguments, database)
        if not arguments.ja:
            if arguments.json or not sys.stdin.isatty():
                raise KaffeError("Intet er gemt. Uden en terminal at svare i skal der stå --ja.")
            if not agreed("Skal ordren gemmes? [ja/nej] "):
                print("Intet er gemt.")
                return 1
        order = register.place(draft.order, draft.edition, draft.people, draft.plan)
        Ledger(database).remember_course(draft.course.raw)
        waiting = tell_orderer(settings, database, order.id, now)
    finally:
        database.close()
    if arguments.json:
        print_json(_data(order, draft, waiting))
    else:
        print(f"Gemt som ordre {order.id}. {count(len(draft.people), 'person får', 'personer får')} mailene.")
        print(waiting or f"Bekræftelsen er sendt til {shown(order.orderer.address)}.")
    return 0


def _data(order: Order, draft: _Draft, waiting: str) -> dict[str, object]:
    mails: Sequence[dict[str, object]] = [plan_data(mail, order) for mail in draft.plan]
    looked = list_summary.summary(draft.people)
    told: dict[str, object] = {
        "forløb": draft.edition.name, "deltagere": len(draft.people), "mails": mails,
        "bemærkninger": draft.notes,
        "læst": draft.listing.sources, "ikke_med": draft.listing.left_out,
        "uden_navn": [person.address for person in looked.nameless],
        "hilsener_at_se_på": [named(person) for person in looked.odd],
    }  # fmt: skip
    return order_data(order) | told | {"bekræftelse": waiting or "sendt"}
