"""`bestil LISTE`: an order is read, shown, asked about and stored; its orderer is told."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaertskab.kaffe.address import clean_text, key_of, parse_person, shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_json,
    add_now,
    count,
    named,
    now_of,
    order_data,
    people,
    print_json,
    print_table,
    settings_of,
    slot_data,
    slot_row,
    typed,
)
from vaertskab.kaffe.course import Course, load
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError, ListError
from vaertskab.kaffe.model import DAYS, IsoWeek, Order, Person, Slot, Status
from vaertskab.kaffe.orders import calendar, list_summary
from vaertskab.kaffe.orders.listing import Listing
from vaertskab.kaffe.orders.order_list import read_list
from vaertskab.kaffe.orders.orders import Register
from vaertskab.kaffe.settings import Settings


def _workplace(text: str) -> str:
    name = clean_text(text, "Arbejdspladsen")
    if not name:
        raise ValueError("Arbejdspladsen mangler et navn.")
    return name


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
    parser.add_argument(
        "--arbejdsplads", metavar="NAVN", required=True, type=typed(_workplace), help="arbejdspladsen"
    )
    parser.add_argument(
        "--bestiller", metavar="PERSON", required=True, type=typed(parse_person),
        help='"Navn <adresse>", den, der får bekræftelsen',
    )  # fmt: skip
    parser.add_argument(
        "--start",
        metavar="UGE",
        required=True,
        type=typed(calendar.parse_week),
        help="første uge, fx 2027-W02",
    )
    parser.add_argument(
        "--dag",
        default="tirsdag",
        type=typed(calendar.parse_weekday),
        metavar="DAG",
        help="ugedagen (tirsdag)",
    )
    parser.add_argument(
        "--tid", default="09:00", type=typed(calendar.parse_time), metavar="TID", help="klokkeslættet (09:00)"
    )
    parser.add_argument(
        "--spring-over", dest="skipped", action="append", default=[], metavar="UGE", type=typed(_weeks),
        help="en uge uden mail, fx 2027-W07; må gentages",
    )  # fmt: skip
    parser.add_argument(
        "--lukket", dest="closed", action="append", default=[], metavar="DATO", type=typed(_dates),
        help="en dag, hvor arbejdspladsen har lukket, fx 2027-05-07; må gentages",
    )  # fmt: skip
    parser.add_argument(
        "--ny-tekst", dest="fresh", action="store_true",
        help="lad rettelser i kurset komme med undervejs (ellers er teksten, som den er nu)",
    )  # fmt: skip
    parser.add_argument("--ja", action="store_true", help="svar ja på forhånd; kræves uden en terminal")
    add_json(parser)
    add_now(parser)
    parser.set_defaults(run=run)


def _weeks(text: str) -> list[IsoWeek]:
    return [calendar.parse_week(part) for part in text.split(",")]


def _dates(text: str) -> list[dt.date]:
    return [calendar.parse_date(part) for part in text.split(",")]


@dataclass(frozen=True)
class _Draft:
    """What is about to be stored, as it is shown. `notes` are Danish."""

    order: Order
    course: Course
    listing: Listing
    people: tuple[Person, ...]
    slots: tuple[Slot, ...]
    notes: tuple[str, ...]


def _draft(arguments: argparse.Namespace, settings: Settings, register: Register, now: dt.datetime) -> _Draft:
    """Check everything, and plan.

    :raises KaffeError: anything is wrong; nothing has been stored.
    """
    sender = settings.need_sender()
    listing = read_list(arguments.liste)
    course = load(settings.course, settings.base_url)
    if not course.base_url:
        raise KaffeError(
            "Kurset har ingen adresse på nettet, og uden den kan linkene i mailene ikke åbnes hjemme. "
            "Sæt »adresse« i kursus.toml, og byg kurset igen, eller sæt KAFFE_ADRESSE."
        )
    order = Order(
        id=0,
        workplace=arguments.arbejdsplads,
        orderer=arguments.bestiller,
        start=arguments.start,
        weekday=arguments.dag,
        time=arguments.tid,
        placed=now,
        mail_domain=sender.address.rpartition("@")[2],
        fresh_text=arguments.fresh,
        skipped=tuple(sorted({week for weeks in arguments.skipped for week in weeks})),
        closed=tuple(sorted({date for dates in arguments.closed for date in dates})),
    )
    this_week = IsoWeek.of(now.astimezone(order.tz).date())
    if order.start < this_week:
        raise KaffeError(f"Uge {order.start} er gået. Vælg {this_week} eller senere.")
    slots = calendar.plan(order)
    for week in order.skipped:
        if not order.start < week <= slots[-1].iso_week:
            raise KaffeError(
                f"Uge {week} kan ikke springes over: mailene går fra {order.start} til {slots[-1].iso_week}."
            )
    notes = list(listing.notes)
    if slots[0].due <= now:
        goes = calendar.by_day(order, now)
        when = "med det samme" if goes == now else f"først {calendar.shown(goes, order.tz)}"
        notes.append(f"Den første mail går {when}, for dens dag og klokkeslæt er allerede gået.")
    chosen = _left_out(listing, register, notes)
    if not chosen:
        raise ListError(arguments.liste.name, ["Der er ingen at sende til.", *notes])
    return _Draft(order, course, listing, chosen, slots, tuple(notes))


def _left_out(listing: Listing, register: Register, notes: list[str]) -> tuple[Person, ...]:
    """Leave out whoever gets the mails already, so that nobody gets two, and whoever has said no."""
    taken = register.taken({key_of(person.address) for person in listing.people})
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


def _show(draft: _Draft) -> None:
    order = draft.order
    print(f"Ordre til {order.workplace}, bestilt af {named(order.orderer)}")
    print(f"{people(len(draft.people))}, en mail om ugen, {DAYS[order.weekday]} kl. {order.time:%H.%M}:")
    print_table(slot_row(slot, order) for slot in draft.slots)
    print(f"Teksten {'følger kurset' if order.fresh_text else 'er kursets, som den er nu'}.")
    print(f"Linkene går til {draft.course.base_url}")
    for line in list_summary.lines(draft.listing, draft.people):
        print(line)
    for note in draft.notes:
        print(f"Bemærk: {note}")


def _agreed() -> bool:
    """Ask; anything but a yes is a no."""
    try:
        return input("Skal ordren gemmes? [ja/nej] ").strip().lower() in ("ja", "j")
    except EOFError:
        print()
        return False


def _tell_orderer(
    settings: Settings, database: Database, draft: _Draft, order: Order, now: dt.datetime
) -> str:
    """Mail the confirmation; return "" or in Danish why it has to wait. The order is stored already."""
    if settings.smtp is None:
        return "Bekræftelsen går med næste »send«, når mailserveren er sat op (KAFFE_SMTP)."
    from vaertskab.kaffe.letters.confirm import send_confirmation
    from vaertskab.kaffe.sending.ledger import Ledger

    try:
        send_confirmation(settings, draft.course, order, draft.slots, len(draft.people))
    except KaffeError as error:
        return f"Bekræftelsen kunne ikke sendes og prøves igen med næste »send«. {error}"
    Ledger(database, "bestil").confirm(order.id, now)
    return ""


def run(arguments: argparse.Namespace) -> int:
    """Read, show, ask, store and tell."""
    now, settings = now_of(arguments), settings_of(arguments)
    database = Database(settings.database)
    try:
        register = Register(database)
        draft = _draft(arguments, settings, register, now)
        if not arguments.json:
            _show(draft)
        if not arguments.ja:
            if arguments.json or not sys.stdin.isatty():
                raise KaffeError("Intet er gemt. Uden en terminal at svare i skal der stå --ja.")
            if not _agreed():
                print("Intet er gemt.")
                return 1
        order = register.place(draft.order, draft.course.edition, draft.people, draft.slots)
        waiting = _tell_orderer(settings, database, draft, order, now)
    finally:
        database.close()
    if arguments.json:
        print_json(_data(order, draft, waiting))
    else:
        print(f"Gemt som ordre {order.id}. {count(len(draft.people), 'person får', 'personer får')} mailene.")
        print(waiting or f"Bekræftelsen er sendt til {shown(order.orderer.address)}.")
    return 0


def _data(order: Order, draft: _Draft, waiting: str) -> dict[str, object]:
    mails: Sequence[dict[str, object]] = [slot_data(slot, order) for slot in draft.slots]
    looked = list_summary.summary(draft.people)
    told: dict[str, object] = {
        "deltagere": len(draft.people), "mails": mails, "bemærkninger": draft.notes,
        "læst": draft.listing.sources, "ikke_med": draft.listing.left_out,
        "uden_navn": [person.address for person in looked.nameless],
        "hilsener_at_se_på": [named(person) for person in looked.odd],
    }  # fmt: skip
    return order_data(order) | told | {"bekræftelse": waiting or "sendt"}
