"""`vaertskab pakke`: the built course as one zip, for an intranet's web server or a network drive."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from vaertskab.model.errors import ADVICE, CourseError
from vaertskab.model.language import N_, _
from vaertskab.model.roles import Role
from vaertskab.model.settings import FILE, load_settings
from vaertskab.model.text import decimal
from vaertskab.model.unanswered import unanswered
from vaertskab.model.wordings import FILE as WORDINGS
from vaertskab.model.wordings import load_wordings
from vaertskab.reading.roles import roles_of

SITE = "_build/html"
#: The folder inside the zip, and the note beside it.
FOLDER, NOTE = "vaertskab", N_("LÆS-MIG.txt")
#: These are small already; to press them takes time and gains nothing.
_STORED = (".png", ".jpg", ".jpeg", ".webp", ".mp4", ".pdf", ".zip", ".woff2")
#: Who is asked before the code changes, and what stands there until somebody is named.
OWNERS, EXAMPLE = ".github/CODEOWNERS", "@example/"
_OWNERS_ADVICE = N_(
    "Her står et eksempel. Skriv, hvem der skal spørges, før programmet og dets opsætning bliver ændret."
)
#: Notes of Sphinx's that no reader asks for.
_LEFT_OUT = (".buildinfo", "objects.inv")

#: The page about it, in a course that has it.
_HOW = "docs/udgiv.html"
_MORE = N_(" Siden »Læg kurset på intranettet«\nfortæller, hvad du kan gøre i stedet: {folder}/{page}")

_TEXT = N_("""\
{title} – udgave {day}

Sådan lægger du kurset frem
1. Pak filen ud. Mappen »{folder}« er hele kurset.
2. Læg mappen på intranettets webserver eller på et netværksdrev, hvor alle kan læse.
3. Send kollegerne linket til {folder}/index.html.

Det kræver ingen database og intet program. Siderne henter ikke noget fra nettet.
Ligger der en ældre udgave i forvejen, så slet den, før du lægger den nye ind.
SharePoint Online viser ikke siderne fra et dokumentbibliotek.{more}

Spørgsmål: {contact}
""")


def edition() -> datetime.datetime:
    """Return the edition's time in UTC: SOURCE_DATE_EPOCH (seconds since 1970) if it is given, else now."""
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH", "") or time.time())
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)


def site_files(root: Path) -> dict[str, bytes]:
    """Return what a reader may ask for of the site built in `root`, by its address, in order.

    :raises CourseError: the site has not been built.
    """
    site = root / SITE
    if not (site / "index.html").is_file():
        raise CourseError(SITE, 1, _("Kurset er ikke bygget. Kør først: make"))
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(site).parts)
        if path.is_file() and not hidden and path.name not in _LEFT_OUT and not name.startswith("_sources/"):
            found[name] = path.read_bytes()
    return found


def write_zip(target: Path, entries: Mapping[str, bytes]) -> None:
    """Zip the entries, by name; the same ones in the same edition give the same bytes."""
    part = target.with_suffix(".del")
    # A zip knows no time before 1980.
    when = max(edition().timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(part, "w") as archive:
        for name, content in entries.items():
            info = zipfile.ZipInfo(name, when)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    part.replace(target)


def pack(root: Path) -> Path:
    """Zip the site built in `root`, and return the zip's path. The same site gives the same bytes.

    :raises CourseError: the site has not been built.
    """
    site = site_files(root)
    settings = load_settings(root / FILE)
    day = f"{edition():%Y-%m-%d}"
    title = _("{course} ved {organisation}").format(
        course=settings["kursus.titel"], organisation=settings["organisation.navn"]
    )
    more = _(_MORE).format(folder=FOLDER, page=_HOW) if _HOW in site else ""
    note = _(_TEXT).format(title=title, day=day, folder=FOLDER, more=more, contact=settings["kontakt.mail"])
    # The mark at its start and the line ends are for Windows' Notepad.
    entries = {_(NOTE): note.replace("\n", "\r\n").encode("utf-8-sig")}
    target = root / "_build" / f"vaertskab-{day}.zip"
    write_zip(target, entries | {f"{FOLDER}/{name}": content for name, content in site.items()})
    return target


def owners_to_fill_in(root: Path) -> int:
    """Return the line on which .github/CODEOWNERS still has an example for a name, or 0."""
    path = root / OWNERS
    lines = path.read_text("utf-8", errors="replace").splitlines() if path.is_file() else []
    return next((at for at, line in enumerate(lines, 1) if EXAMPLE in line and line[:1] != "#"), 0)


def advice(root: Path) -> Iterator[str]:
    """Yield, at file and line, what only the organisation can say and has not said."""
    if line := owners_to_fill_in(root):
        yield f"{OWNERS}:{line}: {_(ADVICE).format(message=_(_OWNERS_ADVICE))}"
    settings, wordings = load_settings(root / FILE), load_wordings(root / WORDINGS)
    weekly = Role.WEEKLY in roles_of(root).values()
    for line, words in sorted(unanswered(settings, wordings, weekly=weekly, today=datetime.date.today())):
        yield f"{FILE}:{line}: {_(ADVICE).format(message=words)}"


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `pakke` to the program's commands."""
    about = _("Pakker det byggede kursus til et intranet.")
    parser = groups.add_parser("pakke", help=about, description=about)
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.set_defaults(run=run)


def told(root: Path, made: Path) -> str:
    """Return where the package `made` of the course in `root` lies and what it weighs."""
    size = decimal(made.stat().st_size / 1e6)
    said = _("Pakken ligger i {file} og fylder {size} MB.")
    return said.format(file=made.relative_to(root).as_posix(), size=size)


def run(arguments: argparse.Namespace) -> int:
    """Pack, and say where the zip lies and what it weighs; return 0."""
    root = arguments.mappe.resolve()
    made = pack(root)
    for line in advice(root):
        print(line, file=sys.stderr)
    print(told(root, made))
    return 0
