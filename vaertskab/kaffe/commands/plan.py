"""`plan [ORDRE]`: when the mails go."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_json,
    add_now,
    database_of,
    now_of,
    order_data,
    people,
    plan_data,
    plan_row,
    print_json,
    print_table,
)
from vaertskab.kaffe.orders.orders import Orders


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Viser, hvornår mailene går, i alle ordrer eller i én."
    parser = verbs.add_parser("plan", help=about, description=about)
    parser.add_argument("ordre", metavar="ORDRE", type=int, nargs="?", help="ordrens nummer")
    add_json(parser)
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the plans."""
    now = now_of(arguments)
    with database_of(arguments) as database:
        register = Orders(database)
        number = arguments.ordre
        orders = register.orders() if number is None else [register.order(number)]
        found = [(order, register.tracks(order.id)) for order in orders]
    if arguments.json:
        print_json(
            [
                order_data(order)
                | {
                    "planer": [
                        {"deltagere": track.people, "mails": [plan_data(mail, order) for mail in track.plan]}
                        for track in tracks
                    ]
                }
                for order, tracks in found
            ]
        )
        return 0
    if not found:
        print("Der er ingen ordrer.")
    for order, tracks in found:
        stopped = " Stoppet." if order.stopped else ""
        print(f"Ordre {order.id}: {order.workplace}.{stopped}")
        for track in tracks:
            who = people(track.people) + ("" if track.main else ", der kom til senere")
            print(f"  {who}:")
            print_table(
                [*plan_row(mail, order), "" if mail.due > now or order.stopped else "✓"]
                for mail in track.plan
            )
    return 0
