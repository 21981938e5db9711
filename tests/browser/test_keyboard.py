"""Everything can be done with a keyboard, and a reader always sees where they are."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .colours import contrast, luminance
from .site import DAILY, DESK, KINDS, PHONE, Site, measure, mostly_slow, set_reader

QUESTION = "modules/kaffe/04-venlighed"


def walk(page: Page, url: str, *, unfold: bool = False) -> list[dict[str, Any]]:
    """Press Tab through the whole page and tell where it stopped; with `unfold`, every fold is open."""
    page.goto(url)
    # The search page offers the course's parts when its index has come, which is after the page is loaded.
    for parts in page.locator(".search-parts").all():
        expect(parts).to_be_visible()
    # Talks, choices and statements get their buttons from a script that is fetched later.
    if page.locator(".samtale, .vaelg, .foer-efter").count():
        page.wait_for_load_state("networkidle")
    if unfold:
        page.evaluate("document.querySelectorAll('details').forEach((folded) => { folded.open = true; })")
    page.evaluate(measure())
    stops: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        at = page.evaluate("measure.focus()")
        if at and stops and at["number"] == stops[-1]["number"]:
            continue  # a field for a time has a stop for its hours and one for its minutes
        if at is None or (stops and at["number"] == stops[0]["number"]):
            break
        stops.append(at)
    return stops


def check_walk(stops: list[dict[str, Any]]) -> None:
    """Every stop is met in reading order, is in the window and shows the focus clearly."""
    assert [stop["number"] for stop in stops] == list(range(stops[0]["count"]))
    for stop in stops:
        assert stop["inside"], stop
        assert not stop["under"], stop
        assert stop["outline"], stop
        assert contrast(stop["outline"], stop["around"]) >= 3, stop


@pytest.mark.parametrize("scheme", mostly_slow(("light", "dark"), "light"))
@pytest.mark.parametrize("docname", mostly_slow(KINDS, *DAILY))
def test_tab_meets_everything_in_reading_order_and_shows_it(
    docname: str, scheme: str, site: Site, desk: Page
) -> None:
    set_reader(desk, scheme)
    check_walk(walk(desk, site.url(docname)))


@pytest.mark.parametrize("width", [PHONE["width"], 820])
@pytest.mark.parametrize("docname", mostly_slow(KINDS, *DAILY))
def test_nothing_lies_over_what_has_the_focus_also_when_the_menus_are_open(
    docname: str, width: int, site: Site, phone: Page
) -> None:
    set_reader(phone, width=width, height=740)
    check_walk(walk(phone, site.url(docname), unfold=True))


def test_escape_closes_the_menu_of_a_phone_and_leaves_the_focus_on_its_button(
    site: Site, phone: Page
) -> None:
    phone.goto(site.url(QUESTION))
    phone.locator("summary").get_by_text("Menu", exact=True).click()
    phone.get_by_role("link", name="Øvelser", exact=True).focus()
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("link", name="Øvelser", exact=True)).to_be_hidden()
    expect(phone.locator(".menu > summary")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_meets_every_component_in_reading_order(scheme: str, components: Site, desk: Page) -> None:
    set_reader(desk, scheme)
    check_walk(walk(desk, components.url("docs/components")))


def test_a_phone_with_a_keyboard_shows_the_focus(site: Site, phone: Page) -> None:
    check_walk(walk(phone, site.url(QUESTION)))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_first_tab_offers_a_way_past_the_menus(size: Any, site: Site, reader: Page) -> None:
    reader.set_viewport_size(size)
    reader.goto(site.url(QUESTION))
    reader.keyboard.press("Tab")
    skip = reader.get_by_role("link", name="Spring til indholdet")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    on_top = "(link, at) => document.elementFromPoint(at.x + 9, at.y + 9) === link"
    assert skip.evaluate(on_top, box)
    reader.keyboard.press("Enter")
    expect(reader.locator("main")).to_be_focused()
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menus_of_a_phone_open_and_close_by_keyboard(site: Site, reader: Page) -> None:
    reader.set_viewport_size(PHONE)
    reader.goto(site.url(QUESTION))
    for name, link in (("Menu", "Øvelser"), ("Sider i denne del", "Kan du være neutral?")):
        summary = reader.locator("summary").get_by_text(name, exact=True)
        wanted = reader.locator("details").get_by_role("link", name=link)
        summary.focus()
        expect(wanted).to_be_hidden()
        reader.keyboard.press("Enter")
        expect(wanted).to_be_visible()
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.closest('details')?.open")
        summary.focus()
        reader.keyboard.press("Space")
        expect(wanted).to_be_hidden()


@pytest.mark.parametrize("place", [pytest.param("site", marks=pytest.mark.slow), "files"])
def test_the_choice_of_colours_is_kept(place: str, reader: Page, request: pytest.FixtureRequest) -> None:
    found: Site = request.getfixturevalue(place)
    paper = "getComputedStyle(document.body).backgroundColor"
    reader.goto(found.url("index"))
    light = reader.evaluate(paper)
    reader.get_by_label("Farver").focus()
    for _ in range(2):
        reader.keyboard.press("ArrowDown")
    reader.keyboard.press("Tab")
    dark = reader.evaluate(paper)
    assert luminance(dark) < 0.1 < luminance(light)
    reader.reload()
    assert reader.evaluate(paper) == dark
    reader.goto(found.url(QUESTION))
    assert reader.evaluate(paper) == dark
    assert reader.get_by_label("Farver").locator("option:checked").inner_text() == "Mørke"
    reader.get_by_label("Farver").focus()
    for _ in range(2):
        reader.keyboard.press("ArrowUp")
    set_reader(reader, "dark")
    reader.reload()
    assert reader.evaluate(paper) == dark, "»Som enheden« follows the device again"


@pytest.mark.parametrize("place", [pytest.param("site", marks=pytest.mark.slow), "files"])
def test_a_question_is_copied_alone_as_plain_text(
    place: str, reader: Page, request: pytest.FixtureRequest
) -> None:
    found: Site = request.getfixturevalue(place)
    reader.goto(found.url(QUESTION))
    button = reader.get_by_role("button", name="Kopiér spørgsmålet", exact=True)
    expect(button).to_have_count(1)
    question = reader.locator(".refleksion-spoergsmaal").inner_text()
    button.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_have_text("Kopieret")
    expect(button).to_be_focused()
    field = reader.get_by_label("Søg i kurset")
    field.focus()
    reader.keyboard.press("Control+V")
    assert field.input_value() == question
    reader.context.grant_permissions(["clipboard-read"])
    if place == "site":
        kinds = reader.evaluate("navigator.clipboard.read().then((all) => all.flatMap((one) => one.types))")
        assert kinds == ["text/plain"]


def test_each_copy_button_says_which_question_it_copies(site: Site, reader: Page) -> None:
    reader.goto(site.url("exercises/gruppearbejde"))
    buttons = reader.get_by_role("button", name="Kopiér spørgsmålet")
    questions = reader.locator(".refleksion-spoergsmaal")
    expect(buttons).to_have_count(questions.count())
    for button, question in zip(buttons.all(), questions.all(), strict=True):
        expect(button).to_have_accessible_description(question.inner_text())


def test_tabs_change_by_arrow_key(components: Site, reader: Page) -> None:
    reader.goto(components.url("docs/components"))
    reader.locator(".sd-tab-set > input").first.focus()
    expect(reader.get_by_text("Læs siden for dig selv.")).to_be_visible()
    reader.keyboard.press("ArrowRight")
    expect(reader.get_by_text("Læs siden for dig selv.")).to_be_hidden()
    expect(reader.get_by_text("Læs siden sammen med en")).to_be_visible()
