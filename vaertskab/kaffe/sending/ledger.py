"""The ledger as it is read for the mails: what is due, frozen texts, who a token names, what is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.database import Database, OnDatabase
from vaertskab.kaffe.model import Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.rows import instant, maybe_instant, order_of, participant_of, read_edition, seconds
from vaertskab.kaffe.schema import deliveries, memory, orders, participants, remember, slots
from vaertskab.kaffe.text import words_of

_P, _D = participants.c, deliveries.c
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


class Ledger(OnDatabase):
    """What the mails and the mailbox ask of the ledger."""

    def edition(self, number: int) -> Edition:
        """Return the text as it was frozen under `number` (`Order.edition`)."""
        with self._database.read() as connection:
            return read_edition(connection, number)

    def remember_course(self, content: str) -> None:
        """Keep the course file as it was when it could last be used."""
        with self._database.write() as connection:
            remember(connection, "course", text=content)

    def remembered_course(self) -> str:
        """Return what `remember_course` kept last; "" for nothing."""
        return self._database.value(select(memory.c.text).where(memory.c.key == "course")) or ""

    def orders_to_notify(self, number: int | None = None) -> list[Order]:
        """Return the orders whose orderer has not been mailed the plan as it is, or that it was stopped.

        Of all, or only the order `number`. One stopped before its confirmation went is told of to nobody.
        """
        waiting = orders.select().where(
            orders.c.told < orders.c.sequence, orders.c.orderer_address != "",
            orders.c.stopped.is_(None) | (orders.c.told >= 0),
        )  # fmt: skip
        if number is not None:
            waiting = waiting.where(orders.c.id == number)
        return [order_of(row) for row in self._database.rows(waiting.order_by(orders.c.id))]

    def figures(self, order_id: int, week: int) -> tuple[int, int, list[Person]]:
        """Return how many mails of an order's `week` went, its people, and those whose address is unknown."""
        of_week = select(func.count()).select_from(deliveries.join(participants, _P.id == _D.participant_id))
        went = self._database.value(of_week.where(_P.order_id == order_id, _D.week == week, _D.sent))
        bounced = select(_P.name, _P.address).where(
            _P.order_id == order_id, _P.status == Status.BOUNCED.value
        ).order_by(_P.id)  # fmt: skip
        unknown = [Person(row.name, row.address) for row in self._database.rows(bounced)]
        return int(went), self.people_in(order_id), unknown

    def find(self, token: str) -> Participant | None:
        """Return whom a token names, or None."""
        found = self._database.rows(participants.select().where(_P.token == token))
        return participant_of(found[0]) if found else None

    def people_in(self, order_id: int) -> int:
        """Return how many people an order has."""
        of_order = select(func.count()).select_from(participants).where(_P.order_id == order_id)
        return int(self._database.value(of_order))

    def leave(self, participant_id: int, why: str) -> bool:
        """Take a person out of the course at their own wish; False when they have left already.

        A wish to leave counts whatever has happened: it also keeps the person out of new orders.
        """
        left = {"status": Status.LEFT.value, "why": words_of(why), "ready": None}
        here = participants.update().where(_P.id == participant_id, _P.status != Status.LEFT.value)
        return self._database.change(here.values(left)) > 0

    def bounce(self, participant_id: int, error: str, week: int | None = None) -> bool:
        """Stop mail to a person whose address was reported unknown (RFC 3464); False when already out.

        `week` is the mail that came back (the last that went when None): it goes to a corrected address.
        """
        last = select(func.max(_D.week)).where(_D.participant_id == participant_id, _D.sent)
        bounced = {
            "status": Status.BOUNCED.value, "why": words_of(error), "ready": None,
            "bounced_week": last.scalar_subquery() if week is None else week,
        }  # fmt: skip
        running = _P.status.in_((Status.ACTIVE.value, Status.DONE.value))
        here = participants.update().where(_P.id == participant_id, running)
        return self._database.change(here.values(bounced)) > 0

    def note_failure(self, participant_id: int, week: int, words: str) -> bool:
        """Keep what a report says of a mail that was taken and did not arrive; False when it is known."""
        of = (_D.participant_id == participant_id) & (_D.week == week) & _D.sent
        if self._database.value(select(_D.error).where(of)) == words_of(words):
            return False
        self._database.change(deliveries.update().where(of).values(error=words_of(words)))
        return True
