"""`vaertskab ny`: a new page from a template, on its list, or a course; with a word on what to do next."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.commands import new_course
from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _, current
from vaertskab.model.roles import Role
from vaertskab.model.text_file import read_text
from vaertskab.reading import files, front_matter
from vaertskab.reading.english_names import BLOCKS, WORDS, shown
from vaertskab.reading.i18n import slug
from vaertskab.reading.roles import roles_of

if TYPE_CHECKING:
    from typing import Any

TEMPLATES = Path(__file__).parent / "templates"
#: A file's name is part of an address that somebody may have to type.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class PageType:
    """A type of page: its template, the role of its part, and where one lies, in Danish until it is shown.

    `beside` is a block that its neighbours have, where several parts have the role.
    """

    template: str
    role: Role
    told: str
    beside: str = ""


TYPES = {
    "modul": PageType(
        "modul", Role.PRINCIPLES, N_("Modulet ligger i {page} og står sidst på listen i {list}.")
    ),
    "øvelse": PageType(
        "oevelse", Role.EXERCISES, N_("Øvelsen ligger i {page} og står sidst på listen i {list}.")
    ),
    "samtale": PageType(
        "samtale",
        Role.EXERCISES,
        N_("Samtalen ligger i {page} og står sidst på listen i {list}."),
        beside="samtale",
    ),
    "kaffe": PageType(
        "kaffe", Role.WEEKLY, N_("Ugens side ligger i {page} og står sidst på listen i {list}.")
    ),
}
#: What is no page.
COURSE = "kursus"
#: The same by other names: without Danish letters, in Norwegian, in English.
ALSO = {
    "oevelse": "øvelse", "øving": "øvelse", "oeving": "øvelse", "kurs": COURSE,
    "module": "modul", "exercise": "øvelse", "conversation": "samtale", "coffee": "kaffe", "course": COURSE,
}  # fmt: skip
_LIST = re.compile(
    r"^(:{3,})\{(?:indhold|contents)\}[^\n]*\n(?P<entries>.*?)^\1[ \t\r]*$", re.DOTALL | re.MULTILINE
)


def free_week(folder: Path) -> int:
    """Return the first week that no page in `folder` has; a page that cannot be read has none."""
    heads = (front_matter.read(page.read_text("utf-8-sig", "replace")) for page in folder.glob("*.md"))
    taken = {(head.values or {}).get("uge") for head in heads}
    return next(week for week in range(1, len(taken) + 2) if week not in taken)


def _part_for(root: Path, page_type: PageType) -> str:
    """Return the folder of the first part that is for this type of page, or ""."""
    folders = [folder for folder, role in roles_of(root).items() if role is page_type.role]
    named = [f"{{{name}}}" for name in (page_type.beside, BLOCKS.get(page_type.beside)) if name]

    def holds(folder: str) -> bool:
        pages = (page.read_text("utf-8-sig", "replace") for page in (root / folder).glob("*.md"))
        return any(name in text for text in pages for name in named)

    return next(filter(holds, folders) if named else iter(()), next(iter(folders), ""))


def _file_name(title: str) -> str:
    """Return the title as a file's name, cut between two words when it is long."""
    name = slug(title)
    if len(name) <= LONGEST_NAME:
        return name
    return name[: LONGEST_NAME + 1].rpartition("-")[0] or name[:LONGEST_NAME]


def _heading(title: str) -> str:
    """Return the title on one line, in the language's quotation marks, without marks that Markdown reads."""
    line = " ".join(title.split()).lstrip("# ")
    if current().code != "en":
        line = re.sub('["“”„]([^"“”„]*)["“”„]', lambda found: current().quoted(found[1]), line)
    return re.sub(r"([\\*_<\[])", r"\\\1", line)


