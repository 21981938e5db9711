"""An order in the ledger, and a whole run of a sender that never fails: for the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from kaffe.conftest import course_data
from vaertskab.kaffe.course import Edition, Theme
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import (
    Message,
    Order,
    Person,
    Sent,
)  # fmt: skip
from vaertskab.kaffe.orders.calendar import parse_week, plan
from vaertskab.kaffe.orders.orders import Register
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import Standing, standings

ZONE = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


def at(moment: str) -> dt.datetime:
    return dt.datetime.fromisoformat(moment).replace(tzinfo=ZONE).astimezone(dt.UTC)


def edition() -> Edition:
    pages = course_data()["parts"][0]["pages"]
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


def placed(database: Database, *names: str, start: str = "2027-W02", **more: object) -> Order:
    """An order for people called `names`, tuesdays at nine."""
    made = Order(
        id=0, workplace="Eksempelby", orderer=Person("Lis", "lis@example.org"), start=parse_week(start),
        weekday=1, time=dt.time(9), placed=at("2026-12-01T10:00"), mail_domain="example.org", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    people = [Person(name.title(), f"{name}@example.org") for name in names]
    return Register(database).place(made, edition(), people, plan(made))


def sent(ledger: Ledger, messages: Iterable[Message], now: dt.datetime) -> None:
    for message in messages:
        assert ledger.advance(starting=[message]) == {message.participant.id}
        ledger.advance(settled=[Sent(message, now)])


def run(database: Database, now: dt.datetime) -> list[tuple[str, int]]:
    """A whole run of the sender: who got which week."""
    ledger, got = Ledger(database, "run"), list[tuple[str, int]]()
    while messages := ledger.claim(now, 2):
        sent(ledger, messages, now)
        got += [(message.participant.person.name, message.week) for message in messages]
    return sorted(got)


def standing(database: Database, now: dt.datetime) -> Standing:
    (found,) = standings(database, now)
    return found
