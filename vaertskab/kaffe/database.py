"""The database under the ledger: SQLite (WAL) on one machine, or PostgreSQL for several."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Double, bindparam, create_engine, event, func, literal
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from vaertskab.kaffe import schema
from vaertskab.kaffe.errors import ContendedError, KaffeError, in_danish, of_database_in_danish
from vaertskab.kaffe.sending.syncer import Syncer, to_disk

#: Seconds to wait for another process that writes, and for a PostgreSQL that does not answer.
BUSY, CONNECT = 60, 15
#: PostgreSQL's codes for a deadlock, a transaction that cannot be put in order, and a lock not had in time.
CONTENDED = frozenset({"40P01", "40001", "55P03"})


def _make_private(path: Path) -> None:
    """Create the file for its owner only (0600), or make it so; SQLite's own files beside it follow."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if os.name == "posix" and path.stat().st_mode & 0o077:
            for name in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    path.with_name(path.name + name).chmod(0o600)
    except PermissionError:
        raise KaffeError(f"Databasen {path} kan ikke åbnes: ingen adgang til filen eller mappen.") from None
    except IsADirectoryError:
        raise KaffeError(f"Databasen {path} er en mappe. Skriv stien til en fil.") from None


class Database:
    """An open, up-to-date database. `read` and `write` each give one transaction."""

    def __init__(self, url: URL | str, *, lag: int = 0, sync: Callable[[Path], None] = to_disk) -> None:
        """Open `url` and bring its tables up to date.

        With SQLite, `lag` results that `record` took may be on their way to the disk at a time; 0
        waits for each, as everything else does. `sync` brings a file to the disk.

        :raises KaffeError: it cannot be opened, or is from a newer program.
        """
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._syncer: Syncer | None = None
        self._waits = True
        options: dict[str, Any] = {}
        if self.is_sqlite:
            self._path = Path(self.url.database or "")
            try:
                _make_private(self._path)
            except OSError as error:
                raise KaffeError(f"Databasen {self._path} kan ikke åbnes: {in_danish(error)}.") from None
            if lag:
                self._syncer = Syncer(self._path.with_name(f"{self._path.name}-wal"), lag, sync)
            options = {"connect_args": {"timeout": BUSY, "check_same_thread": False, "isolation_level": None}}
        else:
            options = {
                "connect_args": {
                    "connect_timeout": CONNECT, "application_name": "vaertskab-kaffe",
                    "options": f"-c lock_timeout={BUSY}s",
                },
                "pool_size": 5, "pool_pre_ping": True, "isolation_level": "READ COMMITTED",
            }  # fmt: skip
        # SQLite has one writer at a time; threads take turns here, where waiting is no polling.
        self._turn = threading.Lock() if self.is_sqlite else contextlib.nullcontext()
        self.engine = create_engine(self.url, **options)
        self._writer: Connection | None = None
        if self.is_sqlite:
            event.listen(self.engine, "connect", self._prepare)
            event.listen(self.engine, "begin", self._begin)
        with self.write() as connection:
            schema.migrate(connection)

    def _prepare(self, connection: Any, _record: object) -> None:
        """Set what SQLite forgets with each connection; deleted people are overwritten in the file."""
        # A mail changes some few rows: small pages are a quarter of what goes to the log (4 MB of it).
        small = ("page_size = 1024", "wal_autocheckpoint = 4000")
        for pragma in (*small, "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        # Two that open a new file at once: SQLite does not wait here, whatever the time-out.
        for last in (*[False] * 100, True):
            try:
                connection.execute("PRAGMA journal_mode = WAL").close()
                return
            except sqlite3.OperationalError as error:
                if last or "locked" not in str(error):
                    raise
                time.sleep(0.05)

    def _begin(self, connection: Connection) -> None:
        reading = connection.get_execution_options().get("kaffe_reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a transaction that only reads: it waits for nobody, and sees one moment."""
        with self._told(), self.engine.connect().execution_options(kaffe_reading=True) as connection:
            yield connection

    @contextlib.contextmanager
    def write(self, *, wait: bool = True) -> Iterator[Connection]:
        """Give a transaction that is kept when the block ends well, and undone when it does not.

        It is on the disk before this returns, unless `wait` is False and some `lag` is allowed.
        """
        with self._told(), self._turn:
            if not self.is_sqlite:
                with self.engine.begin() as connection:
                    yield connection
                return
            # There is one writer at a time, so one connection is kept: a mail is recorded sooner.
            self._writer = self._writer or self.engine.connect()
            self._wait_for_disk(self._writer, wait or self._syncer is None)
            with self._writer.begin():
                yield self._writer

    @contextlib.contextmanager
    def record(self, results: int) -> Iterator[Connection]:
        """Give a transaction for `Quick` statements alone, with the fate of so many mails.

        It is safe from a process that is killed before this returns. For the disk it waits as `write`
        does; or with a `lag` only when more results than that are on their way.
        """
        if not self.is_sqlite or self._writer is None or self._syncer is None:
            with self.write() as connection:
                yield connection
            return
        with self._told(), self._turn:
            self._wait_for_disk(self._writer, False)
            # SQLAlchemy's own transaction takes longer than SQLite's.
            driver = self._writer.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            try:
                driver.execute("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    driver.execute("COMMIT")
                finally:
                    if driver.in_transaction:
                        driver.execute("ROLLBACK")
            except sqlite3.Error as error:
                raise DBAPIError("BEGIN", None, error) from error
            if results:
                self._syncer.wrote(results)

    def _wait_for_disk(self, connection: Connection, wait: bool) -> None:
        """Let SQLite wait for the disk at each commit, or only before it writes its log back."""
        if wait != self._waits:
            connection.connection.cursor().execute(f"PRAGMA synchronous = {'FULL' if wait else 'NORMAL'}")
            self._waits = wait

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Tell a broken or missing database in Danish; SQLAlchemy's own message may hold personal data."""
        try:
            yield
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") in CONTENDED:
                raise ContendedError("En anden kommando var i vejen i databasen. Prøv igen.") from error
            told = of_database_in_danish(error.orig)
            raise KaffeError(f"Databasen {self} kan ikke bruges: {told}.") from error
        except SQLAlchemyError as error:
            raise KaffeError(f"Databasen {self} kan ikke bruges: {type(error).__name__}.") from error

    def __str__(self) -> str:
        """Return where it is, without the password."""
        return str(self._path) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    def clock(self, *, fixed: bool = True) -> ColumnElement[float]:
        """Return the clock that leases run on, in seconds since 1970: one for all machines.

        When not `fixed`, it is for a statement that is kept, and `clock_values` is given at each use.
        """
        if self.is_sqlite:
            return literal(time.time(), Double) if fixed else bindparam("p_clock", type_=Double)
        return func.extract("epoch", func.clock_timestamp()).cast(Double)

    def clock_values(self) -> dict[str, float]:
        """Return what a statement with a `clock` that is not fixed needs: the time now."""
        return {"p_clock": time.time()} if self.is_sqlite else {}

    def forget(self) -> None:
        """Make deleted rows unreadable in the file too: SQLite's log is written back and emptied."""
        if self.is_sqlite:
            with self._told(), contextlib.closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        """Let go of all connections; what is on its way to the disk gets there first."""
        if self._syncer is not None:
            self._syncer.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self.engine.dispose()
