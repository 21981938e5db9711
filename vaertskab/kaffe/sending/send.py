"""The sender: takes what is due, hands it over, and records each answer before the next mail goes.

It knows neither SQL nor SMTP: `Store` (in `desk`) and `Messenger` are what it needs of them.

For each connection: the envelope goes on the wire; while the server reads it, the answer to the mail
before is recorded and this mail marked as under way, in one commit; only then the mail itself goes. So
a process that is killed at any instant loses nothing, and repeats at most the one mail that was under
way on each connection. That is the limit that SMTP allows: nobody can know whether a server that never
answered has taken the mail. A power cut repeats what was on its way to the disk too (`syncer`).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Message, Result, Returned
from vaertskab.kaffe.sending.desk import Desk, Store
from vaertskab.kaffe.sending.pace import Pace
from vaertskab.kaffe.sending.retry import Judge, put_off
from vaertskab.kaffe.sending.sending import BrokenError, Envelope, Reply, UnreachableError
from vaertskab.kaffe.sending.tally import Tally

#: Seconds to wait before each new try to connect in the middle of a run.
RECONNECT = (1.0, 5.0, 15.0)
#: Messages that are leased at a time: after a kill so many wait for the lease to end.
BATCH = 100


class Messenger(Protocol):
    """A connection that mail goes over; `vaertskab.kaffe.smtp.Connection` says what each raises."""

    @property
    def is_open(self) -> bool:
        """Whether there is a connection."""

    def open(self) -> None:
        """Connect and log in."""

    def begin(self, envelope: Envelope) -> None:
        """Send the envelope without waiting."""

    def finish(self, data: bytes, meanwhile: Callable[[], None]) -> Reply:
        """Send the mail and return the answer; `meanwhile` is called before waiting for it."""

    def abort(self) -> None:
        """Drop the connection and the mail that was begun."""

    def close(self) -> None:
        """Hang up."""


class Draft:
    """A message on its way through one connection; it is composed when there is time for it."""

    def __init__(self, message: Message, compose: Callable[[], bytes]) -> None:
        """Keep what makes the mail."""
        self.message, self._compose = message, compose
        self._data: bytes | None = None

    def prepare(self) -> None:
        """Compose now; what is wrong with the mail shows at `make`."""
        with contextlib.suppress(ValueError):
            self._data = self._compose()

    def make(self) -> bytes:
        """Return the mail.

        :raises ValueError: it cannot be made.
        """
        return self._data if self._data is not None else self._compose()


class Sender:
    """One run: everything that is due, once."""

    def __init__(
        self, store: Store, messengers: Sequence[Messenger], sender: str,
        compose: Callable[[Message, dt.datetime], bytes], clock: Callable[[], dt.datetime],
        *, pace: Pace | None = None, limit: int | None = None, order: int | None = None,
        tally: Tally | None = None, batch: int = BATCH,
    ) -> None:  # fmt: skip
        """Send from the address `sender`, on a thread for each messenger, what `compose` makes.

        `clock` gives now (aware). At most `limit` mails; `order` is the number of the only one to send;
        `batch` mails are leased at a time.
        """
        self._messengers, self._compose, self._from, self._clock = messengers, compose, sender, clock
        self._desk = Desk(store, clock, limit, order, batch)
        self._pace, self.tally = pace or Pace(0), tally or Tally()
        self._judge, self._stop = Judge(), threading.Event()
        self._errors: list[BaseException] = []

    def stop(self) -> None:
        """Stop after the mails that are under way; safe to call from a signal handler."""
        self._stop.set()

    def run(self) -> Tally:
        """Send all that is due, and return what became of it.

        :raises HaltError: the server will not have mail from us; nobody is marked for it.
        :raises UnreachableError: the server cannot be reached; the rest waits for the next run.
        :raises KaffeError: the ledger cannot be used.
        """
        try:
            self._messengers[0].open()  # before anything is taken: a wrong password marks nobody
            threads = [threading.Thread(target=self._guarded, args=(m,)) for m in self._messengers[1:]]
            for thread in threads:
                thread.start()
            self._guarded(self._messengers[0])
            for thread in threads:
                thread.join()
        finally:
            for messenger in self._messengers:
                messenger.close()
            self._record(self._judge.ended())
            self._desk.close()
        for error in self._errors:
            if not isinstance(error, UnreachableError) or len(self._errors) == len(self._messengers):
                raise error
            self.tally.note(str(error))
        if trouble := self._judge.hopeless():
            raise trouble
        return self.tally

    def _guarded(self, messenger: Messenger) -> None:
        """Work on one connection; what goes wrong is kept for `run`, and stops the others when it must."""
        try:
            self._work(messenger)
        except BaseException as error:
            self._errors.append(error)
            if not isinstance(error, UnreachableError):
                self._stop.set()
        finally:
            messenger.close()

    def _work(self, messenger: Messenger) -> None:
        """Hand over one message after the other; each answer is recorded with the next one's beginning."""
        before: list[Result] = []
        try:
            ahead = list[Draft]()

            def meanwhile() -> None:
                """While the server works on a mail, make the next one, unless it has to wait for its turn."""
                if self._pace.free and (draft := self._next(ahead_only=True)):
                    draft.prepare()
                    ahead.append(draft)

            while not self._stop.is_set() and not self._judge.hopeless():
                draft = ahead.pop() if ahead else self._next()
                if draft is None:
                    break
                if wait := self._pace.reserve():
                    before = self._record(before)
                    if self._stop.wait(wait):
                        break
                before = self._hand_over(messenger, draft, before, meanwhile)
        finally:
            self._record(before)

    def _next(self, *, ahead_only: bool = False) -> Draft | None:
        """Take the next message; `ahead_only` when none shall be leased for it."""
        message = self._desk.take(lease=not ahead_only)
        return None if message is None else Draft(message, lambda: self._compose(message, self._clock()))

    def _hand_over(
        self, messenger: Messenger, draft: Draft, before: list[Result], meanwhile: Callable[[], None]
    ) -> list[Result]:
        """Hand over one message and return its result, not recorded yet; `before` is recorded on the way."""
        message = draft.message
        person = message.participant
        envelope = Envelope(self._from, person.person.address, f"{person.token}.{message.week}")
        begun = False
        try:
            for again in (True, False):
                if not messenger.is_open:
                    before = self._record(before)
                    # A mail that is marked as under way must not outlive its lease: one try, no pauses.
                    messenger.open() if begun else self._open(messenger)
                try:
                    messenger.begin(envelope)
                    data = draft.make()
                    if not begun:
                        settled, before = before, []
                        begun = self._desk.commit(settled, message)
                        self.tally.add(settled)
                        if not begun:  # left, deleted or leased by another in the meantime
                            messenger.abort()
                            self.tally.passed_over()
                            return []
                    return self._judge.answered(message, messenger.finish(data, meanwhile), self._clock())
                except BrokenError as error:
                    # A server may hang up after any mail; a used connection is worth one new try at once.
                    if not (again and error.worn):
                        at = self._clock()
                        return [*before, *self._judge.broken(message, str(error), at, error.maybe_taken)]
                except ValueError as error:
                    messenger.abort()
                    return [*before, put_off(message, self._clock(), f"Mailen kan ikke laves: {error}")]
            raise AssertionError("both tries return")
        except KaffeError:
            self._record([*before, *([Returned(message)] if begun else [])])
            raise

    def _open(self, messenger: Messenger) -> None:
        """Connect again, with pauses; a server that is restarted comes back within seconds."""
        for pause in RECONNECT:
            try:
                return messenger.open()
            except UnreachableError:
                if self._stop.wait(pause):
                    break
        messenger.open()

    def _record(self, results: list[Result]) -> list[Result]:
        """Record results; return the empty list that is left."""
        if results:
            self._desk.commit(results)
            self.tally.add(results)
        return []
