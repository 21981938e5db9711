"""Rules about how a page is put together: file, title, headings, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from vaertskab.checks.rules.base import PICTURES, UNREADABLE, Material, Place, rule
from vaertskab.model.language import _
from vaertskab.reading import tables
from vaertskab.reading.allowed import PARAGRAPH_MAX_CHARS
from vaertskab.reading.fences import find_fences
from vaertskab.reading.i18n import slug


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
    "Siden har tekst.",
    "Siden er tom.",
    "Skriv den, hent den forrige udgave igen, eller slet filen og linjen på listen.",
)
def pages_hold_something(material: Material) -> Iterator[Place]:
    """Of an empty page, that is all there is to say."""
    for docname in material.empty():
        yield docname, 1, {}


@rule(
    "Siden har én titel: én overskrift med ét #, og den står først.",
    "{what}",
    "Skriv én overskrift med ét # øverst, og brug ## til de andre.",
)
def has_one_title(material: Material) -> Iterator[Place]:
    """A page is one thing, and says what."""
    for page, source, text in material.pages():
        if page.docname not in material.heads or re.search(r"^<{7}", text, re.MULTILINE):
            continue  # the line ======= under a text makes it a title
        if material.heads[page.docname].values is None:
            continue  # and so does --- under the lines at the top
        if set(source.titles) & set(source.underlined):
            continue  # told by another rule
        if not source.titles and re.search(r"^#[^\s#]", text, re.MULTILINE):
            continue  # and so is a title without a gap after its #
        if not source.titles:
            yield page.docname, min(source.headings, default=1), {"what": _("Siden har ingen titel.")}
        elif len(source.titles) > 1:
            what = _("Siden har {count} titler.").format(count=len(source.titles))
            yield page.docname, source.titles[-1], {"what": what}
        elif source.headings[0] != source.titles[0]:
            what = _("Siden har en overskrift over sin titel.")
            yield page.docname, source.headings[0], {"what": what}


@rule(
    "En overskrift har ord.",
    "Overskriften er tom.",
    "Skriv den på samme linje som #, eller slet linjen.",
)
def headings_have_words(material: Material) -> Iterator[Place]:
    """Who hears the page jumps from heading to heading."""
    for page, source, _text in material.pages():
        for line in source.empty_headings:
            yield page.docname, line, {}


@rule(
    "En overskrift begynder med #.",
    "»{text}« bliver en overskrift, fordi der står {mark} på linjen under.",
    "Skriv en tom linje imellem, eller slet {mark}. En overskrift skrives ## Overskrift.",
)
def headings_begin_with_a_mark(material: Material) -> Iterator[Place]:
    """A line that was meant to divide makes a heading of the text above it."""
    for page, source, text in material.pages():
        head = material.heads.get(page.docname)
        if head is None or head.values is None or re.search(r"^<{7}", text, re.MULTILINE):
            continue
        lines = text.split("\n")
        for line in source.underlined:
            words = {"text": lines[line - 1].strip()[:40], "mark": lines[line].strip()[:3]}
            yield page.docname, line, words


@rule(
    "En overskrift er en overskrift og ikke fed tekst.",
    "»{text}« ligner en overskrift, men er fed tekst.",
    "Skriv ## og et mellemrum foran i stedet for stjernerne.",
)
def headings_are_not_bold_text(material: Material) -> Iterator[Place]:
    """Who hears the page jumps from heading to heading, and never meets this one."""
    for page, _source, text in material.pages():
        lines = ["", *text.split("\n"), ""]
        verbatim = find_fences(text).verbatim
        for number, line in enumerate(lines[1:-1], 1):
            found = re.fullmatch(r"(\*\*|__)(?=\S)([^*_]+[^*_.?!…:])\1:?\s*", line)
            alone = not lines[number - 1].strip() and not lines[number + 1].strip()
            if found and alone and number not in verbatim:
                yield page.docname, number, {"text": found[2][:40]}


def is_picture(html: str) -> bool:
    """Tell whether a piece of HTML is a picture: another rule says how that is written."""
    return "<img" in html.lower()


@rule(
    "Siden er skrevet uden HTML.",
    "Her står der HTML, som kurset ikke viser.",
    "Skriv det med Markdown, eller slet det. Et tegn som < alene skrives \\<.",
)
def no_raw_html(material: Material) -> Iterator[Place]:
    """HTML would be lost in print and could run a script."""
    for docname, source in material.sources.items():
        for line, written in source.refused("html"):
            if not is_picture(written):
                yield docname, line, {}


@rule(
    "Et afsnit er højst {most} tegn.",
    "Afsnittet kan ikke læses, for det er på {count} tegn, eller der står for mange [ i det.",
    "Del det i flere.",
    fills=lambda: {"most": PARAGRAPH_MAX_CHARS},
)
def paragraphs_are_short(material: Material) -> Iterator[Place]:
    """A longer one is no text for anybody, and takes minutes to look through."""
    for docname, source in material.sources.items():
        for line, count in source.refused("paragraph"):
            yield docname, line, {"count": count}


@rule(
    "En tabel har en overskriftsrække.",
    "Tabellen har ingen overskriftsrække.",
    "Skriv, hvad kolonnerne hedder, i den første række, og |---|---| i den næste.",
)
def tables_have_heads(material: Material) -> Iterator[Place]:
    """Who hears a table hears its columns' names."""
    for page, source, _text in material.pages():
        for line in source.tables_without_head:
            yield page.docname, line, {}


