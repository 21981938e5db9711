"""What went, what comes and what failed: the figures behind `status`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, cast, func, select

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Order, Person, Status
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.rows import maybe_instant, order_of, seconds
from vaertskab.kaffe.schema import deliveries, orders, participants, slots
from vaertskab.kaffe.text import words_of
from vaertskab.model.language import N_

_P, _D = participants.c, deliveries.c


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that did not go as it should: whose mail, which week, and why (in our words or the server's).

    `kind` is "prøves igen", "opgivet", "kom ikke frem" (as a report says), or a `Status.label`:
    Danish, and translated where it is shown.
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
        return [_standing(connection, order_of(row), now) for row in connection.execute(which).all()]


def _standing(connection: Connection, order: Order, now: dt.datetime) -> Standing:
    mine, late = _P.order_id == order.id, seconds(now)
    by_status = select(_P.status, func.count()).where(mine).group_by(_P.status)
    settled = select(func.count(), func.sum(cast(_D.sent, Integer)), func.sum(_D.repeats))
    settled = settled.join(participants, _P.id == _D.participant_id).where(mine)
    over, sent, repeated = connection.execute(settled).one()
    coming = select(func.sum(cast(_P.ready <= late, Integer)), func.min(_P.ready), func.sum(_P.repeats))
    overdue, first, repeating = connection.execute(coming.where(mine)).one()
    following = (slots.c.track_id == _P.track_id) & (slots.c.week == _P.next_week + 1)
    behind = select(func.count()).select_from(participants.join(slots, following))
    behind = behind.where(mine, _P.ready.is_not(None), slots.c.due <= late)
    return Standing(
        order=order,
        people={Status(status): people for status, people in connection.execute(by_status)},
        sent=sent or 0,
        given_up=over - (sent or 0),
        repeats=(repeated or 0) + (repeating or 0) + order.repeats,
        overdue=overdue or 0,
        behind=connection.execute(behind).scalar_one(),
        next_due=maybe_instant(first),
        goes=goes if overdue and (goes := by_day(order, now)) > now else None,
        troubles=tuple(_troubles(connection, order)),
    )


def _troubles(connection: Connection, order: Order) -> Iterator[Trouble]:
    """Give who is tried again or out, and then the mails that did not arrive."""
    odd = _P.status.in_((Status.BOUNCED.value, Status.LEFT.value)) | (_P.error != "")
    here = participants.select().where(_P.order_id == order.id, odd).order_by(_P.id)
    for row in connection.execute(here):
        person, status = Person(row.name, row.address), Status(row.status)
        if status is Status.ACTIVE:
            why, until = words_of(row.error), maybe_instant(row.ready)
            yield Trouble(person, row.next_week, N_("prøves igen"), why, until)
        else:
            yield Trouble(person, row.next_week, status.label, words_of(row.why))
    lost = select(_P.name, _P.address, _D.week, _D.error, _D.sent).join(
        participants, _P.id == _D.participant_id
    )
    for row in connection.execute(lost.where(_P.order_id == order.id, _D.error != "").order_by(_D.settled)):
        kind = N_("kom ikke frem") if row.sent else N_("opgivet")
        yield Trouble(Person(row.name, row.address), row.week, kind, words_of(row.error))
