"""The plan of a meeting on a sheet of its own: what to say, step by step, for a host without a screen."""

from __future__ import annotations

import json
from pathlib import Path

import pdfplumber
import pytest
from small import listing, page, small_course

from outputs.print.printing import MM, print_course, standards

PLAN = """\
::::{drejebog} Et møde på 9 minutter
:id: ni

:::{trin} Læs op
:minutter: 4
:materialer: En kop
:tekst: Hvad ser du?

»Jeg læser op.«

**Siger ingen noget,** så tæl til ti.
:::

:::{trin} Tal to og to
:minutter: 5
:tekst: Hvad hørte du?

»Tal sammen.«
:::
::::
"""


@pytest.mark.slow
def test_a_plan_has_a_sheet_with_its_words_and_is_listed_with_its_page(tmp_path: Path) -> None:
    pages = {
        "docs/vaert.md": page("Til værten", PLAN),
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "vaert"),
    }
    made = print_course(small_course(tmp_path / "kursus", pages))
    assert (made.status, made.output) == (0, "")
    sheet = made.out / "moeder/ni-drejebog.pdf"
    with pdfplumber.open(sheet) as pdf:
        text = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    for words in (
        "Et møde på 9 minutter",
        "9 minutter · 2 punkter",
        "En kop",
        "»Jeg læser op.«",
        "tæl til ti",
    ):
        assert words in text
    assert standards(sheet) == ("1", "2", "A")
    rows = {row["file"]: row for row in json.loads((made.out / "udskrifter.json").read_text("utf-8"))}
    assert rows["moeder/ni-drejebog.pdf"]["page"] == "docs/vaert"
    assert rows["moeder/ni-drejebog.pdf"]["title"] == "Drejebog: Et møde på 9 minutter"


@pytest.mark.slow
def test_statements_to_answer_twice_have_a_sheet_with_room_to_write(tmp_path: Path) -> None:
    statements = "- Jeg hilser først.\n- Jeg holder døren.\n"
    body = f":::{{før-og-efter}} Sådan gør jeg\n:id: saadan-goer-jeg\n\n{statements}:::\n"
    pages = {
        "docs/foer.md": page("Otte ting", body).replace("---\n", "---\ntryk: ark\n", 1),
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "foer"),
    }
    made = print_course(small_course(tmp_path / "kursus", pages))
    assert (made.status, made.output) == (0, "")
    sheet = made.out / "ark/foer.pdf"
    with pdfplumber.open(sheet) as pdf:
        words = {word["text"]: word["top"] for word in pdf.pages[0].extract_words()}
    assert words["holder"] - words["hilser"] > 11 * MM, "a few words by hand stand between"
    assert standards(sheet) == ("1", "2", "A")
