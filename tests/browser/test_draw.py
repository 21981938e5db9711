"""»Træk et kort«: every card comes once, from where the reader wants it, and leads to where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .site import PHONE, Site, Watch, set_reader
from .test_axe import _faults, _open
from .test_big import asked, big, set_clock
from .test_keyboard import check_walk, walk
from .test_layout import _lost, _visit

PAGE = "docs/traek-et-kort"
FIRST_LEFT = "{} kort tilbage i bunken."
NONE_LEFT = "Der er ikke flere kort. Bland dem, eller vælg noget andet."


def _draw(page: Page) -> Locator:
    return page.get_by_role("button", name="Træk et kort")


def _card(page: Page) -> Locator:
    return page.locator("main .refleksion")


def _question(page: Page) -> str:
    return _card(page).locator(".refleksion-spoergsmaal").inner_text()


def _status(page: Page) -> Locator:
    return page.locator("main").get_by_role("status")


def _all(page: Page) -> list[str]:
    """Draw until none is left."""
    found = []
    while _draw(page).get_attribute("aria-disabled") == "false":
        assert len(found) < 200
        _draw(page).press("Enter")
        found.append(_question(page))
    return found


def test_every_card_comes_once_before_any_comes_again(place: Site, reader: Page, course: Any) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(PAGE))
    every = [question["text"] for question in course.data["questions"]]
    expect(_status(reader)).to_have_text(FIRST_LEFT.format(len(every)))
    again = reader.get_by_role("button", name="Bland kortene")
    expect(again).to_be_hidden()
    found = _all(reader)
    assert sorted(found) == sorted(every)
    assert found != every, "drawn, not read off the list"
    expect(_status(reader)).to_have_text(NONE_LEFT)
    expect(_draw(reader)).to_be_focused()
    again.click()
    expect(_card(reader)).to_have_count(0)
    expect(_draw(reader)).to_be_focused()
    assert sorted(second := _all(reader)) == sorted(every)
    assert second != found
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_card_says_what_it_is_and_leads_to_where_it_stands(place: Site, reader: Page, course: Any) -> None:
    reader.goto(place.url(PAGE))
    _draw(reader).click()
    question = next(q for q in course.data["questions"] if q["text"] == _question(reader))
    told = _card(reader).locator("[aria-live='polite']")
    expect(told).to_contain_text(question["kind_label"])
    expect(told.get_by_role("button").or_(told.get_by_role("link"))).to_have_count(0)
    expect(_status(reader)).to_have_attribute("aria-live", "off")
    expect(_card(reader)).to_contain_text(question["help"])
    _card(reader).get_by_role("link").click()
    reader.wait_for_url(f"**/{question['page']}.html#*")
    expect(reader.locator(":target").get_by_text(question["text"])).to_be_visible()


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Imødekommenhed", ""),
        ("Vores fælles referenceramme", ""),
        ("Kafferefleksion: én kop ad gangen", "Opfordring til handling"),
        ("Uge 4: Når venlighed ikke er nok", ""),
        ("", "Invitation"),
    ],
)
def test_cards_come_from_where_the_reader_wants_them(
    source: str, kind: str, site: Site, reader: Page, course: Any
) -> None:
    titles = {page["docname"]: (page["title"], part["title"], page["week"])
              for part in course.data["parts"] for page in part["pages"]}  # fmt: skip
    wanted = [
        q["text"]
        for q in course.data["questions"]
        if kind in ("", q["kind_label"])
        and (title := titles[q["page"]])
        and source in ("", title[0], title[1], f"Uge {title[2]}: {title[0]}")
    ]
    reader.goto(site.url(PAGE))
    reader.get_by_role("combobox", name="Fra").select_option(source)
    reader.get_by_role("combobox", name="Slags").select_option(kind)
    assert wanted
    assert sorted(_all(reader)) == sorted(wanted)
    reader.get_by_role("combobox", name="Fra").select_option("")
    reader.get_by_role("combobox", name="Slags").select_option("")
    rest = _all(reader)
    assert len(rest) + len(wanted) == len(course.data["questions"])
    assert not set(rest) & set(wanted), "what has been drawn does not come again with another choice"


def test_a_card_is_copied_alone_and_with_its_address(place: Site, reader: Page, course: Any) -> None:
    reader.goto(place.url(PAGE))
    _draw(reader).click()
    question = next(q for q in course.data["questions"] if q["text"] == _question(reader))
    search = reader.get_by_label("Søg i kurset")
    for name, copied, said in (
        ("Kopiér", question["text"], "Kopieret"),
        ("Del", f"{question['text']} {place.root}{question['permalink']}", "Spørgsmål og link er kopieret."),
    ):
        button = _card(reader).get_by_role("button", name=name, exact=True)
        button.press("Enter")
        expect(_status(reader)).to_have_text(said)
        expect(button).to_be_focused()
        search.fill("")
        search.press("Control+V")
        assert search.input_value().replace("\n", " ") == copied


def test_cards_are_drawn_on_the_big_screen_too(place: Site, reader: Page, course: Any) -> None:
    reader.goto(place.url(PAGE))
    _draw(reader).click()
    seen = [_question(reader)]
    _card(reader).get_by_role("button", name="Vis stort").click()
    assert asked(reader) == seen[0]
    reader.keyboard.press("End")
    assert asked(reader) == seen[0], "the last key passes no card over"
    for _ in range(3):
        reader.keyboard.press("ArrowRight")
        seen.append(asked(reader))
    reader.keyboard.press("Home")
    assert asked(reader) == seen[0]
    reader.keyboard.press("End")
    assert asked(reader) == seen[-1]
    set_clock(reader, "2")
    expect(big(reader).get_by_role("timer")).to_have_text("2:00")
    reader.keyboard.press("Escape")
    expect(big(reader)).to_have_count(0)
    expect(_card(reader).get_by_role("button", name="Vis stort")).to_be_focused()
    assert _question(reader) == seen[-1], "the page shows the card that was shown last"
    expect(_status(reader)).to_have_text(FIRST_LEFT.format(len(course.data["questions"]) - 4))
    assert not set(_all(reader)) & set(seen)


def test_drawing_has_no_barrier_in_any_state(site: Site, reader: Page) -> None:
    phone = reader.context.new_page()
    phone.set_viewport_size(PHONE)
    _open((reader, phone), site.url(PAGE))
    for page in (reader, phone):
        _draw(page).click()
    found = _faults((reader, phone), state=", drawn")
    for page in (reader, phone):
        _card(page).get_by_role("button", name="Vis stort").click()
    found += _faults((reader, phone), state=", big")
    for page in (reader, phone):
        page.keyboard.press("Escape")
        page.get_by_role("combobox", name="Fra").select_option("Imødekommenhed")
        _all(page)
        expect(_status(page)).to_have_text(NONE_LEFT)
    found += _faults((reader, phone), "main", ", none left")
    assert not found, "\n".join(found)


def test_a_drawn_card_loses_nothing(site: Site, reader: Page) -> None:
    _visit(reader, site.url(PAGE))
    _draw(reader).click()
    found = _lost(reader)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_meets_the_deck_in_reading_order(scheme: str, site: Site, reader: Page) -> None:
    set_reader(reader, scheme)
    check_walk(walk(reader, site.url(PAGE)))


def test_without_javascript_the_questions_are_listed_under_their_pages(
    place: Site, chromium: Browser, course: Any
) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(place.url(PAGE))
    assert page.locator("main").get_by_role("button").count() == 0
    text = page.locator("main").inner_text()
    for question in course.data["questions"]:
        assert question["text"] in text
        assert question["help"] in text
    asking = {question["page"] for question in course.data["questions"]}
    parts = [
        part["title"]
        for part in course.data["parts"]
        if any(one["docname"] in asking for one in part["pages"])
    ]
    assert page.get_by_role("heading", level=3).all_inner_texts() == parts
    page.get_by_role("link", name="Domænetrekanten").last.click()
    page.wait_for_url("**/domaenetrekanten.html")
    context.close()
