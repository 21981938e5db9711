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
from vaertskab.model.language import LANGUAGES, N_, _, current, ngettext, use
from vaertskab.model.text import number_word
from vaertskab.reading.i18n import slug

TEMPLATES = Path(__file__).parent / "templates"
#: What a course in any language has, and in the folder of the language what its own has.
SHARED, OWN = TEMPLATES / "kursus", "kursus"
#: The end of a template's file name, so that nothing takes it for a page or a program of ours.
SUFFIX = ".skabelon"
#: How many weeks a course may go on.
MAX_WEEKS = 52
#: The folder of what goes week by week, and the end of its pages' names: letters from a to z.
WEEKS, WEEK = N_("uger"), N_("lyt-faerdig")

#: What the page about privacy says of mails, in a course that sends any and in one that does not.
_MAILS = N_(
    "## Når du får en mail om ugen\n\n"
    "Til mailene gemmer vi dit navn, din mailadresse og din arbejdsplads. Vi gemmer også, hvilke mails "
    "du har fået, hvad mailserveren svarede, og om du er meldt fra. Dit navn har vi fra din leder. Det er "
    "{kursus}`mail-udbyder`, der sender mailene for os. {kursus}`tredjelande` {kursus}`retsgrundlag`\n\n"
    "Alt bliver slettet {kursus}`slet-efter` efter den sidste mail. Melder du dig fra, stopper mailene, men "
    "du er ikke slettet. Du kan få at se, hvad vi har gemt, og få det rettet eller slettet. Du kan også gøre "
    "indsigelse. Skriv til {kursus}`kontakt-mail`."
)
_NO_MAILS = N_(
    "## Når du skriver til os\n\nKurset sender ingen mails og har ingen liste over dem, der læser det."
)


#: What the Makefile says of itself.
_MAKEFILE = N_(
    "`make` bygger kurset, `make test` prøver det. "
    "`make PAKKE=sti/til/vaertskab.whl` bruger en fil, I selv har."
)


class _Template(string.Template):
    """Text with §names: a Makefile has $ of its own."""

    delimiter = "§"


def create(target: Path, title: str, organisation: str, mail: str, parts: list[str], weeks: int) -> None:
    """Write a course in the language that is spoken in the empty or new folder `target`.

    :raises CourseError: the folder holds something, or a part's name gives no folder.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CourseError(target.name, 1, _("Mappen findes og er ikke tom. Vælg en ny."))
    folders = {slug(part): part for part in parts}
    if not all(folders) or len(folders) != len(parts) or _(WEEKS) in folders:
        raise CourseError(target.name, 1, _("Delene skal hver have sit navn med bogstaver eller tal."))
    listed = [f"modules/{folder}/index" for folder in folders]
    listed += [f"modules/{_(WEEKS)}/index"] if weeks else []
    words = {
        "name": title, "titel": _toml(title), "organisation": _toml(organisation), "mail": _toml(mail),
        "dag": str(dt.date.today()), "version": version("vaertskab"), "parts": "\n".join(listed),
        "first": next(iter(folders)), "mails": _(_MAILS if weeks else _NO_MAILS),
        "weeks": ngettext("{count} uge", "{count} uger", weeks).format(count=number_word(weeks)),
        "listed": "\n".join(_week_name(week) for week in range(1, weeks + 1)),
        "makefile": _(_MAKEFILE), "built": _("Kurset ligger i _build/html/. Åbn {page} i en browser.").format(
            page="$(CURDIR)/_build/html/index.html"
        ),
    }  # fmt: skip
    for path, text in _files(folders, weeks, words):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_text(text, "utf-8", newline="\n")


def _files(folders: Mapping[str, str], weeks: int, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file: those of a part for each, and a week's for each week."""
    own = TEMPLATES / current().code / OWN
    for path in sorted((*SHARED.rglob(f"*{SUFFIX}"), *own.rglob(f"*{SUFFIX}"))):
        root = own if path.is_relative_to(own) else SHARED
        name = path.relative_to(root).as_posix().removesuffix(SUFFIX)
        template = _Template(path.read_text("utf-8"))
        if name.startswith("modules/del/"):
            for folder, part in folders.items():
                yield (
                    name.replace("/del/", f"/{folder}/"),
                    template.substitute(words, part=_heading(part), id=folder),
                )
        elif name == "modules/uger/uge.md":
            for week in range(1, weeks + 1):
                yield f"modules/{_(WEEKS)}/{_week_name(week)}.md", template.substitute(words, week=week)
        elif weeks or not name.startswith("modules/uger/"):
            yield name.replace("modules/uger/", f"modules/{_(WEEKS)}/"), template.substitute(words)


