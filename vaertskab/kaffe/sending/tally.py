"""What a run came to, counted as it goes, and told in Danish."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from threading import Lock
from time import monotonic
from typing import TextIO

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.model import Deferred, GaveUp, Refused, Result, Returned, Sent

#: Failures that are named in the summary; `status` has them all.
NAMED = 20
#: Seconds between two lines in a log, and between two pictures of the bar.
LOG, DRAW = 30.0, 0.1
WIDTH = 30


def counted(number: int, one: str, many: str) -> str:
    """Return "1 mail" or "1.200 mails"."""
    return f"{number:,} {one if number == 1 else many}".replace(",", ".")


class Tally:
    """Counts results. Safe for several threads. `watch` is told after each."""

    def __init__(self, watch: Progress | None = None) -> None:
        """Begin at nothing."""
        self.sent = self.deferred = self.gave_up = self.refused = self.repeated = self.passed = 0
        self.troubles: list[str] = []
        self._lock, self._watch = Lock(), watch

    def add(self, results: Sequence[Result]) -> None:
        """Count results that have been recorded."""
        with self._lock:
            for result in results:
                self._count(result)
            done = self.sent + self.deferred + self.gave_up + self.refused + self.passed
        if self._watch is not None and results:
            self._watch.show(done, self.sent)

    def note(self, trouble: str) -> None:
        """Keep what went wrong with a connection while the others went on."""
        with self._lock:
            self.troubles.append(trouble)

    def passed_over(self) -> None:
        """Count a mail that was not to go after all."""
        with self._lock:
            self.passed += 1

    def _count(self, result: Result) -> None:
        match result:
            case Sent(message=message):
                self.sent += 1
                self.repeated += message.repeat
                return
            case Deferred(until=until):
                self.deferred += 1
                told = f"prøves igen {until.astimezone(result.message.order.tz):%d.%m kl. %H.%M}"
            case GaveUp():
                self.gave_up += 1
                told = "er opgivet"
            case Refused():
                self.refused += 1
                told = "er stoppet"
            case Returned():
                return
        if len(self.troubles) < NAMED:
            who = shown(result.message.participant.person.address)
            self.troubles.append(f"{who}, uge {result.message.week}, {told}: {result.error}")

    def end(self) -> None:
        """Take the progress bar away, so that the summary stands alone."""
        if self._watch is not None:
            self._watch.end()

    def lines(self) -> list[str]:
        """Return the summary, a sentence a line."""
        out = [f"{counted(self.sent, 'mail', 'mails')} sendt."]
        for number, one, many in (
            (self.deferred, "mail venter og prøves igen.", "mails venter og prøves igen."),
            (self.gave_up, "mail er opgivet.", "mails er opgivet."),
            (self.refused, "person får ikke flere mails, fordi adressen er afvist.",
             "personer får ikke flere mails, fordi adressen er afvist."),
            (self.repeated, "mail kan være kommet to gange, fordi en tidligere kørsel blev afbrudt.",
             "mails kan være kommet to gange, fordi en tidligere kørsel blev afbrudt."),
        ):  # fmt: skip
            if number:
                out.append(counted(number, one, many))
        out += [f"  {trouble}" for trouble in self.troubles]
        more = self.deferred + self.gave_up + self.refused - len(self.troubles)
        if more > 0:
            out.append(f"  … og {more} til. Se dem alle med »vaertskab kaffe status«.")
        return out

    def data(self) -> dict[str, object]:
        """Return the summary for a program."""
        return {
            "sendt": self.sent, "venter": self.deferred, "opgivet": self.gave_up, "afvist": self.refused,
            "gentaget": self.repeated, "fejl": list(self.troubles),
        }  # fmt: skip


class Progress:
    """A bar on a terminal, a line now and then in a log."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        """Expect `total` mails; show it on `stream`, or where errors are told."""
        self._total, self._stream = total, stream or sys.stderr
        self._bar = self._stream.isatty()
        self._began = self._last = monotonic()
        self._lock, self._drawn = Lock(), False

    def show(self, done: int, sent: int) -> None:
        """Show how far it is, when it is long enough since last."""
        now = monotonic()
        if now - self._last < (DRAW if self._bar else LOG) or not self._lock.acquire(blocking=False):
            return
        try:
            self._last, total = now, max(self._total, done)
            speed = sent / max(now - self._began, 0.001)
            if self._bar:
                full = WIDTH * done // max(total, 1)
                left = (total - done) / max(done / max(now - self._began, 0.001), 0.001)
                self._stream.write(
                    f"\r{'█' * full}{'░' * (WIDTH - full)} {done}/{total}, {speed:.0f} i sekundet, "
                    f"{_clock(left)} tilbage \x1b[K"
                )
                self._stream.flush()
                self._drawn = True
            else:
                print(f"{done} af {total} mails, {speed:.0f} i sekundet", file=self._stream, flush=True)
        finally:
            self._lock.release()

    def end(self) -> None:
        """Take the bar away."""
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _clock(seconds: float) -> str:
    """Minutes and seconds."""
    return f"{int(seconds) // 60}.{int(seconds) % 60:02}"
