"""`slet ADRESSE`: all that is stored of a person is removed."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import address, database_of, typed
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.settings import KEEP_MONTHS
from vaertskab.kaffe.text import count


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Sletter alt, hvad der er gemt om en person."
    more = " Personen får ikke flere mails. Det kan ikke fortrydes."
    parser = verbs.add_parser("slet", help=about, description=about + more)
    parser.add_argument("adresse", metavar="ADRESSE", type=typed(address), help="personens adresse")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove it, and say what it was."""
    with database_of(arguments, changes=True) as database:
        removed = StoredData(database, KEEP_MONTHS).erase(arguments.adresse)
    parts = []
    if removed.people:
        parts.append(f"som deltager i {count(removed.people, 'ordre', 'ordrer')}")
    if removed.orderers:
        parts.append(f"som bestiller af {count(removed.orderers, 'ordre', 'ordrer')}")
    print(f"{shown(arguments.adresse)} er slettet {' og '.join(parts)}.")
    return 0
