"""What becomes of a mail after the server's answer: taken, tried again, given up, or the person stopped."""

from __future__ import annotations

import datetime as dt
import re
from threading import Lock

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Deferred, GaveUp, Message, Refused, Result, Sent
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.sending.sending import HaltError, Reply, UnreachableError

#: The pause after the first failure and the longest one; each is twice the one before.
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=10), dt.timedelta(hours=3)
#: Refusals in a row, before anything was taken, that say more about the server than about the addresses.
SUSPICIOUS = 10
#: Failures in a row after which a run stops, and leaves the rest for the next one untouched.
HOPELESS_REFUSALS, HOPELESS_BREAKS, HOPELESS_WAITS = 50, 10, 5
#: Refusals that are certainly about the address (RFC 3463, 3.2 and 3.3: X.1 address, X.2 mailbox).
_ABOUT_ADDRESS = re.compile(r"5\.[12]\.\d{1,3}\b")
#: Refusals that are certainly not (3.4, 3.7: X.3 the mail system, as for a mail too large; X.6 its form).
_ABOUT_MAIL = re.compile(r"5\.[36]\.\d{1,3}\b")


def next_try(message: Message, at: dt.datetime) -> dt.datetime | None:
    """Return when to try again after a failure at `at`; None when it is time to give up.

    Growing pauses as long as mails may go that day (`by_day`), then the next such day from the order's
    time, and pauses again as long as that day lasts.
    """
    local = at.astimezone(message.order.tz)
    first = (message.first_tried or at).astimezone(message.order.tz)
    # Ten doublings are more than the longest pause; a mail tried for years must not overflow.
    pause: dt.timedelta = min(FIRST_PAUSE * 2 ** min(message.attempt - 1, 10), LONGEST_PAUSE)
    until = at + pause
    same_day = until.astimezone(message.order.tz).date() == local.date()
    if same_day and by_day(message.order, until) == until:
        return until
    if local.date() > first.date():
        return None
    tomorrow = dt.datetime.combine(local.date() + dt.timedelta(days=1), message.order.time, message.order.tz)
    return by_day(message.order, max(tomorrow.astimezone(dt.UTC), until))


def put_off(message: Message, at: dt.datetime, error: str, maybe_taken: bool = False) -> Deferred | GaveUp:
    """Return the result of a failure that may pass."""
    until = next_try(message, at)
    if until is None:
        return GaveUp(message, at, error)
    return Deferred(message, at, until, error, maybe_taken)


class Judge:
    """Turns answers into results, with an eye on the run as a whole. Safe for several threads.

    A 5xx stops a person. But while the server has taken nothing in this run, refusals that may as well
    be about us (a relay that does not know us refuses everybody) are kept back: when the first mail is
    taken, or when the run ends with few of them, they count; when they are many, they are put off.
    """

    def __init__(self) -> None:
        """Begin a run: nothing is known of the server."""
        self._lock = Lock()
        self._proven = self._distrusted = False
        self._held: list[Refused] = []
        self._refusals = self._breaks = self._waits = 0

    def answered(self, message: Message, reply: Reply, at: dt.datetime) -> list[Result]:
        """Return what to record after the server's answer: none, one, or those that were kept back too."""
        with self._lock:
            self._breaks = 0
            self._waits = self._waits + 1 if reply.stage == "mail" else 0
            if reply.taken:
                self._proven, self._refusals = True, 0
                held, self._held = self._held, []
                return [*held, Sent(message, at)]
            if not reply.for_good or _ABOUT_MAIL.match(reply.text):
                return [put_off(message, at, str(reply))]
            refused = Refused(message, at, str(reply))
            if self._proven or _ABOUT_ADDRESS.match(reply.text):
                return [refused]
            self._refusals += 1
            if self._distrusted:
                return [put_off(message, at, str(reply))]
            self._held.append(refused)
            if len(self._held) < SUSPICIOUS:
                return []
            self._distrusted = True
            held, self._held = self._held, []
            return [put_off(one.message, one.at, one.error) for one in held]

    def broken(self, message: Message, error: str, at: dt.datetime, maybe_taken: bool) -> list[Result]:
        """Return what to record when the connection went with this mail under way."""
        with self._lock:
            self._breaks += 1
            return [put_off(message, at, f"Forbindelsen faldt: {error}", maybe_taken)]

    def ended(self) -> list[Result]:
        """Return what was kept back, at the end of the run."""
        with self._lock:
            held, self._held = self._held, []
            return list(held)

    def hopeless(self) -> KaffeError | None:
        """Return why it is no use to go on with this run, or None."""
        if self._refusals >= HOPELESS_REFUSALS:
            return HaltError(
                f"Mailserveren har afvist {self._refusals} adresser i træk og ikke taget én mail. "
                "Se, om den kender afsenderen og denne maskine. Ingen er stoppet."
            )
        if self._breaks >= HOPELESS_BREAKS:
            return UnreachableError(f"Forbindelsen er faldet {self._breaks} gange i træk. Resten venter.")
        if self._waits >= HOPELESS_WAITS:
            return UnreachableError("Mailserveren beder os vente. Resten går i en senere kørsel.")
        return None
