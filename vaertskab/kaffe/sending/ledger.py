"""The ledger apart from the queue: frozen texts, who a token names, and what the orderers have been told."""

from __future__ import annotations

from sqlalchemy import func, select

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.database import OnDatabase
from vaertskab.kaffe.model import Order, Participant, Person, Status
from vaertskab.kaffe.rows import order_of, participant_of, read_edition
from vaertskab.kaffe.schema import deliveries, memory, orders, participants, remember
from vaertskab.kaffe.text import words_of

_P, _D = participants.c, deliveries.c


class Ledger(OnDatabase):
    """What the mails and the mailbox ask of the ledger."""

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
        return self._database.value(select(memory.c.text).where(memory.c.key == "course")) or ""

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
        return [order_of(row) for row in self._database.rows(waiting.order_by(orders.c.id))]

    def figures(self, order_id: int, week: int) -> tuple[int, int, list[Person]]:
        """Return how many mails of an order's `week` went, its people, and those whose address is unknown."""
        of_week = select(func.count()).select_from(deliveries.join(participants, _P.id == _D.participant_id))
        went = self._database.value(of_week.where(_P.order_id == order_id, _D.week == week, _D.sent))
        bounced = select(_P.name, _P.address).where(
            _P.order_id == order_id, _P.status == Status.BOUNCED.value
        ).order_by(_P.id)  # fmt: skip
        unknown = [Person(row.name, row.address) for row in self._database.rows(bounced)]
        return int(went), self.people_in(order_id), unknown

    def find(self, token: str) -> Participant | None:
        """Return whom a token names, or None."""
        found = self._database.rows(participants.select().where(_P.token == token))
        return participant_of(found[0]) if found else None

    def people_in(self, order_id: int) -> int:
        """Return how many people an order has."""
        of_order = select(func.count()).select_from(participants).where(_P.order_id == order_id)
        return int(self._database.value(of_order))

    def leave(self, participant_id: int, why: str) -> bool:
        """Take a person out of the course at their own wish; False when they have left already.

        A wish to leave counts whatever has happened: it also keeps the person out of new orders.
        """
        left = {"status": Status.LEFT.value, "why": words_of(why), "ready": None}
        here = participants.update().where(_P.id == participant_id, _P.status != Status.LEFT.value)
        return self._database.change(here.values(left)) > 0

    def bounce(self, participant_id: int, error: str, week: int | None = None) -> bool:
        """Stop mail to a person whose address was reported unknown (RFC 3464); False when already out.

        `week` is the mail that came back (the last that went when None): it goes to a corrected address.
        """
        last = select(func.max(_D.week)).where(_D.participant_id == participant_id, _D.sent)
        bounced = {
            "status": Status.BOUNCED.value, "why": words_of(error), "ready": None,
            "bounced_week": last.scalar_subquery() if week is None else week,
        }  # fmt: skip
        running = _P.status.in_((Status.ACTIVE.value, Status.DONE.value))
        here = participants.update().where(_P.id == participant_id, running)
        return self._database.change(here.values(bounced)) > 0

    def note_failure(self, participant_id: int, week: int, words: str) -> bool:
        """Keep what a report says of a mail that was taken and did not arrive; False when it is known."""
        of = (_D.participant_id == participant_id) & (_D.week == week) & _D.sent
        if self._database.value(select(_D.error).where(of)) == words_of(words):
            return False
        self._database.change(deliveries.update().where(of).values(error=words_of(words)))
        return True
