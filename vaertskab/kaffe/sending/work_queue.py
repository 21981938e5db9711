"""What is due, claimed with a lease, and what became of it: the ledger as the sender uses it.

The protocol: `next` gives a message; `advance(result, message)` records what became of the one before and
marks this one as in flight, in one commit that is on the disk; only then the mail goes. So a process that
is killed, or loses its power, at any instant loses nothing, and repeats at most the one mail that was in
flight. That is the limit that SMTP allows: nobody can know whether a server that never answered has taken
the mail. Leases run on the database's own clock, never on `now`, which a rehearsal may set.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from collections.abc import Sequence
from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Connection, Double, Integer, bindparam, case, func

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import ContendedError
from vaertskab.kaffe.model import Deferred, GaveUp, Message, Refused, Result, Sent, Status
from vaertskab.kaffe.orders.calendar import quiet_until
from vaertskab.kaffe.rows import missing_week, rewind, seconds, slot_due
from vaertskab.kaffe.schema import deliveries, participants
from vaertskab.kaffe.sending.ledger import DueMails, Ledger, messages_due
from vaertskab.kaffe.sending.rate import RateLimiter

_P = participants.c
_FREE: dict[str, Any] = {"owner": None, "leased_until": None}
#: The most characters of an error that are kept.
ERROR_CHARS = 500
#: Messages that are leased at a time: after a kill so many wait for the lease to end.
BATCH = 20
#: How often a step that another command stood in the way of is tried again.
RETRIES = 5


_THIS = participants.update().where(_P.id == bindparam("b_id"), _P.next_week == bindparam("b_week"))
_DELIVERED = deliveries.insert()
_TWICE = deliveries.update().where(
    deliveries.c.participant_id == bindparam("b_id"), deliveries.c.week == bindparam("b_week")
).values(repeats=deliveries.c.repeats + 1)  # fmt: skip
_ACTIVE = _P.status == Status.ACTIVE.value
_coming = missing_week(bindparam("b_week"))
_due, _quiet = slot_due(_coming), bindparam("b_quiet", type_=BigInteger)
#: On to the first week that is missing, in its slot and not before the quiet time is over.
_ONWARD = _THIS.values(
    next_week=func.coalesce(_coming, bindparam("b_week", type_=Integer) + 1),
    ready=case((_ACTIVE, case((_due > _quiet, _due), (_due.is_not(None), _quiet)))),
    status=case((_ACTIVE & _due.is_(None), Status.DONE.value), else_=_P.status),
    attempts=0, repeats=0, first_tried=None, in_flight=False, error="",
    last_sent=func.coalesce(bindparam("b_sent", type_=BigInteger), _P.last_sent),
    refusals=case((bindparam("b_taken", type_=Boolean), 0), else_=_P.refusals), **_FREE,
)  # fmt: skip


def _key(message: Message) -> dict[str, Any]:
    return {"b_id": message.participant.id, "b_week": message.week}


def _update_participant(message: Message) -> Any:
    return participants.update().where(_P.id == message.participant.id, _P.next_week == message.week)


class Begun(Enum):
    """Whether a mail may go: yes; not this one (left, deleted, or leased by another); or no more today."""

    YES, NO, LIMIT = "yes", "no", "limit"


class WorkQueue(DueMails):
    """Hands out messages and records results, on a database that several senders may share."""

    def __init__(
        self, database: Database, owner: str, lease: float, limiter: RateLimiter | None = None,
        order: int | None = None, batch: int = BATCH,
    ) -> None:  # fmt: skip
        """Take part as `owner` (unique for each process), leasing `batch` messages for `lease` seconds.

        The transport's time-outs for one mail must add up to less than the lease. `order` is the number of
        the only order to send, None for all.
        """
        super().__init__(database, order)
        self._owner, self._lease, self.ledger = owner, lease, Ledger(database)
        self._limiter, self._batch = limiter or RateLimiter(database, 0, 0), batch
        self._ready = deque[Message]()
        self._handover = 0  # of the mail in flight
        # What runs for every mail is built once.
        clock = bindparam("b_now", type_=Double) if database.is_sqlite else database.clock()
        mine = _THIS.where(_P.owner == bindparam("b_owner"), _P.ready.is_not(None), _P.leased_until > clock)
        self._beginning = mine.values(
            attempts=_P.attempts + 1, repeats=case((_P.in_flight, _P.repeats + 1), else_=_P.repeats),
            in_flight=True, leased_until=clock + bindparam("b_lease", type_=Double),
        )  # fmt: skip

    def next(self, now: dt.datetime) -> Message | None:
        """Return the next message that is due at `now` and leased by nobody; None when there is none.

        The oldest first, but whoever was refused last time goes last. Never two for one person.
        """
        if not self._ready:
            self._ready.extend(self._claim(now))
        return self._ready.popleft() if self._ready else None

    def _claim(self, now: dt.datetime) -> list[Message]:
        """Lease what comes next; on PostgreSQL with FOR UPDATE SKIP LOCKED."""
        with self._database.write() as connection:
            chosen = self._due(connection, now).limit(self._batch).with_for_update(skip_locked=True)
            ids = list(connection.scalars(chosen))
            if not ids:
                return []
            lease = participants.update().where(_P.id.in_(ids))
            until = self._database.clock() + self._lease
            connection.execute(lease.values(owner=self._owner, leased_until=until))
            return self._read(connection, messages_due().where(_P.id.in_(ids)))

    def advance(self, settled: Result | None, starting: Message | None, now: dt.datetime) -> Begun:
        """Record `settled` and mark `starting` as in flight: one commit, on the disk when this returns.

        A `Sent` is recorded even when the lease was lost meanwhile. The next week's mail is due in its slot,
        and two days after this one at least.
        """
        for _ in range(RETRIES):
            try:
                return self._advance(settled, starting, now)
            except ContendedError:
                pass  # a command that changes the whole order was in the way; what was sent must be recorded
        return self._advance(settled, starting, now)

    def _advance(self, settled: Result | None, starting: Message | None, now: dt.datetime) -> Begun:
        with self._database.write() as connection:
            if settled is not None:
                if not isinstance(settled, Sent):
                    self._limiter.give_back(connection, self._handover)
                self._handover = 0
                self._settle(connection, settled)
            if starting is None or not self._begin(connection, starting):
                return Begun.NO
            handover = self._limiter.take(connection, now)
            if handover is None:
                self._return(connection, starting)
                return Begun.LIMIT
        self._handover = handover
        return Begun.YES

    def _begin(self, connection: Connection, message: Message) -> bool:
        """Mark a mail as in flight before its first byte goes; one that was so already is a repeat."""
        values = _key(message) | {"b_owner": self._owner, "b_lease": self._lease, "b_now": time.time()}
        if not self._database.is_sqlite:
            del values["b_now"]
        return connection.execute(self._beginning, values).rowcount > 0

    def _return(self, connection: Connection, message: Message) -> None:
        """Free a mail that was begun and not tried after all."""
        undone = self._ours(message).values(
            attempts=_P.attempts - 1, in_flight=message.repeat, repeats=message.repeats, **_FREE
        )
        connection.execute(undone)

    def _ours(self, message: Message) -> Any:
        """The mail in question, still waiting and still leased by this sender."""
        return _update_participant(message).where(_P.owner == self._owner)

    def _settle(self, connection: Connection, result: Result) -> None:
        """Record what became of a mail.

        Nothing happens for a person who has been deleted, or whose mail another sender has by now; but a
        mail that the server took counts whoever holds the lease.
        """
        message, active = result.message, _P.status == Status.ACTIVE.value
        match result:
            case Sent(at=at):
                self._advance_participant(connection, result, seconds(at), quiet_until(message.order, at))
            case GaveUp(at=at):
                self._advance_participant(connection, result, None, at)
            case Deferred():
                waiting = self._ours(message).values(
                    ready=case((active, seconds(result.until))), error=result.error[:ERROR_CHARS],
                    first_tried=func.coalesce(_P.first_tried, seconds(result.at)),
                    in_flight=result.maybe_taken, refusals=_P.refusals + int(result.last), **_FREE,
                )  # fmt: skip
                connection.execute(waiting)
            case Refused(error=error):
                stopped = self._ours(message).values(
                    ready=None, status=case((active, Status.BOUNCED.value), else_=_P.status),
                    why=case((active, error[:ERROR_CHARS]), else_=_P.why), error=error[:ERROR_CHARS],
                    in_flight=False, bounced_week=message.week, **_FREE,
                )  # fmt: skip
                connection.execute(stopped)

    def _advance_participant(
        self, connection: Connection, result: Result, sent: int | None, quiet: dt.datetime
    ) -> None:
        """The week is over for this person, with or without a mail; whoever left in flight stays out."""
        message, key = result.message, _key(result.message)
        values = key | {"b_quiet": seconds(quiet), "b_sent": sent, "b_taken": sent is not None}
        if connection.execute(_ONWARD, values).rowcount:
            row = {
                "participant_id": message.participant.id, "week": message.week, "sent": sent is not None,
                "settled": seconds(result.at), "attempts": message.attempt,
                "repeats": message.repeats + message.repeat,
                "error": result.error[:ERROR_CHARS],
            }  # fmt: skip
            connection.execute(_DELIVERED, row)
        elif sent is not None:
            # Its lease ran out, and another sender was quicker: the person has it twice.
            connection.execute(_TWICE, key)

    def give_back(self, messages: Sequence[Message], error: str = "", *, last: bool = True) -> None:
        """Undo what a run that halts has recorded of `messages`: free and as before, but `last` next time."""
        with self._database.write() as connection:
            self._limiter.give_back(connection, self._handover)  # the mail in flight, which was not taken
            for message in messages:
                rewind(connection, message.participant.id, message.week)
                stopped = (_P.status == Status.BOUNCED.value) & (_P.next_week == message.week)
                here = (_P.status == Status.ACTIVE.value) | stopped
                undone = _update_participant(message).where(here).values(
                    status=Status.ACTIVE.value, why="", ready=seconds(message.ready or message.due),
                    attempts=message.attempt - 1, error=error[:ERROR_CHARS],
                    in_flight=message.repeat, repeats=message.repeats,
                    first_tried=None if message.first_tried is None else seconds(message.first_tried),
                    refusals=_P.refusals + int(last), bounced_week=None, **_FREE,
                )  # fmt: skip
                connection.execute(undone)

    def stop(self) -> None:
        """Free all that is leased and not begun."""
        with self._database.write() as connection:
            left = [message.participant.id for message in self._ready]
            free = participants.update().where(_P.id.in_(left), _P.owner == self._owner)
            connection.execute(free.values(_FREE))
        self._ready.clear()
