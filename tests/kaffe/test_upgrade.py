"""A ledger of an older version, with orders under way, goes on as if nothing had happened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import inspect
from sqlalchemy.engine import URL, make_url

from kaffe.conftest import Command, course_data
from kaffe.ordering import at, expire, run
from kaffe.servers import Post, smtp_server
from vaertskab.kaffe import schema
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Status
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import standings
from vaertskab.kaffe.sending.runs import RunLog

STORED = Path(__file__).with_name("ledgers")
NOW = at("2027-01-26T09:20")


def copied(version: int, request: pytest.FixtureRequest, folder: Path) -> str:
    """A copy of a stored ledger, on the kind of database that the test is asked for."""
    if request.param == "sqlite":
        path = shutil.copy(STORED / f"version-{version}.sqlite3", folder / "kaffe.sqlite3")
        return URL.create("sqlite", database=str(path)).render_as_string()
    url = str(request.getfixturevalue("postgres_url"))
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute((STORED / f"version-{version}.sql").read_bytes())
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def old_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return copied(1, request, tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def url_of_2(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return copied(2, request, tmp_path)


def test_every_person_goes_on_where_they_were(old_url: str) -> None:
    database = Database(old_url)
    with database.read() as connection:
        inspected = inspect(connection)
        for table in schema.metadata.tables.values():
            assert {column["name"] for column in inspected.get_columns(table.name)} == set(table.c.keys())
    first, stopped, third = standings(database, NOW)
    assert first.people == {Status.ACTIVE: 5, Status.LEFT: 1, Status.BOUNCED: 1}
    assert (first.sent, first.given_up, stopped.people) == (13, 1, {Status.STOPPED: 1})
    assert (third.order.weeks, third.order.fresh_text, third.people) == (12, True, {Status.ACTIVE: 2})
    assert [order.id for order in Ledger(database).orders_to_notify()] == [3], "1 was confirmed, 2 is stopped"
    # Dan was put off, Finn was in flight when the run was killed, Gry came late.
    assert run(database, NOW) == [("Dan", 3), ("Finn", 3), ("Gry", 1)]
    assert standing_of(database, 1).repeats == 1
    Participants(database).resume_bounced(1)
    Participants(database).send_again_given_up(1)
    assert run(database, NOW) == [("Cille", 3), ("Eva", 3)]
    for mail in Orders(database).tracks(1)[0].plan[3:]:
        week = [(name, mail.week) for name in ("Anne", "Cille", "Dan", "Eva", "Finn")]
        assert [one for one in run(database, mail.due) if one[0] not in ("Gry", "Ida", "Jon")] == week
    assert not RunLog(database).has_sent(), "it was filled by a clock that is ahead"
    database.close()


def test_a_ledger_of_version_2_goes_on_too(url_of_2: str) -> None:
    database = Database(url_of_2)
    with database.read() as connection:
        inspected = inspect(connection)
        for table in schema.metadata.tables.values():
            assert {column["name"] for column in inspected.get_columns(table.name)} == set(table.c.keys())
    log = RunLog(database)
    last = log.last()
    assert last and (last.sent, last.put_off, len(last.warnings)) == (3, 1, 1)
    assert "har meldt mailen som uønsket" in log.unseen()[0]
    assert log.alarmed() == NOW and Ledger(database).remembered_course()
    assert [order.id for order in Ledger(database).orders_to_notify()] == [3], "it was moved"
    assert Orders(database).order(1).leader_week == 3
    assert str(Orders(database).order(3).start) == "2027-W10"
    expire(database)
    # Anne was in flight when the run was killed.
    later = at("2027-02-02T09:00")
    assert [one for one in run(database, later) if one[1] == 4] == [
        (name, 4) for name in ("Anne", "Dan", "Eva", "Finn")
    ]
    assert standing_of(database, 1).repeats == 2
    database.close()


def standing_of(database: Database, number: int):
    (found,) = standings(database, NOW, number)
    return found


def test_the_old_texts_make_mails(tmp_path: Path) -> None:
    shutil.copy(STORED / "version-1.sqlite3", tmp_path / "kaffe.sqlite3")
    (tmp_path / "kursus.json").write_text(json.dumps(course_data(weeks=11)), "utf-8")
    post = Post()
    with smtp_server(post) as port:
        kaffe = Command(tmp_path, {
            "KAFFE_DATABASE": str(tmp_path / "kaffe.sqlite3"), "KAFFE_KURSUS": str(tmp_path / "kursus.json"),
            "KAFFE_AFSENDER": "kaffe@example.org", "KAFFE_SMTP": f"smtp://127.0.0.1:{port}",
        })  # fmt: skip
        done = kaffe("send", "--nu", "2027-01-26T09:20")
    assert done.returncode == 0, done.stderr
    assert {"dan@example.org", "finn@example.org", "gry@example.org"} <= set(post.recipients())
