"""Mails that belong to nobody's week: to whoever ordered, to the administrator, and to try it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.letters.orderer import leader_mail, plan_mail
from vaertskab.kaffe.model import Order, PlannedMail
from vaertskab.kaffe.orders.calendar import by_day
from vaertskab.kaffe.orders.orders import Orders
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

#: A leader's mail that is later than this is left out: the next one comes.
LATE = dt.timedelta(days=6)


def deliver(transport: Transport, envelope: Envelope, data: bytes) -> None:
    """Hand over one mail.

    :raises KaffeError: the server did not take it; a Danish sentence.
    """
    transport.open()
    try:
        reply = transport.send(envelope, data)
    except BrokenError as error:
        raise KaffeError(f"Forbindelsen til mailserveren faldt: {error}.") from None
    except ValueError as error:
        raise KaffeError(f"Mailen kan ikke sendes: {error}.") from None
    if verdict_of(reply) is not Verdict.TAKEN:
        raise KaffeError(f"Mailserveren tog ikke imod mailen til {envelope.recipient}: {reply}")


class OrdererMail:
    """Tells whoever ordered of the plan, its changes and each week."""

    def __init__(
        self, settings: Settings, course: Course, database: Database, transport: Transport, now: dt.datetime
    ) -> None:
        """Work with `transport`, at `now`."""
        self._sender, self._course, self._transport = settings.need_sender(), course, transport
        self._ledger, self._orders, self._now = Ledger(database), Orders(database), now
        self._limiter = RateLimiter(database, settings.per_minute, settings.per_day)

    def _edition(self, order: Order) -> Edition:
        return self._ledger.edition(order.edition)

    def _deliver(self, order: Order, kind: str, data: bytes) -> None:
        if not self._limiter.take_alone(self._now):
            raise KaffeError("Der er sendt så mange mails, som der må sendes i et døgn.")
        deliver(
            self._transport, Envelope(self._sender.address, order.orderer.address, f"{kind}.{order.id}"), data
        )

    def tell_plan(self, order: Order) -> None:
        """Mail the plan of a stored order as it is: the confirmation, or what has changed.

        :raises KaffeError: the mail server did not take it; a Danish sentence.
        """
        tracks = self._orders.tracks(order.id)
        people, plan = sum(track.people for track in tracks), tracks[0].plan
        mail = plan_mail(self._sender, order, plan, self._course, self._edition(order), people, self._now)
        self._deliver(order, "ordre", mail.as_bytes())
        self._ledger.tell(order, self._now)

    def tell_all(self) -> Iterator[str]:
        """Mail the plans that have not been told yet; give a Danish sentence for each.

        One that is not taken holds up nothing.

        :raises HaltError: the server will not have mail from us; it is not asked again for each order.
        :raises UnreachableError: it cannot be reached.
        """
        for order in self._ledger.untold():
            what = "Bekræftelsen af" if order.change == "" else "Den ændrede plan for"
            try:
                self.tell_plan(order)
            except (HaltError, UnreachableError):
                raise
            except KaffeError as error:
                yield f"{what} ordre {order.id} er ikke sendt. {error}"
            else:
                yield f"{what} ordre {order.id} er sendt."

    def lead_all(self) -> Iterator[str]:
        """Mail each orderer about the week whose mails have gone; a Danish sentence for what fails."""
        for order in self._orders.orders():
            mail = self._week_to_lead(order)
            if mail is None:
                continue
            try:
                self._lead(order, mail.week)
            except (HaltError, UnreachableError):
                raise
            except KaffeError as error:
                yield f"Lederens mail for ordre {order.id} er ikke sendt. {error}"
            else:
                self._ledger.led(order.id, mail.week)

    def _week_to_lead(self, order: Order) -> PlannedMail | None:
        """The last week whose mails have gone, when that is new and the orderer is to hear of it."""
        if order.stopped or not order.leader_mail or not order.orderer.address:
            return None
        gone = [mail for mail in self._orders.tracks(order.id)[0].plan if mail.due <= self._now]
        if not gone or gone[-1].week <= order.leader_week or self._now - gone[-1].due > LATE:
            return None
        went, _ = self._ledger.week_of_leader(order.id, gone[-1].week)
        return gone[-1] if went and by_day(order, self._now) == self._now else None

    def _lead(self, order: Order, week: int) -> None:
        listed = self._ledger.people_in(order.id)
        went, unknown = self._ledger.week_of_leader(order.id, week)
        mail = leader_mail(
            self._sender, order, week, self._course, self._edition(order), went, listed, unknown, self._now
        )
        self._deliver(order, "leder", mail.as_bytes())
