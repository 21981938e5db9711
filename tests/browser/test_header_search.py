"""The search in the header: answers in a list as the reader types, by keyboard, from files too."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from .site import Site, Watch, shifted
from .test_axe import _faults, _open

PAGE = "modules/principper/imoedekommenhed"


def _field(page: Page) -> Locator:
    return page.locator("#header-search")


def _type(page: Page, words: str) -> Locator:
    """Type, and return the answers when they have come."""
    _field(page).press_sequentially(words)
    options = page.locator("#header-hits [role=option]")
    expect(options.first).to_be_visible()
    return options


def test_the_answers_come_in_a_list_and_the_keyboard_leads_to_one(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(PAGE))
    reader.locator("h1").click()
    reader.keyboard.press("/")
    field = reader.get_by_role("combobox", name="Søg i kurset")
    expect(_field(reader)).to_be_focused()
    options = _type(reader, "venlighed")
    expect(field).to_have_attribute("aria-expanded", "true")
    reader.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    reader.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", "")
    reader.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_be_focused()
    reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Enter")
    reader.wait_for_url(lambda url: url.startswith(place.url("modules/kaffe/04-venlighed")))
    assert not watch.complaints, "\n".join(watch.complaints)


def test_enter_alone_and_the_last_answer_lead_to_all_of_them(place: Site, reader: Page) -> None:
    reader.goto(place.url(PAGE))
    options = _type(reader, "borger")
    expect(options.last).to_contain_text("Se alle")
    options.last.click()
    expect(reader.get_by_role("status")).to_contain_text("Søgningen fandt")
    reader.goto(place.url(PAGE))
    _type(reader, "borger")
    reader.keyboard.press("Enter")
    expect(reader.get_by_label("Hvad leder du efter?")).to_have_value("borger")


def test_the_list_closes_when_the_focus_leaves_and_says_its_count_once(site: Site, desk: Page) -> None:
    desk.goto(site.url(PAGE))
    _type(desk, "nærvær")
    status = desk.locator(".site-header [role=status]")
    expect(status).to_contain_text("Søgningen fandt")
    desk.evaluate(
        """() => { window.said = 0; new MutationObserver((all) => { window.said += all.length; })
        .observe(document.querySelector('.site-header [role=status]'), { childList: true }); }"""
    )
    expect(status).to_contain_text("Søgningen fandt")
    before = status.inner_text()
    _field(desk).press_sequentially(" og venlighed")
    expect(status).not_to_have_text(before)
    assert desk.evaluate("window.said") == 1
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("listbox")).to_be_hidden()


def test_a_search_in_vain_offers_words_of_the_course(site: Site, desk: Page) -> None:
    desk.goto(site.url(PAGE))
    options = _type(desk, "borgerinddragelsesudvalg")
    expect(options.first).to_contain_text("Søg efter »borger")


def test_the_key_can_be_turned_off_and_is_a_stroke_in_a_note(site: Site, reader: Page) -> None:
    reader.goto(site.url("search"))
    reader.get_by_label("fører til søgningen fra alle sider").uncheck()
    reader.goto(site.url(PAGE))
    reader.keyboard.press("/")
    expect(_field(reader)).not_to_be_focused()
    reader.goto(site.url("search"))
    reader.get_by_label("fører til søgningen fra alle sider").check()
    reader.goto(site.url(PAGE))
    reader.get_by_role("button", name="Skriv en note").first.click()
    note = reader.locator("textarea").first
    note.press_sequentially("og/eller")
    expect(note).to_have_value("og/eller")


def test_what_is_searched_is_fetched_only_by_who_searches(site: Site, reader: Page) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.goto(site.url(PAGE), wait_until="networkidle")
    assert not [url for url in asked if "soeg" in url]
    _type(reader, "borger")
    assert [url for url in asked if "soeg-data" in url]


def test_the_list_has_no_barrier_and_moves_nothing(site: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), site.url(PAGE))
    for page in (desk, phone):
        if page is phone:
            page.get_by_text("Menu", exact=True).click()
        _type(page, "venlighed")
        page.keyboard.press("ArrowDown")
    found = _faults((desk, phone), state=", answers")
    assert not found, "\n".join(found)
    assert shifted(desk) == 0


def test_words_of_a_search_are_text_and_nothing_else(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(PAGE))
    _field(reader).fill("<img src=x onerror=alert(1)> borger")
    expect(reader.locator("#header-hits [role=option]").first).to_be_visible()
    assert reader.locator("header img").count() == 0
    reader.goto(place.url("search", f"?q={quote('<img src=x onerror=alert(1)>')}"))
    expect(reader.get_by_role("status")).not_to_be_empty()
    assert reader.title().startswith("»<img src=x onerror=alert(1)>«")
    assert reader.locator("main img").count() == 0
    assert not watch.complaints, "\n".join(watch.complaints)
