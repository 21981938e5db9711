"""The commands of `vaertskab kaffe`, those about the same thing in one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

from vaertskab.model.language import _

if TYPE_CHECKING:
    import argparse

#: What argparse gives for adding commands to; it has no public name for it.
Verbs: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
#: The files, in the order that their commands are listed in.
FILES = ("bestil", "send", "orders", "people", "tilsyn", "tjek", "letters")


def add_parsers(groups: Verbs) -> None:
    """Add `kaffe` and its commands to the program's groups.

    :raises ModuleNotFoundError: a package of the extra `kaffe` is not installed; nothing has been added.
    """
    modules = [import_module(f"{__name__}.{name}") for name in FILES]
    about = _("Kafferefleksion: en mail om ugen.")
    parser = groups.add_parser("kaffe", help=about, description=about)
    parser.add_argument(
        "--indstillinger",
        metavar=_("FIL"),
        help=_("indstillingerne (ellers kaffe.toml her eller i brugerens mappe)"),
    )
    verbs = parser.add_subparsers(title=_("Kommandoer"), metavar=_("KOMMANDO"), required=True)
    for verb in (one for module in modules for one in vars(module).values() if hasattr(one, "add_to")):
        verb.add_to(verbs)
