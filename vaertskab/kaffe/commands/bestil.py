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
from vaertskab.model.language import LANGUAGES, N_, _

#: --forløb, which `edition_of` reads.
COURSE = option(
    "--forløb", "--forloeb", dest="course", metavar=N_("NAVN"), default="",
    help=N_("forløbet, når kurset har flere, fx kafferefleksion (det første)"),
)  # fmt: skip


def _workplace(text: str) -> str:
    if not (name := clean_text(text, _("Arbejdspladsen"))):
        raise ValueError(_("Arbejdspladsen mangler et navn."))
    return name


#: What `order_of` reads, too.
ORDER_OPTIONS: tuple[Option, ...] = (
    COURSE,
    option("--arbejdsplads", metavar=N_("NAVN"), required=True, parse=_workplace, help=N_("arbejdspladsen")),
    option("--bestiller", metavar=N_("PERSON"), required=True, parse=parse_person,
           help=N_('"Navn <adresse>", den, der bestiller og får svarene')),
    option("--start", metavar=N_("UGE"), required=True, parse=calendar.parse_week,
           help=N_("første uge, fx 2027-W02")),
    option("--dag", default="tirsdag", parse=calendar.parse_weekday, metavar=N_("DAG"),
           help=N_("ugedagen (tirsdag)")),
    option("--tid", default="09:00", parse=calendar.parse_time, metavar=N_("TID"),
           help=N_("klokkeslættet (09:00)")),
    option("--spring-over", dest="skipped", action="append", default=[], metavar=N_("UGE"),
           parse=lambda text: [calendar.parse_week(part) for part in text.split(",")],
           help=N_("en uge uden mail, fx 2027-W07; må gentages")),
    option("--lukket", dest="closed", action="append", default=[], metavar=N_("DATO"),
           parse=lambda text: [calendar.parse_date(part) for part in text.split(",")],
           help=N_("en dag, hvor arbejdspladsen har lukket, fx 2027-05-07; må gentages")),
    flag("--uden-opfølgning", "--uden-opfoelgning", dest="only_weeks",
         help=N_("send ikke de tre mails, der spørger igen efter en, tre og seks måneder")),
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
    raise KaffeError(
        _("Kurset har ikke et forløb, der hedder »{wanted}«. Det har {names}.").format(
            wanted=one_line(wanted, 60), names=names
        )
    )


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
        weeks=edition.weeks, follow_ups=not given.only_weeks, zone=LANGUAGES[edition.language].zone,
    )  # fmt: skip
    this_week = IsoWeek.of(call.now.astimezone(order.tz).date())
    if order.start < this_week:
        raise KaffeError(
            _("Uge {start} er gået. Vælg {this_week} eller senere.").format(
                start=order.start, this_week=this_week
            )
        )
    plan = calendar.plan(order)
    for week in order.skipped:
        if not order.start < week <= plan[-1].iso_week:
            raise KaffeError(
                _("Uge {week} kan ikke springes over: mailene går fra {start} til {iso_week}.").format(
                    week=week, start=order.start, iso_week=plan[-1].iso_week
                )
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
        notes.append(
            _("Den første mail går med det samme, for dens dag og klokkeslæt er allerede gået.")
            if goes == call.now
            else _("Den første mail går først {when}, for dens dag og klokkeslæt er allerede gået.").format(
                when=calendar.shown(goes, order.tz)
            )
        )
    if note := new_year_note(plan):
        notes.append(_("{note} Har I lukket, så spring over med --spring-over.").format(note=note))
    chosen = _left_out(listing, register, edition, notes)
    if not chosen:
        raise ListError(call.given.liste.name, [_("Der er ingen at sende til."), *notes])
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
                _("{address} får allerede mailene (ordre {order}) og kommer ikke med igen.").format(
                    address=shown(person.address), order=order
                )
            )
        else:
            notes.append(
                _(
                    "{address} har meldt sig fra (ordre {order}) og kommer ikke med. Brug »tilføj«, "
                    "hvis personen gerne vil."
                ).format(address=shown(person.address), order=order)
            )
    return tuple(chosen)


def _show(draft: _Draft, *, is_asked: bool) -> None:
    order = draft.order
    print(
        _("Ordre til {workplace}, bestilt af {person}").format(
            workplace=order.workplace, person=named(order.orderer)
        )
    )
    if draft.course.others:
        print(_("Forløb: {name}").format(name=draft.edition.name))
    print(
        _("{people}, en mail om ugen, {weekday} kl. {time:%H.%M}:").format(
            people=people(len(draft.people)), weekday=_(DAYS[order.weekday]), time=order.time
        )
    )
    common.print_table(common.plan_row(mail, order) for mail in draft.plan)
    print(_("Teksten følger kurset.") if order.fresh_text else _("Teksten er kursets, som den er nu."))
    print(_("Linkene går til {base_url}").format(base_url=draft.course.base_url))
    for line in told_lines(draft.listing, draft.people, is_asked=is_asked):
        print(line)
    for note in draft.notes:
        print(_("Bemærk: {note}").format(note=note))


@verb(
    "bestil", N_("Lægger en ordre ind: hvem der skal have mailene, og fra hvilken uge."),
    option("liste", metavar=N_("LISTE"), type=Path,
           help=N_("CSV eller XLSX, eller de adresser, som Outlook viser i Til, i en tekstfil")),
    *ORDER_OPTIONS,
    flag("--ny-tekst", dest="fresh",
         help=N_("lad rettelser i kurset komme med undervejs (ellers er teksten, som den er nu)")),
    flag("--ja", help=N_("svar ja på forhånd; kræves uden en terminal")),
    JSON, NOW, changes=True,
    more=N_(
        "Viser planen og spørger, før noget bliver gemt. Er én linje forkert, bliver intet gemt."
    ),
)  # fmt: skip
def place(call: Call) -> int:
    """Read, show, ask, store and tell."""
    register = Orders(call.database)
    draft = _draft(call, register)
    if not call.given.json:
        _show(draft, is_asked=not call.given.ja)
    if not call.given.ja:
        if call.given.json or not sys.stdin.isatty():
            raise KaffeError(_("Intet er gemt. Uden en terminal at svare i skal der stå --ja."))
        if not common.agreed(_("Skal ordren gemmes? [ja/nej] ")):
            print(_("Intet er gemt."))
            return 1
    order = register.place(draft.order, draft.edition, draft.people, draft.plan)
    Ledger(call.database).remember_course(draft.course.raw)
    waiting = tell_orderer(call, order.id)
    if call.given.json:
        print(as_json(_data(order, draft, waiting)))
    else:
        print(
            _("Gemt som ordre {id}. {people} mailene.").format(
                id=order.id, people=count(len(draft.people), "person får", "personer får")
            )
        )
        print(
            waiting or _("Bekræftelsen er sendt til {address}.").format(address=shown(order.orderer.address))
        )
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
