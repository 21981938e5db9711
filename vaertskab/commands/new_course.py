"""`vaertskab ny kursus`: a whole course that builds and checks, for a workplace to fill in."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import string
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from vaertskab.model.errors import CourseError
from vaertskab.model.text import number_word
from vaertskab.reading.i18n import slug

TEMPLATE = Path(__file__).parent / "templates" / "kursus"
#: The end of a template's file name, so that nothing takes it for a page or a program of ours.
SUFFIX = ".skabelon"
#: How many weeks a course may go on.
MAX_WEEKS = 52
WEEKS = "uger"

#: What the page about privacy says of mails, in a course that sends any and in one that does not.
_MAILS = (
    "## Når du får en mail om ugen\n\n"
    "Til mailene gemmer vi dit navn, din mailadresse og din arbejdsplads. Vi gemmer også, hvilke mails "
    "du har fået, hvad mailserveren svarede, og om du er meldt fra. Dit navn har vi fra din leder. Det er "
    "{kursus}`mail-udbyder`, der sender mailene for os. {kursus}`tredjelande` {kursus}`retsgrundlag`\n\n"
    "Alt bliver slettet {kursus}`slet-efter` efter den sidste mail. Melder du dig fra, stopper mailene, men "
    "du er ikke slettet. Du kan få at se, hvad vi har gemt, og få det rettet eller slettet. Du kan også gøre "
    "indsigelse. Skriv til {kursus}`kontakt-mail`."
)
_NO_MAILS = (
    "## Når du skriver til os\n\nKurset sender ingen mails og har ingen liste over dem, der læser det."
)


class _Template(string.Template):
    """Text with §names: a Makefile has $ of its own."""

    delimiter = "§"


def create(target: Path, title: str, organisation: str, mail: str, parts: list[str], weeks: int) -> None:
    """Write a course in the empty or new folder `target`.

    :raises CourseError: the folder holds something, or a part's name gives no folder.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CourseError(target.name, 1, "Mappen findes og er ikke tom. Vælg en ny.")
    folders = {slug(part): part for part in parts}
    if not all(folders) or len(folders) != len(parts) or WEEKS in folders:
        raise CourseError(target.name, 1, "Delene skal hver have sit navn med bogstaver eller tal.")
    listed = [f"modules/{folder}/index" for folder in folders]
    listed += [f"modules/{WEEKS}/index"] if weeks else []
    words = {
        "name": title, "titel": _toml(title), "organisation": _toml(organisation), "mail": _toml(mail),
        "dag": str(dt.date.today()), "version": version("vaertskab"), "parts": "\n".join(listed),
        "first": next(iter(folders)), "mails": _MAILS if weeks else _NO_MAILS,
        "weeks": f"{number_word(weeks)} {'uge' if weeks == 1 else 'uger'}",
        "listed": "\n".join(_week_name(week) for week in range(1, weeks + 1)),
    }  # fmt: skip
    for path, text in _files(folders, weeks, words):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, "utf-8", newline="\n")


def _files(folders: Mapping[str, str], weeks: int, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file: those of a part for each, and a week's for each week."""
    for path in sorted(TEMPLATE.rglob(f"*{SUFFIX}")):
        name = path.relative_to(TEMPLATE).as_posix().removesuffix(SUFFIX)
        template = _Template(path.read_text("utf-8"))
        if name.startswith("modules/del/"):
            for folder, part in folders.items():
                yield (
                    name.replace("/del/", f"/{folder}/"),
                    template.substitute(words, part=_heading(part), id=folder),
                )
        elif name == "modules/uger/uge.md":
            for week in range(1, weeks + 1):
                yield f"modules/{WEEKS}/{_week_name(week)}.md", template.substitute(words, week=week)
        elif weeks or not name.startswith("modules/uger/"):
            yield name, template.substitute(words)


def _week_name(week: int) -> str:
    return f"{week:02}-lyt-faerdig"


def _toml(text: str) -> str:
    """Return the text as TOML and JSON write it, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _heading(text: str) -> str:
    """Return what somebody called a part, without marks that Markdown would read."""
    return re.sub(r"[\\*_`<>\[\]#{}§:»«\"]", "", " ".join(text.split()))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only a new course asks."""
    only = parser.add_argument_group("Kun til et nyt kursus (det, du ikke skriver, bliver du spurgt om)")
    only.add_argument("--navn", help="hvad kurset hedder")
    only.add_argument("--organisation", help="hvis kurset er")
    only.add_argument("--mail", help="hvem læserne skriver til")
    only.add_argument("--del", dest="dele", action="append", metavar="DEL", help="en dels navn; gerne flere")
    only.add_argument("--uger", type=int, help=f"antal uger med en side om ugen, fra 0 til {MAX_WEEKS}")
    only.add_argument("--sprog", choices=("da",), default="da", help="kun dansk (da) indtil videre")


def run(arguments: argparse.Namespace) -> int:
    """Ask for what the command line does not say, write the course, and say what to do next."""
    target = Path(arguments.titel)
    title = arguments.navn or _ask("Hvad hedder kurset?", target.name)
    organisation = arguments.organisation or _ask("Hvilken organisation er det?", "Vores arbejdsplads")
    mail = arguments.mail or _ask("Hvilken mail skriver læserne til?", "kurset@example.org")
    parts = arguments.dele or _ask("Hvilke dele har det? Sæt semikolon imellem.", "Det, vi lover").split(";")
    told = str(arguments.uger) if arguments.uger is not None else _ask("Hvor mange uger? 0 for ingen.", "0")
    if not told.isdecimal() or int(told) > MAX_WEEKS:
        raise CourseError(target.name, 1, f"Antallet af uger skal være et tal fra 0 til {MAX_WEEKS}.")
    create(target, title, organisation, mail, [part.strip() for part in parts if part.strip()], int(told))
    print(f"Kurset ligger i {target}. Nu skal du:")
    print(f"  1. gå til mappen med: cd {target}")
    print("  2. bygge det med: make")
    print("  3. åbne siderne i docs/ og modules/ og skrive jeres egne ord.")
    return 0


def _ask(question: str, otherwise: str) -> str:
    """Return the answer, or what is meant without one: somebody who is not there is not asked."""
    if not sys.stdin.isatty():
        return otherwise
    return input(f"{question} [{otherwise}] ").strip() or otherwise
