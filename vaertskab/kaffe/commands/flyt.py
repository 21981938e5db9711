"""`flyt ORDRE --til UGE`: the mails that are left go on from another week."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_now,
    add_order,
    database_of,
    now_of,
    people,
    print_table,
    slot_row,
    typed,
)
from vaertskab.kaffe.orders.calendar import parse_week
from vaertskab.kaffe.orders.orders import Register


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Flytter de mails, der er tilbage i en ordre."
    more = " Er ordren ikke begyndt, flytter hele forløbet. Ellers går den næste mail i den nye uge."
    parser = verbs.add_parser("flyt", help=about, description=about + more)
    add_order(parser, "ordrens nummer, se »status«")
    parser.add_argument(
        "--til", metavar="UGE", required=True, type=typed(parse_week), help="den nye uge, fx 2027-W09"
    )
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Move it, and show the new plan."""
    now = now_of(arguments)
    with database_of(arguments) as database:
        register = Register(database)
        tracks = register.move(arguments.ordre, arguments.til, now)
        order = register.order(arguments.ordre)
    print(f"Ordre {order.id} er flyttet. Sådan går mailene nu:")
    for track in tracks:
        if not track.main:
            print(f"{people(track.people)}, der kom til senere:")
        print_table(slot_row(slot, order) for slot in track.slots if slot.due > now)
    return 0
