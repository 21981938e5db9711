"""`indbakke [POSTKASSE]`: the sender's mailbox is read; unknown addresses stop, and who wants out is out."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_json, add_now, database_of, now_of, print_json
from vaertskab.kaffe.inbox.carry_out import FOR_HUMANS, KINDS, carry_out
from vaertskab.kaffe.inbox.sources import read_path, understood
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.summary import count

#: What is counted and not told line by line.
QUIET = ("automatisk", "før", "læst")


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Læser afsenderens postkasse: ukendte adresser stoppes, og den, der vil ud, meldes fra."
    more = " Postkassen bliver ikke ændret, og det gør intet at læse den flere gange."
    parser = verbs.add_parser("indbakke", help=about, description=about + more)
    parser.add_argument(
        "postkasse", metavar="POSTKASSE", type=Path,
        help="en mbox-fil, en Maildir-mappe, en mappe med .eml-filer eller en .eml-fil",
    )  # fmt: skip
    add_json(parser)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read it, do what it says, and tell."""
    found, lines = Counter[str](), list[str]()
    with database_of(arguments, changes=True) as database:
        messages = map(understood, read_path(arguments.postkasse))
        for outcome in carry_out(messages, Ledger(database), now_of(arguments)):
            found[outcome.kind] += 1
            if outcome.words and outcome.kind not in QUIET:
                lines.append(outcome.words)
                if not arguments.json:
                    print(outcome.words, flush=True)
    if arguments.json:
        print_json({kind: found[kind] for kind in KINDS} | {"linjer": lines})
        return 0
    told = [
        f"{count(found['afvist'], 'adresse', 'adresser')} afvist",
        f"{count(found['meldt_fra'] + found['klage'], 'person', 'personer')} meldt fra",
    ]
    print(f"{', '.join(told)}.")
    if waiting := sum(found[kind] for kind in FOR_HUMANS):
        print(f"{count(waiting, 'mail', 'mails')} er til et menneske. Læs dem i postkassen.")
    return 0
