"""The search answers as the reader types, in Danish, also from files."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from building import Built, build
from playwright.sync_api import Page, Route, expect

from .site import Site, Watch, shifted
from .test_axe import _faults, _open
from .test_layout import _lost, _visit

#: What is typed, and the page that must stand first: a title, inflected, in parts, mistyped, without æøå.
FIRST = {
    "venlighed": "modules/kaffe/04-venlighed",
    "god weekend": "modules/kaffe/03-god-weekend",
    "neutrale": "modules/kaffe/02-hvordan-neutral",
    "guldgruber": "modules/kaffe/10-guldgrube",
    "kollegiale undersøgelser": "modules/kaffe/12-kollegial-undersoegelse",
    "kommunikatoin": "modules/kaffe/08-kommunikation",
    "kafferefleksioner": "modules/kaffe/index",
    "hilse velkommen": "modules/principper/vi-hilser-velkommen",
    "dialogrute": "modules/principper/dialogruter",
    "nærværr": "modules/principper/tid-til-naervaer",
    "imødekomenhed": "modules/principper/imoedekommenhed",
    "domaenetrekant": "modules/referenceramme/domaenetrekanten",
    "gruppe arbejde": "exercises/gruppearbejde",
    "tjekke ind": "exercises/tjek-ind",
    "noter slette": "docs/mine-noter",
    "optage film": "docs/optag",
    "privatlivet": "docs/privatliv",
    "mappen print": "docs/udskriv",
    "ledere bestille": "docs/for-ledere",
}
#: What is typed, and a page that must be among the first three.
ANSWERS = FIRST | {
    "vaerten": "docs/for-vaerten",
    "ordlistens": "docs/ordliste",
    "principperne": "modules/principper/index",
    "dialogrutene": "modules/principper/dialogruter",
    "imodekommenhed": "modules/principper/imoedekommenhed",
    "imoedekommenhed": "modules/principper/imoedekommenhed",
    "naervaer tid": "modules/principper/tid-til-naervaer",
    "TJEK UD": "exercises/tjek-ud",
    "kamera": "modules/principper/vi-hilser-velkommen",
    "refleksionsspørgsmaal": "docs/ordliste",
}


def _type(page: Page, words: str) -> None:
    page.get_by_label("Hvad leder du efter?").fill(words)
    expect(page.locator("#search-status")).not_to_be_empty()


def test_the_best_page_stands_first_while_the_reader_types(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url("search"))
    results = reader.locator("#search-results a")
    for words, docname in ANSWERS.items():
        _type(reader, words)
        first = results.evaluate_all("all => all.slice(0, 3).map((a) => a.href.split('#')[0])")
        assert place.url(docname) in first[: 1 if words in FIRST else 3], words
    assert not watch.complaints, "\n".join(watch.complaints)


def _marked(page: Page, words: str) -> set[str]:
    _type(page, words)
    return {text.strip(".,:?»«").lower() for text in page.locator("#search-results mark").all_inner_texts()}


def test_a_compound_is_found_by_its_last_part_and_the_words_that_answer_are_marked(
    site: Site, desk: Page
) -> None:
    desk.goto(site.url("search"))
    marked = _marked(desk, "trekanten")
    assert "domænetrekanten" in marked, marked


@pytest.mark.parametrize(
    ("words", "other"), [("kunde", "sekunder"), ("rettighed", "rette"), ("rette", "rettighed")]
)
def test_a_word_is_not_found_in_another_that_only_looks_like_it(
    words: str, other: str, site: Site, desk: Page
) -> None:
    desk.goto(site.url("search"))
    assert _marked(desk, other), other
    assert other not in _marked(desk, words)


def test_a_whole_sentence_finds_its_page_first(site: Site, desk: Page) -> None:
    desk.goto(site.url("search"))
    _type(desk, "Hvad ville et kamera under loftet få øje på?")
    expect(desk.locator("#search-results a").first).to_contain_text("Vi hilser velkommen")


def test_an_editors_search_words_and_synonyms_find_what_the_page_does_not_say(
    small_done: Built, reader: Page
) -> None:
    page = small_done.source / "docs" / "privatliv.md"
    page.write_text(page.read_text("utf-8").replace("---\n", "---\nsøgeord: snegl\n", 1), "utf-8")
    with page.open("a", encoding="utf-8") as text:
        text.write("\n:::{ordliste}\nprivatliv\n  Dit eget.\n\n  Synonymer: hemmelighed.\n:::\n")
    site = Site(build(small_done.source).site.as_uri() + "/")
    reader.goto(site.url("search"))
    for asked in ("snegl", "hemmeligheder"):
        _type(reader, asked)
        assert reader.locator("#search-results a").first.get_attribute("href").split("#")[0] == site.url(
            "docs/privatliv"
        )


def test_a_search_in_vain_offers_words_that_look_alike_and_the_parts(site: Site, desk: Page) -> None:
    desk.goto(site.url("search", "?q=borgerinddragelsesudvalg"))
    expect(desk.get_by_role("status")).to_contain_text("Ingen sider passer")
    expect(desk.get_by_role("heading", name="Kursets dele")).to_be_visible()
    desk.locator("#search-results").get_by_role("link", name="borger").first.click()
    expect(desk.get_by_role("status")).to_contain_text("Søgningen fandt")


def test_a_question_is_found_before_the_text_and_its_link_leads_to_its_card(site: Site, desk: Page) -> None:
    desk.goto(site.url("search"))
    _type(desk, "kamera under loftet")
    first = desk.locator("#search-results li").first
    expect(first).to_contain_text("Hvad ville et kamera under loftet")
    first.get_by_role("link").click()
    assert "#spoergsmaal-" in desk.url
    expect(desk.locator(":target .refleksion-spoergsmaal")).to_contain_text("kamera under loftet")


def test_what_is_typed_before_the_index_has_come_is_kept_and_answered(site: Site, reader: Page) -> None:
    held: list[Route] = []
    reader.route("**/soeg-data.js*", lambda route: held.append(route))  # a built-in is no handler
    with reader.expect_request("**/soeg-data.js*"):
        reader.goto(site.url("search", "?q=noget+andet"), wait_until="commit")
    reader.get_by_label("Hvad leder du efter?").fill("kamera under loftet")
    assert reader.evaluate("typeof SOEG") == "undefined"
    held[0].continue_()
    expect(reader.locator("#search-results li").first).to_contain_text("Hvad ville et kamera under loftet")
    expect(reader.get_by_label("Hvad leder du efter?")).to_have_value("kamera under loftet")


def test_the_search_is_done_by_keyboard_alone(place: Site, reader: Page) -> None:
    reader.goto(place.url("search"))
    field = reader.get_by_role("searchbox", name="Hvad leder du efter?")
    field.focus()
    reader.keyboard.type("nærvær")
    expect(reader.get_by_role("status")).to_contain_text("Søgningen fandt")
    links = reader.locator("#search-results").get_by_role("link")
    reader.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    reader.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    reader.keyboard.press("Enter")
    expect(links.nth(0)).to_be_focused()
    reader.keyboard.press("Escape")
    expect(field).to_be_focused()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Enter")
    reader.wait_for_url(lambda url: "search.html" not in url)


def test_a_search_in_the_address_is_text_and_nothing_else(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    for evil in ("<img src=x onerror=alert(1)>", "javascript:alert(1)", '"><script>alert(1)</script>'):
        reader.goto(place.url("search", f"?q={quote(evil)}"))
        expect(reader.get_by_label("Hvad leder du efter?")).to_have_value(evil)
        assert reader.locator("main img, main script, main a[href^='javascript']").count() == 0
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.mark.slow
def test_answers_have_no_barrier_and_lose_nothing(site: Site, desk: Page, phone: Page) -> None:
    for words in ("nærvær", "qwxzqwxz"):
        _open((desk, phone), site.url("search", f"?q={words}"))
        found = _faults((desk, phone), state=f", {words}")
        assert not found, "\n".join(found)
    _visit(desk, site.url("search", "?q=spørgsmål"))
    found = _lost(desk)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("query", ["", "?q=nærvær"])
def test_the_page_is_painted_before_the_index_has_come_and_nothing_moves(
    query: str, site: Site, reader: Page
) -> None:
    reader.set_viewport_size({"width": 1280, "height": 1400})
    held: list[Route] = []
    reader.route("**/soeg-data.js*", lambda route: held.append(route))  # a built-in is no handler
    with reader.expect_request("**/soeg-data.js*"):
        reader.goto(site.url("search", query), wait_until="commit")
        if not query:  # nobody searches yet: what a phone would take a second to read stays away
            reader.wait_for_load_state("load")
            assert not held
            reader.get_by_label("Hvad leder du efter?").focus()
    expect(reader.get_by_role("heading", level=1)).to_be_visible()
    assert reader.evaluate("typeof SOEG") == "undefined"
    held[0].continue_()
    if query:
        expect(reader.get_by_role("status")).to_contain_text("Søgningen fandt")
        expect(reader.get_by_role("heading", name="Kursets dele")).to_be_hidden()
    else:
        expect(reader.get_by_role("heading", name="Kursets dele")).to_be_visible()
    assert shifted(reader) == 0
