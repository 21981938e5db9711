"""The commands of `vaertskab kaffe`, one to a file: the folder listing is the manual."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TypeAlias

#: What argparse gives for adding commands to; it has no public name for it.
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

#: In the order that they are listed in.
VERBS = (
    "bestil", "send", "plan", "status", "flyt", "stop",
    "tilfoej", "ret", "afmeld", "udtraek", "slet", "ryd",
    "gensend", "tjek", "tilsyn", "proev", "vis", "indbakke", "pakke",
)  # fmt: skip


def add_parsers(groups: Verbs) -> None:
    """Add `kaffe` and its commands to the program's groups.

    :raises ModuleNotFoundError: a package of the extra `kaffe` is not installed; nothing has been added.
    """
    modules = [import_module(f"{__name__}.{name}") for name in VERBS]
    about = "Kafferefleksion: en mail om ugen."
    parser = groups.add_parser("kaffe", help=about, description=about)
    parser.add_argument(
        "--indstillinger",
        metavar="FIL",
        help="indstillingerne (ellers kaffe.toml her eller i brugerens mappe)",
    )
    verbs = parser.add_subparsers(title="Kommandoer", metavar="KOMMANDO", required=True)
    for module in modules:
        module.add(verbs)
