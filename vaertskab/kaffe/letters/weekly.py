"""The week's mail to a participant, with the film's picture from the course's folder or site.

RFC 2369 (List-Unsubscribe).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from vaertskab.kaffe.address import greeting
from vaertskab.kaffe.course import Course, Edition, Poster, Theme
from vaertskab.kaffe.course_file import FetchError, fetch
from vaertskab.kaffe.errors import in_words
from vaertskab.kaffe.letters.letter import Words, html_part, mailto, new_draft, new_mail, render
from vaertskab.kaffe.model import FOLLOW_UPS, Message, Order, Person
from vaertskab.kaffe.text import one_line
from vaertskab.model.language import _, speaking
from vaertskab.model.question_kinds import Kind
from vaertskab.model.text import day_in_words, number_word, sentences

#: The largest picture that goes with every mail.
PICTURE_BYTES = 400_000
#: The widest that a picture is shown, in pixels.
WIDTH_PIXELS = 534
#: How the files of a kind begin.
_KINDS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside a mail: its file's bytes, `kind` ("jpeg", "png"), its size in pixels (0: unknown)."""

    data: bytes
    kind: str
    width: int
    height: int
    cid: str = ""

    @property
    def shown_width(self) -> int:
        """How wide it is shown."""
        return min(WIDTH_PIXELS, self.width or WIDTH_PIXELS)

    @property
    def shown_height(self) -> int:
        """How high it is shown, 0 when that is unknown."""
        return round(self.height * self.shown_width / self.width) if self.width else 0


def picture(poster: Poster, base_url: str, folder: Path | None, tell: Callable[[str], None]) -> Image | None:
    """Return the picture of `poster`, out of `folder` where it lies under `base_url`; None when it is no use.

    `tell` is given a sentence about one that is left out.
    """
    try:
        data = _read(poster.url, base_url, folder.resolve() if folder else None)
    except (OSError, ValueError, FetchError) as error:
        why = error if isinstance(error, FetchError) else in_words(error)
        told = _("Billedet til filmen, {url}, kan ikke hentes ({why}). Mailen går uden det.")
        tell(told.format(url=poster.url, why=why))
        return None
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")
    if len(data) > PICTURE_BYTES or not kind:
        large = _("Billedet til filmen, {url}, fylder for meget. Mailen går uden det.")
        odd = _("Billedet til filmen, {url}, er hverken JPEG eller PNG. Mailen går uden det.")
        tell((large if kind else odd).format(url=poster.url))
        return None
    return Image(data, kind, poster.width, poster.height)


def _read(url: str, base_url: str, folder: Path | None) -> bytes:
    """Return the picture's bytes, one more than allowed at most."""
    if folder is not None and url.startswith(base_url):
        path = (folder / unquote(urlsplit(url[len(base_url) :]).path)).resolve()
        if path.is_relative_to(folder) and path.is_file():
            with path.open("rb") as file:
                return file.read(PICTURE_BYTES + 1)
    return fetch(url, PICTURE_BYTES)


def question_heading(label: str) -> str:
    """Return what the week's question is called, by its kind's label; one that is not known is a question."""
    known = {kind.label.casefold(): kind.traits.weekly_heading for kind in Kind}
    return _(known.get(label.casefold(), "Ugens spørgsmål"))


