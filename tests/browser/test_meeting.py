"""»Kør mødet«: a plan as full-screen steps, by keys, clicker and touch, with the host's words beside it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

from .site import PHONE, Site, Watch
from .test_axe import _faults, _open
from .test_big import big

HOST = "docs/for-vaerten"
NAME = "Kør mødet: Et møde på 15 minutter"


def _begin(page: Page, place: Site) -> None:
    page.goto(place.url(HOST))
    page.get_by_role("button", name=NAME).first.click()
    expect(_here(page)).to_have_text("Videre med »Næste« eller pil til højre")


def _here(page: Page) -> Locator:
    return page.locator(".stort-her")


def test_a_meeting_is_walked_by_keyboard_and_clicker_and_goes_on_after_a_reload(
    place: Site, reader: Page
) -> None:
    watch = Watch(reader.context, place.root)
    reader.clock.install()
    _begin(reader, place)
    big(reader).get_by_role("combobox").select_option("Dialogruter")
    reader.locator(".stort-scene").focus()
    scene, timer = reader.locator(".stort-scene"), big(reader).get_by_role("timer")
    reader.keyboard.press("ArrowRight")
    expect(scene).to_contain_text("Hvad kunne du have")
    expect(timer).to_have_text("3:00")
    expect(reader.locator(".vaert")).to_contain_text("»Svar med én sætning hver.«")
    reader.clock.run_for(60_000)
    expect(reader.locator(".vaert")).to_contain_text("Brugt i alt: 1 af 15 minutter")
    reader.keyboard.press("PageDown")
    expect(scene).to_contain_text("En nysgerrig gæst siger hej først.")
    expect(_here(reader)).to_have_text("Punkt 2 af 4 · skærm 1 af 2")
    reader.keyboard.press("PageDown")
    expect(timer).to_have_text("4:00")
    reader.clock.run_for(30_000)
    reader.reload()
    expect(_here(reader)).to_have_text("Punkt 2 af 4 · skærm 2 af 2")
    expect(scene.get_by_role("listitem").first).to_be_visible()
    expect(timer).to_have_text(re.compile("3:(30|2.)"))
    reader.keyboard.press("PageUp")
    reader.keyboard.press("PageUp")
    expect(timer).to_have_text(re.compile("1:(30|2.|1.)"))
    for _ in range(3):
        reader.keyboard.press("ArrowRight")
    expect(scene.get_by_role("img")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(big(reader)).to_have_count(0)
    reader.get_by_role("button", name=NAME).first.click()
    expect(_here(reader)).to_have_text("Punkt 3 af 4")
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_late_start_says_what_is_left_out_and_what_runs_over_is_told(site: Site, reader: Page) -> None:
    reader.clock.install()
    _begin(reader, site)
    field = big(reader).get_by_role("spinbutton", name="Minutter, I har")
    field.fill("10")
    field.press("Enter")
    field.press("Tab")
    expect(big(reader).get_by_role("checkbox", name="Udelad »Tegn selv« (6 min.)")).to_be_checked()
    expect(reader.locator(".stort-scene")).to_contain_text("9 minutter · 3 punkter")
    field = big(reader).get_by_role("spinbutton", name="Minutter, I har")
    field.fill("5")
    field.press("Tab")
    expect(reader.locator(".vaert")).to_contain_text("Planen er stadig 4 min. for lang.")
    reader.keyboard.press("PageDown")
    reader.clock.run_for(5 * 60_000)
    expect(reader.locator(".vaert")).to_contain_text("I er 2 min. bagud")
    expect(big(reader).get_by_role("timer")).to_have_text("+2:00")


def test_the_hosts_words_stand_in_a_window_of_their_own(place: Site, reader: Page) -> None:
    _begin(reader, place)
    with reader.expect_popup() as opened:
        big(reader).get_by_role("button", name="Værtens vindue").click()
    own = opened.value
    expect(reader.locator(".vaert")).to_have_count(0)
    own.get_by_role("button", name="Næste").click()
    expect(_here(reader)).to_have_text("Punkt 1 af 4")
    expect(own.locator(".vaert")).to_contain_text("Siger ingen noget,")
    own.keyboard.press("PageDown")
    expect(_here(reader)).to_contain_text("Punkt 2 af 4")
    own.close()
    reader.keyboard.press("ArrowLeft")
    expect(reader.locator(".vaert")).to_contain_text("»Svar med én sætning hver.«")


def test_a_browser_that_refuses_the_window_says_so(site: Site, reader: Page) -> None:
    reader.add_init_script("window.open = () => null")
    _begin(reader, site)
    big(reader).get_by_role("button", name="Værtens vindue").click()
    expect(reader.locator(".vaert").get_by_role("status")).to_contain_text("Browseren åbnede ikke vinduet.")


def test_each_step_is_said_once_and_its_region_holds_no_button(site: Site, reader: Page) -> None:
    _begin(reader, site)
    stage = reader.locator(".stort-scene")
    expect(stage).to_be_focused()
    reader.keyboard.press("ArrowRight")
    expect(stage).to_have_attribute("aria-live", "polite")
    assert stage.locator("button, input, select, a, summary").count() == 0
    assert reader.locator(".stort [aria-live='polite'], .stort [role='status']:not(:empty)").count() == 1


def test_a_meeting_has_no_barrier_in_any_state(site: Site, context: BrowserContext) -> None:
    desk, phone = context.new_page(), context.new_page()
    phone.set_viewport_size(PHONE)
    _open((desk, phone), site.url(HOST))
    found = []
    for page in (desk, phone):
        page.get_by_role("button", name=NAME).first.click()
    for state in ("start", "question", "wording", "list", "drawing", "plain"):
        found += _faults((desk, phone), state=f", {state}")
        for page in (desk, phone):
            page.keyboard.press("PageDown")
    for page in (desk, phone):
        page.keyboard.press("b")
    found += _faults((desk, phone), state=", dark")
    assert not found, "\n".join(found)


def test_a_finger_leads_on_and_back(site: Site, chromium: Browser) -> None:
    made = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    page = made.new_page()
    _begin(page, site)
    big(page).get_by_role("button", name="Næste").tap()
    expect(_here(page)).to_have_text("Punkt 1 af 4")
    small = (
        """buttons => buttons.filter(b => b.offsetHeight && b.offsetHeight < 44).map(b => b.textContent)"""
    )
    assert page.locator(".stort button").evaluate_all(small) == []
    assert page.locator(".stort").evaluate("e => e.scrollWidth <= e.clientWidth")
    made.close()


def test_without_javascript_the_plan_is_a_table(site: Site, chromium: Browser) -> None:
    made = chromium.new_context(java_script_enabled=False)
    page = made.new_page()
    page.goto(site.url(HOST))
    expect(page.get_by_role("button", name="Kør mødet")).to_have_count(0)
    table = page.get_by_role("table", name="Et møde på 15 minutter")
    expect(table.get_by_role("row")).to_have_count(5)
    page.get_by_text("Tjek ind", exact=True).last.click()
    expect(page.get_by_text("Siger ingen noget,")).to_be_visible()
    made.close()


def test_each_screen_fits_whole_on_a_projector_with_its_clock(site: Site, reader: Page) -> None:
    reader.set_viewport_size({"width": 1280, "height": 720})
    reader.goto(site.url(HOST))
    reader.locator(".moede-knapper button").last.click()
    sheet, forth = reader.locator(".moede-trin"), big(reader).locator(".stort-bund").get_by_text("Næste")
    cut = []
    for screen in range(60):
        if sheet.evaluate("one => one.scrollHeight > one.clientHeight"):
            cut.append(screen)
        if forth.get_attribute("aria-disabled") == "true":
            break
        reader.keyboard.press("ArrowRight")
    assert not cut
    assert screen > 3


def test_while_the_clock_stands_the_end_of_the_meeting_moves_on(site: Site, reader: Page) -> None:
    reader.clock.install(time=dt.datetime(2026, 11, 28, 10, 0))
    _begin(reader, site)
    reader.keyboard.press("ArrowRight")
    words = reader.locator(".vaert-tid")
    expect(words).to_contain_text("Slutter ca. kl. 10.15")
    big(reader).get_by_role("button", name="Pause").click()
    reader.clock.run_for(120_000)
    expect(words).to_contain_text("Slutter ca. kl. 10.17")


@pytest.mark.parametrize("size", [PHONE, {"width": 1024, "height": 768}])
def test_what_the_room_sees_needs_no_scrolling_on_a_small_screen(
    size: ViewportSize, site: Site, reader: Page
) -> None:
    reader.set_viewport_size(size)
    _begin(reader, site)
    for _ in range(40):
        fits = """() => {
          const sheet = document.querySelector(".stort");
          return [sheet, sheet.firstElementChild].every((one) => one.scrollHeight <= one.clientHeight + 1);
        }"""
        assert reader.evaluate(fits), _here(reader).inner_text()
        if big(reader).get_by_role("button", name="Næste").get_attribute("aria-disabled") == "true":
            break
        reader.keyboard.press("ArrowRight")
    else:
        raise AssertionError("the meeting has no end")
