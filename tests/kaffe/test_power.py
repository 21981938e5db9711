"""A power cut in the middle of a run: no mail is lost, and few come twice. SQLite, where we sync ourselves.

What a power cut leaves is what was synced: the database file, and the log as it was at the last sync.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError

from .sending import course, place, sender
from .servers import Post, smtp_server

PEOPLE, LAG = 40, 3


class Disk:
    """A slow disk: it has a copy of the log as it was when each sync began."""

    def __init__(self) -> None:
        self.log = b""
        self.syncs = 0

    def sync(self, log: Path) -> None:
        held = log.read_bytes()
        time.sleep(0.03)
        self.log, self.syncs = held, self.syncs + 1


class Watched(Post):
    """A server that takes the disk's picture whenever it has taken a mail."""

    def __init__(self, disk: Disk) -> None:
        super().__init__()
        self.disk, self.pictures = disk, list[tuple[set[str], bytes]]()

    async def handle_DATA(self, *of: object) -> str:  # noqa: N802  aiosmtpd's name
        answer = await super().handle_DATA(*of)  # type: ignore[arg-type]
        self.pictures.append((set(self.recipients()), self.disk.log))
        return answer


def restored(folder: Path, database: bytes, log: bytes) -> set[str]:
    """Who got a mail, by the ledger that is found when the machine is on again."""
    path = folder / "efter.sqlite3"
    path.write_bytes(database)
    path.with_name("efter.sqlite3-shm").unlink(missing_ok=True)
    path.with_name("efter.sqlite3-wal").write_bytes(log)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        went = "SELECT address FROM participant JOIN delivery ON participant_id = participant.id WHERE sent"
        return {address for (address,) in connection.execute(went)}


@pytest.mark.parametrize("connections", [1, 3])
def test_a_power_cut_loses_nothing_and_repeats_only_what_was_on_its_way_to_the_disk(
    tmp_path: Path, connections: int
) -> None:
    kursus, disk = course(tmp_path), Disk()
    path = tmp_path / "kaffe.sqlite3"
    database = Database(f"sqlite:///{path}", lag=LAG, sync=disk.sync)
    place(database, kursus, [f"god{number}@example.org" for number in range(PEOPLE)])
    database.forget()  # the order lies in the file itself, and the log is empty
    before, post = path.read_bytes(), Watched(disk)
    with smtp_server(post) as port:
        tally = sender(database, kursus, port, connections=connections).run()
    assert path.read_bytes() == before  # all of the run was in the log
    database.close()
    assert tally.sent == PEOPLE
    assert PEOPLE / (LAG + connections) <= disk.syncs < PEOPLE
    unknown = [len(taken - restored(tmp_path, before, log)) for taken, log in post.pictures]
    assert all(restored(tmp_path, before, log) <= taken for taken, log in post.pictures)
    # Each connection has one under way, and one commit may hold the results of all of them.
    assert max(unknown) <= LAG + connections
    assert max(unknown) > connections  # the mails did not wait for the disk one by one


def test_when_nothing_is_allowed_to_lag_each_mail_is_on_the_disk_before_the_next(tmp_path: Path) -> None:
    kursus, disk, post = course(tmp_path), Disk(), Post()
    database = Database(f"sqlite:///{tmp_path / 'kaffe.sqlite3'}", sync=disk.sync)
    place(database, kursus, ["god@example.org"])
    with smtp_server(post) as port:
        sender(database, kursus, port).run()
    with database.record(1) as connection:
        # FULL (2): SQLite itself waits for the disk at each commit.
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    database.close()
    assert disk.syncs == 0


def test_a_disk_that_takes_nothing_stops_the_run(tmp_path: Path) -> None:
    def full(_log: Path) -> None:
        raise OSError(28, "No space left on device")

    kursus, post = course(tmp_path), Post()
    database = Database(f"sqlite:///{tmp_path / 'kaffe.sqlite3'}", lag=LAG, sync=full)
    place(database, kursus, [f"god{number}@example.org" for number in range(PEOPLE)])
    with smtp_server(post) as port, pytest.raises(KaffeError, match="disken er fuld"):
        sender(database, kursus, port).run()
    database.close()
    assert len(post.mails) <= LAG + 2
