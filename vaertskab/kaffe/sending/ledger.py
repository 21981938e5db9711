"""The ledger as the sender uses it: what is due, claimed with a lease, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from vaertskab.kaffe.address import key_of
from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import ContendedError
from vaertskab.kaffe.model import Message, Order, Participant, Result, Returned, Status
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.rows import instant, maybe_instant, order_of, participant_of, seconds
from vaertskab.kaffe.schema import editions, orders, participants, slots
from vaertskab.kaffe.sending import settling

_P = participants.c
#: How often a step that another command stood in the way of is tried again.
RETRIES = 5


class Ledger:
    """Claims and settles messages on a database that several senders may share.

    The protocol for each connection: `claim` some messages; then for each of them, in one
    transaction, `advance(settled=[result of the one before], starting=[this one])`; hand it to SMTP
    only when `advance` returned its id. After the last: `advance(settled=[result])`.
    So a process killed at any instant loses nothing, and repeats at most what was in flight. A power
    cut loses nothing either; it repeats what the database allows to lag (`Database`), too.
    """

    def __init__(self, database: Database, owner: str, lease: float = 900.0) -> None:
        """Take part as `owner` (unique for each process), leasing for `lease` seconds.

        SMTP's time-outs for one mail must add up to less than the lease.
        """
        self._database, self._owner, self._lease = database, owner, lease
        self._begin = settling.begin(database.clock(fixed=False))
        #: The people whose mail we have leased, and those of them whose mail is in flight.
        self._leased, self._begun = set[int](), set[int]()
        self._orders: dict[int, Order] = {}

    def _due(self, connection: Connection, now: dt.datetime, order: int | None) -> Select[tuple[int]]:
        """The people whose next mail may go at `now` and is leased by nobody, oldest first."""
        chosen = select(_P.id).where(
            _P.ready <= seconds(now), or_(_P.leased_until.is_(None), _P.leased_until < self._database.clock())
        )
        if order is not None:
            chosen = chosen.where(_P.order_id == order)
        if asleep := self._asleep(connection, now):
            chosen = chosen.where(_P.order_id.not_in(asleep))
        return chosen.order_by(_P.ready, _P.id)

    def _asleep(self, connection: Connection, now: dt.datetime) -> dict[int, dt.datetime]:
        """The running orders whose mails do not go at `now` (night, a day off), and when they do."""
        running = list(connection.scalars(select(orders.c.id).where(orders.c.stopped.is_(None))))
        self._read_orders(connection, running)
        when = {number: by_day(self._orders[number], now) for number in running}
        return {number: moment for number, moment in when.items() if moment > now}

    def claim(self, now: dt.datetime, limit: int, order: int | None = None) -> list[Message]:
        """Lease at most `limit` messages that are due at `now`, oldest first, and return them.

        Never two for one person. On PostgreSQL with FOR UPDATE SKIP LOCKED. Leases run on the
        database's own clock, never on `now`, which a rehearsal may set.
        """
        with self._database.write(wait=False) as connection:  # a lease that is lost does no harm
            chosen = self._due(connection, now, order).limit(limit).with_for_update(skip_locked=True)
            ids = list(connection.scalars(chosen))
            if not ids:
                return []
            until = self._database.clock() + self._lease
            lease = participants.update().values(owner=self._owner, leased_until=until)
            connection.execute(lease.where(_P.id.in_(ids)))
            rows = connection.execute(_messages().where(_P.id.in_(ids)))
            messages = self._read_messages(connection, rows)
        self._leased.update(message.participant.id for message in messages)
        return messages

    def advance(self, settled: Sequence[Result] = (), starting: Sequence[Message] = ()) -> set[int]:
        """Record `settled`, mark `starting` as in flight and renew their leases: one commit.

        Returns the participant ids of `starting` that may be handed to SMTP; one whose lease was lost,
        or who left or was deleted meanwhile, is not among them. A `Sent` is recorded even when the
        lease was lost. The next week's mail is due in its slot, and two days after this one at least.
        """
        for last in (*[False] * RETRIES, True):
            try:
                allowed = self._advance(settled, starting)
                break
            except ContendedError:
                # A command that changes the whole order was in the way. What was sent must be recorded.
                if last:
                    raise
        for result in settled:
            self._begun.discard(result.message.participant.id)
            self._leased.discard(result.message.participant.id)
        self._begun.update(allowed)
        return allowed

    def _advance(self, settled: Sequence[Result], starting: Sequence[Message]) -> set[int]:
        allowed = set[int]()
        with self._database.record(len(settled)) as connection:
            for result in settled:
                number = result.message.participant.id
                if isinstance(result, Returned):
                    settling.give_back(connection, self._owner, result, begun=number in self._begun)
                else:
                    settling.settle(connection, self._owner, result)
            for message in starting:
                number = message.participant.id
                values = {"p_id": number, "p_week": message.week, "p_owner": self._owner}
                values |= {"p_lease": self._lease} | self._database.clock_values()
                if self._begin.run(connection, values):
                    allowed.add(number)
        return allowed

    def release(self) -> int:
        """Free all that this owner has leased and not begun; return how many. For an orderly stop."""
        free = participants.update().values(owner=None, leased_until=None)
        free = free.where(_P.id.in_(self._leased - self._begun), _P.owner == self._owner)
        with self._database.write() as connection:
            freed = connection.execute(free).rowcount
        self._leased &= self._begun
        return freed

    def due(self, now: dt.datetime, order: int | None = None) -> int:
        """Return how many messages are due at `now` and leased by nobody, for the progress bar."""
        with self._database.read() as connection:
            chosen = self._due(connection, now, order).order_by(None).subquery()
            return connection.execute(select(func.count()).select_from(chosen)).scalar_one()

    def preview(self, now: dt.datetime, limit: int, order: int | None = None) -> list[Message]:
        """Return what `claim` would give, without leasing it: for --tørløb."""
        with self._database.read() as connection:
            chosen = self._due(connection, now, order).limit(limit)
            rows = connection.execute(_messages().where(_P.id.in_(chosen)))
            return self._read_messages(connection, rows)

    def behind(self, now: dt.datetime) -> int:
        """Return how many people have more than one mail overdue at `now` and so get them one by one."""
        following = (slots.c.track_id == _P.track_id) & (slots.c.week == _P.next_week + 1)
        late = select(func.count()).select_from(participants.join(slots, following))
        late = late.where(_P.ready.is_not(None), slots.c.due <= seconds(now))
        with self._database.read() as connection:
            return connection.execute(late).scalar_one()

    def late(self, now: dt.datetime, order: int | None = None) -> tuple[int, dt.datetime] | None:
        """Return how many mails wait for the day to come, and when the first of them goes; None for none."""
        with self._database.read() as connection:
            asleep = self._asleep(connection, now)
            counted = select(_P.order_id, func.count()).where(_P.ready <= seconds(now))
            counted = counted.where(_P.order_id.in_(asleep)).group_by(_P.order_id)
            if order is not None:
                counted = counted.where(_P.order_id == order)
            found = connection.execute(counted).all()
        if not found:
            return None
        return sum(number for _, number in found), min(asleep[which] for which, _ in found)

    def sent_since(self, since: dt.datetime) -> int:
        """Return how many mails the server took after `since`, less than two days ago: for a daily limit."""
        # Nobody gets two mails in so short a time (`SPACING`), so that the last one is the only one.
        sent = select(func.count()).where(_P.last_sent > seconds(since))
        with self._database.read() as connection:
            return connection.execute(sent).scalar_one()

    def edition(self, number: int) -> Edition:
        """Return the text as it was frozen under `number` (`Order.edition`)."""
        with self._database.read() as connection:
            stored = select(editions.c.content).where(editions.c.id == number)
            return Edition.parse(connection.execute(stored).scalar_one())

    def unconfirmed(self) -> list[Order]:
        """Return the running orders whose orderer has not been mailed a confirmation yet."""
        waiting = orders.select().where(
            orders.c.confirmed.is_(None), orders.c.stopped.is_(None), orders.c.orderer_address != ""
        )
        with self._database.read() as connection:
            return [order_of(row) for row in connection.execute(waiting.order_by(orders.c.id))]

    def confirm(self, order_id: int, at: dt.datetime) -> None:
        """Record that the orderer of `order_id` has been mailed the confirmation."""
        with self._database.write() as connection:
            connection.execute(orders.update().where(orders.c.id == order_id).values(confirmed=seconds(at)))

    def find(self, *, token: str = "", address: str = "") -> list[Participant]:
        """Return the participants with this token, or with this address (any case), in all orders."""
        which = _P.token == token if token else _P.address_key == key_of(address)
        with self._database.read() as connection:
            found = connection.execute(participants.select().where(which).order_by(_P.order_id))
            return [participant_of(row) for row in found]

    def leave(self, participant_id: int, at: dt.datetime, why: str) -> bool:
        """Take a person out of the course at their own wish; False when already out."""
        return self._take_out(participant_id, Status.LEFT, why)

    def bounce(self, participant_id: int, at: dt.datetime, error: str) -> bool:
        """Stop mail to a person whose address was reported dead (RFC 3464); False when already out."""
        return self._take_out(participant_id, Status.BOUNCED, error)

    def _take_out(self, participant_id: int, status: Status, why: str) -> bool:
        with self._database.write() as connection:
            running = participants.update().where(_P.id == participant_id, _P.status == Status.ACTIVE.value)
            return connection.execute(running.values(status=status.value, why=why, ready=None)).rowcount > 0

    def _read_messages(self, connection: Connection, rows: Iterable[Row[Any]]) -> list[Message]:
        found = list(rows)
        self._read_orders(connection, {row.order_id for row in found})
        return [
            Message(
                order=self._orders[row.order_id],
                participant=participant_of(row),
                week=row.next_week,
                due=instant(row.due),
                attempt=row.attempts + 1,
                first_tried=maybe_instant(row.first_tried),
                repeat=bool(row.in_flight),
                repeats=row.repeats,
            )
            for row in found
        ]

    def _read_orders(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Have these orders at hand; what a mail needs of an order never changes."""
        if unknown := set(numbers) - self._orders.keys():
            for row in connection.execute(orders.select().where(orders.c.id.in_(unknown))):
                self._orders[row.id] = order_of(row)


def _messages() -> Select[Any]:
    """People with the slot of their next mail, oldest first."""
    slot = (slots.c.track_id == _P.track_id) & (slots.c.week == _P.next_week)
    joined = participants.join(slots, slot)
    return select(participants, slots.c.due).select_from(joined).order_by(_P.ready, _P.id)
