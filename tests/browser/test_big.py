"""»Vis stort«: one question at a time for a meeting room, by key, tap and ear, with a calm clock."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .site import PHONE, Site, Watch, set_reader
from .test_axe import _faults, _open
from .test_keyboard import check_walk
from .test_layout import _lost, _visit

MODULE = "modules/principper/imoedekommenhed"
GROUPS = "exercises/gruppearbejde"
COFFEE = "modules/kaffe/index"


def opener(page: Page) -> Locator:
    """The button of the page's questions, which come last."""
    return page.get_by_role("button", name="Vis stort: ").last


def big(page: Page) -> Locator:
    return page.get_by_role("dialog")


def asked(page: Page) -> str:
    return big(page).locator("h3, blockquote").first.inner_text()


def _step(page: Page) -> str:
    return page.locator(".stort-her").inner_text()


def set_clock(page: Page, minutes: str) -> None:
    field = big(page).get_by_role("spinbutton", name="Minutter")
    field.fill(minutes)
    field.press("Tab")


def _walk(page: Page, key: str = "ArrowRight") -> list[str]:
    """Show each question to the last and return them."""
    found = [asked(page)]
    total = int(_step(page).split(" af ")[1])
    for number in range(2, total + 1):
        page.keyboard.press(key)
        assert _step(page) == f"{number} af {total}"
        found.append(asked(page))
    return found


def test_the_questions_of_a_page_are_shown_one_at_a_time_by_keyboard_alone(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(MODULE))
    questions = reader.locator(".refleksion-spoergsmaal").all_inner_texts()
    opener(reader).focus()
    reader.keyboard.press("Enter")
    expect(big(reader)).to_have_accessible_name("Imødekommenhed")
    expect(big(reader).get_by_role("heading", level=2)).to_have_text("Imødekommenhed")
    expect(big(reader).get_by_text("Forundringsspørgsmål")).to_be_visible()
    expect(big(reader).get_by_text("Hvad gjorde du med kroppen og stemmen?")).to_be_visible()
    assert _walk(reader) == questions
    reader.keyboard.press("ArrowRight")
    assert asked(reader) == questions[-1], "after the last comes nothing"
    reader.keyboard.press("Home")
    assert _walk(reader, "PageDown") == questions
    for key, at in (("ArrowLeft", -2), ("PageUp", -3), ("End", -1), ("Home", 0)):
        reader.keyboard.press(key)
        assert asked(reader) == questions[at]
    reader.keyboard.press("Escape")
    expect(big(reader)).to_have_count(0)
    expect(opener(reader)).to_be_focused()
    assert not watch.complaints, "\n".join(watch.complaints)


