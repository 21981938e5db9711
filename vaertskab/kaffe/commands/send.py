"""`send`: what is due goes out. Safe from cron, twice at once, and from several machines."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import secrets
import signal
import socket
from collections.abc import Callable, Iterator
from types import FrameType

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    ZONE,
    add_json,
    add_now,
    add_order,
    count,
    late_note,
    named,
    people,
    print_json,
    print_table,
    settings_of,
)
from vaertskab.kaffe.commands.mailing import course_of, tell
from vaertskab.kaffe.course import Course
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.confirm import send_confirmation
from vaertskab.kaffe.letters.mail import Composer
from vaertskab.kaffe.orders.calendar import shown as shown_instant
from vaertskab.kaffe.orders.orders import Register
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.pace import Pace
from vaertskab.kaffe.sending.send import Sender
from vaertskab.kaffe.sending.sending import HaltError, UnreachableError
from vaertskab.kaffe.sending.smtp import Connection, Timeouts
from vaertskab.kaffe.sending.tally import Progress, Tally
from vaertskab.kaffe.settings import Settings

#: Results that may be on their way to the disk, so that a power cut repeats so many mails and no more.
LAG = 32
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
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Send what is due, and say what became of it.

    :raises KaffeError: the run had to stop; what was done until then has been told.
    """
    settings = settings_of(arguments)
    fixed: dt.datetime | None = arguments.nu

    def clock() -> dt.datetime:
        return fixed or dt.datetime.now(dt.UTC)

    # Who sends slowly has time to wait for the disk at every mail.
    database = Database(settings.database, lag=0 if settings.per_minute else LAG)
    try:
        if arguments.dry:
            _dry(arguments, Ledger(database, "tørløb"), clock())
        else:
            _all(arguments, settings, database, clock)
    finally:
        database.close()
    return 0


def _all(
    arguments: argparse.Namespace, settings: Settings, database: Database, clock: Callable[[], dt.datetime]
) -> None:
    """Confirm new orders, then send all that is due, and tell."""
    settings.need_smtp()
    settings.need_sender()
    course = course_of(settings)
    # Two machines may have one name, and two processes one number, in containers.
    owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    ledger = Ledger(database, owner, settings.lease)
    notes = list(_confirmed(settings, course, database, ledger, clock()))
    number, behind = ledger.due(clock(), arguments.ordre), ledger.behind(clock())
    if behind:
        notes.append(
            f"{people(behind)} mangler mere end én mail. De får dem én ad gangen med mindst to dage imellem."
        )
    if late := ledger.late(clock(), arguments.ordre):
        notes.append(late_note(late[0], late[1], ZONE))
    limit = None
    if settings.per_day:
        limit = max(0, settings.per_day - ledger.sent_since(clock() - dt.timedelta(days=1)))
        if number > limit:
            rest = count(number - limit, "mail", "mails")
            notes.append(f"Højst {settings.per_day} mails i døgnet, så {rest} venter.")
    tally = Tally(Progress(number))
    try:
        if number and limit != 0:
            _send(arguments, settings, course, ledger, tally, clock, min(settings.connections, number), limit)
    finally:
        tally.end()
        _told(arguments, tally, notes, clock())


def _send(
    arguments: argparse.Namespace, settings: Settings, course: Course, ledger: Ledger, tally: Tally,
    clock: Callable[[], dt.datetime], connections: int, limit: int | None,
) -> None:  # fmt: skip
    """Send what is due on as many connections as are wanted; stop in good order when asked to."""
    target, sender = settings.need_smtp(), settings.need_sender()
    composer = Composer(sender, course, ledger.edition, tell)
    timeouts = Timeouts.within(settings.lease)
    run = Sender(
        ledger, [Connection(target, timeouts) for _ in range(connections)], sender.address, composer.compose,
        clock, pace=Pace(settings.per_minute), limit=limit, order=arguments.ordre, tally=tally,
    )  # fmt: skip
    with _stopping(run.stop):
        run.run()


@contextlib.contextmanager
def _stopping(stop: Callable[[], None]) -> Iterator[None]:
    """Let SIGTERM and Ctrl-C stop the run after the mails that are under way."""

    def asked(_number: int, _frame: FrameType | None) -> None:
        tell("Stopper, når mailen, der er på vej, er gået.")
        stop()

    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _confirmed(
    settings: Settings, course: Course, database: Database, ledger: Ledger, now: dt.datetime
) -> Iterator[str]:
    """Mail the confirmations that have not gone yet; one that is not taken holds up nothing.

    :raises HaltError: the server will not have mail from us; it is not asked again for each order.
    :raises UnreachableError: it cannot be reached.
    """
    register = Register(database)
    for order in ledger.unconfirmed():
        tracks = register.tracks(order.id)
        try:
            send_confirmation(settings, course, order, tracks[0].slots, sum(t.people for t in tracks), now)
        except (HaltError, UnreachableError):
            raise
        except KaffeError as error:
            yield f"Bekræftelsen af ordre {order.id} er ikke sendt. {error}"
        else:
            ledger.confirm(order.id, now)
            yield f"Bekræftelsen af ordre {order.id} er sendt."


def _told(arguments: argparse.Namespace, tally: Tally, notes: list[str], now: dt.datetime) -> None:
    """Print the summary; a line in a log has its time."""
    if arguments.json:
        print_json(tally.data() | {"tidspunkt": now.isoformat(), "bemærkninger": notes})
        return
    for note in notes:
        print(note)
    first, *more = tally.lines()
    print(f"{shown_instant(now, ZONE)}: {first}")
    for line in more:
        print(line)


def _dry(arguments: argparse.Namespace, ledger: Ledger, now: dt.datetime) -> None:
    """List what would go."""
    number = ledger.due(now, arguments.ordre)
    messages = ledger.preview(now, LISTED, arguments.ordre)
    if arguments.json:
        listed = [
            {"ordre": m.order.id, "adresse": m.participant.person.address, "uge": m.week, "forsøg": m.attempt}
            for m in messages
        ]
        print_json({"antal": number, "mails": listed})
        return
    print(f"{count(number, 'mail', 'mails')} ville gå nu. Intet er sendt.")
    if late := ledger.late(now, arguments.ordre):
        print(late_note(late[0], late[1], ZONE))
    print_table((f"ordre {m.order.id}", f"uge {m.week}", named(m.participant.person)) for m in messages)
    if number > len(messages):
        print(f"  … og {number - len(messages)} til")
