"""`send`: what is due goes out. Safe from cron, twice at once, and from several machines."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

from vaertskab.kaffe.address import named
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    ZONE,
    add_json,
    add_now,
    add_order,
    as_json,
    ask_of_clock,
    late_note,
    people,
    print_json,
    print_table,
    settings_of,
)
from vaertskab.kaffe.commands.mailing import course_to_send, tell
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import Deferred, GaveUp
from vaertskab.kaffe.orders.calendar import shown as shown_instant
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.rate import RateLimiter
from vaertskab.kaffe.sending.report import Standing, standings
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.sending.sender import Sender
from vaertskab.kaffe.sending.single import OrdererMail
from vaertskab.kaffe.sending.summary import Progress, RunSummary
from vaertskab.kaffe.sending.transports import transport_of
from vaertskab.kaffe.sending.work_queue import WorkQueue
from vaertskab.kaffe.settings import Settings
from vaertskab.kaffe.text import count, say

#: Mails that a dry run lists one by one.
LISTED = 100


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Sender de mails, der skal gå nu."
    more = " Kan køre hvert tiende minut, flere gange på én gang og på flere maskiner."
    parser = verbs.add_parser("send", help=about, description=about + more)
    parser.add_argument(
        "--tørløb",
        "--toerloeb",
        dest="dry",
        action="store_true",
        help="vis, hvad der ville gå, men send intet",
    )
    add_order(parser, "kun denne ordre", option=True)
    add_json(parser)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Send what is due, and say what became of it.

    :raises KaffeError: the run had to stop; what was done until then has been told.
    """
    settings = settings_of(arguments)
    fixed: dt.datetime | None = arguments.nu

    def clock() -> dt.datetime:
        return fixed or dt.datetime.now(dt.UTC)

    database = Database(settings.database)
    try:
        # Two machines may have one name, and two processes one number, in containers.
        owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        limiter = RateLimiter(database, settings.per_minute, settings.per_day)
        queue = WorkQueue(database, owner, settings.lease, limiter, arguments.ordre)
        if arguments.dry:
            _dry(arguments, database, queue, clock())
        else:
            ask_of_clock(arguments, database)
            if fixed is None:
                queue.release_after_rehearsal(clock())
            _Run(arguments, settings, database, queue, limiter, clock).all()
    finally:
        database.close()
    return 0


class _Run:
    """A run that is written down in the ledger."""

    def __init__(
        self, arguments: argparse.Namespace, settings: Settings, database: Database, queue: WorkQueue,
        limiter: RateLimiter, clock: Callable[[], dt.datetime],
    ) -> None:  # fmt: skip
        self._arguments, self._settings, self._database = arguments, settings, database
        self._queue, self._limiter, self._clock = queue, limiter, clock
        self._notes, self._warnings = list[str](), list[str]()
        self._summary, self._stop = RunSummary(), threading.Event()

    def all(self) -> None:
        """Tell the orderers, send all that is due, and sum up; how it ends is in the ledger too."""
        log = RunLog(self._database)
        number = log.begin(self._clock(), rehearsal=self._arguments.nu is not None)
        error = "Kørslen blev afbrudt."
        try:
            with _stopping(self._stop):
                self._send()
            error = ""
        except KaffeError as why:
            error = str(why)
            raise
        finally:
            put_off = self._summary.number(Deferred) + self._summary.number(GaveUp)
            log.end(
                number, self._clock(), sent=self._summary.sent, put_off=put_off, error=error,
                warnings=tuple(self._warnings),
            )  # fmt: skip
            self._told()

    def _warn(self, sentence: str) -> None:
        self._warnings.append(sentence)
        tell(sentence)

    def _send(self) -> None:
        settings, ledger, now = self._settings, Ledger(self._database), self._clock()
        sender = settings.need_sender()
        transport = transport_of(settings)
        course = course_to_send(settings, ledger, self._warn)
        self._limiter.forget_old(now)
        order = self._arguments.ordre
        orderers = OrdererMail(settings, course, self._database, transport, now, stop=self._stop)
        with contextlib.closing(transport):
            # A server that will not have us is asked once, not again for each mail.
            self._notes += orderers.mail_all_plans(self._warn, order)
            waiting = self._queue.due(now)
            self._note_waiting(waiting, now)
            if waiting and self._limiter.left(now) != 0:
                self._summary = RunSummary(Progress(waiting))
                composer = Composer(sender, course, ledger.edition, self._warn)
                run = Sender(
                    self._queue, transport, sender.address, composer.compose, self._clock,
                    limiter=self._limiter, summary=self._summary, stop=self._stop,
                )  # fmt: skip
                run.run()
            orderers.mail_leaders(self._warn, order)

    def _note_waiting(self, waiting: int, now: dt.datetime) -> None:
        found = standings(self._database, now, self._arguments.ordre)
        if behind := sum(one.behind for one in found):
            self._notes.append(
                f"{people(behind)} mangler mere end én mail. "
                "De får dem én ad gangen med mindst to dage imellem."
            )
        self._notes += _late(found)
        left = self._limiter.left(now)
        if left is not None and waiting > left:
            rest = count(waiting - left, "mail", "mails")
            self._notes.append(f"Højst {self._limiter.per_day} mails i døgnet, så {rest} venter.")

    def _told(self) -> None:
        """Print the summary; a line in a log has its time."""
        now = self._clock()
        if self._arguments.json:
            told = {"tidspunkt": now.isoformat(), "bemærkninger": self._notes, "advarsler": self._warnings}
            say(as_json(self._summary.data() | told), sys.stdout)
            return
        first, *more = self._summary.lines()
        say("\n".join([*self._notes, f"{shown_instant(now, ZONE)}: {first}", *more]), sys.stdout)


@contextlib.contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM and Ctrl-C stop the run after the mail that is under way."""

    def asked(_number: int, _frame: FrameType | None) -> None:
        tell("Stopper, når mailen, der er på vej, er gået.")
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _late(found: Sequence[Standing]) -> list[str]:
    """Say how many late mails wait for the day to come, if any do."""
    asleep = [(one.overdue, one.goes) for one in found if one.goes]
    return (
        [late_note(sum(mails for mails, _ in asleep), min(goes for _, goes in asleep), ZONE)]
        if asleep
        else []
    )


def _dry(arguments: argparse.Namespace, database: Database, queue: WorkQueue, now: dt.datetime) -> None:
    """List what would go."""
    number, messages = queue.due(now), queue.preview(now, LISTED)
    if arguments.json:
        listed = [
            {"ordre": m.order.id, "adresse": m.participant.person.address, "uge": m.week, "forsøg": m.attempt}
            for m in messages
        ]
        print_json({"antal": number, "mails": listed})
        return
    print(f"{count(number, 'mail', 'mails')} ville gå nu. Intet er sendt.")
    for note in _late(standings(database, now, arguments.ordre)):
        print(note)
    print_table((f"ordre {m.order.id}", f"uge {m.week}", named(m.participant.person)) for m in messages)
    if number > len(messages):
        print(f"  … og {number - len(messages)} til")
