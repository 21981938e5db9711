"""`send`: what is due goes out. Safe from cron, twice at once, and from several machines."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from types import FrameType

from vaertskab.kaffe.address import named
from vaertskab.kaffe.commands import common
from vaertskab.kaffe.commands.common import JSON, NOW, OF_ORDER, Call, as_json, flag, tell, verb, zone
from vaertskab.kaffe.commands.mailing import course_to_send
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import Deferred, GaveUp
from vaertskab.kaffe.orders.calendar import shown as shown_instant
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.rate import RateLimiter
from vaertskab.kaffe.sending.report import Standing, standings
from vaertskab.kaffe.sending.runs import RunLog, RunSummary
from vaertskab.kaffe.sending.sender import Sender
from vaertskab.kaffe.sending.single import OrdererMail
from vaertskab.kaffe.sending.transports import transport_of
from vaertskab.kaffe.sending.work_queue import WorkQueue
from vaertskab.kaffe.text import count, say
from vaertskab.model.language import N_, _

#: Mails that a dry run lists one by one.
LISTED = 100


@verb(
    "send", N_("Sender de mails, der skal gå nu."),
    flag("--tørløb", "--toerloeb", dest="dry", help=N_("vis, hvad der ville gå, men send intet")),
    OF_ORDER, JSON, NOW, more=N_("Kan køre hvert tiende minut, flere gange på én gang og på flere maskiner."),
)  # fmt: skip
def send(call: Call) -> None:
    """Send what is due, and say what became of it.

    :raises KaffeError: the run had to stop; what was done until then has been told.
    """
    # Two machines may have one name, and two processes one number, in containers.
    owner = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    limiter = RateLimiter(call.database, call.settings.per_minute, call.settings.per_day)
    queue = WorkQueue(call.database, owner, call.settings.lease, limiter, call.given.ordre)
    if call.given.dry:
        _dry(call, queue)
        return
    call.need_clock()
    if call.given.nu is None and RunLog(call.database).has_only_rehearsed():
        raise KaffeError(
            _(
                "Databasen {database} er brugt til at øve sig med --nu, så den tror, at mails er "
                "sendt. Brug en ny til rigtige mails."
            ).format(database=call.database)
        )
    _Run(call, queue, limiter).all()


class _Run:
    """A run that is written down in the ledger."""

    def __init__(self, call: Call, queue: WorkQueue, limiter: RateLimiter) -> None:
        self._call, self._queue, self._limiter = call, queue, limiter
        self._notes, self._warnings = list[str](), list[str]()
        self._summary, self._stop = RunSummary(), threading.Event()

    def _clock(self) -> dt.datetime:
        return self._call.given.nu or dt.datetime.now(dt.UTC)

    def all(self) -> None:
        """Tell the orderers, send all that is due, and sum up; how it ends is in the ledger too."""
        log = RunLog(self._call.database)
        number = log.begin(self._clock(), rehearsal=self._call.given.nu is not None)
        error = _("Kørslen blev afbrudt.")
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
        settings, database, order = self._call.settings, self._call.database, self._call.given.ordre
        sender, ledger, now = settings.need_sender(), Ledger(database), self._clock()
        transport = transport_of(settings)
        course = course_to_send(settings, ledger, self._warn)
        self._limiter.forget_old(now)
        orderers = OrdererMail(settings, course, database, transport, now, stop=self._stop)
        with contextlib.closing(transport):
            # A server that will not have us is asked once, not again for each mail.
            self._notes += orderers.mail_all_plans(self._warn, order)
            waiting = self._queue.due(now)
            self._note_waiting(waiting, now)
            if waiting and self._limiter.left(now) != 0:
                composer = Composer(sender, course, ledger.edition, self._warn)
                run = Sender(
                    self._queue, transport, sender.address, composer.compose, self._clock,
                    limiter=self._limiter, summary=self._summary, stop=self._stop,
                )  # fmt: skip
                run.run()
            orderers.mail_leaders(self._warn, order)

    def _note_waiting(self, waiting: int, now: dt.datetime) -> None:
        found = standings(self._call.database, now, self._call.given.ordre)
        if behind := sum(one.behind for one in found):
            self._notes.append(
                _(
                    "{people} mangler mere end én mail. De får dem én ad gangen med mindst to dage imellem."
                ).format(people=common.people(behind))
            )
        self._notes += _late(found)
        left = self._limiter.left(now)
        if left is not None and waiting > left:
            rest = count(waiting - left, "mail", "mails")
            self._notes.append(
                _("Højst {per_day} mails i døgnet, så {rest} venter.").format(
                    per_day=self._limiter.per_day, rest=rest
                )
            )

    def _told(self) -> None:
        """Print the summary; a line in a log has its time."""
        now = self._clock()
        if self._call.given.json:
            told = {"tidspunkt": now.isoformat(), "bemærkninger": self._notes, "advarsler": self._warnings}
            say(as_json(self._summary.data() | told), sys.stdout)
            return
        first, *more = self._summary.lines()
        say("\n".join([*self._notes, f"{shown_instant(now, zone())}: {first}", *more]), sys.stdout)


@contextlib.contextmanager
def _stopping(stop: threading.Event) -> Iterator[None]:
    """Let SIGTERM and Ctrl-C stop the run after the mail that is under way."""

    def asked(_number: int, _frame: FrameType | None) -> None:
        tell(_("Stopper, når mailen, der er på vej, er gået."))
        stop.set()

    before = {number: signal.signal(number, asked) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _late(found: Sequence[Standing]) -> list[str]:
    """Say how many late mails wait for the day to come, if any do."""
    goes = [one.goes for one in found if one.goes]
    mails = sum(one.overdue for one in found if one.goes)
    return [common.late_note(mails, min(goes), zone())] if goes else []


def _dry(call: Call, queue: WorkQueue) -> None:
    """List what would go."""
    number, messages = queue.due(call.now), queue.preview(call.now, LISTED)
    if call.given.json:
        listed = [
            {"ordre": m.order.id, "adresse": m.participant.person.address, "uge": m.week, "forsøg": m.attempt}
            for m in messages
        ]
        print(as_json({"antal": number, "mails": listed}))
        return
    print(_("{mails} ville gå nu. Intet er sendt.").format(mails=count(number, "mail", "mails")))
    for note in _late(standings(call.database, call.now, call.given.ordre)):
        print(note)
    common.print_table(
        (_("ordre {id}").format(id=m.order.id), m.order.name_of(m.week), named(m.participant.person))
        for m in messages
    )
    if number > len(messages):
        print(_("  … og {number} til").format(number=number - len(messages)))
