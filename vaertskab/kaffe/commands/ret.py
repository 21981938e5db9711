"""`ret ADRESSE`: a person's name or address is corrected. `ret --ordre N --igen --afviste`: all at once."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import clean_address, clean_name, shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_now,
    add_order,
    address,
    database_of,
    now_of,
    people,
    settings_of,
    typed,
)
from vaertskab.kaffe.commands.mailing import tell_orderer
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.text import count


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Retter en persons navn eller adresse, eller lader en hel ordres afviste fortsætte."
    more = (
        " Var adressen ukendt, fortsætter mailene, når den er rettet, begyndende med den, der kom retur. "
        "Stoppede mailserveren folk ved en fejl, så skriv: ret --ordre 1 --igen --afviste."
    )
    parser = verbs.add_parser("ret", help=about, description=about + more)
    parser.add_argument(
        "adresse", metavar="ADRESSE", type=typed(address), nargs="?", help="adressen, som den er nu"
    )
    parser.add_argument("--navn", type=typed(clean_name), help="det nye navn")
    parser.add_argument("--mail", type=typed(clean_address), help="den nye adresse")
    parser.add_argument("--igen", action="store_true", help="lad en, der er meldt fra, fortsætte")
    parser.add_argument(
        "--afviste",
        action="store_true",
        help="med --ordre og --igen: alle, hvis adresse blev taget for ukendt",
    )
    parser.add_argument(
        "--ledermail", choices=("ja", "nej"), help="med --ordre: om lederen skal have en mail om ugen"
    )
    add_order(parser, "kun i denne ordre", option=True)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Correct it, and say in how many orders."""
    of_order = arguments.afviste or arguments.ledermail is not None
    if of_order and (arguments.adresse is not None or arguments.ordre is None):
        raise KaffeError("Skriv kun ordrens nummer: ret --ordre 1 og det, der skal rettes.")
    if arguments.afviste and not arguments.igen:
        raise KaffeError("Skriv også --igen, når alle de afviste skal fortsætte.")
    if not of_order and arguments.adresse is None:
        raise KaffeError("Skriv adressen på den, der skal rettes.")
    if not of_order and arguments.navn is None and arguments.mail is None and not arguments.igen:
        raise KaffeError("Skriv, hvad der skal rettes: --navn, --mail eller --igen.")
    with database_of(arguments, changes=True) as database:
        return _order(arguments, database) if of_order else _person(arguments, database)


def _order(arguments: argparse.Namespace, database: Database) -> int:
    if arguments.ledermail is not None:
        Orders(database).set_leader_mail(arguments.ordre, arguments.ledermail == "ja")
        gets = "får" if arguments.ledermail == "ja" else "får ikke"
        print(f"Lederen af ordre {arguments.ordre} {gets} en mail om ugen.")
    if arguments.afviste:
        resumed = Participants(database).resume_bounced(arguments.ordre)
        print(f"{people(resumed)} i ordre {arguments.ordre} får mails igen.")
    return 0


def _person(arguments: argparse.Namespace, database: Database) -> int:
    numbers = Participants(database).correct(
        arguments.adresse, arguments.ordre,
        name=arguments.navn, new_address=arguments.mail, again=arguments.igen,
    )  # fmt: skip
    print(
        f"{shown(arguments.mail or arguments.adresse)} er rettet i {count(len(numbers), 'ordre', 'ordrer')}."
    )
    for number in numbers:
        if waiting := tell_orderer(settings_of(arguments), database, number, now_of(arguments)):
            print(waiting)
    return 0
