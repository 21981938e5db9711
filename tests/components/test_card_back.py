"""A card to turn: what one is to remember stands on its back, in the official wording."""

from __future__ import annotations

import itertools
from pathlib import Path

import pdfplumber
import pytest
from building import Built, build
from outputs.print.printing import MM, print_course, standards, text_in
from playwright.sync_api import Browser, expect
from small import listing, module, page, question, small_course

PAGE = "modules/principper/dialogruter"
ASKED = "Hvad siger princippet? Sig det højt, og vend kortet."
ANSWER = ["En nysgerrig gæst siger hej først.", "Et godt hus har tid til et ord mere."]
OWNED = "Ordlyd: Eksempelby Bibliotek"
BODY = f"""\
{question("Hvor går du hen?", "hvor-hen")}
{question(ASKED, "husk", ":slags: handling", ":svar: dialogruter")}
:::{{spørgsmål-igen}}
:::
"""


def _write(folder: Path) -> Path:
    pages = {
        f"{PAGE}.md": module("Dialogruter", BODY),
        "docs/kort.md": page("Kort", ":::{kortbunke}\n:::\n"),
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "kort"),
    }
    return small_course(folder, pages)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _write(tmp_path_factory.mktemp("bagside"))


@pytest.fixture(scope="module")
def built(source: Path) -> Built:
    made = build(source)
    assert (made.status, made.output) == (0, "")
    return made


def test_the_answer_is_folded_on_the_page_and_in_the_deck_and_is_not_asked_again(built: Built) -> None:
    card = next(
        one for one in built.tree(PAGE).all(class_="refleksion") if one.attributes["data-q"] == "husk"
    )
    listed = next(one for one in built.tree("docs/kort").all("dd") if one.attributes["data-q"] == "husk")
    for place in (card, listed):
        words = " ".join(place.one("details").text().split())
        assert words.endswith(" ".join([*ANSWER, OWNED]))
    assert [one.text() for one in built.tree(PAGE).one(class_="igen").all("a")] == ["Hvor går du hen?"]


@pytest.mark.slow
def test_the_printed_card_has_the_answer_on_its_back_and_the_handout_does_not_ask(source: Path) -> None:
    made = print_course(source)
    assert (made.status, made.output) == (0, "")
    deck = made.out / "samtalekort.pdf"
    with pdfplumber.open(deck) as pdf:
        fronts, backs = pdf.pages[:2]
        cells = [(15 + 90 * n, 24.5 + 62 * row) for row in range(4) for n in range(2)]
        number = [text_in(fronts, x, y, 90, 62) for x, y in cells].index(ASKED)
        x, y = cells[number]
        back = text_in(backs, 210 - 90 - x, y, 90, 62)
        words = backs.within_bbox([n * MM for n in (210 - 90 - x, y, 210 - x, y + 62)]).extract_words()
    assert all(line in back for line in (*ANSWER, "Dialogruter", OWNED))
    rows = sorted({(round(word["top"]), round(word["bottom"])) for word in words})
    assert all(low <= top + 1 for (_, low), (top, _) in itertools.pairwise(rows) if top > low - 3)
    assert standards(deck) == ("1", "2", "A")
    with pdfplumber.open(made.out / "ark/dialogruter.pdf") as pdf:
        sheet = " ".join(pdf.pages[0].extract_text().split())
    assert "Hvor går du hen?" in sheet
    assert ASKED not in sheet


@pytest.mark.slow
def test_a_drawn_card_is_turned_by_keyboard_also_in_the_big_view(built: Built, chromium: Browser) -> None:
    tab = chromium.new_page()
    tab.goto((built.site / "docs/kort.html").as_uri())
    tab.get_by_label("Fra").select_option("Dialogruter")
    card = tab.locator("main .refleksion")
    for _ in range(2):
        tab.get_by_role("button", name="Træk et kort").press("Enter")
        if ASKED in card.inner_text():
            break
    expect(card.get_by_text(ANSWER[0])).to_be_hidden()
    card.locator("summary").press("Enter")
    expect(card.get_by_text(ANSWER[0])).to_be_visible()
    card.get_by_role("button", name="Vis stort").click()
    stage = tab.locator(".stort-scene")
    stage.locator("summary").click()
    stage.get_by_text(ANSWER[-1]).click()
    expect(stage.get_by_text(ANSWER[-1])).to_be_visible()
    assert ASKED in stage.inner_text(), "a touch on the answer does not go on"
    tab.close()
