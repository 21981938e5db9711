"""`bestil LISTE`: an order is read, shown, asked about and stored; its orderer is told."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from vaertskab.kaffe.address import clean_text, key_of, named, parse_person, shown
from vaertskab.kaffe.commands import common
from vaertskab.kaffe.commands.common import JSON, NOW, Call, Option, as_json, flag, option, people, verb
from vaertskab.kaffe.commands.mailing import new_year_note, tell_orderer, whole_course_of
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.errors import KaffeError, ListError
from vaertskab.kaffe.model import DAYS, IsoWeek, Order, Person, PlannedMail, Status
from vaertskab.kaffe.orders import calendar
from vaertskab.kaffe.orders.listing import Listing, told_lines, whom_to_see
from vaertskab.kaffe.orders.order_list import read_list
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.text import count, one_line

#: --forløb, which `edition_of` reads.
COURSE = option(
    "--forløb", "--forloeb", dest="course", metavar="NAVN", default="",
    help="forløbet, når kurset har flere, fx kafferefleksion (det første)",
)  # fmt: skip


def _workplace(text: str) -> str:
    if not (name := clean_text(text, "Arbejdspladsen")):
        raise ValueError("Arbejdspladsen mangler et navn.")
    return name


#: What `order_of` reads, too.
ORDER_OPTIONS: tuple[Option, ...] = (
    COURSE,
    option("--arbejdsplads", metavar="NAVN", required=True, parse=_workplace, help="arbejdspladsen"),
    option("--bestiller", metavar="PERSON", required=True, parse=parse_person,
           help='"Navn <adresse>", den, der bestiller og får svarene'),
    option("--start", metavar="UGE", required=True, parse=calendar.parse_week,
           help="første uge, fx 2027-W02"),
    option("--dag", default="tirsdag", parse=calendar.parse_weekday, metavar="DAG",
           help="ugedagen (tirsdag)"),
    option("--tid", default="09:00", parse=calendar.parse_time, metavar="TID", help="klokkeslættet (09:00)"),
    option("--spring-over", dest="skipped", action="append", default=[], metavar="UGE",
           parse=lambda text: [calendar.parse_week(part) for part in text.split(",")],
           help="en uge uden mail, fx 2027-W07; må gentages"),
    option("--lukket", dest="closed", action="append", default=[], metavar="DATO",
           parse=lambda text: [calendar.parse_date(part) for part in text.split(",")],
           help="en dag, hvor arbejdspladsen har lukket, fx 2027-05-07; må gentages"),
    flag("--uden-opfølgning", "--uden-opfoelgning", dest="only_weeks",
         help="send ikke de tre mails, der spørger igen efter en, tre og seks måneder"),
)  # fmt: skip


def edition_of(call: Call, course: Course) -> Edition:
    """Return the course of weeks that --forløb names, by its name or its folder; without it the first.

    :raises KaffeError: there is none of that name.
    """
    wanted = call.given.course.strip().casefold()
    for edition in course.editions:
        if wanted in ("", edition.name.casefold(), edition.folder.casefold()):
            return edition
    names = ", ".join(edition.name for edition in course.editions)
    raise KaffeError(f"Kurset har ikke et forløb, der hedder »{one_line(wanted, 60)}«. Det har {names}.")


def order_of(call: Call, edition: Edition, mail_domain: str) -> tuple[Order, tuple[PlannedMail, ...]]:
    """Return the order that the options describe, not stored yet, and its plan.

    :raises KaffeError: its first week is over, or a week that is left out is none of its own.
    """
    given = call.given
    order = Order(
        id=0, workplace=given.arbejdsplads, orderer=given.bestiller, start=given.start, weekday=given.dag,
        time=given.tid, placed=call.now, mail_domain=mail_domain,
        fresh_text=getattr(given, "fresh", False),
        skipped=tuple(sorted({week for weeks in given.skipped for week in weeks})),
        closed=tuple(sorted({date for dates in given.closed for date in dates})),
        weeks=edition.weeks, follow_ups=not given.only_weeks,
    )  # fmt: skip
    this_week = IsoWeek.of(call.now.astimezone(order.tz).date())
    if order.start < this_week:
        raise KaffeError(f"Uge {order.start} er gået. Vælg {this_week} eller senere.")
    plan = calendar.plan(order)
    for week in order.skipped:
        if not order.start < week <= plan[-1].iso_week:
            raise KaffeError(
                f"Uge {week} kan ikke springes over: mailene går fra {order.start} til {plan[-1].iso_week}."
            )
    return order, plan


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
    for line in told_lines(draft.listing, draft.people, is_asked=is_asked):
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
    nameless, odd = whom_to_see(draft.people)
    return common.order_data(order) | {
        "forløb": draft.edition.name, "deltagere": len(draft.people),
        "mails": [common.plan_data(mail, order) for mail in draft.plan],
        "bemærkninger": draft.notes, "læst": draft.listing.sources, "ikke_med": draft.listing.left_out,
        "uden_navn": [person.address for person in nameless],
        "hilsener_at_se_på": [named(person) for person in odd],
        "bekræftelse": waiting or "sendt",
    }  # fmt: skip
