"""`gensend`: a mail that was given up, or came back, goes again."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, add_order, address, database_of, typed
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.text import count


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Sender en uges mail igen, til én person eller til alle, hvis mail blev opgivet."
    more = (
        " Skriv »gensend ADRESSE --uge 3« til én, og »gensend --ordre 1« til alle i en ordre. "
        "Mailen går med næste »send«, tidligst to dage efter den seneste."
    )
    parser = verbs.add_parser("gensend", help=about, description=about + more)
    parser.add_argument("adresse", metavar="ADRESSE", type=typed(address), nargs="?", help="hvis mail")
    parser.add_argument("--uge", metavar="N", type=int, help="ugen")
    add_order(parser, "kun i denne ordre", option=True)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Put the mails in front again, and say how many."""
    who, number, week = arguments.adresse, arguments.ordre, arguments.uge
    if who is None and number is None:
        raise KaffeError("Skriv en adresse, eller hvilken ordre det gælder, med --ordre.")
    if who is not None and week is None:
        raise KaffeError("Skriv, hvilken uges mail det gælder, med --uge.")
    with database_of(arguments, changes=True) as database:
        people = Participants(database)
        if who is not None:
            people.send_again(who, number, week)
            print(f"{shown(who)} får mail {week} igen med næste »send«.")
        else:
            mails = people.send_again_given_up(number, week)
            print(f"{count(mails, 'mail', 'mails')}, der var opgivet, går igen med næste »send«.")
    return 0
