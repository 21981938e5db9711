"""What the commands share: how each is declared, its settings, database and clock, and how it prints."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from vaertskab.kaffe.address import parse_person
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Order, PlannedMail
from vaertskab.kaffe.orders.calendar import parse_instant
from vaertskab.kaffe.orders.calendar import shown as shown_instant
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.runs import Run, RunLog
from vaertskab.kaffe.settings import Settings, load_settings, spoken_by
from vaertskab.kaffe.text import count, say
from vaertskab.model.language import N_, _, current, use

T = TypeVar("T")
#: What argparse's `add_argument` is called with.
Option = tuple[tuple[str, ...], dict[str, Any]]


def option(*names: str, parse: Callable[[str], Any] | None = None, **how: Any) -> Option:
    """Return an option of a command; the Danish ValueError of `parse` is shown as it is."""

    def read(text: str) -> Any:
        try:
            return parse(text)  # type: ignore[misc]  # only used where there is one
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return names, how | ({"type": read} if parse else {})


def flag(*names: str, **how: Any) -> Option:
    """Return an option that is there or not."""
    return names, how | {"action": "store_true"}


NOW = option(
    "--nu", metavar=N_("TIDSPUNKT"), parse=lambda text: parse_instant(text, zone()),
    help=N_("lad, som om klokken er dette, fx 2027-01-12T09:00 (til prøver)"),
)  # fmt: skip
JSON = flag("--json", help=N_("skriv som JSON, til et andet program"))
ORDER = option("ordre", metavar=N_("ORDRE"), type=int, help=N_("ordrens nummer, se »status«"))
ANY_ORDER = option("ordre", metavar=N_("ORDRE"), type=int, nargs="?", help=N_("ordrens nummer"))
OF_ORDER = option("--ordre", metavar="NR", type=int, help=N_("kun i denne ordre"))
ADDRESS = option(
    "adresse",
    metavar=N_("ADRESSE"),
    parse=lambda text: parse_person(text).address,
    help=N_("personens adresse"),
)


def zone() -> ZoneInfo:
    """Return the time zone that an administrator's clock is read in, by the language that is spoken."""
    return ZoneInfo(current().zone)


class Call:
    """A command as it was given, with what it works on; the database is opened when it is asked for."""

    def __init__(self, given: argparse.Namespace) -> None:
        """Keep the words."""
        self.given = given

    @cached_property
    def settings(self) -> Settings:
        """The settings; a KaffeError says what is wrong with them."""
        return load_settings(self.given.indstillinger)

    @cached_property
    def database(self) -> Database:
        """The database, open and up to date; it knows what a course that is at an address speaks."""
        database = Database(self.settings.database)
        if "://" in self.settings.course:
            use(spoken_by(Ledger(database).remembered_course()) or current().code)
        return database

    @cached_property
    def now(self) -> dt.datetime:
        """What --nu says, else the time now (UTC)."""
        return self.given.nu or dt.datetime.now(dt.UTC)

    def need_clock(self) -> None:
        """Refuse to change a ledger by another clock than its mails went by: it would stop, or skip weeks."""
        if getattr(self.given, "nu", None) and RunLog(self.database).has_sent():
            raise KaffeError(
                _(
                    "Databasen {database} har sendt rigtige mails. Intet er ændret. Brug en anden "
                    "til at øve dig med --nu."
                ).format(database=self.database)
            )


@dataclass(frozen=True)
class Verb:
    """A command: its names, what its help says, its options, and what it does (its exit code, or None).

    What the help says, `about`, `more` and that of the options, is marked by N_: a command is declared
    before anybody knows which language is spoken.
    """

    names: Sequence[str]
    about: str
    options: Sequence[Option]
    more: str
    changes: bool
    carry_out: Callable[[Call], int | None] = field(repr=False)

    def add_to(self, verbs: Verbs) -> None:
        """Add it to argparse's commands."""
        name, *aliases = self.names
        about = _(self.about)
        parser = verbs.add_parser(
            name, aliases=aliases, help=about, description=f"{about} {_(self.more)}".strip()
        )
        for names, how in self.options:
            said = {key: _(how[key]) for key in ("help", "metavar") if key in how}
            options: dict[str, Any] = how | said
            parser.add_argument(*names, **options)
        parser.set_defaults(run=self.run)

    def run(self, given: argparse.Namespace) -> int:
        """Carry it out, and close what was opened."""
        call = Call(given)
        try:
            if self.changes:
                call.need_clock()
            return self.carry_out(call) or 0
        finally:
            if "database" in vars(call):
                call.database.close()


def verb(
    names: str, about: str, *options: Option, more: str = "", changes: bool = False
) -> Callable[[Callable[[Call], int | None]], Verb]:
    """Make a function a command; `changes` when it changes what is in the database."""
    return lambda function: Verb(names.split(), about, options, more, changes, function)


def agreed(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no."""
    with contextlib.suppress(EOFError):
        return input(question).strip().lower() in ("ja", "j", "yes", "y")
    print()
    return False


def tell(sentence: str) -> None:
    """Say something on the way, where it does not mix with the result."""
    say(sentence, sys.stderr)


def as_json(data: object) -> str:
    """Return `data` as JSON, readable."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def people(number: int) -> str:
    """Return how many participants."""
    return count(number, "deltager", "deltagere")


def late_note(number: int, until: dt.datetime, zone: ZoneInfo) -> str:
    """Say that so many late mails wait for the day, the first of them until `until`."""
    return _("{mails} og går først {when}. Om natten og på fridage sender vi ikke.").format(
        mails=count(number, "mail er forsinket", "mails er forsinkede"), when=shown_instant(until, zone)
    )


def told_run(run: Run | None) -> str:
    """Return how a run of `send` went."""
    if run is None:
        return _("»send« har ikke kørt endnu")
    when = shown_instant(run.began, zone())
    if run.rehearsal:
        when = _("{when} (med --nu)").format(when=when)
    if run.ended is None:
        return _("{when}: er i gang eller blev afbrudt").format(when=when)
    how = _("{mails} sendt").format(mails=count(run.sent, "mail", "mails"))
    if run.put_off:
        how = _("{how}, {number} venter eller er opgivet").format(how=how, number=run.put_off)
    if run.error:
        return _("{when}: {how}. Standset: {error}").format(when=when, how=how, error=run.error)
    return f"{when}: {how}"


def print_table(rows: Iterable[Sequence[str]], indent: str = "  ") -> None:
    """Print rows with their columns below each other; the last column is as long as it likes."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print(indent + "  ".join(cells).rstrip())


def plan_row(mail: PlannedMail, order: Order) -> list[str]:
    """Return a planned mail as a row of a table."""
    why = f"({_(mail.why)})" if mail.why else ""
    return [order.name_of(mail.week), str(mail.iso_week), shown_instant(mail.due, order.tz), why]


def plan_data(mail: PlannedMail, order: Order) -> dict[str, Any]:
    """Return a planned mail as plain data with Danish keys."""
    return {
        "uge": mail.week, "kalenderuge": str(mail.iso_week),
        "hvornår": mail.due.astimezone(order.tz).isoformat(), "grund": mail.why,
    }  # fmt: skip


def order_data(order: Order) -> dict[str, Any]:
    """Return an order as plain data with Danish keys."""
    return {
        "ordre": order.id, "arbejdsplads": order.workplace, "bestiller": order.orderer.address,
        "start": str(order.start), "bestilt": order.placed.isoformat(),
        "bekræftet": order.confirmed.isoformat() if order.confirmed else None,
        "stoppet": order.stopped.isoformat() if order.stopped else None,
    }  # fmt: skip