def test_buttons_and_taps_lead_on_and_back(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    first = asked(reader)
    back, on = (big(reader).get_by_role("button", name=name) for name in ("Forrige", "Næste"))
    assert (back.get_attribute("aria-disabled"), on.get_attribute("aria-disabled")) == ("true", "false")
    on.click()
    expect(on).to_be_focused()
    assert asked(reader) != first
    back.click()
    assert asked(reader) == first
    size = reader.viewport_size
    assert size
    reader.mouse.click(size["width"] * 0.8, size["height"] * 0.5)
    assert _step(reader) == "2 af 4"
    reader.mouse.click(size["width"] * 0.1, size["height"] * 0.5)
    assert _step(reader) == "1 af 4"
    reader.keyboard.press("ArrowRight")
    assert _step(reader) == "2 af 4", "keys work after a tap too"
    big(reader).get_by_role("button", name="Luk", exact=True).click()
    expect(opener(reader)).to_be_focused()


def test_a_group_shows_its_own_questions(place: Site, reader: Page) -> None:
    reader.goto(place.url(GROUPS))
    expect(reader.get_by_role("button", name="Vis stort: ")).to_have_count(6)
    section = reader.locator("section:has(> h3)").filter(has_text="Gruppe 4: Dialogruter").last
    reader.get_by_role("button", name="Vis stort: Gruppe 4: Dialogruter", exact=True).click()
    expect(big(reader)).to_have_accessible_name("Gruppearbejde om principperne · Gruppe 4: Dialogruter")
    assert _walk(reader) == section.locator(".refleksion-spoergsmaal, blockquote").all_inner_texts()


def test_the_part_of_the_coffee_reflections_shows_all_twelve(place: Site, reader: Page, course: Any) -> None:
    reader.goto(place.url(COFFEE))
    opener(reader).click()
    by_id = {question["id"]: question for question in course.data["questions"]}
    asked_there = [by_id[name] for week in course.coffee() for name in week["questions"]]
    for week, question in zip(course.coffee(), asked_there, strict=True):
        expect(big(reader)).to_have_accessible_name(f"Uge {week['week']}: {week['title']}")
        for text in (question["text"], question["help"], question["kind_label"]):
            expect(reader.locator(".stort-scene").get_by_text(text, exact=True)).to_be_visible()
        reader.keyboard.press("ArrowRight")


def test_official_wording_and_drawings_are_shown_large_too(place: Site, reader: Page) -> None:
    reader.set_viewport_size({"width": 1920, "height": 1080})
    reader.goto(place.url("modules/referenceramme/domaenetrekanten"))
    reader.get_by_role("button", name="Vis stort: Spørgsmålet bag trekanten").or_(
        reader.get_by_role("button", name="Vis stort: ")
    ).first.click()
    expect(big(reader).get_by_role("figure").first).to_be_visible()
    words = big(reader).locator("blockquote")
    assert words.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 45
    for _ in range(6):
        if big(reader).get_by_role("img").count():
            break
        reader.keyboard.press("ArrowRight")
    picture = big(reader).get_by_role("img").bounding_box()
    assert picture
    assert picture["height"] > 500


def test_check_in_and_check_out_are_shown_too(site: Site, reader: Page) -> None:
    reader.goto(site.url("exercises/tjek-ind"))
    opener(reader).click()
    assert len(_walk(reader)) == 2
    reader.goto(site.url("exercises/tjek-ud"))
    sentences = reader.locator(".skrivelinjer-etiket.ordlyd-tekst").all_inner_texts()
    reader.get_by_role("button", name="Vis stort: De tre sætninger").click()
    assert _walk(reader)[-3:] == sentences
    assert len(sentences) == 3


def test_a_screen_reader_hears_where_it_is_and_each_new_question(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    stage = reader.locator(".stort-scene")
    expect(stage).to_be_focused()
    expect(stage).to_have_attribute("aria-live", "off")
    expect(stage).to_have_attribute("aria-atomic", "true")
    reader.keyboard.press("ArrowRight")
    expect(stage).to_have_attribute("aria-live", "polite")
    said = stage.inner_text()
    assert said.startswith("Forundringsspørgsmål\n")
    assert said.endswith("2 af 4")
    controls = big(reader).get_by_role("button")
    names = [control.get_attribute("aria-label") or control.inner_text() for control in controls.all()]
    assert names == ["Fuld skærm", "Luk", "Forrige", "Næste", "Sluk skærmen", "Tone"]
    expect(big(reader).get_by_role("spinbutton", name="Minutter")).to_have_value("0")


def test_the_whole_screen_is_offered_and_given_back(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    full = big(reader).get_by_role("button", name="Fuld skærm")
    full.click()
    expect(reader.locator(".stort > :fullscreen")).to_have_count(1)
    reader.keyboard.press("ArrowRight")
    assert _step(reader) == "2 af 4"
    expect(big(reader).get_by_role("heading", level=3)).to_be_in_viewport()
    full.click()
    expect(reader.locator(":fullscreen")).to_have_count(0)
    full.click()
    expect(reader.locator(".stort > :fullscreen")).to_have_count(1)
    big(reader).get_by_role("button", name="Luk", exact=True).click()
    expect(reader.locator(":fullscreen")).to_have_count(0)


def test_the_big_view_has_no_barrier_in_any_state(site: Site, context: BrowserContext) -> None:
    desk, phone = context.new_page(), context.new_page()
    phone.set_viewport_size(PHONE)
    found = []
    for page in (desk, phone):
        page.clock.install()
    for docname in (MODULE, COFFEE, "exercises/tjek-ud"):
        _open((desk, phone), site.url(docname))
        for page in (desk, phone):
            opener(page).click()
        found += _faults((desk, phone), state=f", {docname}, open")
    for state in ("set", "running", "ended"):
        for page in (desk, phone):
            if state == "set":
                page.keyboard.press("End")
                set_clock(page, "20")
            elif state == "running":
                big(page).get_by_role("button", name="Start uret").click()
            else:
                page.clock.run_for(20 * 60_000)
                expect(big(page).get_by_role("status")).to_contain_text("Tiden er gået.")
        found += _faults((desk, phone), state=f", {state}")
    assert not found, "\n".join(found)


def test_narrow_windows_and_large_letters_lose_nothing(site: Site, reader: Page) -> None:
    reader.clock.install()
    found = []
    for number in range(12):
        _visit(reader, site.url(COFFEE))
        opener(reader).click()
        expect(big(reader)).to_be_visible()
        for _ in range(number):
            reader.keyboard.press("ArrowRight")
        set_clock(reader, "1")
        big(reader).get_by_role("button", name="Start uret").click()
        reader.clock.run_for(61_000)
        # The dialog alone: it covers the page.
        reader.evaluate("document.querySelectorAll('body > :not(dialog)').forEach((e) => e.remove())")
        found += _lost(reader)
        wide = "e => e.scrollWidth > e.clientWidth"
        assert not reader.locator(".stort").evaluate(wide)
        assert not reader.locator(".stort > div").evaluate(wide)
    assert not found, "\n".join(found)


def test_the_big_view_begins_at_its_top_also_where_it_is_small(site: Site, reader: Page) -> None:
    reader.set_viewport_size({"width": 320, "height": 256})
    reader.goto(site.url(MODULE))
    opener(reader).click()
    expect(big(reader).get_by_role("heading", level=2)).to_be_in_viewport()
    assert big(reader).evaluate("dialog => dialog.scrollTop + dialog.firstElementChild.scrollTop") == 0


def test_a_button_that_leads_nowhere_is_no_stop_and_keeps_the_focus_it_has(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    back, on = (big(reader).get_by_role("button", name=name) for name in ("Forrige", "Næste"))
    expect(reader.locator(".stort-scene")).to_be_focused()
    reader.keyboard.press("Tab")
    expect(on).to_be_focused()
    for _ in range(3):
        reader.keyboard.press("Enter")
    expect(on).to_be_focused()
    expect(on).to_have_attribute("tabindex", "-1")
    expect(back).to_have_attribute("tabindex", "0")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_stays_in_the_big_view_and_shows_the_focus(scheme: str, site: Site, reader: Page) -> None:
    set_reader(reader, scheme)
    _visit(reader, site.url(MODULE))
    opener(reader).click()
    set_clock(reader, "5")
    reader.evaluate("document.querySelectorAll('body > :not(dialog)').forEach((e) => e.remove())")
    reader.locator(".stort-scene").focus()
    stops = []
    for _ in range(16):
        reader.keyboard.press("Tab")
        at = reader.evaluate("measure.focus()")
        if at and at["number"] not in [stop["number"] for stop in stops]:
            stops.append(at)
    check_walk(sorted(stops, key=lambda stop: stop["number"]))
    assert [stop["number"] for stop in stops] == [2, 3, 4, 5, 6, 0, 1], "on from the question, then round"


def test_the_readers_own_colours_and_stillness_are_kept(site: Site, reader: Page) -> None:
    set_reader(reader, forced_colors="active")
    reader.goto(site.url(MODULE))
    opener(reader).click()
    set_clock(reader, "5")
    ring = reader.locator(".ur-kant rect").last
    ink, ground = ring.evaluate(
        "e => [getComputedStyle(e).stroke, getComputedStyle(e.closest('.stort > div')).backgroundColor]"
    )
    assert ink != ground
    assert ring.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


def test_paper_and_readers_without_javascript_meet_no_button(
    site: Site, chromium: Browser, reader: Page
) -> None:
    set_reader(reader, media="print", width=700)
    reader.goto(site.url(COFFEE))
    assert opener(reader).count() == 0
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(COFFEE))
    assert page.get_by_role("button", name="Vis stort").count() == 0
    assert page.locator(".spoergsmaalsliste dd").count() == 12
    assert page.locator(".spoergsmaalsliste dd").first.is_visible()
    context.close()
