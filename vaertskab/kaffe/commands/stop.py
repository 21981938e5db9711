"""`stop ORDRE`: no more mail to anybody in an order."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, add_order, database_of, now_of, people, settings_of
from vaertskab.kaffe.commands.mailing import tell_orderer
from vaertskab.kaffe.orders.orders import Orders


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Stopper alle mails i en ordre."
    parser = verbs.add_parser("stop", help=about, description=f"{about} Det kan ikke fortrydes.")
    add_order(parser, "ordrens nummer, se »status«")
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Stop it, and say how many it was for."""
    now = now_of(arguments)
    with database_of(arguments, changes=True) as database:
        stopped = Orders(database).stop(arguments.ordre, now)
        waiting = tell_orderer(settings_of(arguments), database, arguments.ordre, now)
    print(f"Ordre {arguments.ordre} er stoppet. {people(stopped)} får ikke flere mails.")
    if waiting:
        print(waiting)
    return 0
