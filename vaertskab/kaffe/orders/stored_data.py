"""What is stored of a person, and its removal (GDPR, articles 15–17)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, func, select

from vaertskab.kaffe.address import key_of, shown
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Status
from vaertskab.kaffe.orders.calendar import months_after
from vaertskab.kaffe.orders.participants import is_orderer
from vaertskab.kaffe.rows import instant, seconds
from vaertskab.kaffe.schema import deliveries, editions, notices, orders, participants, runs, slots, tracks
from vaertskab.kaffe.text import words_of
from vaertskab.model.language import N_, _

_P, _D = participants.c, deliveries.c
#: How long runs, and what waited for a human, are kept.
RUNS_KEPT, NOTICES_KEPT = dt.timedelta(days=365), dt.timedelta(days=90)


class StoredData:
    """All that is stored of people, for those who ask, and until it is to go."""

    def __init__(self, database: Database, keep_months: int) -> None:
        """Keep people until `keep_months` after the last mail of their order."""
        self._database, self._months = database, keep_months

    def extract(self, address: str) -> dict[str, Any]:
        """Return all that is stored of a person, as plain data with Danish keys.

        `deltagelser` and `bestillinger` are empty when nothing is stored.
        """
        key = key_of(address)
        with self._database.read() as connection:
            ends = self._ends(connection)
            joined = participants.join(orders, orders.c.id == _P.order_id)
            chosen = select(participants, orders.c.workplace).select_from(joined).where(_P.address_key == key)
            found = connection.execute(chosen.order_by(_P.id)).all()
            mails = select(deliveries).where(_D.participant_id.in_([row.id for row in found]))
            sent: dict[int, list[dict[str, Any]]] = {row.id: [] for row in found}
            for mail in connection.execute(mails.order_by(_D.week)):
                told = {"uge": mail.week, "hvornår": _iso(mail.settled), "sendt": bool(mail.sent)}
                extra = {"forsøg": mail.attempts, "gentaget": mail.repeats, "fejl": words_of(mail.error)}
                sent[mail.participant_id].append(told | extra)
            placed = connection.execute(orders.select().where(is_orderer(key)).order_by(orders.c.id)).all()
        return {
            "adresse": address,
            "deltagelser": [
                _told(row) | {"gemmes_til": str(ends[row.order_id]), "mails": sent[row.id]} for row in found
            ],
            "bestillinger": [
                {
                    "ordre": row.id, "arbejdsplads": row.workplace, "navn": row.orderer_name,
                    "adresse": row.orderer_address, "bestilt": _iso(row.placed),
                    "gemmes_til": str(ends[row.id]),
                }
                for row in placed
            ],
        }  # fmt: skip

    def erase(self, address: str) -> tuple[int, int]:
        """Remove all that is stored of a person, in the file too; an order goes on without its orderer.

        Returns of how many orders it was as a participant, and as the orderer.

        :raises KaffeError: nothing is stored of `address`.
        """
        key = key_of(address)
        with self._database.write() as connection:
            people = connection.execute(participants.delete().where(_P.address_key == key)).rowcount
            nobody = {"orderer_name": "", "orderer_address": ""}
            orderers = connection.execute(orders.update().where(is_orderer(key)).values(nobody)).rowcount
            if not people + orderers:
                raise KaffeError(_("Der er ikke gemt noget om {address}.").format(address=shown(address)))
            named = func.lower(notices.c.words).contains(key, autoescape=True)
            connection.execute(notices.delete().where(named))
            _tidy(connection)
        self._database.forget()
        return people, orderers

    def purge(self, now: dt.datetime) -> tuple[int, int]:
        """Remove the orders whose time is over, and what else is old; return how many people and orders."""
        today = str(now.date())
        with self._database.write() as connection:
            over = [number for number, end in self._ends(connection).items() if str(end) < today]
            people = connection.execute(participants.delete().where(_P.order_id.in_(over))).rowcount
            connection.execute(orders.delete().where(orders.c.id.in_(over)))
            connection.execute(runs.delete().where(runs.c.began < seconds(now - RUNS_KEPT)))
            connection.execute(notices.delete().where(notices.c.at < seconds(now - NOTICES_KEPT)))
            _tidy(connection)
        self._database.forget()
        return people, len(over)

    def _ends(self, connection: Connection) -> Mapping[int, dt.date]:
        """The last day that each order is kept: so many months after its last mail, follow-ups included.

        The last mail of a stopped order is the last that went; of another, also what is still to come.
        """
        last_slot = select(func.max(slots.c.due)).join(tracks, tracks.c.id == slots.c.track_id)
        last_slot = last_slot.where(tracks.c.order_id == orders.c.id).correlate(orders)
        of_order = _P.order_id == orders.c.id
        went = select(func.max(_P.last_sent)).where(of_order).correlate(orders)
        waits = select(func.max(_P.ready)).where(of_order).correlate(orders)
        each = select(
            orders.c.id, orders.c.placed, orders.c.stopped, last_slot.scalar_subquery(),
            went.scalar_subquery(), waits.scalar_subquery(),
        )  # fmt: skip
        ends = {}
        for number, placed, stopped, planned, sent, waiting in connection.execute(each):
            known = (placed, sent) if stopped else (placed, planned, sent, waiting)
            last = instant(max(moment for moment in known if moment is not None))
            ends[number] = months_after(last.date(), self._months)
        return ends


def _told(row: Row[Any]) -> dict[str, Any]:
    return {
        "ordre": row.order_id,
        "arbejdsplads": row.workplace,
        "navn": row.name,
        "adresse": row.address,
        "kendetegn": row.token,
        "tilstand": Status(row.status).label,
        "grund": words_of(row.why),
        "med_siden": _iso(row.joined),
        "næste_uge": row.next_week if row.ready is not None else None,
        "næste_mail": _iso(row.ready) if row.ready is not None else None,
        "seneste_mail": _iso(row.last_sent) if row.last_sent is not None else None,
        "seneste_fejl": words_of(row.error),
        "afvist_i_træk": row.refusals,
        "sider_til": row.access_until,
    }


#: What the keys are called where they are shown, and not handed on as JSON.
KEYS = (
    N_("ordre"), N_("arbejdsplads"), N_("navn"), N_("adresse"), N_("kendetegn"), N_("tilstand"), N_("grund"),
    N_("med siden"), N_("næste uge"), N_("næste mail"), N_("seneste mail"), N_("seneste fejl"),
    N_("afvist i træk"), N_("sider til"), N_("gemmes til"), N_("bestilt"),
)  # fmt: skip


def _iso(stored: int) -> str:
    return instant(stored).isoformat()


def _tidy(connection: Connection) -> None:
    """Remove texts that no order uses any longer."""
    used = select(orders.c.edition)
    connection.execute(editions.delete().where(editions.c.id.not_in(used)))
