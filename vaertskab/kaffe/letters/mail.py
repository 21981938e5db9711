"""The week's mail: what is the same for all is rendered once, and a person's own put in for each.

RFC 5322 (the format), 2369 (List-Unsubscribe), 3834 (Auto-Submitted).
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable
from email.utils import format_datetime
from threading import Lock

from vaertskab.kaffe.course import Course, Edition, Theme
from vaertskab.kaffe.letters.headers import first_name, one_line, person_field, text_field
from vaertskab.kaffe.letters.mime import (
    Image,
    Piece,
    alternative,
    filled,
    quoted_printable,
    safe,
    slot,
)
from vaertskab.kaffe.letters.poster import Posters
from vaertskab.kaffe.letters.render import View, as_html, as_text, mailto
from vaertskab.kaffe.model import Message, Person

#: Rendered mails that are kept: one for each order, week and end of access in a run.
KEPT = 64
_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.]+@[A-Za-z0-9.-]+>")
#: The fields that say that no person wrote this, so that no absent person's machine answers.
_AUTOMATIC = (
    b"Auto-Submitted: auto-generated\r\n"
    b"X-Auto-Response-Suppress: OOF, AutoReply\r\n"
    b"Content-Language: da\r\n"
    b"MIME-Version: 1.0\r\n"
)


def head(sender: Person, subject: str) -> bytes:
    """Return the header fields that are the same for all: from whom, about what, by a machine."""
    return person_field("From", sender) + text_field("Subject", subject) + _AUTOMATIC


class Composer:
    """Makes the weeks' mails. Safe for several threads."""

    def __init__(self, sender: Person, course: Course, edition: Callable[[int], Edition],
                 tell: Callable[[str], None] = lambda _: None, *, test: bool = False) -> None:  # fmt: skip
        """Send as `sender`; `course` has the addresses as they are now, `edition` the frozen texts.

        `tell` is given a Danish sentence when a picture is left out. `test` marks every mail as a test.
        """
        self._sender, self._course, self._edition, self._test = sender, course, edition, test
        self._posters = Posters(course.base_url, course.folder, tell)
        self._editions: dict[int, Edition] = {}
        self._rendered: dict[tuple[int, int, dt.date], list[Piece]] = {}
        self._lock = Lock()

    def compose(self, message: Message, at: dt.datetime) -> bytes:
        """Return the whole mail, lines ending in CRLF, dated `at` in the order's time zone.

        :raises ValueError: something stored cannot stand in a mail; a Danish sentence.
        """
        person, token = message.participant.person, message.participant.token
        if not _MESSAGE_ID.fullmatch(message.message_id):
            raise ValueError("ordrens maildomæne kan ikke bruges i et Message-ID")
        own = (
            f"Date: {format_datetime(at.astimezone(message.order.tz))}\r\n"
            f"Message-ID: {message.message_id}\r\n"
            f"List-Unsubscribe: <mailto:{mailto(self._sender.address)}?subject=Afmeld%20{token}>\r\n"
        )
        values = {name: quoted_printable(text) for name, text in _own_words(message).items()}
        pieces = filled(self._same_for_all(message), values)
        return b"".join((person_field("To", person), own.encode("ascii"), *pieces))

    def read(self, message: Message) -> tuple[str, str]:
        """Return the mail's text and HTML as they are read."""
        view, image = self._view(message)
        text, page = as_text(view), as_html(view, image)
        for name, value in _own_words(message).items():
            text, page = text.replace(slot(name), value), page.replace(slot(name), value)
        return text, page

    def image(self, message: Message) -> tuple[str, Image] | None:
        """Return the picture inside the mail and its Content-ID, or None when there is none."""
        view, image = self._view(message)
        return (view.cid, image) if image is not None else None

    def subject(self, message: Message) -> str:
        """Return the mail's subject."""
        theme = self._theme(message)
        return f"{'Prøve: ' if self._test else ''}Kafferefleksion, uge {theme.week}: {theme.title}"

    def _same_for_all(self, message: Message) -> list[Piece]:
        """Return the mail without what is personal: rendered at the first of its kind, kept for the rest."""
        key = (message.order.id, message.week, message.participant.access_until)
        with self._lock:
            pieces = self._rendered.get(key)
            if pieces is None:
                if len(self._rendered) >= KEPT:
                    del self._rendered[next(iter(self._rendered))]
                view, image = self._view(message)
                body = alternative(as_text(view), as_html(view, image), image, view.cid)
                pieces = self._rendered[key] = [head(self._sender, self.subject(message)), *body]
        return pieces

    def _theme(self, message: Message) -> Theme:
        """The text as it stood when the order was placed, or as it is now (--ny-tekst)."""
        number = message.order.edition
        if message.order.fresh_text:
            return self._course.edition.theme(message.week)
        if number not in self._editions:
            self._editions[number] = self._edition(number)
        return self._editions[number].theme(message.week)

    def _view(self, message: Message) -> tuple[View, Image | None]:
        theme = self._theme(message)
        links = self._course.links(theme)
        view = View(
            theme=theme,
            workplace=one_line(message.order.workplace, 200),
            organisation=self._course.edition.organisation,
            access=message.participant.access_until,
            page=links.page,
            film=links.film,
            watch=links.watch or links.page,
            leave=self._sender.address,
            cid=f"film.{message.week}@{message.order.mail_domain}",
            test=self._test,
        )
        return view, self._posters.get(links.poster) if links.film else None


def _own_words(message: Message) -> dict[str, str]:
    """What differs from person to person inside the mail, by its slot."""
    hello = safe(f"Hej {first_name(message.participant.person)}").strip()
    token = message.participant.token
    return {"greeting": hello, "greeting_html": html.escape(hello), "token": token}
