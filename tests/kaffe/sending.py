"""What the tests of the sender share: an order in a real ledger, a course, and a run of the sender."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from vaertskab.kaffe.course import Course
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import IsoWeek, Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders.calendar import plan
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.schema import deliveries, participants
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.rate import RateLimiter
from vaertskab.kaffe.sending.sender import Sender
from vaertskab.kaffe.sending.smtp import SmtpTransport, Timeouts
from vaertskab.kaffe.sending.work_queue import WorkQueue
from vaertskab.kaffe.values import Server

from .conftest import BASE_URL, course_data

SENDER = Person("Kafferefleksion", "kaffe@example.org")
#: The orders are placed in December, and the first mail is due on Tuesday 12 January 2027 at 9.
PLACED = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
FIRST = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
QUICK = Timeouts(connect=5, command=5, mail=5)


def order(**changes: Any) -> Order:
    """An order from week 2 of 2027, Tuesdays at 9."""
    values: dict[str, Any] = {
        "id": 0, "workplace": "Eksempelby Bibliotek", "orderer": Person("Bo Bestiller", "bo@example.org"),
        "start": IsoWeek(2027, 2), "weekday": 1, "time": dt.time(9), "placed": PLACED,
        "mail_domain": "example.org",
    }  # fmt: skip
    return Order(**values | changes)


#: The smallest PNG: one pixel of clay.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6358ecae030002"
    "a70117e124f3d00000000049454e44ae426082"
)


def course(folder: Path, base_url: str = BASE_URL) -> Course:
    """The course of `conftest.course_data`, lying in `folder`; week 4's film has its picture."""
    (folder / "film").mkdir(exist_ok=True)
    (folder / "film" / "uge-04.jpg").write_bytes(PIXEL)
    path = folder / "kursus.json"
    path.write_text(json.dumps(course_data(base_url), ensure_ascii=False), "utf-8")
    return load(str(path))


def message(
    week: int = 4, name: str = "Anne-Sofie Ågård", address: str = "anne@example.org", **changes: Any
) -> Message:
    """A mail that is due, in an order with `changes`."""
    person = Participant(
        7, 1, Person(name, address), "0123456789abcdef", Status.ACTIVE, week, dt.date(2029, 1, 12)
    )
    return Message(order(**{"id": 1, "edition": 1} | changes), person, week, FIRST)


def place(database: Database, course: Course, addresses: Sequence[str], **changes: Any) -> Order:
    """Store an order for people at these addresses; their names are "Person 1" and so on."""
    wanted = order(**changes)
    people = [Person(f"Person {number}", address) for number, address in enumerate(addresses, 1)]
    return Orders(database).place(wanted, course.edition, people, plan(wanted))


def sender(
    database: Database, course: Course, port: int, now: dt.datetime = FIRST, *,
    target: Server | None = None, timeouts: Timeouts = QUICK, owner: str = "prøve", lease: float = 60,
    stop: threading.Event | None = None,
    per_minute: int = 0, per_day: int = 0, **queue: Any,
) -> Sender:  # fmt: skip
    """A sender over real SMTP to a port of this machine, with its clock at `now`."""
    limiter = RateLimiter(database, per_minute, per_day)
    work = WorkQueue(database, owner, lease, limiter, **queue)
    composer = Composer(SENDER, course, Ledger(database).edition)
    transport = SmtpTransport(target or Server("127.0.0.1", port), timeouts)
    return Sender(work, transport, SENDER.address, composer.compose, lambda: now, limiter=limiter, stop=stop)


def rows(database: Database) -> dict[str, Any]:
    """The participants' rows by address."""
    with database.read() as connection:
        return {row.address: row for row in connection.execute(participants.select())}


def weeks_sent(database: Database) -> dict[str, list[int]]:
    """The weeks that the ledger says went, by address."""
    joined = deliveries.join(participants, participants.c.id == deliveries.c.participant_id)
    chosen = select(participants.c.address, deliveries.c.week).select_from(joined).where(deliveries.c.sent)
    found: dict[str, list[int]] = {}
    with database.read() as connection:
        for address, week in connection.execute(chosen.order_by(deliveries.c.week)):
            found.setdefault(address, []).append(week)
    return found
