"""Rows of the ledger as the model's data, and back: the only place that knows how each is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sqlalchemy import Row

from vaertskab.kaffe.model import IsoWeek, Order, Participant, Person, PlannedMail, Status


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
_FIELDS = [field.name for field in fields(Order) if field.name != "orderer"]
#: What an order has from the beginning; the rest comes with time.
_PLACED = [name for name in _FIELDS if name not in (
    "id", "stopped", "confirmed", "sequence", "told", "change", "leader_week", "repeats",
)]  # fmt: skip


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
