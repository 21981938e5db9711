"""`stop ORDRE`: no more mail to anybody in an order."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, add_order, database_of, now_of, people
from vaertskab.kaffe.orders.orders import Register


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Stopper alle mails i en ordre."
    parser = verbs.add_parser("stop", help=about, description=f"{about} Det kan ikke fortrydes.")
    add_order(parser, "ordrens nummer, se »status«")
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Stop it, and say how many it was for."""
    with database_of(arguments) as database:
        stopped = Register(database).stop(arguments.ordre, now_of(arguments))
    print(f"Ordre {arguments.ordre} er stoppet. {people(stopped)} får ikke flere mails.")
    return 0
