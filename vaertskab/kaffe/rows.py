"""Rows of the ledger as the model's data, and back: the only place that knows how each is written down."""

from __future__ import annotations

import datetime as dt
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


def order_of(row: Row[Any]) -> Order:
    """Return a row of `orders`."""
    return Order(
        id=row.id,
        workplace=row.workplace,
        orderer=Person(row.orderer_name, row.orderer_address),
        start=week_of(row.start),
        weekday=row.weekday,
        time=dt.time.fromisoformat(row.time),
        placed=instant(row.placed),
        mail_domain=row.mail_domain,
        edition=row.edition,
        fresh_text=bool(row.fresh_text),
        skipped=tuple(map(week_of, row.skipped.split())),
        closed=tuple(map(dt.date.fromisoformat, row.closed.split())),
        zone=row.zone,
        stopped=maybe_instant(row.stopped),
        confirmed=maybe_instant(row.confirmed),
        weeks=row.weeks,
        sequence=row.sequence,
        told=row.told,
        change=row.change,
        leader_mail=bool(row.leader_mail),
        leader_week=row.leader_week,
        repeats=row.repeats,
    )


def order_values(order: Order) -> dict[str, Any]:
    """Return what `orders` keeps of `order`, without its number."""
    return {
        "workplace": order.workplace,
        "orderer_name": order.orderer.name,
        "orderer_address": order.orderer.address,
        "start": str(order.start),
        "weekday": order.weekday,
        "time": f"{order.time:%H:%M}",
        "zone": order.zone,
        "skipped": " ".join(map(str, order.skipped)),
        "closed": " ".join(map(str, order.closed)),
        "mail_domain": order.mail_domain,
        "edition": order.edition,
        "fresh_text": order.fresh_text,
        "placed": seconds(order.placed),
        "weeks": order.weeks,
        "leader_mail": order.leader_mail,
    }


def participant_of(row: Row[Any]) -> Participant:
    """Return a row of `participants`."""
    return Participant(
        id=row.id,
        order_id=row.order_id,
        person=Person(row.name, row.address),
        token=row.token,
        status=Status(row.status),
        next_week=row.next_week,
        access_until=dt.date.fromisoformat(row.access_until),
        resumed=maybe_instant(row.resumed),
    )


def slot_of(row: Row[Any]) -> PlannedMail:
    """Return a row of `slots`."""
    return PlannedMail(row.week, week_of(row.iso_week), instant(row.due), row.why)
