"""The orders: placed, listed, stopped and moved. Each call is one transaction: all of it, or nothing."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select, text

from vaertskab.kaffe.address import key_of
from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.database import OnDatabase
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import YEARS, IsoWeek, Order, Person, PlannedMail, Status
from vaertskab.kaffe.orders.calendar import access_until, plan
from vaertskab.kaffe.rows import order_of, order_values, orders_of_others, seconds, slot_of, store_edition
from vaertskab.kaffe.schema import orders, participants, slots, tracks
from vaertskab.model.language import _

_P = participants.c


@dataclass(frozen=True, slots=True)
class Track:
    """A plan and how many follow it; `main` for the order's own, not a late joiner's."""

    id: int
    plan: tuple[PlannedMail, ...]
    people: int
    main: bool


class Orders(OnDatabase):
    """What the administrator's commands do with orders."""

    def taken(self, keys: Collection[str], edition: Edition) -> dict[str, tuple[int, Status]]:
        """Return those of `keys` who are in a running order or have left one: key → order and status.

        Whoever is in an order of another course than `edition` may well have this one too.
        """
        with self._database.read() as connection:
            return _taken(connection, keys, edition.folder)

    def place(
        self, order: Order, edition: Edition, people: Sequence[Person], plan: Sequence[PlannedMail]
    ) -> Order:
        """Store an order with all its people; return it with its number.

        :raises KaffeError: somebody has come into another running order meanwhile; nothing is stored.
        """
        with self._database.write() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('vaertskab.kaffe.order'))"))
            keys = {key_of(person.address) for person in people}
            if Status.ACTIVE in {status for _, status in _taken(connection, keys, edition.folder).values()}:
                raise KaffeError(
                    _("En anden har bestilt til nogle af de samme imens. Intet er gemt. Prøv igen.")
                )
            order = replace(order, edition=store_edition(connection, edition), weeks=edition.weeks)
            stored = connection.execute(orders.insert().returning(orders.c.id), order_values(order))
            order = replace(order, id=stored.scalar_one())
            track = add_track(connection, order, plan)
            add_people(connection, order, track, plan, people, order.placed)
        return order

    def orders(self) -> list[Order]:
        """Return all orders, the oldest first."""
        return [order_of(row) for row in self._database.rows(orders.select().order_by(orders.c.id))]

    def order(self, number: int) -> Order:
        """Return an order; KaffeError: there is none of that number."""
        with self._database.read() as connection:
            return read_order(connection, number)

    def tracks(self, number: int) -> list[Track]:
        """Return the plans of an order, its own first; late joiners' ones while somebody follows them."""
        with self._database.read() as connection:
            return read_tracks(connection, number)

    def stop(self, number: int, now: dt.datetime) -> int:
        """Stop all mail of an order; return how many were still getting it.

        :raises KaffeError: there is no such order, or it is stopped already.
        """
        with self._database.write() as connection:
            if read_order(connection, number).stopped:
                raise KaffeError(_("Ordre {number} er allerede stoppet.").format(number=number))
            connection.execute(orders.update().where(orders.c.id == number).values(stopped=seconds(now)))
            changed(connection, number, "stopped")
            running = participants.update().where(_P.order_id == number, _P.status == Status.ACTIVE.value)
            return connection.execute(running.values(status=Status.STOPPED.value, ready=None)).rowcount

    def move(self, number: int, week: IsoWeek, now: dt.datetime) -> list[Track]:
        """Let the mails that have not become due go on from `week`; return the new plans.

        :raises KaffeError: no such order, it is stopped or over, or `week` is past or skipped.
        """
        with self._database.write() as connection:
            order = read_order(connection, number)
            if order.stopped:
                raise KaffeError(_("Ordre {number} er stoppet og kan ikke flyttes.").format(number=number))
            if week < IsoWeek.of(now.astimezone(order.tz).date()):
                raise KaffeError(_("Uge {week} er gået. Vælg en uge, der ikke er begyndt.").format(week=week))
            if week in order.skipped:
                raise KaffeError(
                    _("Ordre {number} springer uge {week} over. Vælg en anden uge.").format(
                        number=number, week=week
                    )
                )
            moved = [
                track
                for track in read_tracks(connection, number)
                if _move(connection, order, track, week, now)
            ]
            if not moved:
                raise KaffeError(_("Ordre {number} har ingen mails tilbage at flytte.").format(number=number))
            changed(connection, number, "moved")
            return read_tracks(connection, number)

    def set_leader_mail(self, number: int, wanted: bool) -> None:
        """Say whether the orderer of `number` gets a mail a week.

        :raises KaffeError: there is no such order, or it is stopped.
        """
        with self._database.write() as connection:
            if read_order(connection, number).stopped:
                raise KaffeError(
                    _("Ordre {number} er stoppet, så der kommer ingen mails.").format(number=number)
                )
            connection.execute(orders.update().where(orders.c.id == number).values(leader_mail=wanted))

    def add_follow_ups(self, number: int, now: dt.datetime) -> None:
        """Let the mails that ask again follow an order's weeks; those whose time has come are left out.

        :raises KaffeError: there is no such order, it is stopped, has them, or it is too late for them.
        """
        with self._database.write() as connection:
            order = read_order(connection, number)
            if order.stopped or order.follow_ups:
                why = (
                    _("Ordre {number} er stoppet.")
                    if order.stopped
                    else _("Ordre {number} har dem allerede.")
                )
                raise KaffeError(why.format(number=number))
            order = replace(order, follow_ups=True)
            added = [_follow(connection, order, track, now) for track in read_tracks(connection, number)]
            if not any(added):
                raise KaffeError(_("Ordre {number} er slut for længe siden.").format(number=number))
            connection.execute(orders.update().where(orders.c.id == number).values(follow_ups=True))
            changed(connection, number, "moved")


