"""Mails that belong to nobody's week: to whoever ordered, to the administrator, and to try it out."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Callable
from functools import partial

from sqlalchemy import ColumnElement, Connection, func, or_, select

from vaertskab.kaffe.course import Course
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.orderer import leader_mail, plan_mail
from vaertskab.kaffe.model import Order, PlannedMail
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.rows import seconds
from vaertskab.kaffe.schema import orders
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.rate import RateLimiter
from vaertskab.kaffe.sending.retry import verdict_of
from vaertskab.kaffe.sending.transport import (
    BrokenError,
    Envelope,
    HaltError,
    Transport,
    UnreachableError,
    Verdict,
)
from vaertskab.kaffe.settings import Settings
from vaertskab.model.language import N_, _

_O = orders.c
#: A leader's mail that is later than this is left out: the next one comes.
LATE = dt.timedelta(days=6)
_DAY_FULL = N_("Der er sendt så mange mails, som der må sendes i et døgn.")


class DayFullError(KaffeError):
    """No more mails may go in this day and night."""


def deliver(transport: Transport, envelope: Envelope, data: bytes) -> None:
    """Hand over one mail; KaffeError: the server did not take it."""
    transport.open()
    try:
        reply = transport.send(envelope, data)
    except ValueError as error:
        raise KaffeError(_("Mailen kan ikke sendes: {error}.").format(error=error)) from None
    if verdict_of(reply) is not Verdict.TAKEN:
        raise KaffeError(
            _("Mailserveren tog ikke imod mailen til {recipient}: {reply}").format(
                recipient=envelope.recipient, reply=reply
            )
        )


class OrdererMail:
    """Tells whoever ordered of the plan, its changes and each week.

    As with a participant's mail: claimed and marked as in flight in one commit, then sent, then recorded. So
    two runs side by side send one, and what a killed run may have sent twice is counted.
    """

    def __init__(
        self, settings: Settings, course: Course, database: Database, transport: Transport, now: dt.datetime,
        *, stop: threading.Event | None = None,
    ) -> None:  # fmt: skip
        """Work with `transport`, at `now`; when `stop` is set, no other mail is begun."""
        self._sender, self._course, self._transport = settings.need_sender(), course, transport
        self._database, self._ledger, self._orders = database, Ledger(database), Orders(database)
        self._now, self._lease, self._owner = now, settings.lease, secrets.token_hex(8)
        self._limiter = RateLimiter(database, settings.per_minute, settings.per_day)
        self._stop, self._is_full = stop or threading.Event(), False

    def mail_plan(self, order: Order) -> bool:
        """Mail the plan of a stored order as it is: the confirmation, or what has changed.

        False when another run is at it, or was before.

        :raises KaffeError: the mail server did not take it.
        """
        tracks, edition = self._orders.tracks(order.id), self._ledger.edition(order.edition)
        people, plan = sum(track.people for track in tracks), tracks[0].plan
        mail = plan_mail(self._sender, order, plan, self._course, edition, people, self._now)
        told = {"told": order.sequence, "confirmed": func.coalesce(_O.confirmed, seconds(self._now))}
        is_news = _O.told < order.sequence
        return self._deliver(order, f"ordre.{order.sequence}", mail.as_bytes(), is_news, told)

    def mail_all_plans(self, warn: Callable[[str], None], order: int | None = None) -> list[str]:
        """Mail the plans that have not been told yet, of all orders or one; return notes.

        One that is not taken holds up nothing: `warn` is given a sentence.

        :raises HaltError: the server will not have mail from us; it is not asked again for each order.
        :raises UnreachableError: it cannot be reached.
        """
        notes = []
        for one in self._ledger.orders_to_notify(order):
            is_new = one.change == ""
            failed = (
                _("Bekræftelsen af ordre {number} er ikke sendt. {why}")
                if is_new
                else _("Den ændrede plan for ordre {number} er ikke sendt. {why}")
            )
            sent = (
                _("Bekræftelsen af ordre {number} er sendt.")
                if is_new
                else _("Den ændrede plan for ordre {number} er sendt.")
            )
            if self._try(warn, failed, one.id, partial(self.mail_plan, one)):
                notes.append(sent.format(number=one.id))
        return notes + ([_(_DAY_FULL)] if self._is_full else [])

    def mail_leaders(self, warn: Callable[[str], None], order: int | None = None) -> None:
        """Mail each orderer about the week whose mails have gone. As `mail_all_plans`."""
        failed = _("Lederens mail for ordre {number} er ikke sendt. {why}")
        for one in self._orders.orders():
            if order is None or one.id == order:
                self._try(warn, failed, one.id, partial(self._mail_leader, one))

    def _try(self, warn: Callable[[str], None], failed: str, order: int, send: Callable[[], bool]) -> bool:
        try:
            return not self._stop.is_set() and send()
        except (HaltError, UnreachableError):
            raise
        except DayFullError:
            self._is_full = True
        except KaffeError as error:
            warn(failed.format(number=order, why=error))
        return False

    def _week_for_leader(self, order: Order) -> PlannedMail | None:
        """The last week whose mails have gone, when that is new and the orderer is to hear of it."""
        if order.stopped or not order.leader_mail or not order.orderer.address:
            return None
        planned = self._orders.tracks(order.id)[0].plan
        gone = [mail for mail in planned if mail.due <= self._now and mail.week <= order.weeks]
        if not gone or gone[-1].week <= order.leader_week or self._now - gone[-1].due > LATE:
            return None
        went, _, _ = self._ledger.figures(order.id, gone[-1].week)
        return gone[-1] if went and by_day(order, self._now) == self._now else None

    def _mail_leader(self, order: Order) -> bool:
        if not (mail := self._week_for_leader(order)):
            return False
        week, ledger = mail.week, self._ledger
        figures = ledger.figures(order.id, week)
        edition = ledger.edition(order.edition)
        letter = leader_mail(self._sender, order, week, self._course, edition, *figures, self._now)
        # The plan first: what is marked as in flight is one mail at a time.
        is_news = (_O.leader_week < week) & (_O.told >= _O.sequence)
        return self._deliver(order, f"leder.{week}", letter.as_bytes(), is_news, {"leader_week": week})

    def _deliver(
        self, order: Order, name: str, data: bytes, is_news: ColumnElement[bool], done: dict[str, object]
    ) -> bool:
        """Send the mail `name`, and note `done` of the order.

        False when it `is_news` no longer, the order has been changed meanwhile, or another sends it.
        """
        if wait := self._limiter.wait():
            self._stop.wait(wait)
        with self._database.write() as connection:
            if not self._claim(connection, order, name, is_news):
                return False
            handover = self._limiter.take(connection, self._now)
            if handover is None:  # which undoes the claim
                raise DayFullError(_(_DAY_FULL))
        try:
            envelope = Envelope(self._sender.address, order.orderer.address, f"{name}.{order.id}")
            deliver(self._transport, envelope, data)
        except KaffeError as error:
            maybe_taken = isinstance(error, BrokenError) and error.maybe_taken
            with self._database.write() as connection:
                self._limiter.give_back(connection, handover)
                self._free(connection, order, "" if maybe_taken else name)
            raise
        with self._database.write() as connection:
            connection.execute(orders.update().where(_O.id == order.id, is_news).values(done))
            self._free(connection, order, name)
        return True

    def _claim(self, connection: Connection, order: Order, name: str, is_news: ColumnElement[bool]) -> bool:
        """Lease the order's mails, and note that `name` is under way beside others that may have arrived."""
        clock = self._database.clock()
        free = or_(_O.leased_until.is_(None), _O.leased_until < clock)
        unchanged = (_O.id == order.id) & (_O.sequence == order.sequence)
        row = connection.execute(orders.select().where(unchanged, is_news, free).with_for_update()).first()
        if row is None:
            return False
        under_way = row.in_flight.split()
        claim = orders.update().where(_O.id == order.id).values(
            owner=self._owner, leased_until=clock + self._lease, repeats=row.repeats + (name in under_way),
            in_flight=" ".join(dict.fromkeys([*under_way, name])),
        )  # fmt: skip
        connection.execute(claim)
        return True

    def _free(self, connection: Connection, order: Order, settled: str) -> None:
        """Let go of the order's mails; it is known of `settled` whether it has arrived ("" for none)."""
        mine = (_O.id == order.id) & (_O.owner == self._owner)
        under_way = connection.scalar(select(_O.in_flight).where(mine).with_for_update()) or ""
        left = " ".join(name for name in under_way.split() if name != settled)
        connection.execute(orders.update().where(mine).values(owner=None, leased_until=None, in_flight=left))
