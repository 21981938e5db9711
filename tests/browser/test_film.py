"""A film is watched where its page is: on a server, a network drive or paper, by mouse or keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Built
from films import CHAPTERS, SECONDS
from playwright.sync_api import Browser, Page, expect

from vaertskab.outputs.shared import captions

from .site import DESK, PHONE, Site, Watch, set_reader
from .test_axe import _faults, _open
from .test_keyboard import check_walk, walk
from .test_layout import _lost, _visit

PAGE = "modules/kaffe/04-venlighed"
FACE = "modules/kaffe/12-kollegial-undersoegelse"
#: What is said when the second chapter begins, as the film's captions have it.
NOW = "() => [...document.querySelector('video').textTracks[0].activeCues].map((cue) => cue.text).join()"


@pytest.fixture(params=["film_site", "film_files"])
def place(request: pytest.FixtureRequest) -> Site:
    """Over http from a subfolder, and as files."""
    found: Site = request.getfixturevalue(request.param)
    return found


def _time(page: Page) -> float:
    seconds: float = page.evaluate("document.querySelector('video').currentTime")
    return seconds


def _said(filmed: Built, docname: str, at: float) -> str:
    """Return what the captions of the page's film say at a time, from the film's own file."""
    blocks = (filmed.site / "film" / f"{docname.rpartition('/')[2]}.vtt").read_text("utf-8").split("\n\n")[1:]
    for block in blocks:
        times, text = block.strip().split("\n")
        start, end = (
            sum(float(x) * 60**n for n, x in enumerate(reversed(t.split(":")))) for t in times.split(" --> ")
        )
        if start <= at < end:
            return text
    raise AssertionError(at)


def _until(page: Page, said: str, wanted: object = True) -> None:
    """Wait until what a script says is what is wanted: the page's policy forbids Playwright's own wait."""
    for _ in range(150):
        if page.evaluate(said) == wanted:
            return
        page.wait_for_timeout(100)
    assert page.evaluate(said) == wanted


def _play(page: Page) -> None:
    # Not waited for: what `play` promises is never settled when the film cannot be played.
    page.evaluate("void document.querySelector('video').play().catch(() => {})")
    _until(page, "document.querySelector('video').currentTime > 0.3")


def test_a_film_plays_with_the_right_captions_and_can_be_searched(
    place: Site, reader: Page, filmed: Built
) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(PAGE))
    video = reader.locator("video")
    assert reader.evaluate("document.querySelector('video').readyState") == 0  # nothing is fetched unasked
    button = reader.get_by_role("button", name="Undertekster")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    _play(reader)
    assert video.evaluate("v => [v.videoWidth, v.videoHeight, Math.round(v.duration)]") == [320, 180, SECONDS]
    video.evaluate("v => { v.pause(); v.currentTime = 71; }")
    _until(reader, NOW, _said(filmed, PAGE, 71))
    assert video.evaluate("v => v.textTracks.length") == 1
    button.click()
    assert video.evaluate("v => v.textTracks[0].mode") != "showing"
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_chapter_jumps_plays_and_is_marked(place: Site, reader: Page) -> None:
    reader.goto(place.url(PAGE))
    chapters = reader.get_by_role("navigation", name="Filmens kapitler").get_by_role("link")
    expect(chapters).to_have_count(len(CHAPTERS))
    for number in (1, 2, 0):
        chapters.nth(number).focus()
        reader.keyboard.press("Enter")
        expect(chapters.nth(number)).to_have_attribute("aria-current", "true")
        assert CHAPTERS[number][0] <= _time(reader) < CHAPTERS[number][0] + 10
        expect(reader.locator(".film-kapitler [aria-current]")).to_have_count(1)
    assert not reader.evaluate("document.querySelector('video').paused")
    assert reader.url == place.url(PAGE)


def test_the_speed_is_the_readers(place: Site, reader: Page) -> None:
    reader.goto(place.url(PAGE))
    speed = reader.get_by_label("Hastighed")
    assert speed.locator("option").all_text_contents() == ["0,75 ×", "1 ×", "1,25 ×", "1,5 ×"]
    expect(speed).to_have_value("1")
    speed.select_option("1.5")
    _play(reader)
    assert reader.evaluate("document.querySelector('video').playbackRate") == 1.5
    reader.evaluate("document.querySelector('video').playbackRate = 0.75")
    expect(speed).to_have_value("0.75")


def test_a_film_of_a_face_begins_with_captions(place: Site, reader: Page, filmed: Built) -> None:
    reader.goto(place.url(FACE))
    expect(reader.get_by_role("button", name="Undertekster")).to_have_attribute("aria-pressed", "true")
    _play(reader)
    _until(reader, NOW, _said(filmed, FACE, 0.5))


def test_a_film_is_fetched_as_a_file(film_site: Site, reader: Page, filmed: Built, tmp_path: Path) -> None:
    reader.goto(film_site.url(PAGE))
    with reader.expect_download() as fetched:
        reader.get_by_role("link", name="Hent filmen").click()
    assert fetched.value.suggested_filename == "04-venlighed.mp4"
    fetched.value.save_as(tmp_path / "hentet.mp4")
    assert (tmp_path / "hentet.mp4").read_bytes() == (filmed.site / "film" / "04-venlighed.mp4").read_bytes()


def test_without_javascript_there_is_the_browsers_player_and_nothing_dead(
    place: Site, chromium: Browser
) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(place.url(PAGE))
    film = page.locator(".film")
    expect(film.locator("video[controls]")).to_be_visible()
    expect(film.locator("track[kind=captions][srclang=da]")).to_have_count(1)
    expect(film.get_by_role("button")).to_have_count(0)
    expect(film.get_by_label("Hastighed")).to_be_hidden()
    film.get_by_role("link", name="Læs, hvad den siger").click()
    expect(page.locator("#filmens-ord").get_by_role("heading", name="Ugens fortælling")).to_be_in_viewport()
    film.get_by_role("link", name="Skranken").click()
    page.wait_for_url("**/04-venlighed.mp4*#t=40")
    context.close()


def test_nothing_moves_when_the_film_and_its_tools_come(film_site: Site, reader: Page) -> None:
    # So tall that the window holds what comes after the tools.
    reader.set_viewport_size({"width": 820, "height": 2400})
    reader.add_init_script(
        "window.moved = []; new PerformanceObserver((list) => window.moved.push(...list.getEntries()))"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    # From when the scripts act: a line whose end is still on its way may yet break anew.
    late = (
        "window.moved.filter((one) => one.startTime"
        " >= performance.getEntriesByType('navigation')[0].domContentLoadedEventStart)"
        ".map((one) => one.sources.map(({ node }) => (node?.outerHTML || node?.data || '').slice(0, 90)))"
    )
    for docname in (PAGE, "docs/biograf"):
        for line in ("", "?langsomt"):
            reader.goto(film_site.url(docname, line), wait_until="networkidle")
            assert reader.evaluate(late) == [], docname + line


def test_a_film_that_the_browser_cannot_show_is_told(film_site: Site, reader: Page) -> None:
    reader.route("**/*.mp4*", lambda route: route.fulfill(body=b"ingen film", content_type="video/mp4"))
    reader.goto(film_site.url(PAGE))
    reader.evaluate("void document.querySelector('video').play().catch(() => {})")
    expect(reader.locator(".film").get_by_role("status")).to_contain_text("Browseren kan ikke vise filmen.")


def test_a_film_brings_little_to_its_page_before_it_is_played(film_site: Site, reader: Page) -> None:
    asked: dict[str, int] = {}
    reader.on("requestfinished", lambda r: asked.setdefault(r.url, len(r.response().body())))
    reader.goto(film_site.url("index"), wait_until="networkidle")
    reader.goto(film_site.url("modules/principper/imoedekommenhed"), wait_until="networkidle")
    before = set(asked)
    for docname in (PAGE, "docs/biograf"):
        reader.goto(film_site.url(docname), wait_until="networkidle")
    brought = {
        url: size
        for url, size in asked.items()
        if url not in before and not url.partition("?")[0].endswith((".mp4", ".vtt", ".jpg", ".svg"))
    }
    assert len(brought) <= 5, brought  # two pages, two scripts and a stylesheet
    assert sum(size for url, size in brought.items() if not url.endswith(".html")) <= 20_000, brought


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_meets_the_film_in_reading_order(scheme: str, film_site: Site, desk: Page) -> None:
    set_reader(desk, scheme)
    stops = walk(desk, film_site.url(PAGE))
    # The browser's own tools inside the player may be stops too; from the page, each is the player.
    once = [stop for at, stop in enumerate(stops) if not at or stop["number"] != stops[at - 1]["number"]]
    check_walk(once)


def test_a_film_has_no_barrier_in_any_state(film_site: Site, desk: Page, phone: Page) -> None:
    pages = (desk, phone)
    _open(pages, film_site.url(PAGE))
    found = _faults(pages)
    for page in pages:
        page.get_by_role("button", name="Undertekster").click()
        page.get_by_role("link", name="Skranken").click()
        expect(page.locator(".film-kapitler [aria-current]")).to_contain_text("Skranken")
    found += _faults(pages, ".film", ", playing")
    for page in pages:
        page.evaluate("document.querySelector('video').pause()")
    found += _faults(pages, ".film", ", paused")
    assert not found, "\n".join(found)


def test_a_narrow_window_and_large_text_lose_nothing_of_a_film(film_site: Site, desk: Page) -> None:
    _visit(desk, film_site.url(PAGE))
    desk.get_by_role("button", name="Undertekster").click()
    found = _lost(desk)
    desk.set_viewport_size(DESK)
    assert not found, "\n".join(found)
    assert desk.evaluate("measure.small()") == []


def test_on_paper_the_films_address_stands_in_its_place(film_site: Site, desk: Page) -> None:
    desk.goto(film_site.url(PAGE))
    set_reader(desk, media="print")
    expect(desk.locator("video")).to_be_hidden()
    expect(desk.locator(".film .tools, .film-kapitler, .film-om")).to_have_count(3)
    for gone in desk.locator(".film .tools, .film-kapitler, .film-om").all():
        expect(gone).to_be_hidden()
    expect(desk.get_by_text("Se filmen på siden i kurset.")).to_be_visible()


def test_a_tap_on_the_picture_of_a_silent_film_goes_to_the_next_sentence(
    place: Site, reader: Page, filmed: Built
) -> None:
    reader.goto(place.url(PAGE))
    _play(reader)
    written = (filmed.site / "film" / f"{PAGE.rpartition('/')[2]}.vtt").read_text("utf-8")
    starts = [cue.start for cue in captions.parse(written)]
    # So slow that it does not come there by itself.
    reader.evaluate(
        "(() => { const v = document.querySelector('video'); v.playbackRate = 0.1; v.currentTime = 0; })()"
    )
    for number in (1, 2):
        reader.locator("video").click(position={"x": 60, "y": 40})
        _until(reader, f"Math.abs(document.querySelector('video').currentTime - {starts[number]}) < 1.5")
    assert not reader.evaluate("document.querySelector('video').paused")


def test_next_goes_from_sentence_to_sentence_by_button_and_by_key(
    place: Site, reader: Page, filmed: Built
) -> None:
    reader.goto(place.url(PAGE))
    _play(reader)
    reader.evaluate("(() => { const v = document.querySelector('video'); v.pause(); v.currentTime = 0; })()")
    written = (filmed.site / "film" / f"{PAGE.rpartition('/')[2]}.vtt").read_text("utf-8")
    starts = [cue.start for cue in captions.parse(written)]
    reader.get_by_role("button", name="Næste sætning").click()
    _until(reader, "Math.round(document.querySelector('video').currentTime * 100)", round(starts[1] * 100))
    reader.keyboard.press("n")
    _until(reader, "Math.round(document.querySelector('video').currentTime * 100)", round(starts[2] * 100))
    reader.keyboard.press("f")
    _until(reader, "Math.round(document.querySelector('video').currentTime * 100)", round(starts[1] * 100))
