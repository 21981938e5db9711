"""Reading aloud from a manuscript that rolls: with a mouse, by keyboard, from a drive, without motion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .site import DESK, PHONE, Site, Watch
from .test_axe import _faults, _open
from .test_layout import _lost, _visit

PAGE = "teleprompter/04-venlighed"
OPEN = "Åbn teleprompteren"

#: Width of the window in pixels and size of the letters in percent, besides the narrowest with the largest.
SIZES = [(320, 100), (820, 100), (820, 200), (1280, 100), (1280, 200)]


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """A reader who has asked for nothing special, with a clock that the test turns."""
    context = chromium.new_context(viewport=DESK, reduced_motion="no-preference")
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.clock.install()
    yield page
    context.close()


def _button(page: Page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def _at(page: Page) -> float:
    return page.locator(".prompter-text").evaluate("text => text.scrollTop")


def _left(page: Page) -> int:
    minutes, seconds = page.locator(".prompter-left").inner_text().split(" ")[0].split(":")
    return int(minutes) * 60 + int(seconds)


def _roll_to(page: Page, where: str) -> None:
    """Roll the text by hand to `where`, a script's expression of `text`, and see that it is noticed."""
    before = page.locator(".prompter-left").inner_text()
    page.locator(".prompter-text").evaluate(f"text => {{ text.scrollTop = {where}; }}")
    expect(page.locator(".prompter-left")).not_to_have_text(before)


def _begin(page: Page) -> None:
    """See the countdown to its end."""
    for number in "321":
        expect(page.get_by_role("status")).to_have_text(number)
        page.clock.run_for(1000)
    expect(page.get_by_role("status")).to_be_hidden()


@pytest.mark.parametrize("place", [pytest.param("site", marks=pytest.mark.slow), "files"])
def test_it_counts_down_and_rolls_at_the_pace_that_is_set(
    place: str, reader: Page, request: pytest.FixtureRequest
) -> None:
    site: Site = request.getfixturevalue(place)
    watch = Watch(reader.context, site.root)
    reader.goto(site.url(PAGE))
    _button(reader, OPEN).click()
    expect(reader.get_by_role("region", name="Manuskript")).to_contain_text(
        "Forestil dig, at der kommer en mand"
    )
    words = len(reader.locator(".teleprompter").inner_text().split())
    assert _left(reader) == pytest.approx(words / 130 * 60, abs=1.5)
    _button(reader, "Start").click()
    _begin(reader)
    before = _left(reader)
    reader.clock.run_for(20_000)
    assert before - _left(reader) == pytest.approx(20, abs=1.5)
    _button(reader, "Pause").click()
    rolled = _at(reader)
    assert rolled > 50
    reader.clock.run_for(5_000)
    assert _at(reader) == rolled
    assert not watch.complaints, "\n".join(watch.complaints)


