"""`afmeld ADRESSE`: a person gets no more mail."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_order, address, database_of, typed
from vaertskab.kaffe.orders.participants import Participants


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Melder en person fra, så der ikke kommer flere mails."
    more = " Oplysningerne bliver liggende, til »ryd« sletter dem. Brug »slet«, hvis de skal væk nu."
    parser = verbs.add_parser("afmeld", help=about, description=about + more)
    parser.add_argument("adresse", metavar="ADRESSE", type=typed(address), help="personens adresse")
    add_order(parser, "kun i denne ordre", option=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take the person out."""
    with database_of(arguments, changes=True) as database:
        left = Participants(database).leave(arguments.adresse, arguments.ordre)
    who = shown(arguments.adresse)
    print(f"{who} er meldt fra." if left else f"{who} fik i forvejen ingen mails.")
    return 0
