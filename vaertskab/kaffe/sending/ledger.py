"""The ledger apart from the queue: frozen texts, who a token names, and what the orderers have been told."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Order, Participant, Person, Status
from vaertskab.kaffe.orders.editions import read_edition
from vaertskab.kaffe.rows import order_of, participant_of
from vaertskab.kaffe.schema import deliveries, memory, orders, participants, remember
from vaertskab.kaffe.text import words_of

_P, _D = participants.c, deliveries.c


class Ledger:
    """What the mails and the mailbox ask of the ledger."""

    def __init__(self, database: Database) -> None:
        """Work on `database`."""
        self._database = database

    def edition(self, number: int) -> Edition:
        """Return the text as it was frozen under `number` (`Order.edition`)."""
        with self._database.read() as connection:
            return read_edition(connection, number)

    def remember_course(self, content: str) -> None:
        """Keep the course file as it was when it could last be used."""
        with self._database.write() as connection:
            remember(connection, "course", text=content)

    def remembered_course(self) -> str:
        """Return what `remember_course` kept last; "" for nothing."""
        with self._database.read() as connection:
            return connection.execute(select(memory.c.text).where(memory.c.key == "course")).scalar() or ""

    def orders_to_notify(self, number: int | None = None) -> list[Order]:
        """Return the orders whose orderer has not been mailed the plan as it is, or that it was stopped.

        Of all, or only the order `number`. One stopped before its confirmation went is told of to nobody.
        """
        waiting = orders.select().where(
            orders.c.told < orders.c.sequence, orders.c.orderer_address != "",
            orders.c.stopped.is_(None) | (orders.c.told >= 0),
        )  # fmt: skip
        if number is not None:
            waiting = waiting.where(orders.c.id == number)
        with self._database.read() as connection:
            return [order_of(row) for row in connection.execute(waiting.order_by(orders.c.id))]

    def week_of_leader(self, order_id: int, week: int) -> tuple[int, list[Person]]:
        """Return of an order how many mails of `week` went, and whose address is unknown."""
        of_order = _P.order_id == order_id
        went = select(func.count()).select_from(deliveries.join(participants, _P.id == _D.participant_id))
        unknown = select(_P.name, _P.address).where(of_order, _P.status == Status.BOUNCED.value)
        with self._database.read() as connection:
            return (
                connection.execute(went.where(of_order, _D.week == week, _D.sent)).scalar_one(),
                [Person(*row) for row in connection.execute(unknown.order_by(_P.id))],
            )

    def find(self, token: str) -> Participant | None:
        """Return whom a token names, or None."""
        with self._database.read() as connection:
            row = connection.execute(participants.select().where(_P.token == token)).one_or_none()
            return None if row is None else participant_of(row)

    def people_in(self, order_id: int) -> int:
        """Return how many people an order has."""
        with self._database.read() as connection:
            of = select(func.count()).select_from(participants).where(_P.order_id == order_id)
            return connection.execute(of).scalar_one()

    def leave(self, participant_id: int, why: str) -> bool:
        """Take a person out of the course at their own wish; False when they have left already."""
        return self._take_out(participant_id, Status.LEFT, why)

    def bounce(self, participant_id: int, error: str, week: int | None = None) -> bool:
        """Stop mail to a person whose address was reported unknown (RFC 3464); False when already out.

        `week` is the mail that came back (the last that went when None): it goes to a corrected address.
        """
        return self._take_out(participant_id, Status.BOUNCED, error, week)

    def note_failure(self, participant_id: int, week: int, words: str) -> bool:
        """Keep what a report says of a mail that was taken and did not arrive; False when it is known."""
        of = (_D.participant_id == participant_id) & (_D.week == week) & _D.sent
        with self._database.write() as connection:
            if connection.scalar(select(_D.error).where(of)) == words_of(words):
                return False
            connection.execute(deliveries.update().where(of).values(error=words_of(words)))
        return True

    def _take_out(self, participant_id: int, status: Status, why: str, week: int | None = None) -> bool:
        running = participants.update().where(_P.id == participant_id, _P.status.in_(_RUNNING[status]))
        values: dict[str, Any] = {"status": status.value, "why": words_of(why), "ready": None}
        if status is Status.BOUNCED:
            last = select(func.max(_D.week)).where(_D.participant_id == participant_id, _D.sent)
            values["bounced_week"] = last.scalar_subquery() if week is None else week
        with self._database.write() as connection:
            return connection.execute(running.values(values)).rowcount > 0


#: A wish to leave counts whatever has happened: it also keeps the person out of new orders.
_RUNNING = {
    Status.LEFT: tuple(status.value for status in Status if status is not Status.LEFT),
    Status.BOUNCED: (Status.ACTIVE.value, Status.DONE.value),
}
