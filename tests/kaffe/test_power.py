"""Each mail is on the disk before the next one goes: a power cut, or a full disk, loses and repeats no more.

What a power cut leaves is what was synced. SQLite in WAL mode with `synchronous = FULL` has the log on the
disk when a commit returns; so what the files hold when the server has the next mail is what is left.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError

from .ordering import expire
from .sending import course, place, rows, sender, weeks_sent
from .servers import Post, smtp_server

PEOPLE = 12


class Watched(Post):
    """A server that copies the ledger's files whenever it has been given a mail, before it answers."""

    def __init__(self, ledger: Path) -> None:
        super().__init__()
        self.ledger, self.left = ledger, list[Path]()

    async def handle_DATA(self, *of: object) -> str:  # noqa: N802  aiosmtpd's name
        folder = self.ledger.parent / f"efter-{len(self.left)}"
        folder.mkdir()
        for suffix in ("", "-wal"):
            shutil.copy(f"{self.ledger}{suffix}", folder / f"kaffe.sqlite3{suffix}")
        self.left.append(folder / "kaffe.sqlite3")
        return await super().handle_DATA(*of)


def test_a_power_cut_at_any_mail_finds_all_before_it_recorded_and_it_marked(tmp_path: Path) -> None:
    kursus, path = course(tmp_path), tmp_path / "kaffe.sqlite3"
    database = Database(f"sqlite:///{path}")
    with database.write() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2, "FULL"
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    place(database, kursus, [f"god{number}@example.org" for number in range(PEOPLE)])
    post = Watched(path)
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == PEOPLE
    database.close()
    went = "SELECT address FROM participant JOIN delivery ON participant_id = participant.id WHERE sent"
    for number, left in enumerate(post.left):
        with closing(sqlite3.connect(left)) as found:
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            recorded = {address for (address,) in found.execute(went)}
            marked = found.execute("SELECT address FROM participant WHERE in_flight").fetchall()
        assert recorded == set(post.recipients()[:number])
        assert marked == [(post.recipients()[number],)]


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    everybody = [f"god{number}@example.org" for number in range(300)]
    place(database, kursus, everybody)
    with database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    database.close()

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 1}").close()

    event.listen(database.engine, "connect", fill)
    with smtp_server(post) as port:
        with pytest.raises(KaffeError, match="disken er fuld"):
            sender(database, kursus, port).run()
        taken, recorded = len(post.mails), len(weeks_sent(database))
        assert 0 < recorded <= taken <= recorded + 1
        event.remove(database.engine, "connect", fill)
        database.close()
        expire(database)
        sender(database, kursus, port, owner="næste").run()
    assert set(post.recipients()) == set(everybody)
    assert len(post.mails) <= len(everybody) + 1
    assert all(row.next_week == 2 for row in rows(database).values())
