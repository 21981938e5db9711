"""What the mails are made of: frozen data that every part of `kaffe` shares. Nothing here does I/O.

Instants are aware datetimes in UTC unless said otherwise; the order's time zone gives the local ones.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

from vaertskab.model.language import N_, _

#: How long the pages are promised to be there, from the first mail. Names are kept for less (`settings`).
YEARS = 2
#: Months after the last of the weeks' mails that a mail asks their questions again, and how that is said.
FOLLOW_UPS = {1: N_("en måned efter"), 3: N_("tre måneder efter"), 6: N_("et halvt år efter")}
#: The least time between two mails to one person, also when a machine has been off.
SPACING = dt.timedelta(days=2)

#: The days of the week, Monday first.
DAYS = (
    N_("mandag"), N_("tirsdag"), N_("onsdag"), N_("torsdag"), N_("fredag"), N_("lørdag"), N_("søndag"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """A week of ISO 8601: Monday to Sunday, numbered 1–53 in the year that holds its Thursday."""

    year: int
    week: int

    def __str__(self) -> str:
        """Return it as ISO 8601 writes it: 2027-W02."""
        return f"{self.year}-W{self.week:02}"

    def day(self, weekday: int) -> dt.date:
        """Return the date of `weekday` (0 is Monday) in this week."""
        return dt.date.fromisocalendar(self.year, self.week, weekday + 1)

    def plus(self, weeks: int) -> IsoWeek:
        """Return the week `weeks` later, across years of 52 and 53 weeks."""
        return IsoWeek.of(self.day(0) + dt.timedelta(weeks=weeks))

    @classmethod
    def of(cls, date: dt.date) -> IsoWeek:
        """Return the week that `date` lies in."""
        year, week, _ = date.isocalendar()
        return cls(year, week)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a mail address: `name` may be "", `address` is user@domain as it is written to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class PlannedMail:
    """When one week's mail goes: the course's week from 1, its ISO week and its instant (UTC).

    `why` says why the day is another than the chosen one, else "": a holiday's name ("Grundlovsdag"), or a
    Danish text that is translated where it is shown.
    """

    week: int
    iso_week: IsoWeek
    due: dt.datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A workplace's order. `id` is its number (0 before it is stored).

    `weekday` is 0 for Monday; `time` is local in `zone`, which the holidays follow; `skipped` weeks get no
    mail and the rest moves; `closed` are the workplace's own days without work. `edition` is the number of
    the frozen text; `fresh_text` means that the text follows the course instead (--ny-tekst). `mail_domain`
    ends every Message-ID of the order, so that it stays the same when the sender's address changes. `weeks`
    is how many mails there are, one a week: as many as the course had pages for when the order was placed.

    `sequence` counts the changes of the plan (RFC 5545), `told` is the last one that the orderer has been
    mailed (-1 for none) and `change` what it was: "" (ordered), "moved", "stopped" or "corrected".
    `leader_mail` says whether the orderer gets a mail a week, `leader_week` for which week the last one was.
    `repeats` is how many mails the orderer may have had twice, because a run was killed. `follow_ups` says
    whether mails follow the weeks' own (`FOLLOW_UPS`); they are numbered on from the last week's.
    """

    id: int
    workplace: str
    orderer: Person
    start: IsoWeek
    weekday: int
    time: dt.time
    placed: dt.datetime
    mail_domain: str
    edition: int = 0
    fresh_text: bool = False
    skipped: tuple[IsoWeek, ...] = ()
    closed: tuple[dt.date, ...] = ()
    zone: str = "Europe/Copenhagen"
    stopped: dt.datetime | None = None
    confirmed: dt.datetime | None = None
    weeks: int = 12
    sequence: int = 0
    told: int = -1
    change: str = ""
    leader_mail: bool = True
    leader_week: int = 0
    repeats: int = 0
    follow_ups: bool = False

    @property
    def mails(self) -> int:
        """How many mails there are, follow-ups included."""
        return self.weeks + len(FOLLOW_UPS) * self.follow_ups

    def name_of(self, number: int) -> str:
        """Return which mail that is: "uge 3", or "en måned efter"."""
        after = number - self.weeks
        return _("uge {number}").format(number=number) if after < 1 else _([*FOLLOW_UPS.values()][after - 1])

    @property
    def tz(self) -> ZoneInfo:
        """The order's time zone."""
        return ZoneInfo(self.zone)


class Status(Enum):
    """Where a participant stands; the value is stored, `label` is Danish and translated where it is shown."""

    ACTIVE = "active"
    DONE = "done"
    LEFT = "left"
    BOUNCED = "bounced"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """The word for it in `status`."""
        return {
            "active": N_("i gang"), "done": N_("færdig"), "left": N_("meldt fra"),
            "bounced": N_("adressen afvist"), "stopped": N_("stoppet"),
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Participant:
    """A person in an order.

    `token` (16 hex digits, random, fixed) names the person in Message-IDs and when leaving;
    `access_until` is the last day that the pages are promised for; `next_week` the week of
    the next mail, one more than the last when all went. `resumed` is when somebody let the person go on
    who had left or was stopped; None for never.
    """

    id: int
    order_id: int
    person: Person
    token: str
    status: Status
    next_week: int
    access_until: dt.date
    resumed: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One week's mail to one person, claimed and ready to hand to SMTP.

    `ready` is when it was to go, as the ledger had it; `attempt` counts from 1;
    `first_tried` is when the first attempt of this mail was, None before it;
    `repeat` is true when an earlier run was killed with this mail in flight, so that it may arrive twice;
    `repeats` is how often that has happened to this mail before this attempt.
    """

    order: Order
    participant: Participant
    week: int
    due: dt.datetime
    attempt: int = 1
    first_tried: dt.datetime | None = None
    repeat: bool = False
    repeats: int = 0
    ready: dt.datetime | None = None

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets (RFC 5322, 3.6.4): fixed for a person and a week."""
        return f"<kaffe.{self.participant.token}.{self.week}@{self.order.mail_domain}>"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mail that was begun: one of those below. `error` is why it did not go, in words."""

    message: Message
    at: dt.datetime
    error: str = ""


class Sent(Result):
    """The server took the mail: the person moves on to the next week."""


class GaveUp(Result):
    """This week's mail is given up after the last try; the person goes on with the next week."""


class Refused(Result):
    """There is nobody at that address: no more mail to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(Result):
    """The mail could not go now (4xx, broken connection): try again at `until`.

    `maybe_taken` when all of it was on the wire: the next try is counted as a repeat. `last` sends the person
    to the end of the queue: whoever the server refuses shall keep nobody else waiting.
    """

    until: dt.datetime
    maybe_taken: bool = False
    last: bool = False
