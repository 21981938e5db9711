"""`udtræk ADRESSE`: all that is stored of a person."""

from __future__ import annotations

import argparse

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.commands import Verbs
from vaertskab.kaffe.commands.common import add_json, address, database_of, print_json, settings_of, typed
from vaertskab.kaffe.orders.stored_data import StoredData


def add(verbs: Verbs) -> None:
    """Add the command."""
    about = "Viser alt, hvad der er gemt om en person."
    parser = verbs.add_parser("udtræk", aliases=["udtraek"], help=about, description=about)
    parser.add_argument("adresse", metavar="ADRESSE", type=typed(address), help="personens adresse")
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print it."""
    with database_of(arguments) as database:
        months = settings_of(arguments).keep_months
        data = StoredData(database, months).extract(arguments.adresse)
    if arguments.json:
        print_json(data)
        return 0
    found = [*data["deltagelser"], *data["bestillinger"]]
    if not found:
        print(f"Der er ikke gemt noget om {shown(arguments.adresse)}.")
    for part in found:
        print("Deltager:" if "mails" in part else "Har bestilt:")
        for key, value in part.items():
            if key != "mails" and value not in ("", None):
                print(f"  {key.replace('_', ' ')}: {value}")
        for mail in part.get("mails", ()):
            what = ("sendt" if mail["sendt"] else "ikke sendt") + f" ({mail['fejl']})" * bool(mail["fejl"])
            again = f", {mail['gentaget']} gang måske gentaget" if mail["gentaget"] else ""
            print(f"  mail {mail['uge']}: {what} {mail['hvornår']}{again}")
    return 0
