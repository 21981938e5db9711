"""`indbakke [POSTKASSE]`: the sender's mailbox is read; unknown addresses stop, and who wants out is out."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections import Counter
from pathlib import Path

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import (
    add_json,
    add_now,
    database_of,
    now_of,
    print_json,
    settings_of,
)
from vaertskab.kaffe.inbox.carry_out import FOR_HUMANS, KINDS, carry_out
from vaertskab.kaffe.inbox.mailbox import read_mailbox
from vaertskab.kaffe.inbox.sources import read_path, understood
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.text import count, say

#: Days back that a mailbox on a server is read.
DAYS = 14
#: What is counted and not told line by line.
QUIET = ("automatisk", "før", "læst")


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Læser afsenderens postkasse: ukendte adresser stoppes, og den, der vil ud, meldes fra."
    more = " Postkassen bliver ikke ændret, og det gør intet at læse den flere gange."
    parser = verbs.add_parser("indbakke", help=about, description=about + more)
    parser.add_argument(
        "postkasse", metavar="POSTKASSE", type=Path, nargs="?",
        help="en mbox-fil, en Maildir-mappe, en mappe med .eml-filer eller en .eml-fil "
        "(ellers den, der står i »postkasse« i indstillingerne)",
    )  # fmt: skip
    parser.add_argument(
        "--dage", metavar="N", type=int, default=DAYS, choices=range(1, 367),
        help=f"læs de mails, der er kommet de seneste N dage, når postkassen er på en server ({DAYS})",
    )  # fmt: skip
    add_json(parser)
    add_now(parser, changes=True)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read it, do what it says, and tell."""
    found, lines, now = Counter[str](), list[str](), now_of(arguments)
    waiting = set[str]()
    with database_of(arguments, changes=True) as database:
        if arguments.postkasse is not None:
            raw = read_path(arguments.postkasse)
        else:
            since = dt.datetime.now(dt.UTC) - dt.timedelta(days=arguments.dage)
            raw = read_mailbox(settings_of(arguments), since)
        for outcome in carry_out(map(understood, raw), Ledger(database)):
            found[outcome.kind] += 1
            if outcome.kind in FOR_HUMANS:
                waiting.add(outcome.name)
            if outcome.words and outcome.kind not in QUIET:
                lines.append(outcome.words)
                if not arguments.json:
                    say(outcome.words, sys.stdout)
        if arguments.postkasse is None:
            _keep_waiting(RunLog(database), waiting, found["klage"], now)
    if arguments.json:
        print_json({kind: found[kind] for kind in KINDS} | {"linjer": lines})
        return 0
    told = [
        f"{count(found['afvist'], 'adresse', 'adresser')} afvist",
        f"{count(found['meldt_fra'] + found['klage'], 'person', 'personer')} meldt fra",
    ]
    print(f"{', '.join(told)}.")
    if waiting:
        print(_for_humans(len(waiting)))
    return 0


def _for_humans(number: int) -> str:
    return f"{count(number, 'mail', 'mails')} er til et menneske. Læs dem i postkassen."


def _keep_waiting(log: RunLog, waiting: set[str], complaints: int, now: dt.datetime) -> None:
    """Have `tilsyn` tell what waits in the mailbox, until somebody has opened it, and of complaints."""
    log.waiting("indbakke", waiting, _for_humans, now)
    if complaints:
        who = count(complaints, "deltager har", "deltagere har")
        log.notice("klage", f"{who} meldt mailen som uønsket og er meldt fra. Se, om mailene er ventet.", now)
