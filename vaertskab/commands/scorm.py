"""`vaertskab scorm`: the built course as two packages for a learning management system."""

from __future__ import annotations

import argparse
from pathlib import Path

from vaertskab.commands.package import edition, site_files, told, write_zip
from vaertskab.model.language import _
from vaertskab.model.settings import FILE, load_settings
from vaertskab.outputs import lms


def pack(root: Path) -> list[Path]:
    """Write a SCORM package of each version of the site built in `root`; return their paths.

    :raises CourseError: the site has not been built.
    """
    site, settings = site_files(root), load_settings(root / FILE)
    made = []
    for version in lms.VERSIONS:
        target = root / "_build" / f"vaertskab-{edition():%Y-%m-%d}-scorm-{version}.zip"
        write_zip(target, lms.package(version, site, settings["kursus.titel"], settings.course_id))
        made.append(target)
    return made


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `scorm` to the program's commands."""
    about = _("Pakker det byggede kursus til et læringssystem (SCORM 1.2 og 2004).")
    parser = groups.add_parser("scorm", help=about, description=about)
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Pack, and say where the packages lie and what they weigh; return 0."""
    root = arguments.mappe.resolve()
    for made in pack(root):
        print(told(root, made))
    return 0
