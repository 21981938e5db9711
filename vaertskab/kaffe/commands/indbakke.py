"""`indbakke MBOX|MAILDIR`: the sender's mailbox is read; dead addresses stop, and who wants out is out."""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter
from pathlib import Path

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_json, add_now, database_of, now_of, print_json
from vaertskab.kaffe.inbox.bounce import open_mailbox, read
from vaertskab.kaffe.inbox.mailbox import carry_out
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.summary import count

#: What is counted and not told line by line.
QUIET = ("andet", "automatisk", "før")


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Læser afsenderens postkasse: afviste adresser stoppes, og den, der vil ud, meldes fra."
    more = " Postkassen bliver ikke ændret, og det gør intet at læse den flere gange."
    parser = verbs.add_parser("indbakke", help=about, description=about + more)
    parser.add_argument(
        "postkasse", metavar="POSTKASSE", type=Path, help="en mbox-fil eller en Maildir-mappe"
    )
    add_json(parser)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read it, do what it says, and tell."""
    found, lines = Counter[str](), list[str]()
    with (
        database_of(arguments, changes=True) as database,
        contextlib.closing(open_mailbox(arguments.postkasse)) as box,
    ):
        for outcome in carry_out(read(box), Ledger(database), now_of(arguments)):
            found[outcome.kind] += 1
            if outcome.kind not in QUIET:
                lines.append(outcome.words)
                if not arguments.json:
                    print(outcome.words, flush=True)
    if arguments.json:
        kinds = ("afvist", "meldt_fra", "forsinket", "ukendt", "før", "automatisk", "andet")
        print_json({kind: found[kind] for kind in kinds} | {"linjer": lines})
        return 0
    print(
        f"{count(found['afvist'], 'adresse', 'adresser')} afvist, "
        f"{count(found['meldt_fra'], 'person', 'personer')} meldt fra."
    )
    if found["andet"]:
        print(f"{count(found['andet'], 'mail', 'mails')} er til et menneske. Læs dem i postkassen.")
    return 0