@rule(
    "En tabel har plads på papir: hver kolonne er så bred som sit længste ord.",
    "Tabellen har {columns} kolonner, og der er ikke plads til »{word}« i sin på papir.",
    "Del tabellen i to, eller skriv kortere ord i den.",
)
def tables_fit_paper(material: Material) -> Iterator[Place]:
    """Words that run into each other cannot be read."""
    for page, source, _text in material.pages():
        for line, columns, word in source.wide_tables:
            yield page.docname, line, {"columns": columns, "word": word}


@rule(
    "En tabels rækker har ikke flere felter end overskriften.",
    "Rækken har {count} felter, men tabellen har {columns}. Resten bliver ikke vist.",
    "Slet de sidste felter, eller giv tabellen en kolonne mere. En lodret streg i teksten skrives \\|.",
)
def table_rows_fit(material: Material) -> Iterator[Place]:
    """What stands beyond the last column is lost."""
    for page, _source, text in material.pages():
        for table in tables.read(text):
            for number, row in table.rows:
                if row.count > table.columns:
                    yield page.docname, number, {"count": row.count, "columns": table.columns}


@rule(
    "Under en tabel er der en tom linje.",
    "»{text}« bliver en række i tabellen over linjen.",
    "Skriv en tom linje imellem, eller sæt | om felterne.",
)
def tables_end_with_a_gap(material: Material) -> Iterator[Place]:
    """The text right under a table becomes its last row."""
    for page, _source, text in material.pages():
        for table in tables.read(text):
            if number := table.text_taken_as_row:
                yield page.docname, number, {"text": text.split("\n")[number - 1].strip()[:40]}


@rule(
    "En liste fører til hver side.",
    "{what}",
    "{how}",
)
def pages_are_listed(material: Material) -> Iterator[Place]:
    """A page that no list leads to is found by nobody; a list that is gone is told of once."""
    lost = sorted(set(material.texts) - set(material.listed) - {"index"})
    for folder, found in groupby(lost, lambda docname: docname.rpartition("/")[0]):
        docnames = list(found)
        front = f"{folder}/index".lstrip("/")
        if front not in material.texts:
            what = _("Mappen {folder} har ingen forside, så ingen liste fører til siden.")
            how = _("Skriv forsiden {front}.md med listen {{indhold}}, eller flyt siden til en anden mappe.")
            told = {"what": what.format(folder=folder), "how": how.format(front=front)}
            yield docnames[0], 1, told
        elif not re.search(r"^\s*:{3,}\s*\{(?:indhold|contents)\}", material.texts[front], re.MULTILINE):
            what = _("Delens forside har ingen liste over sine sider.")
            how = _("Skriv :::{{indhold}}, navnet på hver side på en linje for sig og ::: til sidst.")
            yield front, 1, {"what": what, "how": how.format()}
        else:
            for docname in docnames:
                what = _("Ingen liste fører til siden.")
                how = _("Skriv dens navn i listen {{indhold}} på delens forside ({front}.md).")
                yield docname, 1, {"what": what, "how": how.format(front=front)}


@rule(
    "I sidernes mapper ligger kun sider og billeder.",
    "»{name}« er ikke en side, så ingen ser den.",
    "En side ender på .md med små bogstaver. Læg andre filer et andet sted.",
)
def files_are_pages(material: Material) -> Iterator[Place]:
    """A page that was saved as something else is lost without a word."""
    for path in material.unknown_files:
        yield path, 1, {"name": path.rpartition("/")[2]}


@rule(
    "Et filnavn har kun små bogstaver fra a til z, tal og bindestreg.",
    "Filnavnet »{name}« kan ikke bruges.",
    "Omdøb filen; æ, ø og å skrives ae, oe og aa, og mellemrum skrives som bindestreg: {better}",
)
def file_names_are_plain(material: Material) -> Iterator[Place]:
    """The name is the page's address, on every system."""
    for docname in material.texts:
        name = docname.rpartition("/")[2]
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            yield docname, 1, {"name": f"{name}.md", "better": f"{slug(name) or 'side'}.md"}
    for path in material.files:
        stem, _, kind = path.rpartition("/")[2].rpartition(".")
        if kind.lower() in PICTURES and not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", stem):
            yield path, 1, {"name": f"{stem}.{kind}", "better": f"{slug(stem) or 'billede'}.{kind.lower()}"}
