"""A course of a few pages, whole and without a fault, that a test changes and builds in a second."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from building import COURSE, lay_settings

#: kursus.toml of an organisation that has set neither address nor repository.
SETTINGS = """\
[organisation]
navn = "Biblioteket"
offentlig = false
[kursus]
titel = "Et lille kursus"
[websted]
adresse = ""
depot = ""
gren = "main"
[kontakt]
navn = "Redaktionen"
mail = "hej@example.org"
bestilling-mail = "kaffe@example.org"
redaktion-mail = "ret@example.org"
[erklaeringer]
tilgaengelighed = ""
privatliv = ""
"""

#: Where a page leads on to, as every module and exercise must.
ONWARDS = "Se [alle de fire](/modules/principper/index.md)."
MANUSCRIPT = ":::{manuskript}\n" + "Du ser en hund. Hvad gør du nu?\n\n" * 30 + ":::\n"


def page(title: str, body: str = "", week: int | None = None, role: str = "") -> str:
    """Return the Markdown of a page with what every page must have."""
    front = (
        "beskrivelse: En side.\n" + (f"rolle: {role}\n" if role else "") + (f"uge: {week}\n" if week else "")
    )
    return f"---\n{front}---\n# {title}\n\nHer er en tekst, som du kan nå at læse.\n\n{body}"


def question(text: str, question_id: str = "", *more: str) -> str:
    """Return a reflection question as an editor writes it; `more` are lines after its id."""
    lines = [f":::{{refleksion}} {text}", *([f":id: {question_id}"] if question_id else []), *more, ":::"]
    return "\n".join(lines) + "\n"


def module(title: str, body: str, question_text: str = "", question_id: str = "") -> str:
    """Return the Markdown of a module or an exercise: it leads on, and asks when there is a question."""
    asked = question(question_text, question_id) if question_text else ""
    return page(title, f"{ONWARDS}\n\n{body}\n\n{asked}")


def coffee(title: str, week: int, question_id: str) -> str:
    """Return the Markdown of a coffee reflection."""
    asked = question(f"Hvad ser du i uge {week}?", question_id)
    return page(title, f":::{{film}}\n:::\n\n{MANUSCRIPT}\n{ONWARDS}\n\n{asked}", week)


def listing(title: str, *names: str, role: str = "vejledning") -> str:
    """Return the Markdown of a part's index page that lists `names`; the front page has no role."""
    return page(title, "\n".join([":::{indhold}", *names, ":::", ""]), role=role)


SMALL = {
    "kursus.toml": SETTINGS,
    "index.md": listing(
        "Forside",
        "modules/principper/index",
        "modules/kaffe/index",
        "exercises/index",
        "docs/index",
        role="",
    ),
    "modules/principper/index.md": listing("Principper", "imoedekommenhed", "dialogruter", role="principper"),
    "modules/principper/imoedekommenhed.md": module("Imødekommenhed", "", "Hvad er nyt?", "hvad-er-nyt"),
    "modules/principper/dialogruter.md": module("Dialogruter", "", "Hvor går du hen?", "hvor-hen"),
    "modules/kaffe/index.md": listing("Kaffe", "01-hvad", "02-hvordan", role="ugeforløb"),
    "modules/kaffe/01-hvad.md": coffee("Hvad?", 1, "uge-en"),
    "modules/kaffe/02-hvordan.md": coffee("Hvordan?", 2, "uge-to"),
    "exercises/index.md": listing("Øvelser", "samlet", "en-til", role="øvelser"),
    "exercises/samlet.md": module("Samlet", ":::{spørgsmål}\nhvor-hen\n:::\n"),
    "exercises/en-til.md": module("En til", "", "Hvad gør du i dag?", "i-dag"),
    "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv"),
    "docs/tilgaengelighed.md": page("Tilgængelighed", role="tilgængelighed"),
    "docs/privatliv.md": page("Privatliv", role="privatliv"),
}


#: A second part that goes week by week, beside the first, with files of the same names.
SECOND = {
    "index.md": SMALL["index.md"].replace(
        "modules/kaffe/index\n", "modules/kaffe/index\nmodules/makker/index\n"
    ),
    "modules/kaffe/index.md": SMALL["modules/kaffe/index.md"] + ":::{kalender}\n:::\n",
    "modules/makker/index.md": listing("Makkerkaffe – et forslag", "01-hej", "02-tak", role="ugeforløb")
    .replace("rolle:", "kort-titel: Makkerkaffe\nrolle:")
    .replace(":::\n", ":::\n\n:::{kalender}\n:::\n"),
    "modules/makker/01-hej.md": coffee("Hej?", 1, "makker-en").replace("Hvad ser du", "Hvem ser du"),
    "modules/makker/02-tak.md": coffee("Tak?", 2, "makker-to").replace("Hvad ser du", "Hvem ser du"),
    "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "kaffe-om", "makker-om", "biograf"),
    "docs/kaffe-om.md": page("Velkommen til kaffe", "## Hvad?\n\nDet er kaffe.\n", role="beskrivelse"),
    "docs/makker-om.md": page("Velkommen til makkere", "## Hvad?\n\nDet er en makker.\n", role="beskrivelse"),
    "docs/biograf.md": page("Biograf", ":::{biograf}\n:::\n"),
}


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write text files below `root`."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def small_course(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the small course in `root`, with `changes` to its files, and return `root`."""
    write(root, SMALL | dict(changes or {}))
    if "ordlyd.toml" not in (changes or {}):
        shutil.copy2(COURSE / "ordlyd.toml", root)
    shutil.copytree(COURSE / "_static", root / "_static", dirs_exist_ok=True)
    lay_settings(root)
    return root
