"""What an order is made of on the command line: its workplace, its weeks, and its days without mail."""

from __future__ import annotations

from vaertskab.kaffe.address import clean_text, parse_person
from vaertskab.kaffe.commands.common import Call, Option, flag, option
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import IsoWeek, Order, PlannedMail
from vaertskab.kaffe.orders import calendar
from vaertskab.kaffe.text import one_line


def _workplace(text: str) -> str:
    if not (name := clean_text(text, "Arbejdspladsen")):
        raise ValueError("Arbejdspladsen mangler et navn.")
    return name


#: --forløb, which `edition_of` reads.
COURSE = option(
    "--forløb", "--forloeb", dest="course", metavar="NAVN", default="",
    help="forløbet, når kurset har flere, fx kafferefleksion (det første)",
)  # fmt: skip
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
