"""What the commands that make mails share."""

from __future__ import annotations

import argparse
import datetime as dt
import secrets
import sys

from vaertskab.kaffe.course import Course, load
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.mail import Composer
from vaertskab.kaffe.model import WEEKS, YEARS, IsoWeek, Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders.calendar import years_after
from vaertskab.kaffe.settings import Settings


def tell(sentence: str) -> None:
    """Say something on the way, where it does not mix with the result."""
    print(sentence, file=sys.stderr, flush=True)


def course_of(settings: Settings) -> Course:
    """Return the course, which must have an address: a mail is read on a phone at home.

    :raises KaffeError: it cannot be read, or has no address.
    """
    course = load(settings.course, settings.base_url)
    if not course.base_url:
        raise KaffeError(
            "Kurset har ingen adresse på nettet, og uden den kan linkene i mailene ikke åbnes hjemme. "
            "Sæt »adresse« i kursus.toml, og byg kurset igen, eller sæt KAFFE_ADRESSE."
        )
    return course


def add_week(parser: argparse.ArgumentParser, help: str, default: int | None = None) -> None:
    """Add --uge; required when it has no default."""
    parser.add_argument(
        "--uge", metavar="N", type=int, choices=range(1, WEEKS + 1),
        required=default is None, default=default, help=help,
    )  # fmt: skip


def trial(
    sender: Person, course: Course, to: Person, week: int, now: dt.datetime, *, marked: bool = True
) -> tuple[Composer, Message]:
    """Return what makes a mail, and a mail to `to` that belongs to no order; `marked` as a test.

    Its Message-ID is new each time: a mailbox may throw away a second mail with one it has seen.
    """
    order = Order(
        id=0, workplace="din arbejdsplads", orderer=to, start=IsoWeek.of(now.date()), weekday=now.weekday(),
        time=now.time(), placed=now, mail_domain=sender.address.rpartition("@")[2], fresh_text=True,
    )  # fmt: skip
    until = years_after(now.astimezone(order.tz).date(), YEARS)
    person = Participant(0, 0, to, secrets.token_hex(8), Status.ACTIVE, week, until)
    composer = Composer(sender, course, lambda _: course.edition, tell, test=marked)
    return composer, Message(order, person, week, now)
