"""`indbakke [POSTKASSE]`: the sender's mailbox is read; unknown addresses stop, and who wants out is out."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from pathlib import Path

from vaertskab.kaffe.commands.common import JSON, NOW, Call, as_json, option, verb
from vaertskab.kaffe.inbox.carry_out import FOR_HUMANS, KINDS, carry_out, understood
from vaertskab.kaffe.inbox.mailbox import read_mailbox, read_path
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.text import count, say

#: Days back that a mailbox on a server is read.
DAYS = 14
#: What is counted and not told line by line.
QUIET = ("automatisk", "før", "læst")


@verb(
    "indbakke", "Læser afsenderens postkasse: ukendte adresser stoppes, og den, der vil ud, meldes fra.",
    option("postkasse", metavar="POSTKASSE", type=Path, nargs="?",
           help="en mbox-fil, en Maildir-mappe, en mappe med .eml-filer eller en .eml-fil "
           "(ellers den, der står i »postkasse« i indstillingerne)"),
    option("--dage", metavar="N", type=int, default=DAYS, choices=range(1, 367),
           help=f"læs de mails, der er kommet de seneste N dage, når postkassen er på en server ({DAYS})"),
    JSON, NOW, more=" Postkassen bliver ikke ændret, og det gør intet at læse den flere gange.",
    changes=True,
)  # fmt: skip
def read(call: Call) -> None:
    """Read it, do what it says, and tell."""
    found, lines, waiting = Counter[str](), list[str](), set[str]()
    if call.given.postkasse is not None:
        raw = read_path(call.given.postkasse)
    else:
        raw = read_mailbox(call.settings, dt.datetime.now(dt.UTC) - dt.timedelta(days=call.given.dage))
    for outcome in carry_out(map(understood, raw), Ledger(call.database)):
        found[outcome.kind] += 1
        if outcome.kind in FOR_HUMANS:
            waiting.add(outcome.name)
        if outcome.words and outcome.kind not in QUIET:
            lines.append(outcome.words)
            if not call.given.json:
                say(outcome.words, sys.stdout)
    if call.given.postkasse is None:
        _keep_waiting(RunLog(call.database), waiting, found["klage"], call.now)
    if call.given.json:
        print(as_json({kind: found[kind] for kind in KINDS} | {"linjer": lines}))
        return
    left = count(found["meldt_fra"] + found["klage"], "person", "personer")
    print(f"{count(found['afvist'], 'adresse', 'adresser')} afvist, {left} meldt fra.")
    if waiting:
        print(_for_humans(len(waiting)))


def _for_humans(number: int) -> str:
    return f"{count(number, 'mail', 'mails')} er til et menneske. Læs dem i postkassen."


def _keep_waiting(log: RunLog, waiting: set[str], complaints: int, now: dt.datetime) -> None:
    """Have `tilsyn` tell what waits in the mailbox, until somebody has opened it, and of complaints."""
    log.waiting("indbakke", waiting, _for_humans, now)
    if complaints:
        who = count(complaints, "deltager har", "deltagere har")
        log.notice("klage", f"{who} meldt mailen som uønsket og er meldt fra. Se, om mailene er ventet.", now)
