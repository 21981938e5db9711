"""What comes back, and what needs a human: `indbakke` reads the mailbox, `tilsyn` says if all is well."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections import Counter
from pathlib import Path

from vaertskab.kaffe.commands.common import JSON, NOW, Call, as_json, flag, option, tell, told_run, verb, zone
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.carry_out import FOR_HUMANS, KINDS, carry_out, understood
from vaertskab.kaffe.inbox.mailbox import read_mailbox, read_path
from vaertskab.kaffe.letters.orderer import alarm_mail
from vaertskab.kaffe.microsoft365 import warning
from vaertskab.kaffe.orders.calendar import shown
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import standings
from vaertskab.kaffe.sending.runs import RunLog
from vaertskab.kaffe.sending.single import deliver
from vaertskab.kaffe.sending.transport import Envelope
from vaertskab.kaffe.sending.transports import transport_of
from vaertskab.kaffe.settings import Settings
from vaertskab.kaffe.text import count, say
from vaertskab.model.language import N_, _

#: Days back that a mailbox on a server is read.
DAYS = 14
#: What is counted and not told line by line.
QUIET = ("automatisk", "før", "læst")
#: A day without a good run is too long; and one mail a day is enough.
DAY = dt.timedelta(hours=24)


@verb(
    "indbakke", N_(
        "Læser afsenderens postkasse: ukendte adresser stoppes, og den, der vil ud, meldes fra."
    ),
    option("postkasse", metavar=N_("POSTKASSE"), type=Path, nargs="?",
           help=N_(
               "en mbox-fil, en Maildir-mappe, en mappe med .eml-filer eller en .eml-fil (ellers den, "
               "der står i »postkasse« i indstillingerne)"
           )),
    option("--dage", metavar="N", type=int, default=DAYS, choices=range(1, 367),
           help=N_(
               "læs de mails, der er kommet de seneste N dage, når postkassen er på en server "
               "(%(default)s)"
           )),
    JSON, NOW, more=N_("Postkassen bliver ikke ændret, og det gør intet at læse den flere gange."),
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
    refused = count(found["afvist"], "adresse", "adresser")
    print(_("{addresses} afvist, {left} meldt fra.").format(addresses=refused, left=left))
    if waiting:
        print(_for_humans(len(waiting)))


def _for_humans(number: int) -> str:
    return _("{mails} er til et menneske. Læs dem i postkassen.").format(mails=count(number, "mail", "mails"))


def _keep_waiting(log: RunLog, waiting: set[str], complaints: int, now: dt.datetime) -> None:
    """Have `tilsyn` tell what waits in the mailbox, until somebody has opened it, and of complaints."""
    log.waiting("indbakke", waiting, _for_humans, now)
    if complaints:
        who = count(complaints, "deltager har", "deltagere har")
        words = _("{who} meldt mailen som uønsket og er meldt fra. Se, om mailene er ventet.")
        log.notice("klage", words.format(who=who), now)


@verb(
    "tilsyn", N_(
        "Siger med sin slutkode, om mailene går: 0 er godt, 1 er, at et menneske skal se efter."
    ),
    flag("--set", dest="seen", help=N_("det, der ventede, er set")), JSON, NOW,
    more=N_(
        "Lad den køre hver time. Er »administrator« sat, får den en mail om det, højst én i døgnet. Med "
        "--set siger du, at du har set det, der ventede."
    ),
)  # fmt: skip
def watch(call: Call) -> int:
    """Look, tell, and mail the administrator when it can be done; 1 when something is wrong."""
    log, last = None, ""
    try:
        log = RunLog(call.database)
    except KaffeError as error:
        found = [str(error)]
    else:
        if call.given.seen:
            log.see(call.now)
        found = findings(call.database, call.now, rehearsals=call.given.nu is not None)
        if ending := warning(call.settings.app, call.now.date()):
            found.append(ending)
        last = told_run(log.last())
    if found:
        _alarm(call.settings, found, call.now, log)
    if call.given.json:
        print(as_json({"i_orden": not found, "fund": found, "sidste_kørsel": last}))
    else:
        print("\n".join(found or [_("Alt er i orden.")]))
        if last:
            print(_("Sidste kørsel: {run}.").format(run=last))
    return 1 if found else 0


def findings(database: Database, now: dt.datetime, *, rehearsals: bool) -> list[str]:
    """Return what is wrong, a sentence each; `rehearsals` count as runs when the clock is set."""
    log, orders = RunLog(database), standings(database, now)
    found, last = list[str](), log.last(rehearsals=rehearsals)
    good = log.last(good=True, rehearsals=rehearsals)
    # Mail is only missed where there is some to send, and a good run is one since it was due.
    due = [one.next_due for one in orders if one.next_due and not one.order.stopped]
    if due and now - max(min(due), good.began if good else min(due)) > DAY:
        when = shown(good.began, zone()) if good else _("aldrig")
        found.append(
            _(
                "»send« har ikke kørt til ende i et døgn, og der er mails, der skulle være gået. Den "
                "seneste gode kørsel var {when}."
            ).format(when=when)
        )
    if last is not None and last.error:
        found.append(_("Den seneste kørsel blev standset: {error}").format(error=last.error))
    if last is not None and last.warnings:
        told = _("Advarsel fra den seneste kørsel: {warning}")
        found += [told.format(warning=warning) for warning in last.warnings]
    return found + log.unseen()


def _alarm(settings: Settings, found: list[str], now: dt.datetime, log: RunLog | None) -> None:
    """Mail the administrator; that it cannot be done is told, and no more.

    Once a day at most, which only the ledger knows: while it cannot be opened, each time.
    """
    if settings.administrator is None or settings.sender is None:
        return
    last = log.alarmed() if log is not None else None
    if last is not None and dt.timedelta() <= now - last < DAY:
        return
    mail = alarm_mail(settings.sender, settings.administrator, found, "Kafferefleksion", now)
    envelope = Envelope(settings.sender.address, settings.administrator.address, "tilsyn")
    try:
        with contextlib.closing(transport_of(settings)) as transport:
            deliver(transport, envelope, mail.as_bytes())
    except KaffeError as error:
        tell(_("Mailen til administratoren kunne ikke sendes. {error}").format(error=error))
    else:
        if log is not None:
            log.alarm(now)
