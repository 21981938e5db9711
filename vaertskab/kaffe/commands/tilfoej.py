"""`tilføj "Navn <adresse>"`: one person more in an order."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import named, parse_person
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_now,
    add_order,
    database_of,
    now_of,
    plan_row,
    print_table,
    typed,
)
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Tager én person mere med i en ordre."
    more = " Personen begynder ved uge 1 i den første uge, der kommer."
    parser = verbs.add_parser("tilføj", aliases=["tilfoej"], help=about, description=about + more)
    parser.add_argument(
        "person", metavar="PERSON", type=typed(parse_person), help='"Navn <adresse>" eller bare en adresse'
    )
    add_order(parser, "ordrens nummer; kan udelades, når der kun er én i gang", option=True)
    parser.add_argument(
        "--følg-holdet", "--foelg-holdet", dest="follow", action="store_true",
        help="begynd der, hvor de andre er, i stedet for ved uge 1",
    )  # fmt: skip
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Take the person in, and show the mails that come."""
    with database_of(arguments, changes=True) as database:
        register, number = Orders(database), arguments.ordre
        if number is None:
            running = [order for order in register.orders() if not order.stopped]
            if len(running) != 1:
                raise KaffeError("Skriv, hvilken ordre det gælder, med --ordre. Se numrene med »status«.")
            number = running[0].id
        people, now = Participants(database), now_of(arguments)
        planned = people.join(number, arguments.person, now, follow=arguments.follow)
        order = register.order(number)
    print(f"{named(arguments.person)} er med i ordre {number}. Mailene går sådan:")
    print_table(plan_row(mail, order) for mail in planned)
    return 0
