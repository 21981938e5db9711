"""One person at a time: in, changed, out; what is stored of them, and its removal (GDPR, articles 15–17)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from vaertskab.kaffe.address import key_of, shown
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import WEEKS, YEARS, Order, Person, Slot, Status
from vaertskab.kaffe.orders.calendar import first_week, plan, quiet_until, years_after
from vaertskab.kaffe.orders.orders import add_people, add_track, read_order, read_tracks
from vaertskab.kaffe.rows import instant, seconds
from vaertskab.kaffe.schema import deliveries, editions, orders, participants, slots, tracks
from vaertskab.kaffe.untrusted import one_line

_P = participants.c


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was removed: people in orders, orders, and orders that lost their orderer's name."""

    people: int
    orders: int = 0
    orderers: int = 0


class People:
    """What the administrator's commands do with one person."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def join(self, number: int, person: Person, now: dt.datetime, *, follow: bool) -> tuple[Slot, ...]:
        """Take a person into order `number`; return the mails that come.

        They begin at week 1 in the first week to come, or with `follow` where the others are.

        :raises KaffeError: the order is stopped or over, or the person is in it already.
        """
        with self._database.write() as connection:
            order = read_order(connection, number)
            if order.stopped:
                raise KaffeError(f"Ordre {number} er stoppet. Der kan ikke komme flere med.")
            key = key_of(person.address)
            running = participants.select().where(_P.address_key == key, _P.status == Status.ACTIVE.value)
            if row := connection.execute(running).first():
                raise KaffeError(f"{shown(person.address)} er allerede i gang i ordre {row.order_id}.")
            if row := connection.execute(_of(key, number)).first():
                raise KaffeError(
                    f"{shown(person.address)} har været med i ordre {number} ({Status(row.status).label}). "
                    "Brug »ret ADRESSE --igen«, hvis personen vil med igen."
                )
            planned, first = _late_plan(connection, order, now, follow)
            track = add_track(connection, order, planned)
            add_people(connection, order, track, planned, [person], now, first)
            return planned[first - 1 :]

    def correct(
        self, address: str, number: int | None, now: dt.datetime, *, name: str | None = None,
        new_address: str | None = None, again: bool = False,
    ) -> int:  # fmt: skip
        """Change a person's name or address in all orders, or in `number`; return how many.

        Somebody whose address was refused goes on when it is corrected; one who left or was stopped
        only when `again` says so.

        :raises KaffeError: nobody has `address`, or the new one is in the same order already.
        """
        with self._database.write() as connection:
            rows = _rows(connection, address, number)
            for row in rows:
                values: dict[str, Any] = {}
                if name is not None:
                    values["name"] = name
                if new_address is not None:
                    key = key_of(new_address)
                    twin = connection.execute(_of(key, row.order_id).where(_P.id != row.id)).first()
                    if twin:
                        raise KaffeError(f"{shown(new_address)} er allerede i ordre {row.order_id}.")
                    values |= {"address": new_address, "address_key": key}
                bounced = row.status == Status.BOUNCED.value and new_address is not None
                if bounced or (again and row.status != Status.ACTIVE.value and row.next_week <= WEEKS):
                    values |= _resumed(connection, row, now)
                if values:
                    connection.execute(participants.update().where(_P.id == row.id).values(values))
        self._database.forget()
        return len(rows)

    def leave(self, address: str, number: int | None) -> int:
        """Take a person out of all orders, or of `number`; return of how many.

        :raises KaffeError: nobody has `address`.
        """
        with self._database.write() as connection:
            rows = _rows(connection, address, number)
            running = [row.id for row in rows if row.status == Status.ACTIVE.value]
            out = participants.update().where(_P.id.in_(running))
            connection.execute(out.values(status=Status.LEFT.value, why="afmeldt", ready=None))
            return len(running)

    def extract(self, address: str) -> dict[str, Any]:
        """Return all that is stored of a person, as plain data with Danish keys.

        `deltagelser` and `bestillinger` are empty when nothing is stored.
        """
        key = key_of(address)
        with self._database.read() as connection:
            joined = participants.join(orders, orders.c.id == _P.order_id)
            chosen = select(participants, orders.c.workplace).select_from(joined).where(_P.address_key == key)
            found = connection.execute(chosen.order_by(_P.id)).all()
            mails = select(deliveries).where(deliveries.c.participant_id.in_([row.id for row in found]))
            sent: dict[int, list[dict[str, Any]]] = {row.id: [] for row in found}
            for mail in connection.execute(mails.order_by(deliveries.c.week)):
                told = {"uge": mail.week, "hvornår": _iso(mail.settled), "sendt": bool(mail.sent)}
                extra = {"forsøg": mail.attempts, "gentaget": mail.repeats, "fejl": one_line(mail.error)}
                sent[mail.participant_id].append(told | extra)
            placed = connection.execute(orders.select().where(_is_orderer(key)).order_by(orders.c.id)).all()
        return {
            "adresse": address,
            "deltagelser": [_told(row) | {"mails": sent[row.id]} for row in found],
            "bestillinger": [
                {
                    "ordre": row.id,
                    "arbejdsplads": row.workplace,
                    "navn": row.orderer_name,
                    "adresse": row.orderer_address,
                    "bestilt": _iso(row.placed),
                }
                for row in placed
            ],
        }

    def erase(self, address: str) -> Removed:
        """Remove all that is stored of a person, in the file too; an order goes on without its orderer.

        :raises KaffeError: nothing is stored of `address`.
        """
        key = key_of(address)
        with self._database.write() as connection:
            people = connection.execute(participants.delete().where(_P.address_key == key)).rowcount
            nobody = {"orderer_name": "", "orderer_address": ""}
            orderers = connection.execute(orders.update().where(_is_orderer(key)).values(nobody)).rowcount
            if not people + orderers:
                raise KaffeError(f"Der er ikke gemt noget om {shown(address)}.")
            _tidy(connection)
        self._database.forget()
        return Removed(people, orderers=orderers)

    def purge(self, today: dt.date) -> Removed:
        """Remove everybody whose two years are over on `today`, and the orders that then have nobody."""
        with self._database.write() as connection:
            over = _P.access_until < str(today)
            people = connection.execute(participants.delete().where(over)).rowcount
            inhabited = select(_P.order_id).distinct()
            # An order that lost its people one by one is kept until its own two years are over.
            begun = dt.datetime.combine(years_after(today, -YEARS), dt.time(), dt.UTC)
            of_track = select(tracks.c.order_id).join(slots, slots.c.track_id == tracks.c.id)
            old = of_track.group_by(tracks.c.order_id).having(func.min(slots.c.due) < seconds(begun))
            empty = orders.delete().where(orders.c.id.not_in(inhabited), orders.c.id.in_(old))
            gone = connection.execute(empty).rowcount
            _tidy(connection)
        self._database.forget()
        return Removed(people, gone)


def _of(key: str, number: int) -> Select[Any]:
    return select(participants).where(_P.address_key == key, _P.order_id == number)


def _is_orderer(key: str) -> ColumnElement[bool]:
    return func.lower(orders.c.orderer_address) == key


def _rows(connection: Connection, address: str, number: int | None) -> list[Row[Any]]:
    """The rows of a person, locked where the database can.

    :raises KaffeError: there are none.
    """
    chosen = select(participants).where(_P.address_key == key_of(address)).order_by(_P.id).with_for_update()
    if number is not None:
        chosen = chosen.where(_P.order_id == number)
    rows = list(connection.execute(chosen))
    if not rows:
        where = f"ordre {number}" if number is not None else "nogen ordre"
        raise KaffeError(f"{shown(address)} er ikke i {where}.")
    return rows


def _late_plan(
    connection: Connection, order: Order, now: dt.datetime, follow: bool
) -> tuple[tuple[Slot, ...], int]:
    """The plan of somebody who comes in at `now`, and the week to begin with."""
    main = read_tracks(connection, order.id)[0].slots
    if follow or main[0].due > now:
        coming = [slot.week for slot in main if slot.due > now]
        if not coming:
            raise KaffeError(f"Ordre {order.id} er slut. Uden --følg-holdet begynder personen ved uge 1.")
        return main, coming[0]
    return plan(order, first_week(order, now)), 1


def _resumed(connection: Connection, row: Row[Any], now: dt.datetime) -> dict[str, Any]:
    """What lets a person go on with the mail that comes next, at its time and not too soon after the last."""
    order = read_order(connection, row.order_id)
    if order.stopped:
        raise KaffeError(f"Ordre {order.id} er stoppet, så personen kan ikke gå i gang igen.")
    slot = (slots.c.track_id == row.track_id) & (slots.c.week == row.next_week)
    due = connection.execute(select(slots.c.due).where(slot)).scalar_one()
    quiet = seconds(quiet_until(order, instant(row.last_sent))) if row.last_sent else 0
    fresh = {"attempts": 0, "first_tried": None, "error": "", "why": ""}
    return fresh | {"status": Status.ACTIVE.value, "ready": max(due, quiet)}


def _told(row: Row[Any]) -> dict[str, Any]:
    return {
        "ordre": row.order_id,
        "arbejdsplads": row.workplace,
        "navn": row.name,
        "adresse": row.address,
        "kendetegn": row.token,
        "tilstand": Status(row.status).label,
        "grund": one_line(row.why),
        "med_siden": _iso(row.joined),
        "næste_uge": row.next_week if row.ready is not None else None,
        "næste_mail": _iso(row.ready) if row.ready is not None else None,
        "seneste_fejl": one_line(row.error),
        "gemmes_til": row.access_until,
    }


def _iso(stored: int) -> str:
    return instant(stored).isoformat()


def _tidy(connection: Connection) -> None:
    """Remove texts that no order uses any longer."""
    used = select(orders.c.edition)
    connection.execute(editions.delete().where(editions.c.id.not_in(used)))
