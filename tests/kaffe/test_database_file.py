"""The file that SQLite keeps the ledger in, and what is wrong with a file or a server."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL

from kaffe.ordering import placed
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError

ZONE = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


def test_an_sqlite_ledger_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "mappe" / "kaffe.sqlite3"
    previous = os.umask(0)
    try:
        database = Database(f"sqlite:///{path}")
        placed(database, "anne")
        with database.read() as connection:
            connection.execute(text("SELECT 1"))
            modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(previous)
    assert modes == dict.fromkeys(("kaffe.sqlite3", "kaffe.sqlite3-wal", "kaffe.sqlite3-shm"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    database.close()
    path.chmod(0o644)
    Database(f"sqlite:///{path}").close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_sqlite_ledger_waits_for_the_disk_and_writes_ahead(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/kaffe.sqlite3")
    with database.read() as connection:
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                   ("journal_mode", "synchronous", "foreign_keys", "secure_delete")]  # fmt: skip
    assert pragmas == ["wal", 2, 1, 1]
    database.close()


def test_what_is_wrong_with_a_file_is_told_in_danish(tmp_path: Path) -> None:
    path = tmp_path / "noget.db"
    path.write_text("Det er en indkøbsliste.\n" * 100, "utf-8")
    with pytest.raises(KaffeError, match=r"noget\.db kan ikke bruges: filen er ikke en database\.$"):
        Database(f"sqlite:///{path}")


def test_what_is_wrong_with_a_server_is_told_in_danish(postgres: URL) -> None:
    for url, told in (
        (postgres.set(host="findes.invalid", query={}), "navnet findes ikke på nettet"),
        (postgres.set(host="127.0.0.1", port=1, query={}), "der er ingen, der tager imod på den port"),
        (postgres.set(database="findes-ikke"), "databasen findes ikke på serveren"),
        (postgres.set(username="ingen"), "brugeren eller adgangskoden er forkert"),
    ):
        with pytest.raises(KaffeError, match=f"kan ikke bruges: {told}\\.$"):
            Database(url)
