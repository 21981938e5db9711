"""Rules about how a page is put together: title, blocks, front matter, file name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes

from vaertskab.rules.base import Material, Place, rule
from vaertskab.source import unclosed_fences
from vaertskab.translation import did_you_mean


@rule(
    "Siden har én titel: én overskrift med ét #.",
    "Siden har {count} titler.",
    "Skriv én overskrift med ét # øverst, og brug ## til de andre.",
)
def has_one_title(material: Material) -> Iterator[Place]:
    """A page is one thing, and says what."""
    for page, source, _ in material.pages():
        if len(source.titles) != 1:
            yield page.docname, (source.titles or (1, 1))[-1], {"count": len(source.titles) or "ingen"}


@rule(
    "Hver :::-blok bliver lukket.",
    "Blokken »{opening}« bliver ikke lukket.",
    "Skriv {mark} på en linje for sig, hvor den slutter.",
)
def fences_are_closed(material: Material) -> Iterator[Place]:
    """An open block swallows the rest of the page."""
    for page, _, text in material.pages():
        for line, opening in unclosed_fences(text):
            mark = re.match(r"[:`~]+", opening)
            yield page.docname, line, {"opening": opening, "mark": mark[0] if mark else ":::"}


@rule(
    "Hver side har en beskrivelse på højst 160 tegn.",
    "Sidens beskrivelse {what}.",
    "Skriv mellem --- øverst: »beskrivelse: Én sætning om, hvad siden giver.«, højst 160 tegn.",
)
def has_a_description(material: Material) -> Iterator[Place]:
    """Lists, mails and search engines show it."""
    for page in material.course.pages():
        line = material.line(page.docname, "beskrivelse:")
        if not page.description:
            yield page.docname, line, {"what": "mangler"}
        elif len(page.description) > 160:
            yield page.docname, line, {"what": f"er på {len(page.description)} tegn"}


@rule(
    "Siden er skrevet uden HTML.",
    "Her står der HTML, som kurset ikke viser.",
    "Skriv det med Markdown, eller slet det. Et tegn som < alene skrives \\<.",
)
def no_raw_html(material: Material) -> Iterator[Place]:
    """HTML would be lost in print and could run a script."""
    for page, source, _ in material.pages():
        for line in source.raw:
            yield page.docname, line, {}


@rule(
    "En tabel har en overskriftsrække.",
    "Tabellen har ingen overskriftsrække.",
    "Skriv, hvad kolonnerne hedder, i den første række, og |---|---| i den næste.",
)
def tables_have_heads(material: Material) -> Iterator[Place]:
    """Who hears a table hears its columns' names."""
    for page, source, _ in material.pages():
        for line in source.tables_without_head:
            yield page.docname, line, {}


@rule(
    "En sides filnavn har kun små bogstaver fra a til z, tal og bindestreg.",
    "Filnavnet »{name}« kan ikke bruges.",
    "Omdøb filen; æ, ø og å skrives ae, oe og aa, og mellemrum skrives som bindestreg: {better}",
)
def file_names_are_plain(material: Material) -> Iterator[Place]:
    """The name is the page's address, on every system."""
    for docname in material.texts:
        name = docname.rpartition("/")[2]
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            better = nodes.make_id(name) or "side"
            if name[:1].isdigit():
                better = f"{re.match(r'[0-9]+', name)[0]}-{better}"  # type: ignore[index]
            yield docname, 1, {"name": f"{name}.md", "better": f"{better}.md"}


@rule(
    "Der er ingen rester af en sammenfletning.",
    "Her står der rester af to udgaver (»{mark}«), som ikke er flettet sammen.",
    "Vælg den tekst, der skal stå, og slet linjerne med <<<<<<<, ======= og >>>>>>>.",
)
def no_conflict_marks(material: Material) -> Iterator[Place]:
    """Two people changed the same lines, and somebody has to choose."""
    for docname, text in material.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
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
        for number, line in enumerate(text.splitlines(), 1):
            if found := re.search(r"\b(?:TODO|FIXME|XXX|TBD)\b|\b(?i:lorem ipsum)\b", line):
                yield page.docname, number, {"found": found[0]}


@cache
def _scaffolding() -> frozenset[str]:
    """Return the lines of the templates that an editor is meant to write over."""
    templates = (Path(__file__).parents[1] / "templates").glob("*.md")
    lines = {line.strip() for template in templates for line in template.read_text("utf-8").splitlines()}
    return frozenset(line for line in lines if re.match(r"(beskrivelse: |\d\. )?(Skriv|Begynd med) ", line))


@rule(
    "Skabelonens hjælpetekst er skrevet over.",
    "Her står stadig skabelonens hjælpetekst »{text}«.",
    "Skriv din egen tekst i stedet.",
)
def templates_are_written_over(material: Material) -> Iterator[Place]:
    """What tells an editor what to write is not for the reader."""
    for page, _, text in material.pages():
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip() in _scaffolding():
                yield page.docname, number, {"text": line.strip()}


@rule(
    "Uge og minutter er hele tal.",
    "»{key}: {value}« er ikke et helt tal.",
    "Skriv et tal, fx »{key}: 4«.",
)
def numbers_are_numbers(material: Material) -> Iterator[Place]:
    """A week or a number of minutes can be counted."""
    for docname, text in material.texts.items():
        head = re.match(r"---\n(.*?)\n---\s*$", text, re.DOTALL | re.MULTILINE)
        for found in re.finditer(r"^(uge|minutter):[ \t]*(.*?)\s*$", head[1] if head else "", re.MULTILINE):
            if not found[2].isdecimal() or int(found[2]) == 0:
                line = material.line(docname, found[0].strip())
                yield docname, line, {"key": found[1], "value": found[2]}


@rule(
    "Øverst på en side står kun beskrivelse, uge og minutter.",
    "»{key}« øverst på siden bruges ikke til noget.{hint}",
    "Slet linjen, eller ret navnet.",
)
def front_matter_is_known(material: Material) -> Iterator[Place]:
    """A misspelt key would be lost without a word."""
    for docname, text in material.texts.items():
        head = re.match(r"---\n(.*?)\n---\s*$", text, re.DOTALL | re.MULTILINE)
        for found in re.finditer(r"^([^\s:#][^:\n]*):", head[1] if head else "", re.MULTILINE):
            if found[1] not in ("beskrivelse", "uge", "minutter"):
                hint = did_you_mean(found[1], ("beskrivelse", "uge", "minutter"))
                yield docname, material.line(docname, found[0]), {"key": found[1], "hint": hint}
