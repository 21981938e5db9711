"""The mails to whoever ordered: the plan and its changes, with a calendar file, and a short mail a week.

Each week's event in the calendar (RFC 5545) keeps its UID for ever, and is updated by it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

from vaertskab.kaffe.address import greeting, shown
from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.letters.letter import Words, new_mail, render
from vaertskab.kaffe.model import DAYS, Order, Person, PlannedMail
from vaertskab.kaffe.text import one_line, thousands
from vaertskab.model.language import N_, _, speaking
from vaertskab.model.text import day_in_words

#: What a follow-up is called among the weeks' themes.
AGAIN = N_("Et af spørgsmålene igen")
#: How long a mail and its film take.
LENGTH = dt.timedelta(minutes=15)
#: What the description of a course is called, after the folder of its pages.
LEAFLET = "{}-beskrivelse.pdf"
#: The largest description that is sent along; many mailboxes take no more than ten million bytes.
LEAFLET_BYTES = 5_000_000
#: No number under this is told, and all are rounded down to a multiple of it.
COUNTED_FROM = 5


def calendar_name(name: str) -> str:
    """Return what the calendar of a course is called, by the course's name: "kafferefleksion.ics"."""
    plain = name.casefold().translate({ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"})
    return f"{'-'.join(re.findall('[a-z0-9]+', plain)) or _('kalender')}.ics"


def calendar_file(
    order: Order, plan: Sequence[PlannedMail], edition: Edition, name: str, now: dt.datetime
) -> bytes:
    """Return the plan as a calendar, times in UTC; of a stopped order, what takes the coming events away.

    `name` is what the mails call the course.
    """
    from icalendar import Calendar, Event  # slow to import, and most runs of `send` confirm nothing

    calendar = Calendar()
    calendar.add("prodid", f"-//vaertskab//kaffe//{edition.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for mail in plan:
        if order.stopped and mail.due <= order.stopped:
            continue  # it has been
        event = Event()
        event.add("uid", f"kaffe-{order.id}-{order.placed:%Y%m%d%H%M%S}-{mail.week}@{order.mail_domain}")
        event.add("sequence", order.sequence)
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("dtstart", mail.due.astimezone(dt.UTC))
        event.add("dtend", (mail.due + LENGTH).astimezone(dt.UTC))
        with speaking(edition.language):
            title = one_line(edition.theme(mail.week).title) if mail.week <= order.weeks else _(AGAIN)
            event.add("summary", f"{name}, {order.name_of(mail.week)}: {title}")
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if order.stopped else "CONFIRMED")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def leaflet(course: Course, edition: Edition) -> tuple[str, bytes] | None:
    """Return the name and bytes of the description to hand out, where it has been built; else None."""
    part = course.present(edition).part
    if course.folder is None or not part:
        return None
    name = LEAFLET.format(part)
    for folder in (course.folder.parent / "pdf", course.folder / "pdf", course.folder):
        with contextlib.suppress(OSError):
            if (folder / name).stat().st_size <= LEAFLET_BYTES:
                return name, (folder / name).read_bytes()
    return None


def _shared(order: Order, course: Course, edition: Edition) -> dict[str, Any]:
    return {
        "name": course.name_of(edition),
        "order": order, "greeting": greeting(order.orderer), "workplace": one_line(order.workplace, 200),
        "organisation": one_line(course.edition.organisation, 200), "privacy": course.privacy,
    }  # fmt: skip


def _row(mail: PlannedMail, order: Order, edition: Edition) -> Mapping[str, object]:
    local = mail.due.astimezone(order.tz)
    when = _("{weekday} {date} kl. {hour}.{minute}").format(
        weekday=_(DAYS[local.weekday()]), date=day_in_words(local.date()), hour=f"{local:%H}",
        minute=f"{local:%M}",
    )  # fmt: skip
    if mail.why:
        when = _("{when} (flyttet: {why})").format(when=when, why=_(mail.why))
    is_week, label = mail.week <= order.weeks, order.name_of(mail.week).capitalize()
    title = edition.theme(mail.week).title if is_week else _(AGAIN)
    return {"week": mail.week if is_week else label, "label": label, "when": when, "title": title}


def read_plan(
    order: Order, plan: Sequence[PlannedMail], course: Course, edition: Edition, people: int
) -> Words:
    """Return the words of the mail about the plan of `order`: the confirmation, or what has changed."""
    with speaking(edition.language):
        return render("plan", _shared(order, course, edition) | {
            "change": order.change, "people": people, "number_of_people": thousands(people),
            "leaflet": leaflet(course, edition) is not None,
            "rows": [_row(mail, order, edition) for mail in plan],
        }, course.palette)  # fmt: skip


def plan_mail(
    sender: Person, order: Order, plan: Sequence[PlannedMail], course: Course, edition: Edition, people: int,
    now: dt.datetime,
) -> EmailMessage:  # fmt: skip
    """Return the mail about the plan, with a calendar file that updates the one before it."""
    words = read_plan(order, plan, course, edition, people)
    identity = f"ordre.{order.id}.{order.placed:%Y%m%d%H%M%S}" + f".{order.sequence}" * bool(order.sequence)
    name = course.name_of(edition)
    with speaking(edition.language):
        mail = new_mail(
            sender, order.orderer, words, now.astimezone(order.tz), f"<kaffe.{identity}@{order.mail_domain}>"
        )
        dates = calendar_name(name)
    mail.add_attachment(
        calendar_file(order, plan, edition, name, now), "text", "calendar", filename=dates,
        params={"charset": "utf-8", "method": "PUBLISH"},
    )  # fmt: skip
    if order.change == "" and (pdf := leaflet(course, edition)) is not None:
        mail.add_attachment(pdf[1], "application", "pdf", filename=pdf[0])
    return mail


def rounded(went: int, listed: int) -> int:
    """Return how many mails went, such that nobody can see from it who has left; 0 when that are too few.

    Rounded down, and never more than 17 in 20 of the list: so the number stays the same from week to week
    although somebody leaves or a mail is late.
    """
    told = min(went, listed * 17 // 20) // COUNTED_FROM * COUNTED_FROM
    return told if told >= COUNTED_FROM else 0


def leader_mail(
    sender: Person, order: Order, week: int, course: Course, edition: Edition, went: int, listed: int,
    unknown: Sequence[Person], now: dt.datetime,
) -> EmailMessage:  # fmt: skip
    """Return the orderer's mail about `week`: `went` mails of a list of `listed`, and whose is `unknown`."""
    theme = edition.theme(week)
    names = [f"{one_line(person.name, 60)} <{shown(person.address)}>".strip() for person in unknown]
    identity = f"leder.{order.id}.{order.placed:%Y%m%d%H%M%S}.{week}"
    with speaking(edition.language):
        words = render("leader", _shared(order, course, edition) | {
            "theme": theme, "page": course.links(theme).page, "went": rounded(went, listed), "unknown": names,
        }, course.palette)  # fmt: skip
        return new_mail(
            sender, order.orderer, words, now.astimezone(order.tz), f"<kaffe.{identity}@{order.mail_domain}>"
        )


def alarm_mail(
    sender: Person, administrator: Person, findings: Sequence[str], organisation: str, now: dt.datetime
) -> EmailMessage:
    """Return the mail that tells the administrator what is wrong."""
    words = render("alarm", {"findings": findings, "organisation": organisation})
    identity = f"<kaffe.tilsyn.{now:%Y%m%d%H%M%S}@{sender.address.rpartition('@')[2]}>"
    return new_mail(sender, administrator, words, now, identity)
