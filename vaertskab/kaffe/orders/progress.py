"""Where a person is in the course: the next week is the first that has neither gone nor been given up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, exists, func, select

from vaertskab.kaffe.schema import deliveries, participants, slots

_P = participants.c


def missing_week(after: Any) -> Any:
    """Return the first week after `after` of a participant's plan without a delivery, as SQL; else null.

    `after` is a number or SQL.
    """
    done = exists().where(deliveries.c.participant_id == _P.id, deliveries.c.week == slots.c.week)
    done = done.correlate(participants, slots)
    coming = select(func.min(slots.c.week)).where(slots.c.track_id == _P.track_id, slots.c.week > after)
    return coming.where(~done).correlate(participants).scalar_subquery()


def slot_due(week: Any) -> Any:
    """Return when the mail of `week` (SQL or a number) is due for a participant, as SQL; null for none."""
    of = select(slots.c.due).where(slots.c.track_id == _P.track_id, slots.c.week == week)
    return of.correlate(participants).scalar_subquery()


def rewind(connection: Connection, participant: int, week: int, *, also_sent: bool = False) -> bool:
    """Take back that `week` was given up (or, `also_sent`, sent); whether it had been. It comes next.

    The caller says when. Weeks that have gone since are not sent again.
    """
    of = (deliveries.c.participant_id == participant) & (deliveries.c.week == week)
    if not also_sent:
        of &= deliveries.c.sent.is_(False)
    if not connection.execute(deliveries.delete().where(of)).rowcount:
        return False
    fresh = {"attempts": 0, "first_tried": None, "error": "", "repeats": 0, "in_flight": False}
    back = participants.update().where(_P.id == participant, _P.next_week > week)
    connection.execute(back.values(next_week=week, **fresh))
    return True
