"""The plan as a calendar file (RFC 5545): each week's event keeps its UID for ever, and is updated by it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.model import Order, PlannedMail
from vaertskab.kaffe.text import one_line

#: What a follow-up is called among the weeks' themes.
AGAIN = "Et af spørgsmålene igen"
#: How long a mail and its film take.
LENGTH = dt.timedelta(minutes=15)


def calendar_name(name: str) -> str:
    """Return what the calendar of a course is called, by the course's name: "kafferefleksion.ics"."""
    plain = name.casefold().translate({ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"})
    return f"{'-'.join(re.findall('[a-z0-9]+', plain)) or 'kalender'}.ics"


def calendar_file(
    order: Order, plan: Sequence[PlannedMail], edition: Edition, name: str, now: dt.datetime
) -> bytes:
    """Return the plan as a calendar, times in UTC; of a stopped order, what takes the coming events away.

    `name` is what the mails call the course.
    """
    from icalendar import Calendar, Event  # slow to import, and most runs of `send` confirm nothing

    calendar = Calendar()
    calendar.add("prodid", "-//vaertskab//kaffe//DA")
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
        title = one_line(edition.theme(mail.week).title) if mail.week <= order.weeks else AGAIN
        event.add("summary", f"{name}, {order.name_of(mail.week)}: {title}")
        event.add("transp", "TRANSPARENT")
        event.add("status", "CANCELLED" if order.stopped else "CONFIRMED")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
