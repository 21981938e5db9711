"""`ret ADRESSE`: a person's name or address is corrected."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import clean_address, clean_name, shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, add_order, address, count, database_of, now_of, typed
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.orders.participants import People


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Retter en persons navn eller adresse."
    more = " Har mailserveren afvist adressen, fortsætter mailene, når adressen er rettet."
    parser = verbs.add_parser("ret", help=about, description=about + more)
    parser.add_argument("adresse", metavar="ADRESSE", type=typed(address), help="adressen, som den er nu")
    parser.add_argument("--navn", type=typed(clean_name), help="det nye navn")
    parser.add_argument("--mail", type=typed(clean_address), help="den nye adresse")
    parser.add_argument("--igen", action="store_true", help="lad en, der er meldt fra, fortsætte")
    add_order(parser, "kun i denne ordre", option=True)
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Correct it, and say in how many orders."""
    if arguments.navn is None and arguments.mail is None and not arguments.igen:
        raise KaffeError("Skriv, hvad der skal rettes: --navn, --mail eller --igen.")
    with database_of(arguments) as database:
        changed = People(database).correct(
            arguments.adresse, arguments.ordre, now_of(arguments),
            name=arguments.navn, new_address=arguments.mail, again=arguments.igen,
        )  # fmt: skip
    print(f"{shown(arguments.mail or arguments.adresse)} er rettet i {count(changed, 'ordre', 'ordrer')}.")
    return 0
