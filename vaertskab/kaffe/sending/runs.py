"""What a run of `send` came to, counted as it goes; and every run written down, with what stopped it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, select, true

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.database import OnDatabase
from vaertskab.kaffe.model import Deferred, GaveUp, Message, Refused, Result, Sent
from vaertskab.kaffe.rows import instant, maybe_instant, seconds
from vaertskab.kaffe.schema import memory, notices, remember, runs
from vaertskab.kaffe.text import count, one_line, without_addresses
from vaertskab.model.language import _

#: Failures that are named in the summary; `status` has them all.
NAMED = 20
#: The most characters of an error or a warning that are kept.
ERROR_CHARS = 1000


class RunSummary:
    """Counts results."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.sent = self.repeated = 0
        self.failed: dict[int, Result] = {}

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

    def number(self, kind: type[Result]) -> int:
        """Return how many mails ended so."""
        return sum(isinstance(result, kind) for result in self.failed.values())

    def lines(self) -> list[str]:
        """Return the summary, a sentence a line."""
        refused, deferred, given_up = map(self.number, (Refused, Deferred, GaveUp))
        out = [_("{mails} sendt.").format(mails=count(self.sent, "mail", "mails"))]
        if deferred:
            out.append(count(deferred, "mail venter og prøves igen.", "mails venter og prøves igen."))
        if given_up:
            out.append(count(given_up, "mail er opgivet.", "mails er opgivet."))
        if refused:
            out.append(count(
                refused, "person får ikke flere mails, fordi adressen er ukendt.",
                "personer får ikke flere mails, fordi adressen er ukendt.",
            ))  # fmt: skip
        if self.repeated:
            out.append(count(
                self.repeated, "mail kan være kommet to gange, fordi en tidligere kørsel blev afbrudt.",
                "mails kan være kommet to gange, fordi en tidligere kørsel blev afbrudt.",
            ))  # fmt: skip
        troubles = self.troubles()
        out += [f"  {trouble}" for trouble in troubles[:NAMED]]
        if (more := len(troubles) - NAMED) > 0:
            out.append(_("  … og {more} til. Se dem alle med »vaertskab kaffe status«.").format(more=more))
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


def _told(result: Result) -> str:
    told = _("{person}, {mail}, er opgivet: {why}")
    when = ""
    if isinstance(result, Refused):
        told = _("{person}, {mail}, er stoppet: {why}")
    elif isinstance(result, Deferred):
        told = _("{person}, {mail}, prøves igen {when}: {why}")
        until = result.until.astimezone(result.message.order.tz)
        when = _("{day}.{month} kl. {hour}.{minute}").format(
            day=f"{until:%d}", month=f"{until:%m}", hour=f"{until:%H}", minute=f"{until:%M}"
        )
    return told.format(
        person=shown(result.message.participant.person.address), when=when, why=result.error,
        mail=result.message.order.name_of(result.message.week),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `ended` is None while it goes on, or when killed; `error` and `warnings` are sentences."""

    began: dt.datetime
    ended: dt.datetime | None
    rehearsal: bool
    sent: int
    put_off: int
    error: str
    warnings: tuple[str, ...]


class RunLog(OnDatabase):
    """The runs of a ledger, and what waits for a human."""

    def begin(self, at: dt.datetime, *, rehearsal: bool) -> int:
        """Write down that a run begins; `rehearsal` when its clock is not the real one. Return its number."""
        with self._database.write() as connection:
            new = runs.insert().values(began=seconds(at), rehearsal=rehearsal).returning(runs.c.id)
            return int(connection.execute(new).scalar_one())

    def end(
        self, number: int, at: dt.datetime, *, sent: int, put_off: int, error: str = "",
        warnings: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        """Write down how a run ended; addresses are left out, as it is kept when people are gone."""
        kept = "\n".join(one_line(without_addresses(warning), ERROR_CHARS) for warning in warnings[:20])
        values = {
            "ended": seconds(at), "sent": sent, "put_off": put_off, "warnings": kept,
            "error": one_line(without_addresses(error), ERROR_CHARS),
        }  # fmt: skip
        self._database.change(runs.update().where(runs.c.id == number).values(values))

    def last(self, *, good: bool = False, rehearsals: bool = True) -> Run | None:
        """Return the last run, or the last `good` one; None when there is none."""
        which: list[ColumnElement[bool]] = [true()]
        if good:
            which += [runs.c.ended.is_not(None), runs.c.error == ""]
        if not rehearsals:
            which.append(runs.c.rehearsal.is_(False))
        found = self._database.rows(runs.select().where(*which).order_by(runs.c.id.desc()).limit(1))
        return _run(found[0]) if found else None

    def has_sent(self) -> bool:
        """Whether mail has gone by the real clock."""
        return self._any(runs.c.rehearsal.is_(False), runs.c.sent > 0)

    def has_only_rehearsed(self) -> bool:
        """Whether mails have been tried, and only by a clock that was set: weeks count that did not go."""
        tried = (runs.c.sent > 0) | (runs.c.put_off > 0) | runs.c.ended.is_(None)
        return self._any(runs.c.rehearsal, tried) and not self.has_sent()

    def _any(self, *which: ColumnElement[bool]) -> bool:
        return self._database.value(select(runs.c.id).where(*which).limit(1)) is not None

    def notice(self, kind: str, words: str, at: dt.datetime) -> None:
        """Note something that a human has to look at: `words` is a sentence, `kind` a word for it."""
        new = notices.insert().values(at=seconds(at), kind=kind, words=one_line(words, ERROR_CHARS))
        self._database.change(new)

    def waiting(self, kind: str, names: Set[str], say: Callable[[int], str], at: dt.datetime) -> None:
        """Keep one notice of a `kind` while something waits that nobody has seen; `names` tell it apart.

        `say` gives the sentence for so many.
        """
        mine = notices.c.kind == kind
        with self._database.write() as connection:
            connection.execute(notices.delete().where(mine, notices.c.seen.is_(None)))
            seen = {name for about in connection.scalars(select(notices.c.about).where(mine))
                    for name in about.split()}  # fmt: skip
            if new := names - seen:
                about = {"about": " ".join(sorted(new)), "words": say(len(new))}
                connection.execute(notices.insert().values(at=seconds(at), kind=kind, **about))
            elif not names:
                connection.execute(notices.delete().where(mine))

    def unseen(self) -> list[str]:
        """Return what waits for a human, the oldest first."""
        waiting = select(notices.c.words).where(notices.c.seen.is_(None)).order_by(notices.c.id)
        return [row.words for row in self._database.rows(waiting)]

    def see(self, at: dt.datetime) -> int:
        """Note that somebody has seen all that waited; return how much it was."""
        return self._database.change(
            notices.update().where(notices.c.seen.is_(None)).values(seen=seconds(at))
        )

    def alarmed(self) -> dt.datetime | None:
        """Return when the administrator was last mailed, None for never."""
        number = self._database.value(select(memory.c.number).where(memory.c.key == "alarm"))
        return instant(int(number)) if number else None

    def alarm(self, at: dt.datetime) -> None:
        """Note that the administrator has been mailed."""
        with self._database.write() as connection:
            remember(connection, "alarm", number=at.timestamp())


def _run(row: Row[Any]) -> Run:
    return Run(
        began=instant(row.began), ended=maybe_instant(row.ended), rehearsal=bool(row.rehearsal),
        sent=row.sent, put_off=row.put_off, error=row.error, warnings=tuple(row.warnings.splitlines()),
    )  # fmt: skip
