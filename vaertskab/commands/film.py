"""`vaertskab film`: make the films that are missing or old, as `make film` does before it builds the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from vaertskab.model.language import _
from vaertskab.outputs.shared.existing_films import FOLDER

OUT = f"_build/{FOLDER}"


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `film` to the program's commands."""
    about = _(
        "Laver de film, der mangler eller er ældre end deres side. Kør så make, så kommer de på siderne."
    )
    parser = groups.add_parser("film", help=_("laver de film, der mangler"), description=about)
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the films and say where they lie; return 0, or 1 when something must be mended."""
    from sphinx.cmd.build import main

    root = arguments.mappe.resolve()
    trees = str(root / "_build" / ".doctrees")
    status = main(["-q", "-W", "--keep-going", "-b", "film", "-d", trees, str(root), str(root / OUT)])
    if status == 0:
        print(_("Filmene ligger i {folder}/.").format(folder=OUT))
    return min(status, 1)
