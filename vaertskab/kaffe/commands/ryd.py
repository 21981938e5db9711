"""`ryd`: the people of orders that have been over for long enough are removed."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    ZONE,
    add_json,
    add_now,
    database_of,
    now_of,
    people,
    print_json,
    settings_of,
)
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.settings import KEEP_MONTHS
from vaertskab.kaffe.text import count


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Sletter navne og adresser, når ordrens sidste mail er gået for længe nok siden."
    more = f" Det er {KEEP_MONTHS} måneder, hvis »slet-efter« ikke siger andet. Sæt den til at køre hver nat."
    parser = verbs.add_parser("ryd", help=about, description=about + more)
    add_json(parser)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Remove it, and say how much it was."""
    months = settings_of(arguments).keep_months
    with database_of(arguments, changes=True) as database:
        removed = StoredData(database, months).purge(now_of(arguments).astimezone(ZONE))
    if arguments.json:
        print_json({"deltagere": removed.people, "ordrer": removed.orders})
    elif removed.people or removed.orders:
        print(f"Slettet: {people(removed.people)} og {count(removed.orders, 'ordre', 'ordrer')}.")
    else:
        since = count(months, "måned", "måneder")
        print(f"Der er ingen ordre, hvis sidste mail er mere end {since} gammel.")
    return 0
