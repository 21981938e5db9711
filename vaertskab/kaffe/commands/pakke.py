"""`pakke`: the weeks' mails as drafts and a calendar file, for a leader who sends them by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, now_of, people, print_table, settings_of
from vaertskab.kaffe.commands.mailing import course_of, tell
from vaertskab.kaffe.commands.planning import add_order_options, edition_of, order_of
from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.letters.plan_calendar import calendar_file, calendar_name
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import YEARS, Message, Participant, Person, Status
from vaertskab.kaffe.orders import calendar, list_summary
from vaertskab.kaffe.orders.order_list import read_list

#: Recipients of one mail that Microsoft 365 and most mail servers take.
MAX_RECIPIENTS = 500


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Laver ugernes mails som kladder og en kalenderfil, så en leder kan sende dem i hånden."
    more = " Der skal ingen mailserver til, og intet bliver gemt om deltagerne."
    parser = verbs.add_parser("pakke", help=about, description=about + more)
    add_order_options(parser, "den, der sender mailene og får svarene")
    parser.add_argument(
        "--liste", metavar="LISTE", type=Path, help="dem, der står som skjulte modtagere i hver kladde"
    )
    parser.add_argument(
        "--mappe", metavar="MAPPE", type=Path, required=True, help="hvor filerne lægges; den skal være tom"
    )
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and say what to do with them."""
    settings, now = settings_of(arguments), now_of(arguments)
    course, sender = course_of(settings), arguments.bestiller
    if course.faults:
        raise KaffeError("\n".join(course.faults))
    domain = sender.address.rpartition("@")[2]
    edition = edition_of(arguments, course)
    order, plan = order_of(arguments, edition, domain, now, fresh_text=False)
    recipients: tuple[Person, ...] = ()
    if arguments.liste is not None:
        listing = read_list(arguments.liste)
        recipients = listing.people
        for line in (*list_summary.lines(listing, recipients), *listing.notes):
            print(line)
        if len(recipients) > MAX_RECIPIENTS:
            raise KaffeError(
                f"Listen har {people(len(recipients))}. En mail i hånden må højst have {MAX_RECIPIENTS}. "
                "Del listen, eller brug »bestil«."
            )
    composer = Composer(sender, course, lambda _: edition, tell)
    until = calendar.years_after(plan[0].due.astimezone(order.tz).date(), YEARS)
    nobody = Participant(0, 0, Person("", sender.address), "", Status.ACTIVE, 1, until)
    files = {
        f"uge-{mail.week:02}.eml": composer.draft(Message(order, nobody, mail.week, mail.due), recipients)
        for mail in plan
    }
    dates = calendar_name(course.name_of(edition))
    files[dates] = calendar_file(order, plan, edition, course.name_of(edition), now)
    _write(arguments.mappe, files)
    print(f"{len(plan)} kladder og {dates} ligger i {arguments.mappe}. Send dem sådan:")
    print_table([f"uge-{mail.week:02}.eml", calendar.shown(mail.due, order.tz)] for mail in plan)
    print("Åbn kalenderfilen, så står dagene i kalenderen. Åbn ugens kladde, se modtagerne efter, og send.")
    if not recipients:
        print("Skriv modtagerne i feltet Bcc, så de ikke ser hinandens adresser.")
    return 0


def _write(folder: Path, files: dict[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if next(folder.iterdir(), None) is not None:
            raise KaffeError(f"Mappen {folder} er ikke tom. Vælg en ny.")
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise KaffeError(f"Filerne kan ikke lægges i {folder}: {in_danish(error)}.") from None
