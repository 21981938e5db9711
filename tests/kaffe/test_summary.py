"""What a run shows while it goes, and its summary."""

from __future__ import annotations

import io
import time
from dataclasses import replace

from vaertskab.kaffe.model import Deferred, GaveUp, Refused, Result, Sent
from vaertskab.kaffe.sending.summary import NAMED, Progress, RunSummary

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
    summary, mail = RunSummary(), message()
    people = [replace(mail, participant=replace(mail.participant, id=number)) for number in range(NAMED + 2)]
    results: list[Result] = [Sent(mail, FIRST)] * 1200
    results += [Deferred(one, FIRST, FIRST, "451 senere") for one in people[:NAMED]]
    results += [GaveUp(people[NAMED], FIRST, "451"), Refused(people[NAMED + 1], FIRST, "550")]
    for result in results:
        summary.add(result)
    told = "\n".join(summary.lines())
    assert told.startswith("1.200 mails sendt.")
    assert "1 mail er opgivet." in told
    assert "1 person får ikke flere mails" in told
    assert told.count("anne@example.org, uge 4, prøves igen") == NAMED
    assert "… og 2 til" in told
    assert summary.data()["venter"] == NAMED
    summary.drop(people)
    assert summary.lines() == ["1.200 mails sendt."]