def create(root: Path, page_type: PageType, title: str, folder: str = "") -> Path:
    """Write a new page under `root` and put it last on its part's list; return its path.

    :raises CourseError: the title gives no file name, the page or its list is in the way or missing.
    """
    place = folder.strip("/") or _part_for(root, page_type)
    if not place:
        raise CourseError(
            "index.md", 1,
            _(
                "Ingen del har rollen »{role}«. Skriv den øverst i delens index.md, eller vælg en mappe med "
                "--mappe."
            ).format(role=shown(WORDS, [page_type.role])),
        )  # fmt: skip
    place = _inside(root, place)
    part = root / place
    index = part / "index.md"
    name = _file_name(title)
    if not name:
        raise CourseError(f"{place}/index.md", 1, _("Titlen skal have bogstaver eller tal."))
    week = free_week(part) if page_type.role is Role.WEEKLY else None
    stem = f"{week:02}-{name}" if week else name
    page = part / f"{stem}.md"
    if page.exists():
        there = _("Siden findes i forvejen. Giv den nye en anden titel.")
        raise CourseError(f"{place}/{page.name}", 1, there)
    listing = read_text(index, f"{place}/index.md")
    found = _LIST.search(listing)
    if found is None:
        missing = _("Listen :::{{indhold}} mangler, så siden kan ikke sættes på den.").format()
        raise CourseError(f"{place}/index.md", 1, missing)
    template = (TEMPLATES / current().code / f"{page_type.template}.md").read_text("utf-8")
    with page.open("x", encoding="utf-8", newline="\n") as new:
        new.write(template.format(titel=_heading(title), navn=name, uge=week or ""))
    end = found.end("entries")
    line_end = "\r\n" if "\r\n" in listing else "\n"
    index.write_text(f"{listing[:end]}{stem}{line_end}{listing[end:]}", "utf-8", newline="")
    return page


def _inside(root: Path, folder: str) -> str:
    """Return the path from `root` of a part's folder, however it is written.

    :raises CourseError: it is no folder of the course, or has no front page.
    """
    place = files.locate("index", f"/{folder}") or ""
    inside = place.partition("/")[0] in files.PAGES and (root / place).resolve() == root.resolve() / place
    if not inside or not (root / place / "index.md").is_file():
        message = _("Mappen {folder} er ikke en del af kurset. Vælg en anden mappe.").format(folder=folder)
        raise CourseError(f"{folder}/index.md", 1, message)
    return place


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `ny` to the program's commands."""
    about = _("Laver en ny side ud fra en skabelon og sætter den på sin liste, eller et helt nyt kursus.")
    parser = groups.add_parser("ny", help=about, description=about)
    parser.add_argument(
        "slags", choices=[*TYPES, COURSE, *ALSO], metavar=_("modul|øvelse|samtale|kaffe|kursus"),
        help=_("hvad det skal være"),
    )  # fmt: skip
    parser.add_argument(
        "titel", metavar=_("titel"), help=_('sidens titel, fx "At sige nej", eller det nye kursus\' mappe')
    )
    parser.add_argument(
        "--mappe",
        "--folder",
        default="",
        help=_("delens mappe, når den er en anden end den sædvanlige, fx modules/referenceramme"),
    )
    new_course.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Any) -> int:
    """Make what the command line asks for, and print what to do next."""
    kind = ALSO.get(arguments.slags, arguments.slags)
    if kind == COURSE:
        return new_course.run(arguments)
    page_type = TYPES[kind]
    root = Path.cwd()
    page = create(root, page_type, arguments.titel, arguments.mappe).relative_to(root).as_posix()
    print(_(page_type.told).format(page=page, list=f"{page.rpartition('/')[0]}/index.md"))
    print(
        _(
            "Nu skal du:\n"
            "  1. åbne {page} og skrive din tekst i stedet for hjælpeteksten,\n"
            "  2. flytte linjen på listen, hvis siden skal stå et andet sted,\n"
            "  3. køre make check, som siger, om noget mangler."
        ).format(page=page)
    )
    return 0
