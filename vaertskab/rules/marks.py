"""Rules about marks: those that were not understood, those that are not seen, and what is left over."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from vaertskab import fences
from vaertskab.rules.base import Material, Place, rule

#: Marks that stand in the running text only when they were not read → how they are written.
_UNREAD = (
    (r"\]\(|\]\[", "Et link skrives [tekst](adresse.md), uden mellemrum i adressen."),
    (r":{2,}", "En blok begynder med tre koloner: :::{prøv}."),
    (r"\{[\w-]+\}`", "Skriv noget mellem de to `."),
    (r"\{[\w-]+\}(?=\s|$)|\{[#.][\w-]+", "Krølleparenteser bruges kun om navnet på en blok."),
    (r"~~", "Overstreget tekst kan ikke trykkes. Skriv teksten om."),
    (r"\*\*|(?<!\w)__(?=\w)", "Fed skrift skrives **sådan**, uden mellemrum inden for stjernerne."),
    (r"^\|[^|]*\|", "En tabel skal have lige mange felter i de to første rækker: | a | b | og |---|---|."),
)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]\w*);", re.IGNORECASE)
#: Unseen marks that a page may hold: tab, new line and a space that does not break.
_SEEN = "\t\n\r"


@rule(
    "Tegn, der er skrevet til programmet, bliver læst af det.",
    "Tegnene »{mark}« står tilbage i teksten, fordi de ikke kunne læses. {how}",
    "Se, hvordan det skrives, på siden »Snydeark«.",
)
def marks_are_understood(material: Material) -> Iterator[Place]:
    """A reader meets words, and no marks that were meant for the program."""
    for page in material.course.pages():
        for paragraph in page.prose:
            for pattern, how in _UNREAD:
                if found := re.search(pattern, paragraph):
                    mark = found[0][:30]
                    around = paragraph[max(0, found.start() - 6) : found.end()]
                    line = material.find(page.docname, (around, mark, paragraph[:20]))
                    yield page.docname, line, {"mark": mark, "how": how}
                    break


@rule(
    "Siden har ingen usynlige tegn.",
    "Her står et usynligt tegn ({name}).",
    "Slet det: gå hen på linjen, og skriv ordene omkring det igen.",
)
def no_unseen_characters(material: Material) -> Iterator[Place]:
    """They come along when text is copied, and break words for search and for who listens."""
    for docname, text in material.texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            for mark in line:
                if mark not in _SEEN and unicodedata.category(mark) in ("Cc", "Cf"):
                    yield docname, number, {"name": f"U+{ord(mark):04X}"}
                    break


@rule(
    "Tegn skrives, som de ser ud.",
    "Her står koden {mark} i stedet for et tegn.",
    "Skriv tegnet selv; for &nbsp; er det et almindeligt mellemrum.",
)
def no_entities(material: Material) -> Iterator[Place]:
    """Codes from HTML are hard to read and easy to break."""
    for page, _, text in material.pages():
        verbatim = fences.read(text).verbatim
        for number, line in enumerate(text.split("\n"), 1):
            if number not in verbatim and (found := _ENTITY.search(re.sub(r"`[^`]*`", "", line))):
                yield page.docname, number, {"mark": found[0]}


@rule(
    "Der er ingen rester af en sammenfletning.",
    "Her står der rester af to udgaver (»{mark}«), som ikke er flettet sammen.",
    "Vælg den tekst, der skal stå, og slet linjerne med <<<<<<<, ======= og >>>>>>>.",
)
def no_conflict_marks(material: Material) -> Iterator[Place]:
    """Two people changed the same lines, and somebody has to choose."""
    for docname, text in material.texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if re.match(r"(<{7}|>{7})(\s|$)", line):
                yield docname, number, {"mark": line[:7]}


@rule(
    "Siden er skrevet færdig.",
    "Her står der »{found}«.",
    "Skriv teksten færdig, eller slet ordet.",
)
def nothing_is_left_to_do(material: Material) -> Iterator[Place]:
    """A reader meets no scaffolding."""
    for page, _, text in material.pages():
        for number, line in enumerate(text.split("\n"), 1):
            if found := re.search(r"\b(?:TODO|FIXME|XXX|TBD)\b|\b(?i:lorem ipsum)\b", line):
                yield page.docname, number, {"found": found[0]}


@cache
def _scaffolding() -> frozenset[str]:
    """Return the lines of the templates that an editor is meant to write over."""
    templates = (Path(__file__).parents[1] / "templates").glob("*.md")
    lines = {line.strip() for template in templates for line in template.read_text("utf-8").splitlines()}
    return frozenset(line for line in lines if re.match(r"(beskrivelse: |\d\. )?(Skriv|Begynd med)\b", line))


@rule(
    "Skabelonens hjælpetekst er skrevet over.",
    "Her står stadig skabelonens hjælpetekst »{text}«.",
    "Skriv din egen tekst i stedet.",
)
def templates_are_written_over(material: Material) -> Iterator[Place]:
    """What tells an editor what to write is not for the reader."""
    for page, _, text in material.pages():
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() in _scaffolding():
                yield page.docname, number, {"text": line.strip()}