def _week_name(week: int) -> str:
    return f"{week:02}-{_(WEEK)}"


def _toml(text: str) -> str:
    """Return the text as TOML and JSON write it, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _heading(text: str) -> str:
    """Return what somebody called a part, without marks that Markdown would read."""
    return re.sub(r"[\\*_`<>\[\]#{}§:»«“”\"]", "", " ".join(text.split()))


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only a new course asks."""
    only = parser.add_argument_group(_("Kun til et nyt kursus (det, du ikke skriver, bliver du spurgt om)"))
    only.add_argument(
        "--sprog", "--language", choices=tuple(LANGUAGES), help=_("kursets sprog: da, nb eller en")
    )
    only.add_argument("--navn", "--name", help=_("hvad kurset hedder"))
    only.add_argument("--organisation", help=_("hvis kurset er"))
    only.add_argument("--mail", help=_("hvem læserne skriver til"))
    only.add_argument(
        "--del", "--part", dest="dele", action="append", metavar=_("DEL"), help=_("en dels navn; gerne flere")
    )
    weeks = _("antal uger med en side om ugen, fra 0 til {most}").format(most=MAX_WEEKS)
    only.add_argument("--uger", "--weeks", type=int, help=weeks)


def run(arguments: argparse.Namespace) -> int:
    """Ask for what the command line does not say, write the course, and say what to do next."""
    target = Path(arguments.titel)
    language = arguments.sprog or _ask(_("Hvilket sprog? da, nb eller en."), current().code)
    if language not in LANGUAGES:
        raise CourseError(target.name, 1, _("Sproget skal være da, nb eller en."))
    use(language)
    title = arguments.navn or _ask(_("Hvad hedder kurset?"), target.name)
    organisation = arguments.organisation or _ask(_("Hvilken organisation er det?"), _("Vores arbejdsplads"))
    mail = arguments.mail or _ask(_("Hvilken mail skriver læserne til?"), _("kurset@example.org"))
    named = arguments.dele or _ask(
        _("Hvilke dele har det? Sæt semikolon imellem."), _("Det, vi lover")
    ).split(";")
    told = (
        str(arguments.uger) if arguments.uger is not None else _ask(_("Hvor mange uger? 0 for ingen."), "0")
    )
    if not told.isdecimal() or int(told) > MAX_WEEKS:
        wrong = _("Antallet af uger skal være et tal fra 0 til {most}.").format(most=MAX_WEEKS)
        raise CourseError(target.name, 1, wrong)
    create(target, title, organisation, mail, [part.strip() for part in named if part.strip()], int(told))
    print(
        _(
            "Kurset ligger i {folder}. Nu skal du:\n"
            "  1. gå til mappen med: cd {folder}\n"
            "  2. bygge det med: make\n"
            "  3. åbne siderne i docs/ og modules/ og skrive jeres egne ord."
        ).format(folder=target)
    )
    return 0


def _ask(question: str, otherwise: str) -> str:
    """Return the answer, or what is meant without one: somebody who is not there is not asked."""
    if not sys.stdin.isatty():
        return otherwise
    return input(f"{question} [{otherwise}] ").strip() or otherwise
