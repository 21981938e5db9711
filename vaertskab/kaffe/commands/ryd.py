"""`ryd`: everything that is past its two years is removed."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    ZONE,
    add_json,
    add_now,
    count,
    database_of,
    now_of,
    people,
    print_json,
)
from vaertskab.kaffe.orders.participants import People


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Sletter det, der er mere end to år gammelt."
    more = " Sæt den til at køre hver nat."
    parser = verbs.add_parser("ryd", help=about, description=about + more)
    add_json(parser)
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove it, and say how much it was."""
    with database_of(arguments) as database:
        removed = People(database).purge(now_of(arguments).astimezone(ZONE).date())
    if arguments.json:
        print_json({"deltagere": removed.people, "ordrer": removed.orders})
    elif removed.people or removed.orders:
        print(f"Slettet: {people(removed.people)} og {count(removed.orders, 'ordre', 'ordrer')}.")
    else:
        print("Der er ikke noget, der er mere end to år gammelt.")
    return 0
