"""What a run shows while it goes, and its summary."""

from __future__ import annotations

import io
import time

from vaertskab.kaffe.sending.tally import NAMED, Progress, Tally

from vaertskab.kaffe.model import Deferred, GaveUp, Refused, Result, Returned, Sent

from .sending import FIRST, message


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_that_goes_away_and_a_log_gets_plain_lines() -> None:
    for stream, control in ((Terminal(), True), (io.StringIO(), False)):
        progress = Progress(4, stream)
        progress.show(1, 1)  # too soon
        assert stream.getvalue() == ""
        progress._last = time.monotonic() - 60
        progress.show(3, 2)
        shown = stream.getvalue()
        progress.end()
        assert "3" in shown and "4" in shown and "i sekundet" in shown
        assert ("\x1b" in shown) is control
        assert shown.startswith("\r") is control
        assert stream.getvalue().endswith("\x1b[K" if control else "\n")


def test_the_summary_counts_all_and_names_the_first_failures() -> None:
    tally, mail = Tally(), message()
    results: list[Result] = [Sent(mail, FIRST)] * 1200 + [Returned(mail)]
    results += [Deferred(mail, FIRST, FIRST, "451 senere")] * NAMED + [
        GaveUp(mail, FIRST, "451"),
        Refused(mail, FIRST, "550"),
    ]
    tally.add(results)
    told = "\n".join(tally.lines())
    assert told.startswith("1.200 mails sendt.")
    assert "1 mail er opgivet." in told
    assert "1 person får ikke flere mails" in told
    assert told.count("anne@example.org, uge 4, prøves igen") == NAMED
    assert "… og 2 til" in told
    assert tally.data()["venter"] == NAMED
