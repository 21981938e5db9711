"""Rules about how a page is put together: file, title, headings, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaertskab.danish import slug
from vaertskab.rules.base import UNREADABLE, Material, Place, rule


@rule(
    "Siden er gemt som UTF-8.",
    "Filen er ikke gemt som UTF-8, så den kan ikke læses fra denne linje.",
    "Åbn den, gem den igen som UTF-8, eller hent den forrige udgave.",
)
def files_are_utf8(material: Material) -> Iterator[Place]:
    """Every program agrees on what æ, ø and å are."""
    for docname, text in material.texts.items():
        if UNREADABLE in text:
            yield docname, text[: text.index(UNREADABLE)].count("\n") + 1, {}


@rule(
    "Siden har én titel: én overskrift med ét #, og den står først.",
    "Siden {what}.",
    "Skriv én overskrift med ét # øverst, og brug ## til de andre.",
)
def has_one_title(material: Material) -> Iterator[Place]:
    """A page is one thing, and says what."""
    for page, source, text in material.pages():
        if page.docname not in material.heads or re.search(r"^<{7}", text, re.MULTILINE):
            continue  # the line ======= under a text makes it a title
        if material.heads[page.docname].fault:
            continue  # and so does --- under the lines at the top
        if not source.titles:
            yield page.docname, min(source.headings, default=1), {"what": "har ingen titel"}
        elif len(source.titles) > 1:
            yield page.docname, source.titles[-1], {"what": f"har {len(source.titles)} titler"}
        elif source.headings[0] != source.titles[0]:
            yield page.docname, source.headings[0], {"what": "har en overskrift over sin titel"}


@rule(
    "En overskrift har ord.",
    "Overskriften er tom.",
    "Skriv den på samme linje som #, eller slet linjen.",
)
def headings_have_words(material: Material) -> Iterator[Place]:
    """Who hears the page jumps from heading to heading."""
    for page, source, _ in material.pages():
        for line in source.empty_headings:
            yield page.docname, line, {}


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
    "En tabels rækker har ikke flere felter end overskriften.",
    "Rækken har {count} felter, men tabellen har {columns}. Resten bliver ikke vist.",
    "Slet de sidste felter, eller giv tabellen en kolonne mere. En lodret streg i teksten skrives \\|.",
)
def table_rows_fit(material: Material) -> Iterator[Place]:
    """What stands beyond the last column is lost."""
    for page, _, text in material.pages():
        columns = 0
        for number, line in enumerate(text.split("\n"), 1):
            row = re.sub(r"\\\||`[^`]*`", "", line.strip())
            if not row.startswith("|"):
                columns = 0
                continue
            count = len(row.strip("|").split("|"))
            columns = columns or count
            if count > columns:
                yield page.docname, number, {"count": count, "columns": columns}


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
            yield docname, 1, {"name": f"{name}.md", "better": f"{slug(name) or 'side'}.md"}
