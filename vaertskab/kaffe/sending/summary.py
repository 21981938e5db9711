"""What a run came to, counted as it goes, and told in Danish."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from time import monotonic
from typing import TextIO

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.model import Deferred, GaveUp, Message, Refused, Result, Sent
from vaertskab.kaffe.text import count, say

#: Failures that are named in the summary; `status` has them all.
NAMED = 20
#: Seconds between two lines that say how far a run has come.
BETWEEN_SECONDS = 30.0


class RunSummary:
    """Counts results. `watch` is told after each."""

    def __init__(self, watch: Progress | None = None) -> None:
        """Begin at nothing."""
        self.sent = self.repeated = 0
        self.failed: dict[int, Deferred | GaveUp | Refused] = {}
        self._watch = watch

    def add(self, result: Result | None) -> None:
        """Count a result that has been recorded; None for none."""
        if isinstance(result, Sent):
            self.sent += 1
            self.repeated += result.message.repeat
        elif result is not None:
            self.failed[result.message.participant.id] = result
        if self._watch is not None and result is not None:
            self._watch.show(self.sent + len(self.failed), self.sent)

    def drop(self, messages: Sequence[Message]) -> None:
        """Forget the results of mails that count as not tried after all."""
        for message in messages:
            self.failed.pop(message.participant.id, None)

    def number(self, kind: type[Deferred | GaveUp | Refused]) -> int:
        """Return how many mails ended so."""
        return sum(isinstance(result, kind) for result in self.failed.values())

    def lines(self) -> list[str]:
        """Return the summary, a sentence a line."""
        out = [f"{count(self.sent, 'mail', 'mails')} sendt."]
        for number, one, many in (
            (self.number(Deferred), "mail venter og prøves igen.", "mails venter og prøves igen."),
            (self.number(GaveUp), "mail er opgivet.", "mails er opgivet."),
            (self.number(Refused), "person får ikke flere mails, fordi adressen er ukendt.",
             "personer får ikke flere mails, fordi adressen er ukendt."),
            (self.repeated, "mail kan være kommet to gange, fordi en tidligere kørsel blev afbrudt.",
             "mails kan være kommet to gange, fordi en tidligere kørsel blev afbrudt."),
        ):  # fmt: skip
            if number:
                out.append(count(number, one, many))
        troubles = self.troubles()
        out += [f"  {trouble}" for trouble in troubles[:NAMED]]
        if (more := len(troubles) - NAMED) > 0:
            out.append(f"  … og {more} til. Se dem alle med »vaertskab kaffe status«.")
        return out

    def troubles(self) -> list[str]:
        """Return a line for each mail that did not go: whose, which week, what comes, and why."""
        return [_told(result) for result in self.failed.values()]

    def data(self) -> dict[str, object]:
        """Return the summary for a program."""
        return {
            "sendt": self.sent, "venter": self.number(Deferred), "opgivet": self.number(GaveUp),
            "afvist": self.number(Refused), "gentaget": self.repeated, "fejl": self.troubles()[:NAMED],
        }  # fmt: skip


def _told(result: Deferred | GaveUp | Refused) -> str:
    match result:
        case Deferred(until=until):
            told = f"prøves igen {until.astimezone(result.message.order.tz):%d.%m kl. %H.%M}"
        case GaveUp():
            told = "er opgivet"
        case Refused():
            told = "er stoppet"
    who = shown(result.message.participant.person.address)
    return f"{who}, uge {result.message.week}, {told}: {result.error}"


class Progress:
    """A line now and then that says how far a run has come."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        """Expect `total` mails; show it on `stream`, or where errors are told."""
        self._total, self._stream = total, stream or sys.stderr
        self._began = self._last = monotonic()

    def show(self, done: int, sent: int) -> None:
        """Show how far it is, when it is long enough since last."""
        now = monotonic()
        if now - self._last < BETWEEN_SECONDS:
            return
        self._last = now
        minute = 60 * sent / (now - self._began)
        told = f"{done} af {max(self._total, done)} mails, {minute:.0f} i minuttet"
        say(told, self._stream)
