"""One person at a time: in, changed, out; and what of a mail can be had again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from vaertskab.kaffe.address import key_of, shown
from vaertskab.kaffe.database import OnDatabase
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Order, Person, PlannedMail, Status
from vaertskab.kaffe.orders.calendar import first_week, plan, quiet_until
from vaertskab.kaffe.orders.orders import add_people, add_track, changed, read_order, read_tracks
from vaertskab.kaffe.rows import instant, orders_of_others, read_edition, rewind, seconds
from vaertskab.kaffe.schema import deliveries, orders, participants, slots
from vaertskab.model.language import N_, _

_P, _D = participants.c, deliveries.c
#: Who can have a week again: whoever is still in, or is through.
_IN = (Status.ACTIVE.value, Status.DONE.value)


class Participants(OnDatabase):
    """What the administrator's commands do with one person."""

    def join(self, number: int, person: Person, now: dt.datetime, *, follow: bool) -> tuple[PlannedMail, ...]:
        """Take a person into order `number`; return the mails that come.

        They begin at week 1 in the first week to come, or with `follow` where the others are.

        :raises KaffeError: the order is stopped or over, or the person is in it already.
        """
        with self._database.write() as connection:
            order = read_order(connection, number)
            if order.stopped:
                raise KaffeError(
                    _("Ordre {number} er stoppet. Der kan ikke komme flere med.").format(number=number)
                )
            key = key_of(person.address)
            running = participants.select().where(_P.address_key == key, _P.status == Status.ACTIVE.value)
            other = orders_of_others(connection, read_edition(connection, order.edition).folder)
            if row := connection.execute(running.where(_P.order_id.not_in(other))).first():
                raise KaffeError(
                    _("{address} er allerede i gang i ordre {order_id}.").format(
                        address=shown(person.address), order_id=row.order_id
                    )
                )
            if row := connection.execute(_of(key, number)).first():
                raise KaffeError(
                    _(
                        "{address} har været med i ordre {number} ({status}). Brug »ret ADRESSE --igen«, "
                        "hvis personen vil med igen."
                    ).format(address=shown(person.address), number=number, status=_(Status(row.status).label))
                )
            planned, first = _late_plan(connection, order, now, follow)
            track = add_track(connection, order, planned)
            add_people(connection, order, track, planned, [person], now, first)
            return planned[first - 1 :]

    def correct(
        self, address: str, number: int | None, *, name: str | None = None,
        new_address: str | None = None, again: bool = False,
    ) -> tuple[int, ...]:  # fmt: skip
        """Change a person's name or address in all orders, or in `number`; return the orders it was in.

        Whoever ordered is changed too. Somebody whose address was unknown goes on when it is corrected,
        with the week that bounced; one who left or was stopped only when `again` says so.

        :raises KaffeError: nobody has `address`, or the new one is in the same order already.
        """
        with self._database.write() as connection:
            placed = _correct_orderer(connection, address, number, name, new_address)
            rows = _rows(connection, address, number, maybe_none=bool(placed))
            for row in rows:
                values: dict[str, Any] = {} if name is None else {"name": name}
                if new_address is not None:
                    key = key_of(new_address)
                    twin = connection.execute(_of(key, row.order_id).where(_P.id != row.id)).first()
                    if twin:
                        raise KaffeError(
                            _("{address} er allerede i ordre {order_id}.").format(
                                address=shown(new_address), order_id=row.order_id
                            )
                        )
                    values |= {"address": new_address, "address_key": key, "refusals": 0}
                bounced = row.status == Status.BOUNCED.value and new_address is not None
                if values:
                    connection.execute(participants.update().where(_P.id == row.id).values(values))
                if bounced or (again and row.status not in _IN):
                    _resume(connection, row)
            numbers = sorted({*placed, *(row.order_id for row in rows)})
            if new_address is not None:
                for one in numbers:
                    changed(connection, one, "corrected")
        self._database.forget()
        return tuple(numbers)

    def resume_bounced(self, number: int) -> int:
        """Let everybody in an order whose address was taken to be unknown go on; return how many.

        :raises KaffeError: there is no such order, or it is stopped.
        """
        with self._database.write() as connection:
            read_order(connection, number)
            bounced = participants.select().where(_P.order_id == number, _P.status == Status.BOUNCED.value)
            return sum(_resume(connection, row) for row in connection.execute(bounced).all())

    def send_again(self, address: str, number: int | None, week: int) -> int:
        """Let a person have the mail of `week` again; return in how many orders.

        :raises KaffeError: nobody has `address`, is still in, and has come past that week.
        """
        with self._database.write() as connection:
            rows = [row for row in _rows(connection, address, number) if row.status in _IN]
            if not rows:
                raise KaffeError(
                    _(
                        "{address} får ikke mails. Brug »ret ADRESSE --igen« eller »ret ADRESSE --mail«."
                    ).format(address=shown(address))
                )
            had = [row for row in rows if _again(connection, row, week, also_sent=True)]
            if not had:
                raise KaffeError(
                    _("{address} er ikke kommet til mail {week} endnu.").format(
                        address=shown(address), week=week
                    )
                )
            return len(had)

    def send_again_given_up(self, number: int, week: int | None = None) -> int:
        """Let everybody in an order have the mails again that were given up, of `week` or all; how many.

        :raises KaffeError: there is no such order.
        """
        with self._database.write() as connection:
            read_order(connection, number)
            lost = select(participants, _D.week.label("lost")).join(deliveries, _D.participant_id == _P.id)
            lost = lost.where(_P.order_id == number, _P.status.in_(_IN), _D.sent.is_(False))
            if week is not None:
                lost = lost.where(_D.week == week)
            found: Sequence[Row[Any]] = connection.execute(lost.order_by(_D.week.desc())).all()
            return sum(_again(connection, row, row.lost) for row in found)

    def leave(self, address: str, number: int | None) -> int:
        """Take a person out of all orders, or of `number`; return of how many.

        :raises KaffeError: nobody has `address`.
        """
        with self._database.write() as connection:
            rows = _rows(connection, address, number)
            there = [row.id for row in rows if row.status != Status.LEFT.value]
            out = participants.update().where(_P.id.in_(there))
            connection.execute(out.values(status=Status.LEFT.value, why=N_("afmeldt"), ready=None))
            return len(there)


