"""What went, what comes and what failed: the figures behind `status`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Integer, cast, func, select

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Order, Person, Status
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.rows import instant, order_of, seconds
from vaertskab.kaffe.schema import deliveries, orders, participants, slots
from vaertskab.kaffe.text import words_of

_P, _D = participants.c, deliveries.c


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that did not go as it should: whose mail, which week, and why (Danish or the server's words).

    `kind` is "prøves igen", "opgivet", "kom ikke frem" (as a report says), or a `Status.label`.
    """

    person: Person
    week: int
    kind: str
    why: str
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How an order stands. `people` counts by status; `behind` people have more than one mail overdue.

    `overdue` mails go at once, or at `goes` when it is night or a day off. `repeats` is how many mails
    may have arrived twice because a run was killed with them in flight.
    """

    order: Order
    people: Mapping[Status, int]
    sent: int
    given_up: int
    repeats: int
    overdue: int
    behind: int
    next_due: dt.datetime | None
    goes: dt.datetime | None
    troubles: tuple[Trouble, ...]


def standings(database: Database, now: dt.datetime, number: int | None = None) -> list[Standing]:
    """Return how each order, or order `number`, stands at `now`; all from one moment of the database."""
    with database.read() as connection:
        which = orders.select().order_by(orders.c.id)
        if number is not None:
            which = which.where(orders.c.id == number)
        chosen = [order_of(row) for row in connection.execute(which)]
        by_status = select(_P.order_id, _P.status, func.count()).group_by(_P.order_id, _P.status)
        people: dict[int, dict[Status, int]] = {order.id: {} for order in chosen}
        for order_id, status, count in connection.execute(by_status):
            people.setdefault(order_id, {})[Status(status)] = count

        of_order = select(
            _P.order_id,
            func.sum(cast(_D.sent, Integer)),
            func.sum(1 - cast(_D.sent, Integer)),
            func.sum(_D.repeats),
        ).join(participants, _P.id == _D.participant_id)
        settled = {row[0]: row[1:] for row in connection.execute(of_order.group_by(_P.order_id))}

        late = func.sum(cast(_P.ready <= seconds(now), Integer))
        coming = select(_P.order_id, late, func.min(_P.ready), func.sum(_P.repeats)).group_by(_P.order_id)
        waiting = {row[0]: row[1:] for row in connection.execute(coming)}

        following = (slots.c.track_id == _P.track_id) & (slots.c.week == _P.next_week + 1)
        queued = select(_P.order_id, func.count()).join(slots, following)
        queued = queued.where(_P.ready.is_not(None), slots.c.due <= seconds(now)).group_by(_P.order_id)
        behind = {row[0]: row[1] for row in connection.execute(queued)}

        troubles: dict[int, list[Trouble]] = {}
        odd = _P.status.in_((Status.BOUNCED.value, Status.LEFT.value)) | (_P.error != "")
        for row in connection.execute(participants.select().where(odd).order_by(_P.id)):
            status = Status(row.status)
            again = status is Status.ACTIVE
            trouble = Trouble(
                Person(row.name, row.address),
                row.next_week,
                "prøves igen" if again else status.label,
                words_of(row.error if again else row.why),
                instant(row.ready) if again and row.ready is not None else None,
            )
            troubles.setdefault(row.order_id, []).append(trouble)
        given_up = select(_P.order_id, _P.name, _P.address, _D.week, _D.error, _D.sent).join(
            participants, _P.id == _D.participant_id
        )
        for row in connection.execute(given_up.where(_D.error != "").order_by(_D.settled)):
            person = Person(row.name, row.address)
            why = words_of(row.error)
            kind = "kom ikke frem" if row.sent else "opgivet"
            troubles.setdefault(row.order_id, []).append(Trouble(person, row.week, kind, why))

    found = []
    for order in chosen:
        sent, failed, repeated = settled.get(order.id, (0, 0, 0))
        overdue, first, repeating = waiting.get(order.id, (0, None, 0))
        found.append(
            Standing(
                order=order,
                people=people[order.id],
                sent=sent or 0,
                given_up=failed or 0,
                repeats=(repeated or 0) + (repeating or 0) + order.repeats,
                overdue=overdue or 0,
                behind=behind.get(order.id, 0),
                next_due=None if first is None else instant(first),
                goes=goes if overdue and (goes := by_day(order, now)) > now else None,
                troubles=tuple(troubles.get(order.id, ())),
            )
        )
    return found
