"""What a run says when it is through."""

from __future__ import annotations

from dataclasses import replace

from vaertskab.kaffe.model import Deferred, GaveUp, Refused, Result, Sent
from vaertskab.kaffe.sending.runs import NAMED, RunSummary

from .sending import FIRST, message


def test_the_summary_counts_all_and_names_the_first_failures() -> None:
    summary, mail = RunSummary(), message()
    people = [replace(mail, participant=replace(mail.participant, id=number)) for number in range(NAMED + 2)]
    results: list[Result] = [Sent(mail, FIRST)] * 1200
    results += [Deferred(one, FIRST, "451 senere", until=FIRST) for one in people[:NAMED]]
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