def test_all_of_it_is_done_by_keyboard(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    _button(reader, OPEN).focus()
    reader.keyboard.press("Enter")
    text = reader.get_by_role("region", name="Manuskript")
    expect(text).to_be_focused()
    reader.keyboard.press("ArrowDown")
    line = _at(reader)
    assert line == pytest.approx(3.5 * 16 * 1.35, abs=2)
    reader.keyboard.press("ArrowUp")
    assert _at(reader) == 0
    pace = reader.get_by_label("Ord i minuttet")
    reader.keyboard.press("ArrowRight")
    expect(pace).to_have_value("140")
    reader.keyboard.press("ArrowLeft")
    reader.keyboard.press("ArrowLeft")
    expect(pace).to_have_value("120")
    reader.keyboard.press("Space")
    _begin(reader)
    reader.clock.run_for(5_000)
    assert _at(reader) > 0
    reader.keyboard.press("Space")
    expect(_button(reader, "Start")).to_be_visible()
    # What one types in the field is a number, and not a command.
    pace.fill("90")
    pace.press("ArrowLeft")
    pace.press("Enter")
    expect(pace).to_have_value("90")
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_be_hidden()
    expect(_button(reader, OPEN)).to_be_focused()


def test_a_tap_stops_it_and_it_goes_on_from_where_it_was(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    _button(reader, OPEN).click()
    reader.locator(".prompter-text").click()
    _begin(reader)
    reader.clock.run_for(10_000)
    expect(_button(reader, "Forfra")).to_be_hidden()
    reader.locator(".prompter-text").click()
    stood = _at(reader)
    expect(_button(reader, "Start")).to_be_visible()
    reader.locator(".prompter-text").click()
    reader.locator(".prompter-count").click()  # regretted during the countdown
    reader.clock.run_for(5_000)
    assert _at(reader) == stood > 0
    # Rolled by hand, it goes on from there.
    _roll_to(reader, "900")
    _button(reader, "Start").click()
    _begin(reader)
    reader.clock.run_for(1_000)
    assert _at(reader) >= 900
    _button(reader, "Pause").click()
    _button(reader, "Forfra").click()
    assert _at(reader) == 0


def test_it_stops_at_the_end_and_begins_again(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    _button(reader, OPEN).click()
    pace = reader.get_by_label("Ord i minuttet")
    pace.fill("9999")
    pace.press("Enter")
    expect(pace).to_have_value("250")
    _roll_to(reader, "text.scrollHeight")
    assert _left(reader) == 0
    _roll_to(reader, "text.scrollTop - 300")
    _button(reader, "Start").click()
    _begin(reader)
    reader.clock.run_for(10_000)
    expect(_button(reader, "Start")).to_be_visible()
    # The last line stands where one looks.
    last = reader.locator(".prompter-text span").last.bounding_box()
    assert last and 0 < last["y"] + last["height"] < DESK["height"] * 0.45
    _button(reader, "Start").click()
    assert _at(reader) == 0


def test_pace_size_and_mirror_are_remembered_and_the_place_is_kept(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    _button(reader, OPEN).click()
    text = reader.locator(".prompter-text")
    _roll_to(reader, "(text.scrollHeight - text.clientHeight) / 2")
    half = _left(reader)
    size = text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)")
    _button(reader, "Større tekst").click()
    assert text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") == size + 8
    assert _left(reader) == pytest.approx(half, abs=1)
    _button(reader, "Spejlvend").click()
    expect(_button(reader, "Spejlvend")).to_have_attribute("aria-pressed", "true")
    reader.get_by_label("Ord i minuttet").fill("150")
    _button(reader, "Luk").click()
    reader.goto(site.url("teleprompter/05-dialoger-der-gik-godt"))
    _button(reader, OPEN).click()
    expect(reader.get_by_label("Ord i minuttet")).to_have_value("150")
    assert text.evaluate("text => parseFloat(getComputedStyle(text).fontSize)") == size + 8
    assert text.evaluate("text => getComputedStyle(text).transform").startswith("matrix(-1")


def test_without_motion_it_moves_a_sentence_at_a_time(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install()
    page.goto(site.url(PAGE))
    _button(page, OPEN).click()
    _button(page, "Start").click()
    _begin(page)
    places = set()
    for _ in range(60):
        page.clock.run_for(500)
        places.add(_at(page))
    tops = page.locator(".prompter-text").evaluate(
        "text => { const all = [...text.querySelectorAll('span')]; "
        "return all.map((one) => one.offsetTop - all[0].offsetTop); }"
    )
    assert 3 <= len(places) <= 15
    assert places <= set(tops)
    context.close()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_it_has_no_barrier_in_any_state(size: dict[str, int], site: Site, desk: Page, phone: Page) -> None:
    page = phone if size is PHONE else desk
    _open((page,), site.url(PAGE))
    found = _faults((page,), state=", the page")
    _button(page, OPEN).click()
    found += _faults((page,), state=", open")
    _button(page, "Spejlvend").click()
    _button(page, "Start").click()
    expect(page.get_by_role("status")).to_have_text("3")
    found += _faults((page,), state=", started")
    page.locator(".prompter-left").wait_for()
    page.evaluate("localStorage.clear()")
    assert not found, "\n".join(found)


def test_nothing_is_lost_on_any_window(site: Site, desk: Page) -> None:
    _visit(desk, site.url(PAGE))
    assert _lost(desk) == []


@pytest.mark.parametrize(
    ("width", "letters"),
    [(320, 200), *(pytest.param(*size, marks=pytest.mark.slow) for size in SIZES)],
)
def test_its_window_holds_all_of_it(width: int, letters: int, site: Site, desk: Page) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(site.url(PAGE))
    desk.evaluate("size => { document.documentElement.style.fontSize = `${size}%`; }", letters)
    _button(desk, OPEN).click()
    text = desk.locator(".prompter-text")
    assert text.evaluate("text => text.scrollWidth <= text.clientWidth")
    for name in ("Start", "Mindre tekst", "Luk"):
        _button(desk, name).scroll_into_view_if_needed()
        box = _button(desk, name).bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
    _button(desk, "Luk").click()


def test_without_a_script_it_is_large_text(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(site.url(PAGE))
    text = page.locator(".teleprompter")
    expect(text).to_contain_text("Tænk på en gang, hvor nogen ventede på dig.")
    assert (
        page.evaluate("parseFloat(getComputedStyle(document.querySelector('.teleprompter')).fontSize)") >= 24
    )
    assert page.locator("main").get_by_role("button").count() == 0
    context.close()


def test_the_page_leads_there_and_back(site: Site, desk: Page) -> None:
    desk.goto(site.url("modules/kaffe/04-venlighed"))
    desk.get_by_role("link", name="Læs op fra en teleprompter").click()
    expect(desk).to_have_url(site.url(PAGE))
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Teleprompter: ")
    desk.get_by_role("link", name="hvordan du optager en film").click()
    expect(desk).to_have_url(site.url("docs/optag"))
    desk.go_back()
    desk.locator(".teleprompter-om a").last.click()
    expect(desk).to_have_url(site.url("modules/kaffe/04-venlighed"))
