"""What an order is made of on the command line: its workplace, its weeks, and its days without mail."""

from __future__ import annotations

import argparse
import datetime as dt

from vaertskab.kaffe.address import clean_text, parse_person
from vaertskab.kaffe.commands.common import typed
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import IsoWeek, Order, PlannedMail
from vaertskab.kaffe.orders import calendar
from vaertskab.kaffe.text import one_line


def _workplace(text: str) -> str:
    name = clean_text(text, "Arbejdspladsen")
    if not name:
        raise ValueError("Arbejdspladsen mangler et navn.")
    return name


def add_course(parser: argparse.ArgumentParser) -> None:
    """Add --forløb, which `edition_of` reads."""
    parser.add_argument(
        "--forløb", "--forloeb", dest="course", metavar="NAVN", default="",
        help="forløbet, når kurset har flere, fx kafferefleksion (det første)",
    )  # fmt: skip


def edition_of(arguments: argparse.Namespace, course: Course) -> Edition:
    """Return the course of weeks that --forløb names, by its name or its folder; without it the first.

    :raises KaffeError: there is none of that name.
    """
    wanted = arguments.course.strip().casefold()
    for edition in course.editions:
        if wanted in ("", edition.name.casefold(), edition.folder.casefold()):
            return edition
    names = ", ".join(edition.name for edition in course.editions)
    raise KaffeError(f"Kurset har ikke et forløb, der hedder »{one_line(wanted, 60)}«. Det har {names}.")


def add_order_options(parser: argparse.ArgumentParser, orderer: str) -> None:
    """Add the options that `order_of` reads; `orderer` says in Danish what --bestiller gets."""
    add_course(parser)
    parser.add_argument(
        "--arbejdsplads", metavar="NAVN", required=True, type=typed(_workplace), help="arbejdspladsen"
    )
    parser.add_argument(
        "--bestiller", metavar="PERSON", required=True, type=typed(parse_person),
        help=f'"Navn <adresse>", {orderer}',
    )  # fmt: skip
    parser.add_argument(
        "--start", metavar="UGE", required=True, type=typed(calendar.parse_week),
        help="første uge, fx 2027-W02",
    )  # fmt: skip
    parser.add_argument(
        "--dag", default="tirsdag", type=typed(calendar.parse_weekday), metavar="DAG",
        help="ugedagen (tirsdag)",
    )  # fmt: skip
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


def _weeks(text: str) -> list[IsoWeek]:
    return [calendar.parse_week(part) for part in text.split(",")]


def _dates(text: str) -> list[dt.date]:
    return [calendar.parse_date(part) for part in text.split(",")]


def order_of(
    arguments: argparse.Namespace, edition: Edition, mail_domain: str, now: dt.datetime, *, fresh_text: bool
) -> tuple[Order, tuple[PlannedMail, ...]]:
    """Return the order that the options describe, not stored yet, and its plan.

    :raises KaffeError: its first week is over, or a week that is left out is none of its own.
    """
    order = Order(
        id=0,
        workplace=arguments.arbejdsplads,
        orderer=arguments.bestiller,
        start=arguments.start,
        weekday=arguments.dag,
        time=arguments.tid,
        placed=now,
        mail_domain=mail_domain,
        fresh_text=fresh_text,
        skipped=tuple(sorted({week for weeks in arguments.skipped for week in weeks})),
        closed=tuple(sorted({date for dates in arguments.closed for date in dates})),
        weeks=edition.weeks,
    )
    this_week = IsoWeek.of(now.astimezone(order.tz).date())
    if order.start < this_week:
        raise KaffeError(f"Uge {order.start} er gået. Vælg {this_week} eller senere.")
    plan = calendar.plan(order)
    for week in order.skipped:
        if not order.start < week <= plan[-1].iso_week:
            raise KaffeError(
                f"Uge {week} kan ikke springes over: mailene går fra {order.start} til {plan[-1].iso_week}."
            )
    return order, plan