def _of(key: str, number: int) -> Select[Any]:
    return select(participants).where(_P.address_key == key, _P.order_id == number)


def is_orderer(key: str) -> ColumnElement[bool]:
    """Whether an order was placed by the address of `key`, as SQL."""
    return func.lower(orders.c.orderer_address) == key


def _rows(
    connection: Connection, address: str, number: int | None, *, maybe_none: bool = False
) -> list[Row[Any]]:
    """The rows of a person, locked where the database can; KaffeError: there are none, and there must be."""
    chosen = select(participants).where(_P.address_key == key_of(address)).order_by(_P.id).with_for_update()
    if number is not None:
        chosen = chosen.where(_P.order_id == number)
    rows = list(connection.execute(chosen))
    if not rows and not maybe_none:
        told = _("{address} er ikke i nogen ordre.")
        if number is not None:
            told = _("{address} er ikke i ordre {number}.")
        raise KaffeError(told.format(address=shown(address), number=number))
    return rows


def _late_plan(
    connection: Connection, order: Order, now: dt.datetime, follow: bool
) -> tuple[tuple[PlannedMail, ...], int]:
    """The plan of somebody who comes in at `now`, and the week to begin with."""
    main = read_tracks(connection, order.id)[0].plan
    if follow or main[0].due > now:
        coming = [mail.week for mail in main if mail.due > now and mail.week <= order.weeks]
        if not coming:
            raise KaffeError(
                _("Ordre {id} er slut. Uden --følg-holdet begynder personen ved uge 1.").format(id=order.id)
            )
        return main, coming[0]
    return plan(order, first_week(order, now)), 1


def _correct_orderer(
    connection: Connection, address: str, number: int | None, name: str | None, new_address: str | None
) -> list[int]:
    """Change whoever ordered; return the orders."""
    mine = is_orderer(key_of(address))
    if number is not None:
        mine &= orders.c.id == number
    values = {"orderer_name": name, "orderer_address": new_address}
    given = {key: value for key, value in values.items() if value is not None}
    placed = list(connection.scalars(select(orders.c.id).where(mine)))
    if placed and given:
        connection.execute(orders.update().where(orders.c.id.in_(placed)).values(given))
    return placed


def _due_now(connection: Connection, row: Row[Any], week: int) -> int | None:
    """When a person may have the mail of `week`: in its slot, two days after the last; None for no slot."""
    order = read_order(connection, row.order_id)
    slot = (slots.c.track_id == row.track_id) & (slots.c.week == week)
    due = connection.execute(select(slots.c.due).where(slot)).scalar()
    quiet = seconds(quiet_until(order, instant(row.last_sent))) if row.last_sent else 0
    return None if due is None else max(due, quiet)


def _resume(connection: Connection, row: Row[Any]) -> bool:
    """Let a person go on with the mail that comes next, or the one that bounced; False when all have gone.

    What has come to the mailbox until now is over, by the real clock, which mailboxes run on.
    """
    if read_order(connection, row.order_id).stopped:
        raise KaffeError(
            _("Ordre {order_id} er stoppet, så personen kan ikke gå i gang igen.").format(
                order_id=row.order_id
            )
        )
    week = row.next_week
    bounced = row.bounced_week if row.status == Status.BOUNCED.value else None
    if bounced is not None and rewind(connection, row.id, bounced, also_sent=True):
        week = bounced
    ready = _due_now(connection, row, week)
    status = Status.ACTIVE.value if ready is not None else Status.DONE.value
    fresh = {"attempts": 0, "first_tried": None, "error": "", "why": "", "bounced_week": None}
    fresh["resumed"] = int(time.time())
    again = participants.update().where(_P.id == row.id)
    connection.execute(again.values(status=status, ready=ready, refusals=0, **fresh))
    return ready is not None


def _again(connection: Connection, row: Row[Any], week: int, *, also_sent: bool = False) -> bool:
    """Put a week that is over in front again; False when it is not over, or a mail is under way."""
    if row.in_flight and row.owner is not None:
        return False
    if not rewind(connection, row.id, week, also_sent=also_sent):
        return False
    again = participants.update().where(_P.id == row.id)
    ready = _due_now(connection, row, week)
    connection.execute(again.values(status=Status.ACTIVE.value, ready=ready, refusals=0))
    return True
