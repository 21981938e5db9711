"""An order in the ledger, and a whole run of a sender that never fails: for the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from kaffe.conftest import course_data
from vaertskab.kaffe.course import Edition, Theme
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import (
    Message,
    Order,
    Participant,
    Person,
    Sent,
)  # fmt: skip
from vaertskab.kaffe.orders.calendar import parse_week, plan
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.rows import participant_of
from vaertskab.kaffe.schema import orders, participants, runs
from vaertskab.kaffe.sending.report import Standing, standings
from vaertskab.kaffe.sending.work_queue import Begun, WorkQueue

ZONE = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=ZONE).astimezone(dt.UTC)


def edition(weeks: int = 12) -> Edition:
    pages = course_data(weeks=weeks)["parts"][0]["pages"]
    themes = [
        Theme(
            page["week"],
            page["docname"],
            page["title"],
            page["lead"],
            page["questions"][0],
            "Hvad?",
            "",
            "",
            (),
        )
        for page in pages
    ]
    return Edition("Værtskab", "Eksempelby", tuple(themes))


def placed(
    database: Database, *names: str, start: str = "2027-W02", weeks: int = 12, **more: object
) -> Order:
    """An order for people called `names`, tuesdays at nine."""
    made = Order(
        id=0, workplace="Eksempelby", orderer=Person("Lis", "lis@example.org"), start=parse_week(start),
        weekday=1, time=dt.time(9), placed=at("2026-12-01T10:00"), mail_domain="example.org",
        weeks=weeks, **more,
    )  # fmt: skip
    people = [Person(name.title(), f"{name}@example.org") for name in names]
    return Orders(database).place(made, edition(weeks), people, plan(made))


def queue(database: Database, owner: str = "run", lease: float = 60, **more: Any) -> WorkQueue:
    return WorkQueue(database, owner, lease, **more)


def claimed(work: WorkQueue, now: dt.datetime) -> list[Message]:
    """All that is due, leased."""
    found = []
    while message := work.next(now):
        found.append(message)
    return found


def person(database: Database, address: str) -> Participant:
    """The only participant with this address."""
    with database.read() as connection:
        return participant_of(connection.execute(participants.select().filter_by(address=address)).one())


def told(database: Database) -> None:
    """Let every orderer have been mailed the plan as it is."""
    with database.write() as connection:
        connection.execute(orders.update().values(told=orders.c.sequence, confirmed=1))


def rows_of_runs(database: Database) -> list[Any]:
    """Every run, as it is written down."""
    with database.read() as connection:
        return list(connection.execute(runs.select().order_by(runs.c.id)))


def expire(database: Database) -> None:
    """Let every lease run out, as time does."""
    with database.write() as connection:
        connection.execute(participants.update().values(leased_until=0))


def sent(work: WorkQueue, messages: Iterable[Message], now: dt.datetime) -> None:
    for message in messages:
        assert work.advance(None, message, now) is Begun.YES
        work.advance(Sent(message, now), None, now)


def run(database: Database, now: dt.datetime) -> list[tuple[str, int]]:
    """A whole run of the sender: who got which week."""
    work, got = queue(database), list[tuple[str, int]]()
    while message := work.next(now):
        sent(work, [message], now)
        got.append((message.participant.person.name, message.week))
    return sorted(got)


def standing(database: Database, now: dt.datetime) -> Standing:
    (found,) = standings(database, now)
    return found