def _follow(connection: Connection, order: Order, track: Track, now: dt.datetime) -> bool:
    """Add the follow-ups to a plan, and let those who are through go on; False when it is too late."""
    last = track.plan[-1]
    fresh = plan(order, last.iso_week, last.week)[1:]
    coming = [mail for mail in fresh if mail.due > now]
    for mail in coming:
        connection.execute(slots.insert().values(track_id=track.id, week=mail.week, **_slot_values(mail)))
    if coming:
        through = participants.update().where(_P.track_id == track.id, _P.status == Status.DONE.value)
        first = {"next_week": coming[0].week, "ready": seconds(coming[0].due)}
        connection.execute(through.values(status=Status.ACTIVE.value, **first))
    return bool(coming)


def changed(connection: Connection, number: int, change: str) -> None:
    """Note in the caller's transaction that the orderer of `number` is to be told; once for several changes.

    An orderer who has not been told of the order at all gets the confirmation, with the plan as it is then.
    Of a stopped order there is no more to tell than that; and a corrected list says less than a moved plan.
    """
    order = read_order(connection, number)
    if order.told < 0 or (order.stopped and change != "stopped"):
        return
    if change == "corrected" and order.told < order.sequence:
        change = order.change
    news = orders.update().where(orders.c.id == number)
    connection.execute(news.values(sequence=order.sequence + 1, change=change))


def _move(connection: Connection, order: Order, track: Track, week: IsoWeek, now: dt.datetime) -> bool:
    """Plan the rest of one track anew from `week`; False when there is nothing to move.

    That is when all of it has become due, or when a late joiner begins after `week` anyway.
    """
    coming = [mail for mail in track.plan if mail.due > now]
    if not coming or (not track.main and coming[0].iso_week >= week):
        return False
    first = coming[0].week
    fresh = plan(order, week, first)
    if fresh[0].due <= now:
        raise KaffeError(_("Mailen i uge {week} skulle være gået. Vælg en senere uge.").format(week=week))
    for mail in fresh:
        at = (slots.c.track_id == track.id) & (slots.c.week == mail.week)
        connection.execute(slots.update().where(at).values(_slot_values(mail)))
        waiting = (_P.track_id == track.id) & (_P.next_week == mail.week) & _P.ready.is_not(None)
        connection.execute(participants.update().where(waiting).values(ready=seconds(mail.due)))
    if first == 1:
        last_day = str(access_until(order, fresh, YEARS))
        connection.execute(participants.update().where(_P.track_id == track.id).values(access_until=last_day))
        if track.main:
            connection.execute(orders.update().where(orders.c.id == order.id).values(start=str(week)))
    return True


