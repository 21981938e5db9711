"""The promise of the official wording: letter for letter, with its owner, and kept in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import ROOT, SOURCES, Built

from course.official import NOTES, PAIRS, QUESTIONS, SHOWN, THEMES
from vaertskab.model.wordings import load_wordings

#: So many words in a row that stand in `ordlyd.toml` are not written again on a page.
LONG = 5
#: Classes that mark a piece of a page as official.
OFFICIAL = ("ordlyd", "ordlyd-tekst", "refleksion-spoergsmaal", "skrivelinjer-etiket")


def _official_text(course: Built, docname: str) -> list[str]:
    tree = course.tree(docname)
    parts = [element for name in OFFICIAL for element in tree.all(class_=name)]
    if docname == "index":
        parts += tree.all(class_="cover-subtitle")
    return [part.text() for part in parts]


@pytest.mark.parametrize("docname", SHOWN)
def test_a_page_shows_its_official_wording_letter_for_letter(course: Built, docname: str) -> None:
    text = "\n".join(_official_text(course, docname))
    assert [piece for piece in SHOWN[docname] if piece not in text] == []


@pytest.mark.parametrize("principle", QUESTIONS)
def test_a_principle_and_the_group_work_ask_the_same_questions(course: Built, principle: str) -> None:
    docname = f"modules/principper/{principle}"
    published = [q for q in course.data["questions"] if q["page"] == docname]
    assert [q["text"] for q in published] == QUESTIONS[principle]
    assert all(q["official"] for q in published)
    on_page = [e.text() for e in course.tree(docname).all(class_="refleksion-spoergsmaal")]
    assert on_page == QUESTIONS[principle]
    asked = [e.text() for e in course.tree("exercises/gruppearbejde").all(class_="refleksion-spoergsmaal")]
    assert [q for q in asked if q in QUESTIONS[principle]] == QUESTIONS[principle]


def test_the_twelve_pairs_stand_as_a_table_with_a_header(course: Built) -> None:
    for docname in ("modules/referenceramme/ret-og-pligt", "exercises/ret-og-pligt-makker"):
        table = course.tree(docname).one("table")
        assert tuple(cell.text() for cell in table.one("thead").all("th")) == PAIRS[0]
        rows = [tuple(cell.text() for cell in row.all("td")) for row in table.one("tbody").all("tr")]
        assert rows == PAIRS[1:]


def test_the_twelve_themes_are_the_titles_of_the_coffee_reflections(course: Built) -> None:
    assert [page["title"] for page in course.coffee()] == THEMES
    for page, theme in zip(course.coffee(), THEMES, strict=True):
        assert course.tree(page["docname"]).one("h1").text(without="headerlink") == theme


@pytest.mark.parametrize("week", NOTES)
def test_a_theme_carries_its_note_over(course: Built, week: int) -> None:
    page = course.coffee()[week - 1]
    assert NOTES[week] in "\n".join(_official_text(course, page["docname"]))


def test_every_quotation_names_its_owner_and_source(course: Built) -> None:
    owners = {
        "Odense Bibliotekerne · Introduktionen til værtskab",
        "Udbyderen af Kafferefleksion · Præsentationen af Kafferefleksion",
    }
    shown = [e.text() for tree in course.trees.values() for q in tree.all("figure", "ordlyd")
             for e in q.all("figcaption")]  # fmt: skip
    assert len(shown) == sum(len(tree.all("figure", "ordlyd")) for tree in course.trees.values())
    assert set(shown) == owners


def test_no_page_types_official_wording_instead_of_drawing_it() -> None:
    pieces = load_wordings(ROOT / "ordlyd.toml").pieces.values()
    cells = [cell for piece in pieces for row in piece.table for cell in row]
    lines = [line for piece in pieces for line in piece.lines] + cells
    sentences = {_plain(s) for line in lines for s in re.split(r"(?<=[.!?])\s", line)}
    wanted = {s for s in sentences if len(s.split()) >= LONG}
    assert len(wanted) > 50
    typed = [
        f"{path.relative_to(ROOT)}: {sentence}"
        for path in _sources()
        for sentence in wanted
        if f" {sentence} " in f" {_plain(path.read_text('utf-8'))} "
    ]
    assert typed == []


def _sources() -> list[Path]:
    folders = [ROOT / name for name in SOURCES if (ROOT / name).is_dir()]
    return [ROOT / "index.md", *(path for folder in folders for path in sorted(folder.rglob("*.md")))]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
