"""How fast mail may go: counted in the ledger, so that it holds for all processes and machines together."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.rows import seconds
from vaertskab.kaffe.schema import handovers, memory

DAY = dt.timedelta(days=1)
#: How long a handover is remembered.
KEPT = dt.timedelta(days=3)
_TAKEN = handovers.insert().returning(handovers.c.id)


class RateLimiter:
    """Spreads mails evenly over each minute, and counts them over each day and night. 0 is no limit."""

    def __init__(self, database: Database, per_minute: int, per_day: int) -> None:
        """Allow `per_minute` mails a minute and `per_day` in any 24 hours."""
        self._database, self._gap = database, 60 / per_minute if per_minute else 0.0
        self.per_day = per_day

    def wait(self) -> float:
        """Take the next place in the queue of all senders; return the seconds to wait for it, 0 for none."""
        if not self._gap:
            return 0.0
        with self._database.write() as connection:
            row = memory.c.key == "pace"
            taken = select(memory.c.number, self._database.clock()).where(row).with_for_update()
            free_from, now = connection.execute(taken).one()
            # A clock that was set back must not hold up everything.
            place = max(min(free_from, now + 60), now)
            connection.execute(memory.update().where(row).values(number=place + self._gap))
        return float(place - now)

    def take(self, connection: Connection, now: dt.datetime) -> int | None:
        """Count a mail that is about to go, in the caller's transaction; None when the day has had enough.

        Returns the number to `give_back` when the server did not take the mail.
        """
        if self.per_day:
            # Whoever counts has this row to themselves, so that two cannot take the last place.
            connection.execute(memory.select().where(memory.c.key == "pace").with_for_update())
            if self._used(connection, now) >= self.per_day:
                return None
        return int(connection.execute(_TAKEN, {"at": seconds(now)}).scalar_one())

    def give_back(self, connection: Connection, number: int) -> None:
        """Take back a mail that did not go."""
        connection.execute(handovers.delete().where(handovers.c.id == number))

    def left(self, now: dt.datetime) -> int | None:
        """Return how many mails may still go in this day and night; None for no limit."""
        if not self.per_day:
            return None
        with self._database.read() as connection:
            return max(0, self.per_day - self._used(connection, now))

    def forget_old(self, now: dt.datetime) -> None:
        """Forget what no limit asks for any longer."""
        self._database.change(handovers.delete().where(handovers.c.at < seconds(now - KEPT)))

    def _used(self, connection: Connection, now: dt.datetime) -> int:
        within = handovers.c.at > seconds(now - DAY), handovers.c.at <= seconds(now)
        return connection.execute(select(func.count()).select_from(handovers).where(*within)).scalar_one()
