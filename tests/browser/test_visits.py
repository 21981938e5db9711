"""A reader sees how far they have come; nobody else does, and it goes when it should."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .site import NO_ROOM, PHONE, Site, Watch, shifted
from .test_axe import _faults, _open
from .test_keyboard import check_walk, walk
from .test_layout import _lost, _visit
from .test_notes import KEEP, PAGE, write

READ = "modules/kaffe/04-venlighed"
TITLE = "Når venlighed ikke er nok"
REMEMBER = "Husk dem på denne computer"
FORGET = "Glem, hvad jeg har læst"


@pytest.fixture
def phone_reader(chromium: Browser) -> Iterator[Page]:
    made = chromium.new_context(viewport=PHONE, locale="da-DK", reduced_motion="reduce")
    made.set_default_timeout(15_000)
    yield made.new_page()
    made.close()


def _marked(page: Page) -> list[str]:
    return page.locator(".laest").evaluate_all(
        "all => all.map((e) => e.closest('.kort-side, li').querySelector('a').pathname.split('/').pop())"
    )


def _kept(page: Page) -> list[str]:
    return page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")


def test_pages_that_have_been_read_are_marked_and_the_front_page_leads_on(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url("index"))
    expect(reader.locator(".laest, .naaet:visible")).to_have_count(0)
    reader.goto(place.url("docs/privatliv"))
    reader.goto(place.url(READ))
    expect(reader.locator(".laest")).to_have_count(0)
    reader.goto(place.url("modules/kaffe/01-hvad-vil-de-os", "#indhold"))
    reader.goto(place.url("modules/kaffe/index"))
    assert _marked(reader) == ["01-hvad-vil-de-os.html", "04-venlighed.html"]
    card = reader.get_by_role("listitem").filter(has=reader.get_by_role("link", name=TITLE))
    expect(card.locator(".kort-meta")).to_have_text("Uge 4 · ca. 2 min. læst")
    reader.goto(place.url("modules/kaffe/02-hvordan-neutral"))
    listed = reader.get_by_role("navigation", name="Sider i denne del")
    expect(listed.get_by_role("link", name="læst")).to_have_count(2)
    expect(listed.get_by_role("link", name="læst").last).to_have_accessible_name(f"Uge 4 {TITLE} læst")
    reader.goto(place.url("docs/index"))
    reader.goto(place.url("search"))
    reader.goto(place.url("index"))
    cards = reader.locator(".kort-side").filter(has=reader.locator(".laest"))
    expect(cards.locator(".kort-meta")).to_have_text([re.compile(rf"^\d+ sider {n} læst$") for n in (1, 3)])
    expect(reader.locator(".naaet p").first).to_have_text("Du nåede til Kan du være neutral?")
    reader.locator(".naaet").get_by_role("link", name="Kan du være neutral?").press("Enter")
    reader.wait_for_url(place.url("modules/kaffe/02-hvordan-neutral"))
    assert not watch.complaints, "\n".join(watch.complaints)


def test_what_was_read_goes_with_the_window_until_the_reader_keeps_it(
    place: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(place.url(READ))
    page.goto(place.url("index"))
    assert page.evaluate("Object.keys(localStorage).length") == 0
    page.close()
    page = context.new_page()
    page.goto(place.url("index"))
    expect(page.locator(".laest, .naaet:visible")).to_have_count(0)
    page.goto(place.url(READ))
    page.goto(place.url("index"))
    expect(page.locator(".naaet")).to_contain_text("Noter og læste sider huskes, til du lukker vinduet.")
    page.get_by_role("button", name=REMEMBER).click()
    expect(page.locator(".naaet").get_by_role("link")).to_be_focused()
    expect(page.get_by_role("button", name=REMEMBER)).to_have_count(0)
    page.close()
    page = context.new_page()
    page.goto(place.url("index"))
    expect(page.locator(".naaet")).to_contain_text(f"Du nåede til {TITLE}")
    assert page.evaluate("Object.keys(sessionStorage).length") == 0
    page.goto(place.url(PAGE))
    write(page, "en note")
    expect(page.get_by_role("group", name="Hvor længe")).to_have_count(0)


def test_it_follows_the_choice_for_the_notes(site: Site, reader: Page) -> None:
    reader.goto(site.url(READ))
    reader.goto(site.url(PAGE))
    write(reader, "en note", KEEP)
    assert "vaertskab-besoeg/1" in reader.evaluate("Object.keys(localStorage)")
    assert reader.evaluate("Object.keys(sessionStorage).length") == 0


def test_it_can_be_forgotten_by_itself_and_with_the_notes(place: Site, reader: Page) -> None:
    reader.goto(place.url(READ))
    reader.goto(place.url("index"))
    reader.get_by_role("button", name=FORGET).press("Enter")
    expect(reader.locator(".laest, .naaet:visible")).to_have_count(0)
    expect(reader.get_by_role("main")).to_be_focused()
    assert _kept(reader) == []
    reader.goto(place.url(PAGE))
    write(reader, "en note", KEEP)
    reader.goto(place.url("index"))
    reader.once("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Ryd mine noter").click()
    expect(reader.locator(".laest, .naaet:visible")).to_have_count(0)
    assert _kept(reader) == []


@pytest.mark.parametrize(
    "raw", ["nej", "null", '{"pages":7}', '{"pages":["a"],"last":["javascript:alert(1)","<img src=x>"]}']
)
def test_what_cannot_be_read_breaks_nothing(raw: str, site: Site, reader: Page) -> None:
    watch = Watch(reader.context, site.root)
    reader.goto(site.url("404"))
    reader.evaluate("raw => localStorage.setItem('vaertskab-besoeg/1', raw)", raw)
    reader.goto(site.url("index"))
    assert reader.locator("main img, main a[href^='javascript']").count() == 0
    reader.goto(site.url(READ))
    reader.goto(site.url("index"))
    expect(reader.locator(".naaet")).to_contain_text(f"Du nåede til {TITLE}")
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.mark.parametrize("kind", ["refused", "full"])
def test_a_browser_that_will_not_store_shows_nothing(kind: str, site: Site, reader: Page) -> None:
    reader.add_init_script(NO_ROOM[kind])
    watch = Watch(reader.context, site.root)
    reader.goto(site.url(READ))
    reader.goto(site.url("index"))
    expect(reader.locator(".laest, .naaet:visible")).to_have_count(0)
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_reader_who_comes_back_sees_nothing_move(site: Site, phone_reader: Page) -> None:
    page = phone_reader
    page.goto(site.url(READ))
    page.goto(site.url("modules/kaffe/05-dialoger-der-gik-godt"))
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    slow.send("Network.emulateNetworkConditions", line)
    for docname in ("index", "modules/kaffe/index", "modules/kaffe/06-ikke-dine-tanker"):
        page.goto(site.url(docname))
        expect(page.locator(".laest").first).to_be_attached()
        # From when the scripts add their marks: a title whose end is still on its way may yet break anew.
        assert shifted(page, since_scripts=True) == 0, docname


def test_marks_have_no_barrier_and_lose_nothing(site: Site, reader: Page, phone_reader: Page) -> None:
    for docname in ("index", "modules/kaffe/index", "modules/kaffe/06-ikke-dine-tanker"):
        for page in (reader, phone_reader):
            page.goto(site.url(READ))
        _open((reader, phone_reader), site.url(docname))
        expect(phone_reader.locator(".laest").first).to_be_attached()
        found = _faults((reader, phone_reader), state=f", {docname}")
        assert not found, "\n".join(found)
        _visit(reader, site.url(docname))
        found = _lost(reader)
        assert not found, "\n".join(found)
    check_walk(walk(reader, site.url("index")))


def test_without_javascript_there_are_no_marks(site: Site, chromium: Browser) -> None:
    made = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = made.new_page()
    page.goto(site.url(READ))
    page.goto(site.url("index"))
    assert page.locator(".laest, .naaet:visible").count() == 0
    made.close()
