"""Mails to look at: `prøv` sends one, `vis` and `pakke` write files."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Mapping
from pathlib import Path

from vaertskab.kaffe.address import parse_person, shown
from vaertskab.kaffe.commands.bestil import COURSE, ORDER_OPTIONS, edition_of, order_of
from vaertskab.kaffe.commands.common import NOW, Call, option, people, print_table, tell, verb
from vaertskab.kaffe.commands.mailing import course_of, trial, whole_course_of
from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.errors import KaffeError, in_words
from vaertskab.kaffe.letters.orderer import calendar_file, calendar_name
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import YEARS, Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders import calendar
from vaertskab.kaffe.orders.listing import told_lines
from vaertskab.kaffe.orders.order_list import read_list
from vaertskab.kaffe.sending.single import deliver
from vaertskab.kaffe.sending.transport import Envelope
from vaertskab.kaffe.sending.transports import transport_of
from vaertskab.model.language import N_, _, speaking

#: Recipients of one mail that Microsoft 365 and most mail servers take.
MAX_RECIPIENTS = 500
#: Who a mail that is only looked at is from and to when nobody says.
SENDER = Person("Kafferefleksion", "kaffe@example.org")
READER = Person("Anne-Sofie Ågård", "anne@example.org")


@verb(
    "prøv proev", N_("Sender én mail til dig selv, mærket som en prøve."),
    option("adresse", metavar=N_("ADRESSE"), parse=parse_person,
           help=N_('din adresse, også som "Navn <adresse>"')),
    option("--uge", metavar="N", type=int, default=1,
           help=N_("ugen (1); tallene efter den sidste er de tre mails, der spørger igen")), COURSE, NOW,
)  # fmt: skip
def send_one(call: Call) -> None:
    """Send it."""
    sender, to = call.settings.need_sender(), call.given.adresse
    with contextlib.closing(transport_of(call.settings)) as transport:
        course = course_of(call.settings)
        composer, message = trial(sender, course, edition_of(call, course), to, call.given.uge, call.now)
        envelope = Envelope(sender.address, to.address, f"{message.participant.token}.{message.week}")
        deliver(transport, envelope, composer.compose(message, call.now))
    print(
        _("Mailen til {mail} er sendt til {address}.").format(
            mail=message.order.name_of(message.week), address=shown(to.address)
        )
    )


@verb(
    "vis", N_("Lægger en uges mail i filer, som HTML og som tekst. Sender intet."),
    option("--uge", metavar="N", type=int, required=True,
           help=N_("ugen; tallene efter den sidste er de tre mails, der spørger igen")), COURSE,
    option("--mappe", metavar=N_("MAPPE"), type=Path, default=Path(), help=N_("hvor filerne lægges (her)")),
    option("--til", metavar=N_("PERSON"), parse=parse_person, default=READER,
           help=N_('"Navn <adresse>", den læses af')),
    NOW,
)  # fmt: skip
def show(call: Call) -> None:
    """Write the files, and say where they are."""
    sender, course = call.settings.sender or SENDER, course_of(call.settings)
    edition = edition_of(call, course)
    composer, message = trial(sender, course, edition, call.given.til, call.given.uge, call.now, marked=False)
    words = composer.read(message)
    page = words.html
    if image := composer.image(message):
        inside = f"data:image/{image.kind};base64,{base64.b64encode(image.data).decode('ascii')}"
        page = page.replace(f"cid:{image.cid}", inside)
    whole = composer.compose(message, call.now)
    name = _file(edition, message.order, message.week)
    files = {f"{name}.html": page.encode(), f"{name}.txt": words.text.encode(), f"{name}.eml": whole}
    _write(call.given.mappe, files)
    for file in files:
        print(call.given.mappe / file)


@verb(
    "pakke", N_(
        "Laver ugernes mails som kladder og en kalenderfil, så en leder kan sende dem i hånden."
    ),
    *ORDER_OPTIONS,
    option("--liste", metavar=N_("LISTE"), type=Path,
           help=N_("dem, der står som skjulte modtagere i hver kladde")),
    option("--mappe", metavar=N_("MAPPE"), type=Path, required=True,
           help=N_("hvor filerne lægges; den skal være tom")),
    NOW, more=N_("Der skal ingen mailserver til, og intet bliver gemt om deltagerne."),
)  # fmt: skip
def package(call: Call) -> None:
    """Write the files, and say what to do with them."""
    course, sender, folder = whole_course_of(call.settings), call.given.bestiller, call.given.mappe
    edition = edition_of(call, course)
    order, plan = order_of(call, edition, sender.address.rpartition("@")[2])
    recipients: tuple[Person, ...] = ()
    if call.given.liste is not None:
        listing = read_list(call.given.liste)
        recipients = listing.people
        for line in (*told_lines(listing, recipients), *listing.notes):
            print(line)
        if len(recipients) > MAX_RECIPIENTS:
            raise KaffeError(
                _(
                    "Listen har {people}. En mail i hånden må højst have {max_recipients}. Del "
                    "listen, eller brug »bestil«."
                ).format(people=people(len(recipients)), max_recipients=MAX_RECIPIENTS)
            )
    composer = Composer(sender, course, lambda _: edition, tell)
    until = calendar.access_until(order, plan, YEARS)
    nobody = Participant(0, 0, Person("", sender.address), "", Status.ACTIVE, 1, until)
    files = {
        f"{_file(edition, order, mail.week)}.eml": composer.draft(
            Message(order, nobody, mail.week, mail.due), recipients
        )
        for mail in plan
    }
    with speaking(edition.language):
        dates = calendar_name(course.name_of(edition))
    files[dates] = calendar_file(order, plan, edition, course.name_of(edition), call.now)
    with contextlib.suppress(OSError):
        if folder.is_dir() and any(folder.iterdir()):
            raise KaffeError(_("Mappen {folder} er ikke tom. Vælg en ny.").format(folder=folder))
    _write(folder, files)
    print(
        _("{number} kladder og {dates} ligger i {folder}. Send dem sådan:").format(
            number=len(plan), dates=dates, folder=folder
        )
    )
    print_table(
        [f"{_file(edition, order, mail.week)}.eml", calendar.shown(mail.due, order.tz)] for mail in plan
    )
    print(
        _("Åbn kalenderfilen, så står dagene i kalenderen. Åbn ugens kladde, se modtagerne efter, og send.")
    )
    if not recipients:
        print(_("Skriv modtagerne i feltet Bcc, så de ikke ser hinandens adresser."))


def _file(edition: Edition, order: Order, week: int) -> str:
    """Return what a mail's files are called, in its own language."""
    with speaking(edition.language):
        if week <= order.weeks:
            return _("uge-{week:02}").format(week=week)
        return _("opfoelgning-{number}").format(number=week - order.weeks)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (folder / name).write_bytes(data)
    except OSError as error:
        raise KaffeError(
            _("Filerne kan ikke lægges i {folder}: {why}.").format(folder=folder, why=in_words(error))
        ) from None
