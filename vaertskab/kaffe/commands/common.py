"""What the commands share: options, the open database, the clock, and how things are printed."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from vaertskab.kaffe.address import parse_person
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Order, PlannedMail
from vaertskab.kaffe.orders.calendar import parse_instant
from vaertskab.kaffe.orders.calendar import shown as shown_instant
from vaertskab.kaffe.sending.runs import Run, RunLog
from vaertskab.kaffe.settings import Settings, load_settings
from vaertskab.kaffe.text import count

T = TypeVar("T")
ZONE = ZoneInfo("Europe/Copenhagen")


def typed(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Return `parse` for argparse's `type`: its Danish ValueError is shown as it is."""

    def read(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read


def address(text: str) -> str:
    """Read an address, also out of "Navn <adresse>".

    :raises ValueError: there is none; a Danish sentence.
    """
    return parse_person(text).address


def add_now(parser: argparse.ArgumentParser, *, changes: bool = False) -> None:
    """Add --nu, which sets the clock; with --ja for a command that `changes` something by it."""
    if changes:
        parser.add_argument("--ja", action="store_true", help="svar ja på forhånd")
    parser.add_argument(
        "--nu", metavar="TIDSPUNKT", type=typed(lambda text: parse_instant(text, ZONE)),
        help="lad, som om klokken er dette, fx 2027-01-12T09:00 (til prøver)",
    )  # fmt: skip


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add --json."""
    parser.add_argument("--json", action="store_true", help="skriv som JSON, til et andet program")


def add_order(parser: argparse.ArgumentParser, help: str, *, option: bool = False) -> None:
    """Add an order's number: required, or as the option --ordre."""
    if option:
        parser.add_argument("--ordre", metavar="NR", type=int, help=help)
    else:
        parser.add_argument("ordre", metavar="ORDRE", type=int, help=help)


def now_of(arguments: argparse.Namespace) -> dt.datetime:
    """Return --nu, else the time now (UTC)."""
    given: dt.datetime | None = arguments.nu
    return given or dt.datetime.now(dt.UTC)


def settings_of(arguments: argparse.Namespace) -> Settings:
    """Return the settings.

    :raises KaffeError: something is wrong with them.
    """
    return load_settings(arguments.indstillinger)


@contextlib.contextmanager
def database_of(arguments: argparse.Namespace, *, changes: bool = False) -> Iterator[Database]:
    """Give the database, open and up to date; `changes` when the command changes what is in it.

    :raises KaffeError: --nu is used on orders that get real mail, and nobody has said yes to that.
    """
    database = Database(settings_of(arguments).database)
    try:
        if changes:
            ask_of_clock(arguments, database)
        yield database
    finally:
        database.close()


def ask_of_clock(arguments: argparse.Namespace, database: Database) -> None:
    """Ask whether --nu is meant for this database, when it has sent mail by the real clock.

    :raises KaffeError: the answer is no, or there is nobody to ask and no --ja.
    """
    if getattr(arguments, "nu", None) is None or getattr(arguments, "ja", False):
        return
    if not RunLog(database).has_sent_for_real():
        return
    why = f"Databasen {database} har sendt rigtige mails. Brug en anden til at øve dig med --nu."
    if not sys.stdin.isatty():
        raise KaffeError(f"{why} Intet er ændret. Er det meningen, så skriv --ja.")
    print(why)
    if not agreed("Skal det gøres alligevel? [ja/nej] "):
        raise KaffeError("Intet er ændret.")


def agreed(question: str) -> bool:
    """Ask on the terminal; anything but a yes is a no."""
    try:
        return input(question).strip().lower() in ("ja", "j")
    except EOFError:
        print()
        return False


def as_json(data: object) -> str:
    """Return `data` as JSON, readable."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def print_json(data: object) -> None:
    """Print `data` as JSON."""
    print(as_json(data))


def people(number: int) -> str:
    """Return how many participants."""
    return count(number, "deltager", "deltagere")


def late_note(number: int, until: dt.datetime, zone: ZoneInfo) -> str:
    """Say that so many late mails wait for the day, the first of them until `until`."""
    return (
        f"{count(number, 'mail er forsinket', 'mails er forsinkede')} og går først "
        f"{shown_instant(until, zone)}. Om natten og på fridage sender vi ikke."
    )


def told_run(run: Run | None) -> str:
    """Return how a run of `send` went, in Danish."""
    if run is None:
        return "»send« har ikke kørt endnu"
    when = shown_instant(run.began, ZONE) + (" (med --nu)" if run.rehearsal else "")
    if run.ended is None:
        return f"{when}: er i gang eller blev afbrudt"
    how = f"{count(run.sent, 'mail', 'mails')} sendt"
    if run.put_off:
        how += f", {run.put_off} venter eller er opgivet"
    return f"{when}: {how}" + (f". Standset: {run.error}" if run.error else "")


def print_table(rows: Iterable[Sequence[str]], indent: str = "  ") -> None:
    """Print rows with their columns below each other; the last column is as long as it likes."""
    rows = list(rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print(indent + "  ".join(cells).rstrip())


def plan_row(mail: PlannedMail, order: Order) -> list[str]:
    """Return a planned mail as a row of a table."""
    return [
        f"uge {mail.week}", str(mail.iso_week), shown_instant(mail.due, order.tz),
        f"({mail.why})" if mail.why else "",
    ]  # fmt: skip


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
