"""`vis --uge N`: a week's mail as files, to look at. Nothing is sent."""

from __future__ import annotations

import argparse
import base64
from pathlib import Path

from vaertskab.kaffe.address import parse_person
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, now_of, settings_of, typed
from vaertskab.kaffe.commands.mailing import add_week, course_of, trial
from vaertskab.kaffe.commands.planning import add_course, edition_of
from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.model import Person

#: Who the mail is from and to when nobody says.
SENDER, READER = (
    Person("Kafferefleksion", "kaffe@example.org"),
    Person("Anne-Sofie Ågård", "anne@example.org"),
)


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Lægger en uges mail i filer, som HTML og som tekst. Sender intet."
    parser = verbs.add_parser("vis", help=about, description=about)
    add_week(parser, "ugen")
    add_course(parser)
    parser.add_argument(
        "--mappe", metavar="MAPPE", type=Path, default=Path(), help="hvor filerne lægges (her)"
    )
    parser.add_argument(
        "--til",
        metavar="PERSON",
        type=typed(parse_person),
        default=READER,
        help='"Navn <adresse>", den læses af',
    )
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the files, and say where they are."""
    settings, now = settings_of(arguments), now_of(arguments)
    course = course_of(settings)
    composer, message = trial(
        settings.sender or SENDER, course, edition_of(arguments, course), arguments.til, arguments.uge, now,
        marked=False,
    )  # fmt: skip
    words = composer.read(message)
    page = words.html
    if image := composer.image(message):
        inside = f"data:image/{image.kind};base64,{base64.b64encode(image.data).decode('ascii')}"
        page = page.replace(f"cid:{image.cid}", inside)
    folder: Path = arguments.mappe
    whole = composer.compose(message, now)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for suffix, content in (("html", page.encode()), ("txt", words.text.encode()), ("eml", whole)):
            path = folder / f"uge-{message.week:02}.{suffix}"
            path.write_bytes(content)
            print(path)
    except OSError as error:
        raise KaffeError(f"Filerne kan ikke lægges i {folder}: {in_danish(error)}.") from None
    return 0
