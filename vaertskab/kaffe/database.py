"""The database under the ledger: SQLite (WAL) on one machine, or PostgreSQL for several."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Double, Executable, Row, create_engine, event, func, literal
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from vaertskab.kaffe import schema
from vaertskab.kaffe.errors import ContendedError, KaffeError, in_words
from vaertskab.model.language import _

#: Seconds to wait for another process that writes, and for a PostgreSQL that does not answer.
BUSY, CONNECT = 60, 15
#: PostgreSQL's codes for a deadlock, a transaction that cannot be put in order, and a lock not had in time.
CONTENDED = frozenset({"40P01", "40001", "55P03"})


def _make_private(path: Path) -> None:
    """Create the file for its owner only (0600), or make it so; SQLite's own files beside it follow."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if os.name == "posix" and path.stat().st_mode & 0o077:
        for name in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + name).chmod(0o600)


class Database:
    """An open, up-to-date database. `read` and `write` each give one transaction."""

    def __init__(self, url: URL | str) -> None:
        """Open `url` and bring its tables up to date.

        :raises KaffeError: it cannot be opened, or is from a newer program.
        """
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        options: dict[str, Any] = {}
        if self.is_sqlite:
            self._path = Path(self.url.database or "")
            try:
                _make_private(self._path)
            except OSError as error:
                raise KaffeError(
                    _("Databasen {path} kan ikke åbnes: {why}.").format(path=self._path, why=in_words(error))
                ) from None
            options = {"connect_args": {"timeout": BUSY, "check_same_thread": False, "isolation_level": None}}
        else:
            options = {
                "connect_args": {
                    "connect_timeout": CONNECT, "application_name": "vaertskab-kaffe",
                    "options": f"-c lock_timeout={BUSY}s",
                },
                "pool_size": 5, "pool_pre_ping": True, "isolation_level": "READ COMMITTED",
            }  # fmt: skip
        self.engine = create_engine(self.url, **options)
        if self.is_sqlite:
            event.listen(self.engine, "connect", self._prepare)
            event.listen(self.engine, "begin", self._begin)
        with self.write() as connection:
            schema.migrate(connection)

    def _prepare(self, connection: Any, _record: object) -> None:
        """Set what SQLite forgets with each connection; deleted people are overwritten in the file."""
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
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
        options: dict[str, Any] = {"kaffe_reading": True}
        if not self.is_sqlite:
            options["isolation_level"] = "REPEATABLE READ"
        with self._told(), self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a transaction that is kept when the block ends well, and undone when it does not.

        It is on the disk before this returns.
        """
        with self._told(), self.engine.begin() as connection:
            yield connection

    def rows(self, statement: Executable) -> Sequence[Row[Any]]:
        """Return what a statement reads, from a transaction of its own."""
        with self.read() as connection:
            return connection.execute(statement).all()

    def value(self, statement: Executable) -> Any:
        """Return the first value that a statement reads; None where there is none."""
        with self.read() as connection:
            return connection.execute(statement).scalar()

    def change(self, statement: Executable) -> int:
        """Carry out a statement in a transaction of its own; return how many rows it changed."""
        with self.write() as connection:
            return connection.execute(statement).rowcount

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Tell a broken or missing database in Danish; SQLAlchemy's own message may hold personal data."""
        try:
            yield
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") in CONTENDED:
                raise ContendedError(_("En anden kommando var i vejen i databasen. Prøv igen.")) from error
            raise KaffeError(
                _("Databasen {database} kan ikke bruges: {why}.").format(
                    database=self, why=in_words(error.orig)
                )
            ) from error
        except SQLAlchemyError as error:
            raise KaffeError(
                _("Databasen {database} kan ikke bruges: {name}.").format(
                    database=self, name=type(error).__name__
                )
            ) from error

    def __str__(self) -> str:
        """Return where it is, without the password."""
        return str(self._path) if self.is_sqlite else self.url.render_as_string(hide_password=True)

    def clock(self) -> ColumnElement[float]:
        """Return the clock that leases run on, in seconds since 1970: one for all machines."""
        if self.is_sqlite:
            return literal(time.time(), Double)
        return func.extract("epoch", func.clock_timestamp()).cast(Double)

    def forget(self) -> None:
        """Make deleted rows unreadable in the file too: SQLite's log is written back and emptied."""
        if self.is_sqlite:
            with self._told(), contextlib.closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


class OnDatabase:
    """What works on a database."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database
