"""`prøv ADRESSE`: one week's mail to yourself, marked as a test."""

from __future__ import annotations

import argparse
import contextlib

from vaertskab.kaffe.address import parse_person, shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_now, now_of, settings_of, typed
from vaertskab.kaffe.commands.mailing import add_week, course_of, trial
from vaertskab.kaffe.commands.planning import add_course, edition_of
from vaertskab.kaffe.sending.single import deliver
from vaertskab.kaffe.sending.transport import Envelope
from vaertskab.kaffe.sending.transports import transport_of


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Sender én mail til dig selv, mærket som en prøve."
    parser = verbs.add_parser("prøv", aliases=["proev"], help=about, description=about)
    parser.add_argument(
        "adresse", metavar="ADRESSE", type=typed(parse_person), help='din adresse, også som "Navn <adresse>"'
    )
    add_week(parser, "ugen (1)", default=1)
    add_course(parser)
    add_now(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Send it."""
    settings, now = settings_of(arguments), now_of(arguments)
    sender, to = settings.need_sender(), arguments.adresse
    with contextlib.closing(transport_of(settings)) as transport:
        course = course_of(settings)
        composer, message = trial(sender, course, edition_of(arguments, course), to, arguments.uge, now)
        envelope = Envelope(sender.address, to.address, f"{message.participant.token}.{message.week}")
        deliver(transport, envelope, composer.compose(message, now))
    print(f"Mailen til uge {arguments.uge} er sendt til {shown(to.address)}.")
    return 0
