"""What the commands that make mails share."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from vaertskab.kaffe.commands.common import Call, tell
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.course_file import load, parse
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import (
    FOLLOW_UPS,
    YEARS,
    IsoWeek,
    Message,
    Order,
    Participant,
    Person,
    PlannedMail,
    Status,
)  # fmt: skip
from vaertskab.kaffe.orders.calendar import around_new_year, months_after
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.single import OrdererMail
from vaertskab.kaffe.sending.transports import transport_of
from vaertskab.kaffe.settings import Settings
from vaertskab.model.language import LANGUAGES, _, speaking


def course_of(settings: Settings) -> Course:
    """Return the course, which must have an address: a mail is read on a phone at home.

    :raises KaffeError: it cannot be read, or has no address.
    """
    course = load(settings.course, settings.base_url)
    if not course.base_url:
        raise KaffeError(
            _(
                "Kurset har ingen adresse på nettet, og uden den kan linkene i mailene ikke "
                "åbnes hjemme. Sæt »adresse« i kursus.toml, og byg kurset igen, eller sæt "
                "KAFFE_ADRESSE."
            )
        )
    return course


def whole_course_of(settings: Settings) -> Course:
    """Return the course for a new order, without faults. Raises as `course_of`, and for a fault."""
    course = course_of(settings)
    if course.faults:
        raise KaffeError("\n".join(course.faults))
    return course


def course_to_send(settings: Settings, ledger: Ledger, warn: Callable[[str], None]) -> Course:
    """Return the course for orders that are running: what is wrong with it is told and stops nothing.

    What cannot be read, or has no page any longer, is as it was when the course last was whole.

    :raises KaffeError: the course cannot be read and never has been.
    """
    known, before = ledger.remembered_course(), None
    if known:
        fetched = urljoin(settings.course, ".") if "://" in settings.course else ""
        before = parse(known, settings.course, None, settings.base_url or fetched)
    try:
        course = load(settings.course, settings.base_url)
    except KaffeError as error:
        if before is None:
            raise
        warn(_("{error} Mailene går, som kurset var sidst.").format(error=error))
        return before
    if before is not None and before.base_url and not course.base_url:
        warn(_("Kurset har ingen adresse på nettet mere. Mailene går med den, det havde sidst."))
        return replace(course, base_url=before.base_url, before=before)
    if not course.base_url:
        return course_of(settings)  # which says what is missing
    if course.faults:
        for fault in course.faults:
            warn(_("{fault} Ordrer, der er i gang, får den tekst, de blev bestilt med.").format(fault=fault))
        return replace(course, before=before)
    if course.raw != known:
        ledger.remember_course(course.raw)
    return course


def tell_orderer(call: Call, number: int) -> str:
    """Mail the orderer of `number` what has changed; return "" or why it has to wait."""
    settings, order = call.settings, Orders(call.database).order(number)
    if order.told >= order.sequence or not order.orderer.address:
        return ""
    what = _("Bekræftelsen") if order.change == "" else _("Den nye plan")
    if not settings.can_send or settings.sender is None:
        return _("{what} går med næste »send«, når mailserveren er sat op (KAFFE_SMTP).").format(what=what)
    try:
        course = course_to_send(settings, Ledger(call.database), tell)
        with contextlib.closing(transport_of(settings)) as transport:
            if not OrdererMail(settings, course, call.database, transport, call.now).mail_plan(order):
                return _("{what} er på vej fra en anden kørsel.").format(what=what)
    except KaffeError as error:
        return _("{what} kunne ikke sendes og prøves igen med næste »send«. {error}").format(
            what=what, error=error
        )
    return ""


def tell_and_say(call: Call, number: int) -> None:
    """Mail the orderer of `number` what has changed, and print why it has to wait, if it has."""
    if waiting := tell_orderer(call, number):
        print(waiting)


def new_year_note(plan: Sequence[PlannedMail]) -> str:
    """Return that mail goes when many are off, else ""."""
    weeks = ", ".join(sorted(set(map(str, around_new_year(plan)))))
    return _("Der går mail i uge {weeks}, hvor mange holder fri.").format(weeks=weeks) if weeks else ""


def trial(
    sender: Person, course: Course, edition: Edition, to: Person, week: int, now: dt.datetime, *,
    marked: bool = True,
) -> tuple[Composer, Message]:  # fmt: skip
    """Return what makes a mail of `edition`, and one to `to` that belongs to no order; `marked` as a test.

    Its Message-ID is new each time: a mailbox may throw away a second mail with one it has seen.

    :raises KaffeError: the course has no such week.
    """
    last = edition.weeks + len(FOLLOW_UPS)
    if week not in {*(theme.week for theme in edition.themes), *range(edition.weeks + 1, last + 1)}:
        raise KaffeError(
            _(
                "Kurset har ingen uge {week}. Vælg 1–{weeks}; {after}–{last} er de mails, der spørger igen."
            ).format(week=week, weeks=edition.weeks, after=edition.weeks + 1, last=last)
        )
    with speaking(edition.language):
        workplace = _("din arbejdsplads")
    order = Order(
        id=0, workplace=workplace, orderer=to, start=IsoWeek.of(now.date()), weekday=now.weekday(),
        time=now.time(), placed=now, mail_domain=sender.address.rpartition("@")[2], weeks=edition.weeks,
        follow_ups=True, zone=LANGUAGES[edition.language].zone,
    )  # fmt: skip
    until = months_after(now.astimezone(order.tz).date(), 12 * YEARS)
    person = Participant(0, 0, to, secrets.token_hex(8), Status.ACTIVE, week, until)
    composer = Composer(sender, course, lambda _: edition, tell, test=marked)
    return composer, Message(order, person, week, now)