def _taken(connection: Connection, keys: Collection[str], folder: str) -> dict[str, tuple[int, Status]]:
    other, found = orders_of_others(connection, folder), dict[str, tuple[int, Status]]()
    barring = (Status.LEFT.value, Status.ACTIVE.value)
    known = select(_P.address_key, _P.order_id, _P.status).where(_P.status.in_(barring))
    # Running orders last: where somebody has left one and is in another, being in it is what counts.
    for key, order_id, status in connection.execute(known.order_by(_P.status.desc())):
        if key in keys and not (status == Status.ACTIVE.value and order_id in other):
            found[key] = order_id, Status(status)
    return found


def read_order(connection: Connection, number: int) -> Order:
    """Return an order inside the caller's transaction; KaffeError: there is none of that number."""
    row = connection.execute(orders.select().where(orders.c.id == number)).one_or_none()
    if row is None:
        raise KaffeError(
            _("Der er ingen ordre {number}. Se ordrerne med: vaertskab kaffe status").format(number=number)
        )
    return order_of(row)


def _slot_values(mail: PlannedMail) -> dict[str, object]:
    return {"iso_week": str(mail.iso_week), "due": seconds(mail.due), "why": mail.why}


def read_tracks(connection: Connection, number: int) -> list[Track]:
    """Return the plans of an order inside the caller's transaction, its own first."""
    count = func.count(_P.id).label("people")
    joined = tracks.outerjoin(participants, _P.track_id == tracks.c.id)
    chosen = select(tracks.c.id, count).select_from(joined).where(tracks.c.order_id == number)
    found = connection.execute(chosen.group_by(tracks.c.id).order_by(tracks.c.id)).all()
    planned: dict[int, list[PlannedMail]] = {row.id: [] for row in found}
    of_order = slots.select().where(slots.c.track_id.in_(planned)).order_by(slots.c.week)
    for row in connection.execute(of_order):
        planned[row.track_id].append(slot_of(row))
    return [
        Track(row.id, tuple(planned[row.id]), row.people, main=row is found[0])
        for row in found
        if row.people or row is found[0]
    ]


def add_track(connection: Connection, order: Order, plan: Sequence[PlannedMail]) -> int:
    """Store a plan, or find the order's plan with the same days; return its number."""
    for track in read_tracks(connection, order.id):
        if [mail.due for mail in track.plan] == [mail.due for mail in plan]:
            return track.id
    new = tracks.insert().returning(tracks.c.id)
    number = int(connection.execute(new, {"order_id": order.id}).scalar_one())
    rows = [{"track_id": number, "week": mail.week} | _slot_values(mail) for mail in plan]
    connection.execute(slots.insert(), rows)
    return number


def add_people(
    connection: Connection, order: Order, track: int, plan: Sequence[PlannedMail], people: Iterable[Person],
    joined: dt.datetime, first: int = 1,
) -> None:  # fmt: skip
    """Store people who come in at `joined` and follow the plan `track`, beginning with its week `first`."""
    shared = {
        "order_id": order.id, "track_id": track, "status": Status.ACTIVE.value, "joined": seconds(joined),
        "access_until": str(access_until(order, plan[first - 1 :], YEARS)), "next_week": first,
        "ready": seconds(plan[first - 1].due),
    }  # fmt: skip
    rows = [
        shared
        | {
            "token": secrets.token_hex(8), "name": person.name, "address": person.address,
            "address_key": key_of(person.address),
        }
        for person in people
    ]  # fmt: skip
    if rows:
        connection.execute(participants.insert(), rows)
