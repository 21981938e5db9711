"""A long page shows where the reader is; tables fit a phone; the menus stand open where there is room."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from .site import Site, Watch, set_reader, shifted
from .test_axe import _faults, _open

LONG = "modules/principper/imoedekommenhed"
TABLE = "docs/for-vaerten"
WORDS = "docs/introduktion"


def test_the_sections_of_a_long_page_stand_beside_it_and_follow_the_reading(
    place: Site, reader: Page
) -> None:
    set_reader(reader, width=1280, height=420)
    reader.goto(place.url(LONG))
    sections = reader.get_by_role("navigation", name="På denne side")
    headings = reader.locator("main section > section > h2")
    links = sections.get_by_role("link")
    assert links.count() == headings.count()
    headings.nth(2).evaluate("heading => heading.scrollIntoView()")
    expect(links.nth(2)).to_have_attribute("aria-current", "location")
    expect(links.nth(2)).to_be_in_viewport()
    expect(reader.get_by_role("navigation", name="Sider i denne del")).to_be_in_viewport()
    assert sections.locator("[aria-current]").count() == 1
    links.first.click()
    expect(headings.first).to_be_in_viewport()
    reader.get_by_role("link", name="Til toppen af siden").click()
    expect(reader.locator("h1")).to_be_in_viewport()
    assert shifted(reader) == 0


def test_the_sections_are_folded_on_a_phone_and_a_short_page_has_none(site: Site, phone: Page) -> None:
    phone.goto(site.url(LONG))
    sections = phone.get_by_role("navigation", name="På denne side")
    expect(sections.get_by_role("link").first).to_be_hidden()
    sections.get_by_text("På denne side").click()
    expect(sections.get_by_role("link").first).to_be_visible()
    phone.goto(site.url("docs/mine-noter"))
    expect(sections).to_have_count(0)


def test_the_navigation_stands_open_at_820_pixels(site: Site, desk: Page) -> None:
    set_reader(desk, width=820, height=1100)
    desk.goto(site.url(LONG))
    expect(desk.locator(".menu summary")).to_be_hidden()
    for name in ("Kursets dele", "Sider i denne del"):
        expect(desk.get_by_role("navigation", name=name).get_by_role("link").last).to_be_in_viewport()


def test_a_row_of_a_table_is_a_stack_on_a_phone_and_nothing_scrolls(site: Site, phone: Page) -> None:
    phone.goto(site.url(TABLE))
    frame = phone.locator(".tabel").first
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    heads = frame.locator("th").all_inner_texts()
    row = frame.locator("tbody tr").first.locator("td")
    named = row.evaluate_all("all => all.map((one) => getComputedStyle(one, '::before').content)")
    assert [name.split('"')[1] for name in named] == heads
    tops = row.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert tops == sorted(set(tops)), "each cell stands under the one before"


def _word(page: Page) -> Locator:
    return page.locator("a[data-betyder]").first


def test_a_word_is_explained_where_it_stands(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(WORDS))
    word, tip = _word(reader), reader.get_by_role("tooltip")
    word.focus()
    expect(tip).to_be_visible()
    expect(word).to_have_accessible_description(tip.inner_text())
    reader.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(word).to_be_focused()
    reader.locator("h1").click()
    word.hover()
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    reader.locator("h1").hover()
    expect(tip).to_be_hidden()
    assert shifted(reader) == 0
    assert not watch.complaints, "\n".join(watch.complaints)


def test_the_first_tap_explains_a_word_and_the_second_opens_the_glossary(
    site: Site, chromium: Browser
) -> None:
    context = chromium.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site.url(WORDS))
    tip = page.get_by_role("tooltip")
    _word(page).tap()
    expect(tip).to_contain_text("Tryk igen")
    assert tip.evaluate(
        "(tip) => { const at = tip.getBoundingClientRect(); return at.left >= 0 && at.right <= innerWidth; }"
    )
    _word(page).tap()
    page.wait_for_url("**/ordliste.html#term-*")
    context.close()


def test_an_explained_word_has_no_barrier(site: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), site.url(WORDS))
    for page in (desk, phone):
        _word(page).focus()
    found = _faults((desk, phone), state=", word explained")
    assert not found, "\n".join(found)
