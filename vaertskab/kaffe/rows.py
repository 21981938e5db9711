"""Rows of the ledger as the model's data, and back; frozen texts; and where a person is in the course.

The only place that knows how each is written down.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.model import IsoWeek, Order, Participant, Person, PlannedMail, Status
from vaertskab.kaffe.schema import deliveries, editions, orders, participants, slots

_FIELDS = [field.name for field in fields(Order) if field.name != "orderer"]
#: What an order has from the beginning; the rest comes with time.
_PLACED = [name for name in _FIELDS if name not in (
    "id", "stopped", "confirmed", "sequence", "told", "change", "leader_week", "repeats",
)]  # fmt: skip
_P = participants.c


def seconds(moment: dt.datetime) -> int:
    """Return an instant as it is stored: whole seconds since 1970."""
    return int(moment.timestamp())


def instant(stored: int) -> dt.datetime:
    """Return a stored instant, in UTC."""
    return dt.datetime.fromtimestamp(stored, dt.UTC)


def maybe_instant(stored: int | None) -> dt.datetime | None:
    """Return a stored instant, or None where there is none."""
    return None if stored is None else instant(stored)


def week_of(text: str) -> IsoWeek:
    """Return a stored week ("2027-W02")."""
    return IsoWeek(int(text[:4]), int(text[6:]))


#: How the fields of an order that are not kept as they are, are read and written.
_READ: dict[str, Callable[[Any], Any]] = {
    "start": week_of, "time": dt.time.fromisoformat, "placed": instant, "stopped": maybe_instant,
    "confirmed": maybe_instant, "skipped": lambda text: tuple(map(week_of, text.split())),
    "closed": lambda text: tuple(map(dt.date.fromisoformat, text.split())),
    "fresh_text": bool, "leader_mail": bool, "follow_ups": bool,
}  # fmt: skip
_WRITTEN: dict[str, Callable[[Any], Any]] = {
    "start": str, "time": "{:%H:%M}".format, "placed": seconds,
    "skipped": lambda weeks: " ".join(map(str, weeks)), "closed": lambda days: " ".join(map(str, days)),
}  # fmt: skip


def order_of(row: Row[Any]) -> Order:
    """Return a row of `orders`."""
    values = {name: _READ.get(name, lambda value: value)(getattr(row, name)) for name in _FIELDS}
    return Order(orderer=Person(row.orderer_name, row.orderer_address), **values)


def order_values(order: Order) -> dict[str, Any]:
    """Return what `orders` keeps of a new `order`."""
    values = {name: _WRITTEN.get(name, lambda value: value)(getattr(order, name)) for name in _PLACED}
    return values | {"orderer_name": order.orderer.name, "orderer_address": order.orderer.address}


def participant_of(row: Row[Any]) -> Participant:
    """Return a row of `participants`."""
    return Participant(
        row.id, row.order_id, Person(row.name, row.address), row.token, Status(row.status), row.next_week,
        dt.date.fromisoformat(row.access_until), maybe_instant(row.resumed),
    )  # fmt: skip


def slot_of(row: Row[Any]) -> PlannedMail:
    """Return a row of `slots`."""
    return PlannedMail(row.week, week_of(row.iso_week), instant(row.due), row.why)


def store_edition(connection: Connection, edition: Edition) -> int:
    """Keep the text, once for all orders that were placed on it; return its number."""
    content = edition.dump()
    digest = hashlib.sha256(content.encode()).hexdigest()
    known = connection.execute(select(editions.c.id).where(editions.c.digest == digest)).scalar()
    if known is not None:
        return int(known)
    new = editions.insert().returning(editions.c.id)
    return int(connection.execute(new, {"digest": digest, "content": content}).scalar_one())


def read_edition(connection: Connection, number: int) -> Edition:
    """Return the text that was frozen under `number`, inside the caller's transaction."""
    stored = select(editions.c.content).where(editions.c.id == number)
    return Edition.parse(connection.execute(stored).scalar_one())


def orders_of_others(connection: Connection, folder: str) -> set[int]:
    """Return the orders whose course is not the one with this folder, inside the caller's transaction."""
    texts = connection.execute(select(editions.c.id, editions.c.content))
    other = [number for number, content in texts if Edition.parse(content).folder != folder]
    return set(connection.execute(select(orders.c.id).where(orders.c.edition.in_(other))).scalars())


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
