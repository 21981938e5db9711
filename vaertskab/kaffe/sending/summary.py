"""What a run came to, counted as it goes, and told in Danish."""

from __future__ import annotations

from collections.abc import Sequence

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.model import Deferred, GaveUp, Message, Refused, Result, Sent
from vaertskab.kaffe.text import count

#: Failures that are named in the summary; `status` has them all.
NAMED = 20


class RunSummary:
    """Counts results."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.sent = self.repeated = 0
        self.failed: dict[int, Deferred | GaveUp | Refused] = {}

    def add(self, result: Result | None) -> None:
        """Count a result that has been recorded; None for none."""
        if isinstance(result, Sent):
            self.sent += 1
            self.repeated += result.message.repeat
        elif result is not None:
            self.failed[result.message.participant.id] = result

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
    return f"{who}, {result.message.order.name_of(result.message.week)}, {told}: {result.error}"
