"""The database under the ledger: migrations, file modes, what each transaction promises."""

from __future__ import annotations

import datetime as dt
import threading
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, Table, inspect, text

from kaffe.conftest import BOTH
from kaffe.ordering import placed
from vaertskab.kaffe import schema
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError

ZONE = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


pytestmark = BOTH


def test_the_tables_are_what_the_program_thinks_they_are(database: Database) -> None:
    with database.read() as connection:
        inspected = inspect(connection)
        for table in schema.metadata.tables.values():
            assert {column["name"] for column in inspected.get_columns(table.name)} == set(table.c.keys())


def test_an_older_ledger_is_brought_up_to_date_with_all_it_holds(database_url: str) -> None:
    database = Database(database_url)
    placed(database, "anne")

    def third(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE participant ADD COLUMN extra INTEGER"))

    with database.write() as connection:
        assert schema.migrate(connection, (*schema.STEPS, third)) == len(schema.STEPS) + 1
    with database.write() as connection:
        assert schema.version_of(connection) == len(schema.STEPS) + 2
        assert connection.execute(text("SELECT count(extra), count(*) FROM participant")).one() == (0, 1)
    database.close()
    with pytest.raises(KaffeError, match="nyere udgave"):
        Database(database_url)


def test_a_migration_that_fails_changes_nothing(database: Database) -> None:
    half = Table("half", MetaData(), Column("id", Integer, primary_key=True))

    def failing(connection: Connection) -> None:
        half.create(connection)
        connection.execute(text("SELECT * FROM missing"))

    with pytest.raises(KaffeError), database.write() as connection:
        schema.migrate(connection, (*schema.STEPS, failing))
    with database.read() as connection:
        assert schema.version_of(connection) == len(schema.STEPS) + 1
        assert not inspect(connection).has_table("half")


def test_several_may_open_a_new_database_at_once(database_url: str) -> None:
    errors = list[BaseException]()

    def open_it() -> None:
        try:
            Database(database_url).close()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
