"""The clock of the big view: read from the back of the room, and started by Space."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .site import Site
from .test_big import MODULE, big, opener, set_clock


def test_a_clock_is_set_to_any_number_of_minutes_and_read_from_the_back(site: Site, reader: Page) -> None:
    reader.clock.install()
    reader.set_viewport_size({"width": 1920, "height": 1080})
    reader.goto(site.url(MODULE))
    opener(reader).click()
    timer, said = big(reader).get_by_role("timer"), big(reader).get_by_role("status")
    expect(timer).to_be_hidden()
    set_clock(reader, "7")
    expect(timer).to_have_text("7:00")
    expect(timer).to_have_accessible_name("Tid tilbage")
    # What a digit stands in is 1.4 times as high as the digit.
    assert timer.evaluate("e => parseFloat(getComputedStyle(e).fontSize) / innerHeight / 1.4") >= 0.1
    start, pause = (big(reader).get_by_role("button", name=name) for name in ("Start uret", "Pause"))
    start.click()
    reader.clock.run_for(61_000)
    expect(timer).to_have_text("5:59")
    reader.keyboard.press("Space")
    expect(start).to_be_visible()
    reader.clock.run_for(30_000)
    expect(timer).to_have_text("5:59")
    reader.locator(".stort-scene").focus()
    reader.keyboard.press("Space")
    expect(pause).to_be_visible()
    reader.keyboard.press("ArrowRight")
    reader.clock.run_for(359_000)
    expect(timer).to_have_text("0:00")
    expect(said).to_have_text("Tiden er gået. Tal bare færdig.")
    reader.clock.run_for(65_000)
    expect(timer).to_have_text("+1:05")
    reader.keyboard.press("ArrowRight")
    expect(timer).to_have_text("7:00")
    expect(said).to_have_text("")
    set_clock(reader, "0")
    expect(timer).to_be_hidden()
    expect(pause.or_(start)).to_be_hidden()
    set_clock(reader, "1")
    start.click()
    reader.keyboard.press("Escape")
    opener(reader).click()
    expect(timer).to_be_hidden()


def test_arrow_keys_in_the_field_of_minutes_change_the_time_alone(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    big(reader).get_by_role("spinbutton", name="Minutter").focus()
    reader.keyboard.press("ArrowRight")
    reader.keyboard.press("ArrowUp")
    reader.keyboard.press("Tab")
    expect(big(reader).locator(".stort-her")).to_have_text("1 af 4")
    expect(big(reader).get_by_role("timer")).to_have_text("1:00")


def test_a_tone_is_off_until_it_is_asked_for(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    tone = big(reader).get_by_role("button", name="Tone")
    expect(tone).to_have_attribute("aria-pressed", "false")
    tone.click()
    expect(tone).to_have_attribute("aria-pressed", "true")
    tone.click()
    expect(tone).to_have_attribute("aria-pressed", "false")


def test_the_screen_goes_dark_and_comes_back(site: Site, reader: Page) -> None:
    reader.goto(site.url(MODULE))
    opener(reader).click()
    expect(big(reader)).to_be_visible()
    dark = big(reader).get_by_role("button", name="Skærmen er slukket")
    for key in ("b", "."):
        reader.keyboard.press(key)
        expect(dark).to_be_visible()
        reader.keyboard.press(key)
        expect(dark).to_be_hidden()
    big(reader).get_by_role("button", name="Sluk skærmen").click()
    dark.click()
    expect(dark).to_be_hidden()
    reader.keyboard.press("b")
    reader.keyboard.press("ArrowRight")
    expect(dark).to_be_hidden()
    expect(big(reader).locator(".stort-her")).to_have_text("2 af 4")
