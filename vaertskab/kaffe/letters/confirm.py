"""The confirmation to whoever ordered: the plan, a calendar file, and the description to hand out."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from email.utils import format_datetime

from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.headers import first_name, one_line, person_field
from vaertskab.kaffe.letters.mail import head
from vaertskab.kaffe.letters.mime import Attachment, alternative, filled, mixed
from vaertskab.kaffe.letters.render import (
    danish_date,
    escaped,
    framed,
    heading,
    paragraph,
    row,
    wrapped,
)
from vaertskab.kaffe.model import DAYS, WEEKS, Order, Person, Slot
from vaertskab.kaffe.sending.sending import BrokenError, Envelope
from vaertskab.kaffe.sending.smtp import Connection, Timeouts
from vaertskab.kaffe.settings import Settings

LEAFLET = "kaffe-beskrivelse.pdf"
#: The largest description that is sent along, in bytes; many mailboxes take no more than ten million.
MOST = 5_000_000
#: How long a mail and its film take, for the calendar.
LENGTH = dt.timedelta(minutes=15)
_CELL = "padding: 6px 12px 6px 0; font-size: 16px; line-height: 24px; color: #2b2320; vertical-align: top"


def calendar_file(order: Order, slots: Sequence[Slot], edition: Edition, now: dt.datetime) -> bytes:
    """Return the plan as a calendar (RFC 5545), times in UTC; each week's event keeps its UID for ever."""
    from icalendar import Calendar, Event  # slow to import, and most runs of `send` confirm nothing

    calendar = Calendar()
    calendar.add("prodid", "-//vaertskab//kaffe//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for slot in slots:
        event = Event()
        event.add("uid", f"kaffe-{order.id}-{order.placed:%Y%m%d%H%M%S}-{slot.week}@{order.mail_domain}")
        event.add("dtstamp", now.astimezone(dt.UTC))
        event.add("dtstart", slot.due.astimezone(dt.UTC))
        event.add("dtend", (slot.due + LENGTH).astimezone(dt.UTC))
        theme = one_line(edition.theme(slot.week).title)
        event.add("summary", f"Kafferefleksion, uge {slot.week}: {theme}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def leaflet(course: Course) -> bytes | None:
    """Return the description to hand out, where it has been built beside the course; else None."""
    if course.folder is None:
        return None
    for folder in (course.folder.parent / "pdf", course.folder / "pdf", course.folder):
        with contextlib.suppress(OSError):
            if (folder / LEAFLET).stat().st_size <= MOST:
                return (folder / LEAFLET).read_bytes()
    return None


def _when(slot: Slot, order: Order) -> str:
    local = slot.due.astimezone(order.tz)
    return f"{DAYS[local.weekday()]} {danish_date(local.date())} kl. {local:%H.%M}"


def _said(order: Order, people: int, with_leaflet: bool) -> tuple[list[str], list[str]]:
    """What stands before the plan and after it, a paragraph each."""
    them = "1 deltager får" if people == 1 else f"{people:,} deltagere får".replace(",", ".")
    before = [
        f"Hej {one_line(first_name(order.orderer), 60)}".strip(),
        f"Kafferefleksion til {one_line(order.workplace, 200)} er bestilt som ordre {order.id}. "
        f"{them} en mail om ugen i {WEEKS} uger.",
    ]
    files = "Planen er vedhæftet som en kalenderfil, som du kan åbne i din kalender."
    if with_leaflet:
        files += " Beskrivelsen er vedhæftet som pdf, så du kan dele den ud."
    after = [files, "Skal noget ændres, eller skal nogen på eller af listen, så svar på denne mail."]
    return before, after


def as_text(order: Order, slots: Sequence[Slot], edition: Edition, people: int, with_leaflet: bool) -> str:
    """Return the confirmation as plain text."""
    before, after = _said(order, people, with_leaflet)
    plan = "\n".join(
        wrapped(f"Uge {slot.week}: {_when(slot, order)}{f' (flyttet: {slot.why})' if slot.why else ''}")
        + "\n"
        + wrapped(edition.theme(slot.week).title, "    ")
        for slot in slots
    )
    blocks = [*map(wrapped, before), "PLANEN", plan, *map(wrapped, after)]
    return "\n\n".join([*blocks, f"Venlig hilsen\n{one_line(edition.organisation, 200)}"]) + "\n"


def as_html(order: Order, slots: Sequence[Slot], edition: Edition, people: int, with_leaflet: bool) -> str:
    """Return the confirmation as HTML: the plan is a table with headings, and fits a telephone."""
    before, after = _said(order, people, with_leaflet)
    head_cells = "".join(
        f'<th class="skov" scope="col" align="left" style="{_CELL}; color: #1f5143">{name}</th>'
        for name in ("Uge", "Dag og tema")
    )
    body = "".join(
        f'<tr><th class="tekst" scope="row" align="left" style="{_CELL}">{slot.week}</th>'
        f'<td class="tekst" style="{_CELL}">{_when(slot, order)}'
        f"{f' (flyttet: {escaped(slot.why)})' if slot.why else ''}"
        f"<br><strong>{escaped(edition.theme(slot.week).title)}</strong></td></tr>\n"
        for slot in slots
    )
    table = (
        '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse: collapse">\n'
        f"<tr>{head_cells}</tr>\n{body}</table>"
    )
    title = "Kafferefleksion er bestilt"
    content = row(
        '<h1 class="tekst" style="margin: 0 0 20px; font-size: 26px; line-height: 34px; color: #2b2320">'
        f"{title}</h1>",
        *(paragraph(escaped(text)) for text in before),
        heading("Planen"),
        table,
        padding="28px 32px 24px",
    )
    content += row(*(paragraph(escaped(text)) for text in after))
    footer = paragraph(f"Venlig hilsen<br>{escaped(one_line(edition.organisation, 200))}", margin="0")
    return framed(title, before[1], content, footer)


def compose(
    sender: Person, course: Course, order: Order, slots: Sequence[Slot], people: int, now: dt.datetime
) -> bytes:
    """Return the whole confirmation; its Message-ID is fixed for the order."""
    pdf = leaflet(course)
    said = order, slots, course.edition, people, pdf is not None
    plan = calendar_file(order, slots, course.edition, now)
    files = [Attachment("kafferefleksion.ics", "text/calendar; charset=utf-8; method=PUBLISH", plan)]
    if pdf is not None:
        files.append(Attachment(LEAFLET, "application/pdf", pdf))
    own = (
        f"Date: {format_datetime(now.astimezone(order.tz))}\r\n"
        f"Message-ID: <kaffe.ordre.{order.id}.{order.placed:%Y%m%d%H%M%S}@{order.mail_domain}>\r\n"
    )
    subject = f"Kafferefleksion til {one_line(order.workplace, 100)} er bestilt"
    body = mixed(alternative(as_text(*said), as_html(*said)), files)
    top = person_field("To", order.orderer) + own.encode("ascii") + head(sender, subject)
    return b"".join((top, *filled(body, {})))


def send_confirmation(
    settings: Settings, course: Course, order: Order, slots: Sequence[Slot], people: int,
    now: dt.datetime | None = None,
) -> None:  # fmt: skip
    """Mail the confirmation to the orderer of a stored order.

    :raises KaffeError: the mail server did not take it; a Danish sentence.
    """
    sender = settings.need_sender()
    data = compose(sender, course, order, slots, people, now or dt.datetime.now(dt.UTC))
    deliver(settings, order.orderer.address, f"ordre.{order.id}", data)


def deliver(settings: Settings, recipient: str, identity: str, data: bytes) -> None:
    """Hand over one mail on a connection of its own.

    :raises KaffeError: the server did not take it; a Danish sentence.
    """
    connection = Connection(settings.need_smtp(), Timeouts.within(settings.lease))
    try:
        connection.open()
        connection.begin(Envelope(settings.need_sender().address, recipient, identity))
        reply = connection.finish(data)
    except BrokenError as error:
        raise KaffeError(f"Forbindelsen til mailserveren faldt: {error}.") from None
    except ValueError as error:
        raise KaffeError(f"Mailen kan ikke sendes: {error}.") from None
    finally:
        connection.close()
    if not reply.taken:
        raise KaffeError(f"Mailserveren tog ikke imod mailen til {recipient}: {reply}")
