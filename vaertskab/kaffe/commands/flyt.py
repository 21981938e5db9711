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
    plan_row,
    print_table,
    settings_of,
    typed,
)
from vaertskab.kaffe.commands.mailing import tell_orderer
from vaertskab.kaffe.orders.calendar import around_new_year, parse_week
from vaertskab.kaffe.orders.orders import Orders


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Flytter de mails, der er tilbage i en ordre."
    more = " Er ordren ikke begyndt, flytter hele forløbet. Ellers går den næste mail i den nye uge."
    parser = verbs.add_parser("flyt", help=about, description=about + more)
    add_order(parser, "ordrens nummer, se »status«")
    parser.add_argument(
        "--til", metavar="UGE", required=True, type=typed(parse_week), help="den nye uge, fx 2027-W09"
    )
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Move it, and show the new plan."""
    now = now_of(arguments)
    with database_of(arguments, changes=True) as database:
        register = Orders(database)
        tracks = register.move(arguments.ordre, arguments.til, now)
        order = register.order(arguments.ordre)
        waiting = tell_orderer(settings_of(arguments), database, order.id, now)
    print(f"Ordre {order.id} er flyttet. Sådan går mailene nu:")
    for track in tracks:
        if not track.main:
            print(f"{people(track.people)}, der kom til senere:")
        print_table(plan_row(mail, order) for mail in track.plan if mail.due > now)
    if weeks := around_new_year([mail for track in tracks for mail in track.plan if mail.due > now]):
        which = ", ".join(sorted(set(map(str, weeks))))
        print(f"Bemærk: Der går mail i {which}, hvor mange holder fri.")
    if waiting:
        print(waiting)
    return 0
