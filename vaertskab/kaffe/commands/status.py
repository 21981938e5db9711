"""`status [ORDRE]`: what went, what comes, what failed and why."""

from __future__ import annotations

import argparse
from typing import Any

from vaertskab.kaffe.address import named
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_json,
    add_now,
    database_of,
    late_note,
    now_of,
    order_data,
    people,
    print_json,
    told_run,
)
from vaertskab.kaffe.course import NAME
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Status
from vaertskab.kaffe.orders.calendar import shown
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import Standing, standings
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.text import count


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Viser, hvad der er sendt, hvad der kommer, og hvad der gik galt."
    parser = verbs.add_parser("status", help=about, description=about)
    parser.add_argument("ordre", metavar="ORDRE", type=int, nargs="?", help="ordrens nummer")
    add_json(parser)
    add_now(parser)
    parser.set_defaults(run=run)


def _data(standing: Standing) -> dict[str, Any]:
    return order_data(standing.order) | {
        "deltagere": {status.label: standing.people.get(status, 0) for status in Status},
        "sendt": standing.sent,
        "opgivet": standing.given_up,
        "gentaget": standing.repeats,
        "klar": standing.overdue,
        "bagud": standing.behind,
        "næste_mail": next_mail.isoformat() if (next_mail := standing.goes or standing.next_due) else None,
        "problemer": [
            {
                "navn": trouble.person.name,
                "adresse": trouble.person.address,
                "uge": trouble.week,
                "tilstand": trouble.kind,
                "grund": trouble.why,
                "prøves_igen": trouble.until.isoformat() if trouble.until else None,
            }
            for trouble in standing.troubles
        ],
    }


def _show(standing: Standing, name: str) -> None:
    order = standing.order
    stopped = f" Stoppet {shown(order.stopped, order.tz)}." if order.stopped else ""
    whose = f"{order.workplace}, {name}" if name else order.workplace
    print(f"Ordre {order.id}: {whose}, bestilt {shown(order.placed, order.tz)}.{stopped}")
    if not order.confirmed and not order.stopped and order.orderer.address:
        print("  Bekræftelsen er ikke sendt endnu. Den går med næste »send«.")
    elif order.told < order.sequence and order.orderer.address:
        print("  Lederen har ikke fået den nye plan endnu. Den går med næste »send«.")
    told = [f"{number} {status.label}" for status, number in standing.people.items() if number]
    print(f"  {people(sum(standing.people.values()))}: {', '.join(told) or 'ingen'}")
    print(f"  {count(standing.sent, 'mail er sendt', 'mails er sendt')}.")
    if standing.given_up:
        print(f"  {count(standing.given_up, 'mail er opgivet', 'mails er opgivet')}.")
    if standing.repeats:
        print(
            f"  {count(standing.repeats, 'mail', 'mails')} kan være kommet to gange, "
            "fordi en afsendelse blev afbrudt."
        )
    if standing.overdue and standing.goes:
        print(f"  {late_note(standing.overdue, standing.goes, order.tz)}")
    elif standing.overdue:
        print(f"  {count(standing.overdue, 'mail er klar', 'mails er klar')} til at gå nu.")
    if standing.behind:
        print(f"  {people(standing.behind)} er bagud og får én mail ad gangen med mindst to dage imellem.")
    if standing.next_due and not standing.goes:
        print(f"  Næste mail: {shown(standing.next_due, order.tz)}.")
    for trouble in standing.troubles:
        again = f" Næste forsøg {shown(trouble.until, order.tz)}." if trouble.until else ""
        print(
            f"  - {named(trouble.person)}, uge {trouble.week}: {trouble.kind}. {trouble.why}{again}".rstrip()
        )


def run(arguments: argparse.Namespace) -> int:
    """Print how the orders stand."""
    with database_of(arguments) as database:
        found = standings(database, now_of(arguments), arguments.ordre)
        names = {one.order.id: Ledger(database).edition(one.order.edition).name or NAME for one in found}
        log = RunLog(database)
        last, waiting = log.last(), log.unseen()
    if arguments.ordre is not None and not found:
        raise KaffeError(f"Der er ingen ordre {arguments.ordre}.")
    if arguments.json:
        print_json([_data(one) | {"forløb": names[one.order.id]} for one in found])
        return 0
    if not found:
        print("Der er ingen ordrer. Læg en ind med: vaertskab kaffe bestil")
    for standing in found:
        _show(standing, names[standing.order.id] if len(set(names.values())) > 1 else "")
    print(f"Sidste kørsel: {told_run(last)}.")
    for warning in last.warnings if last else ():
        print(f"  Advarsel: {warning}")
    for words in waiting:
        print(f"Venter på et menneske: {words}")
    return 0
