"""The sender: claim a mail, mark it as in flight, send it, record the answer; then the next.

More speed is more processes: the lease makes any number of them safe side by side.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Message, Result
from vaertskab.kaffe.sending.rate import RateLimiter
from vaertskab.kaffe.sending.retry import RetryPolicy, put_off
from vaertskab.kaffe.sending.runs import RunSummary
from vaertskab.kaffe.sending.transport import BrokenError, Envelope, Transport, UnreachableError
from vaertskab.kaffe.sending.work_queue import Begun, WorkQueue
from vaertskab.model.language import _

#: Connections lost in a row after which a run stops, and leaves the rest for the next one.
HOPELESS_BREAKS = 5


class Sender:
    """One run: everything that is due, once."""

    def __init__(
        self, queue: WorkQueue, transport: Transport, sender: str,
        compose: Callable[[Message, dt.datetime], bytes], clock: Callable[[], dt.datetime],
        *, limiter: RateLimiter, summary: RunSummary | None = None, stop: threading.Event | None = None,
    ) -> None:  # fmt: skip
        """Send from the address `sender` what `compose` makes; `clock` gives now (aware).

        When `stop` is set, as by a signal, the mail in flight is the last.
        """
        self._queue, self._transport, self._from = queue, transport, sender
        self._compose, self._clock, self._limiter = compose, clock, limiter
        self.summary = summary or RunSummary()
        self._policy = RetryPolicy(
            queue.ledger.people_in, lambda order, domains: queue.has_other_domains(order, domains, clock())
        )
        self._stop, self._breaks = stop or threading.Event(), 0

    def run(self) -> RunSummary:
        """Send all that is due, and return what became of it.

        :raises HaltError: the server will not have mail from us; nobody is marked for it.
        :raises UnreachableError: the server cannot be reached; the rest waits for the next run.
        :raises KaffeError: the ledger cannot be used.
        """
        self._transport.open()  # before anything is claimed: a wrong password marks nobody
        result: Result | None = None
        try:
            while not self._stop.is_set() and (message := self._queue.next(self._clock())):
                if wait := self._limiter.wait():
                    done, result = result, None
                    self._record(done)
                    if self._stop.wait(wait):
                        break
                begun = self._queue.advance(result, message, self._clock())
                done, result = result, None
                self.summary.add(done)
                if begun is Begun.LIMIT:
                    break
                if begun is Begun.YES:
                    result = self._hand_over(message)
                    if self._policy.halt or self._breaks >= HOPELESS_BREAKS:
                        break
        finally:
            self._record(result)
            self._queue.stop()
            self._transport.close()
        self._policy.end()
        if self._policy.halt:
            self._queue.give_back(self._policy.undone, str(self._policy.halt))
            self.summary.drop(self._policy.undone)
            raise self._policy.halt
        if self._breaks >= HOPELESS_BREAKS:
            raise UnreachableError(
                _("Forbindelsen er faldet {breaks} gange i træk. Resten venter.").format(breaks=self._breaks)
            )
        return self.summary

    def _record(self, result: Result | None) -> None:
        """Record what became of the last mail, when no other begins."""
        if result is not None:
            self._queue.advance(result, None, self._clock())
            self.summary.add(result)

    def _hand_over(self, message: Message) -> Result:
        """Send a mail that is marked as in flight; return what is to be recorded of it."""
        person, now = message.participant, self._clock()
        try:
            envelope = Envelope(self._from, person.person.address, f"{person.token}.{message.week}")
            reply = self._transport.send(envelope, self._compose(message, now))
        except BrokenError as error:
            self._breaks += 1
            return put_off(message, self._clock(), str(error), maybe_taken=error.maybe_taken)
        except ValueError as error:
            return put_off(message, now, _("Mailen kan ikke laves: {error}").format(error=error))
        except KaffeError as error:
            # Who asks us to wait may mean this one mail; the others go first next time.
            waits = isinstance(error, UnreachableError)
            self._queue.give_back([message], str(error) if waits else "", last=waits)
            raise
        self._breaks = 0
        return self._policy.judge(message, reply, self._clock())
