"""Statements that run for every mail: compiled once, and given to the driver as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import UpdateBase


class Quick:
    """An INSERT, UPDATE or DELETE with plain values (numbers, text, true, None) for its parameters."""

    def __init__(self, statement: UpdateBase) -> None:
        """Keep the statement; it is compiled when a database is there."""
        self._statement = statement
        self._compiled: dict[str, tuple[str, dict[str, Any], list[str] | None]] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Execute with `values` for the parameters that are not constants; return how many rows it met."""
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            made = self._statement.compile(dialect=connection.dialect)
            constants = {name: value for name, value in made.params.items() if not made.binds[name].required}
            compiled = str(made), constants, made.positiontup if made.positional else None
            self._compiled[connection.dialect.name] = compiled
        text, constants, order = compiled
        given = {**constants, **values}
        cursor = connection.connection.cursor()
        try:
            cursor.execute(text, given if order is None else tuple([given[name] for name in order]))
            return cursor.rowcount
        except connection.dialect.loaded_dbapi.Error as error:
            raise DBAPIError(text, None, error) from error
        finally:
            cursor.close()
