"""What is due, as the queue and `send --tørløb` see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Message, Order
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.rows import instant, maybe_instant, order_of, participant_of, seconds
from vaertskab.kaffe.schema import orders, participants, slots

_P = participants.c
#: The oldest first, but whoever was refused last time goes last.
_QUEUE: tuple[ColumnElement[Any], ...] = (_P.refusals, _P.ready, _P.id)


class DueMails:
    """Looks at the mails that are due, of all orders or one; changes nothing."""

    def __init__(self, database: Database, order: int | None = None) -> None:
        """Look at `order`, None for all."""
        self._database, self._order, self._orders = database, order, dict[int, Order]()

    def due(self, now: dt.datetime) -> int:
        """Return how many messages are due at `now` and leased by nobody."""
        with self._database.read() as connection:
            chosen = self._due(connection, now).order_by(None).subquery()
            return connection.execute(select(func.count()).select_from(chosen)).scalar_one()

    def preview(self, now: dt.datetime, limit: int) -> list[Message]:
        """Return at most `limit` messages that are due, without leasing them: for --tørløb."""
        with self._database.read() as connection:
            chosen = self._due(connection, now).limit(limit)
            return self._read(connection, messages_due().where(_P.id.in_(chosen)))

    def has_other_domains(self, order: int, domains: frozenset[str], now: dt.datetime) -> bool:
        """Whether somebody in `order` whose mail is due has an address outside `domains`."""
        with self._database.read() as connection:
            waiting = select(_P.address_key).where(_P.order_id == order, _P.ready <= seconds(now))
            found = connection.scalars(waiting)
            return any(key.rpartition("@")[2] not in domains for key in found)

    def _due(self, connection: Connection, now: dt.datetime) -> Select[tuple[int]]:
        free = or_(_P.leased_until.is_(None), _P.leased_until < self._database.clock())
        chosen = select(_P.id).where(_P.ready <= seconds(now), free)
        if self._order is not None:
            chosen = chosen.where(_P.order_id == self._order)
        if asleep := self._orders_outside_hours(connection, now):
            chosen = chosen.where(_P.order_id.not_in(asleep))
        return chosen.order_by(*_QUEUE)

    def _orders_outside_hours(self, connection: Connection, now: dt.datetime) -> dict[int, dt.datetime]:
        """The running orders whose mails do not go at `now` (night, a day off), and when they do."""
        running = list(connection.scalars(select(orders.c.id).where(orders.c.stopped.is_(None))))
        self._read_orders(connection, running)
        when = {number: by_day(self._orders[number], now) for number in running}
        return {number: moment for number, moment in when.items() if moment > now}

    def _read(self, connection: Connection, chosen: Select[Any]) -> list[Message]:
        found: list[Row[Any]] = list(connection.execute(chosen))
        self._read_orders(connection, {row.order_id for row in found})
        return [
            Message(
                order=self._orders[row.order_id], participant=participant_of(row), week=row.next_week,
                due=instant(row.due), ready=maybe_instant(row.ready), attempt=row.attempts + 1,
                first_tried=maybe_instant(row.first_tried), repeat=bool(row.in_flight), repeats=row.repeats,
            )
            for row in found
        ]  # fmt: skip

    def _read_orders(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Have these orders at hand; what a mail needs of an order never changes."""
        if unknown := set(numbers) - self._orders.keys():
            for row in connection.execute(orders.select().where(orders.c.id.in_(unknown))):
                self._orders[row.id] = order_of(row)


def messages_due() -> Select[Any]:
    """People with the slot of their next mail, in the queue's order."""
    slot = (slots.c.track_id == _P.track_id) & (slots.c.week == _P.next_week)
    return select(participants, slots.c.due).select_from(participants.join(slots, slot)).order_by(*_QUEUE)