class Composer:
    """Makes the weeks' mails."""

    def __init__(
        self, sender: Person, course: Course, edition: Callable[[int], Edition],
        tell: Callable[[str], None] = lambda _: None, *, test: bool = False,
    ) -> None:  # fmt: skip
        """Send as `sender`; `course` has the addresses as they are now, `edition` the frozen texts.

        `tell` is given a sentence when a picture is left out, or a text is not the course's own.
        `test` marks every mail as a test.
        """
        self._sender, self._course, self._test = sender, course, test
        # What all mails of a run share is looked up, and told, once.
        self._edition, self._links, self._tell = cache(edition), cache(course.links), cache(tell)
        self._picture = cache(lambda poster: picture(poster, course.base_url, course.folder, tell))

    def theme(self, order: Order, week: int) -> Theme:
        """Return the text as it stood when the order was placed, or as it is now (--ny-tekst).

        A week that the course has no text for any longer keeps the one from when the order was placed.
        """
        edition = self._edition(order.edition)
        if order.fresh_text:
            try:
                return self._course.present(edition).theme(week)
            except KeyError:
                told = _("Kurset har ingen tekst til uge {week}. Ordre {order} får den, der var.")
                self._tell(told.format(week=week, order=order.id))
        return edition.theme(week)

    def compose(self, message: Message, at: dt.datetime) -> bytes:
        """Return the whole mail, lines ending in CRLF, dated `at` in the order's time zone.

        :raises ValueError: something stored cannot stand in a mail; a clause.
        """
        person = message.participant
        with self._speaking(message.order):
            words, image = self.read(message), self.image(message)
            mail = new_mail(
                self._sender, person.person, words, at.astimezone(message.order.tz), message.message_id
            )
            subject = quote(_("Afmeld {token}").format(token=person.token))
        leave = f"{mailto(self._sender.address)}?subject={subject}"
        mail["List-Unsubscribe"] = f"<mailto:{leave}>"
        mail["X-Kaffe"] = f"{person.token}.{message.week}"  # for a server that writes a Message-ID of its own
        _show(mail, image)
        return mail.as_bytes()

    def draft(self, message: Message, recipients: Sequence[Person]) -> bytes:
        """Return the mail as a draft that a person sends to all at once: it greets nobody by name."""
        with self._speaking(message.order):
            mail, image = new_draft(self.read(message), recipients), self.image(message)
        _show(mail, image)
        return mail.as_bytes()

    def read(self, message: Message) -> Words:
        """Return the mail's subject, text and HTML as they are read, in the language of their text."""
        with self._speaking(message.order):
            return self._read(message)

    def _speaking(self, order: Order) -> AbstractContextManager[None]:
        edition = self._edition(order.edition)
        return speaking((self._course.present(edition) if order.fresh_text else edition).language)

    def _read(self, message: Message) -> Words:
        order, person = message.order, message.participant
        shared = {
            "name": self._course.name_of(self._edition(order.edition)),
            "weeks": order.weeks, "weeks_word": number_word(order.weeks),
            "greeting": greeting(person.person), "token": person.token, "test": self._test,
            "workplace": one_line(order.workplace, 200),
            "organisation": one_line(self._course.edition.organisation, 200),
            "access": day_in_words(person.access_until), "sender": self._sender.address,
            "privacy": self._course.privacy,
        }  # fmt: skip
        if message.week > order.weeks:
            return render("follow_up", shared | self._asked_again(message), self._course.palette)
        theme = self.theme(order, message.week)
        links, before = self._links(theme), self._before(order, message.week)
        return render("weekly", shared | {
            "tried": sentences(before.tries[0])[0] if before else "",
            "note": self._links(before).question if before else "",
            "theme": theme, "question_heading": question_heading(theme.kind_label), "page": links.page,
            "film": links.film, "watch": links.watch or links.page, "image": self.image(message),
            "follow_ups": order.follow_ups,
        }, self._course.palette)  # fmt: skip

    def _asked_again(self, message: Message) -> dict[str, object]:
        """What a follow-up says: a question of each third of the weeks to begin with, and all of them."""
        order, after = message.order, message.week - message.order.weeks
        themes = [self.theme(order, week) for week in range(1, order.weeks + 1)]
        asked = [(theme, self._links(theme).question) for theme in themes]
        theme, url = asked[round(order.weeks * after / len(FOLLOW_UPS)) - 1]
        return {
            "when": order.name_of(message.week), "question": theme.question, "url": url, "asked": asked,
            "last": message.week == order.mails,
        }  # fmt: skip

    def _before(self, order: Order, week: int) -> Theme | None:
        """The week before, when there was something to try."""
        try:
            before = self.theme(order, week - 1)
        except KeyError:
            return None
        return before if before.tries and before.tries[0].strip() else None

    def image(self, message: Message) -> Image | None:
        """Return the picture inside the mail, or None when there is none."""
        if message.week > message.order.weeks:
            return None
        links = self._links(self.theme(message.order, message.week))
        image = self._picture(links.poster) if links.film and links.poster else None
        cid = f"film.{message.week}@{message.order.mail_domain}"
        return replace(image, cid=cid) if image is not None else None


def _show(mail: EmailMessage, image: Image | None) -> None:
    """Put a picture into a mail, where its HTML shows it; None for none."""
    if image is None:
        return
    html_part(mail).add_related(
        image.data, "image", image.kind, cid=f"<{image.cid}>", filename=f"film.{image.kind}",
        disposition="inline",
    )  # fmt: skip
