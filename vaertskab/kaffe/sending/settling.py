"""What the answer of the mail server changes in the ledger: one small statement for each outcome."""

from __future__ import annotations

import datetime as dt
from typing import assert_never

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Double,
    Integer,
    Text,
    bindparam,
    case,
    func,
    select,
)

from vaertskab.kaffe.model import WEEKS, Deferred, GaveUp, Refused, Returned, Sent, Status
from vaertskab.kaffe.orders.calendar import quiet_until
from vaertskab.kaffe.rows import seconds
from vaertskab.kaffe.schema import deliveries, participants, slots
from vaertskab.kaffe.sending.quick import Quick

_P = participants.c
_ID, _WEEK = bindparam("p_id", type_=BigInteger), bindparam("p_week", type_=Integer)
_OWNER, _ERROR = bindparam("p_owner", type_=Text), bindparam("p_error", type_=Text)
_AT, _UNTIL = bindparam("p_at", type_=BigInteger), bindparam("p_until", type_=BigInteger)
_QUIET, _SENT = bindparam("p_quiet", type_=BigInteger), bindparam("p_sent", type_=BigInteger)
#: The mail in question, still waiting; and the same, still leased by this sender.
_THIS = participants.update().where(_P.id == _ID, _P.next_week == _WEEK)
_OURS = _THIS.where(_P.owner == _OWNER)
_FREE = {"owner": None, "leased_until": None}


#: In flight is recorded before the first byte goes. A mail that was in flight already is a repeat.
def begin(clock: ColumnElement[float]) -> Quick:
    """Return the statement that marks a mail as in flight, with leases that run on `clock`."""
    mine = _OURS.where(_P.ready.is_not(None), _P.leased_until > clock)
    return Quick(
        mine.values(
            attempts=_P.attempts + 1,
            repeats=case((_P.in_flight, _P.repeats + 1), else_=_P.repeats),
            in_flight=True,
            leased_until=clock + bindparam("p_lease", type_=Double),
        )
    )


_next_due = (
    select(slots.c.due).where(slots.c.track_id == _P.track_id, slots.c.week == _WEEK + 1).scalar_subquery()
)
_active = _P.status == Status.ACTIVE.value
#: On to the next week; whoever left while the mail was in flight stays out.
_NEXT = Quick(
    _THIS.values(
        _FREE
        | {
            "next_week": _P.next_week + 1,
            "ready": case((_active, case((_next_due > _QUIET, _next_due), (_next_due.is_not(None), _QUIET)))),
            "status": case((_active & (_P.next_week >= WEEKS), Status.DONE.value), else_=_P.status),
            "attempts": 0,
            "repeats": 0,
            "first_tried": None,
            "in_flight": False,
            "error": "",
            "last_sent": func.coalesce(_SENT, _P.last_sent),
        }
    )
)
_DELIVERED = Quick(deliveries.insert())
_LATE = Quick(
    deliveries.update()
    .where(deliveries.c.participant_id == _ID, deliveries.c.week == _WEEK)
    .values(repeats=deliveries.c.repeats + 1)
)
_DEFER = Quick(
    _OURS.values(
        _FREE
        | {
            "ready": case((_active, _UNTIL)),
            "first_tried": func.coalesce(_P.first_tried, _AT),
            "error": _ERROR,
            "in_flight": bindparam("p_flying", type_=Boolean),
        }
    )
)
_REFUSE = Quick(
    _OURS.values(
        _FREE
        | {
            "ready": None,
            "status": case((_active, Status.BOUNCED.value), else_=_P.status),
            "why": case((_active, _ERROR), else_=_P.why),
            "error": _ERROR,
            "in_flight": False,
        }
    )
)
_RETURN = Quick(_OURS.values(_FREE))
_RETURN_BEGUN = Quick(_OURS.values(_FREE | {"attempts": _P.attempts - 1, "in_flight": False}))


def _onward(connection: Connection, result: Sent | GaveUp, sent_at: int | None, quiet: dt.datetime) -> None:
    """The week is over for this person, with or without a mail."""
    message = result.message
    key = {"p_id": message.participant.id, "p_week": message.week}
    moved = _NEXT.run(connection, key | {"p_quiet": seconds(quiet), "p_sent": sent_at})
    if moved:
        _DELIVERED.run(
            connection,
            {
                "participant_id": message.participant.id,
                "week": message.week,
                "settled": seconds(result.at),
                "sent": sent_at is not None,
                "attempts": message.attempt,
                "repeats": message.repeats + message.repeat,
                "error": result.error if isinstance(result, GaveUp) else "",
            },
        )
    elif sent_at is not None:
        # Its lease ran out, and another sender was quicker: the person has it twice.
        _LATE.run(connection, key)


def settle(connection: Connection, owner: str, result: Sent | Deferred | GaveUp | Refused) -> None:
    """Record what became of a mail, inside the caller's transaction.

    Nothing happens for a person who has been deleted, or whose mail another sender has by now; but a
    mail that the server took counts whoever holds the lease.
    """
    message = result.message
    key = {"p_id": message.participant.id, "p_week": message.week, "p_owner": owner}
    match result:
        case Sent(at=at):
            _onward(connection, result, seconds(at), quiet_until(message.order, at))
        case GaveUp(at=at):
            _onward(connection, result, None, at)
        case Deferred():
            values = {
                "p_at": seconds(result.at),
                "p_until": seconds(result.until),
                "p_error": result.error[:500],
                "p_flying": result.maybe_taken,
            }
            _DEFER.run(connection, key | values)
        case Refused():
            _REFUSE.run(connection, key | {"p_error": result.error[:500]})
        case _:
            assert_never(result)


def give_back(connection: Connection, owner: str, result: Returned, *, begun: bool) -> None:
    """Free a mail that was not tried after all; `begun` when it had been marked as in flight."""
    key = {"p_id": result.message.participant.id, "p_week": result.message.week, "p_owner": owner}
    (_RETURN_BEGUN if begun else _RETURN).run(connection, key)
