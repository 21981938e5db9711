"""A reader sees how far they have come; nobody else does, and it goes when it should."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .noting import FORGET as FORGET_NOTE
from .noting import GATHERED, HOME, OLD, PAGE, write
from .site import NO_ROOM, PHONE, Site, Watch, shifted
from .test_axe import _faults, _open
from .test_keyboard import check_walk, walk
from .test_layout import _lost, _visit

READ = "modules/kaffe/04-venlighed"
TITLE = "Når venlighed ikke er nok"
FORGET = "Glem, hvad jeg har læst"


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A browser whose clock the test moves on, as a page counts as read when there has been time to."""
    context.clock.install()
    return context


def read(page: Page, url: str) -> None:
    """Read a page to its end, as slowly as any page asks for."""
    page.goto(url)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.clock.run_for(61_000)


def mark(page: Page, site: Site, *read: str) -> None:
    """Let a page be read that was read another day."""
    page.goto(site.url("404"))
    kept = json.dumps({"pages": read, "last": [f"{READ}.html", TITLE]})
    page.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [f"{HOME}besoeg/1", kept])


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
    read(reader, place.url("docs/privatliv"))
    read(reader, place.url(READ))
    expect(reader.locator(".laest")).to_have_count(0)
    read(reader, place.url("modules/kaffe/01-hvad-vil-de-os", "#indhold"))
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
    expect(reader.locator(".naaet")).to_be_visible()
    cards = reader.locator(".kort-side").filter(has=reader.locator(".laest"))
    expect(cards.locator(".kort-meta")).to_have_text([re.compile(rf"^\d+ sider {n} læst$") for n in (1, 2)])
    reader.get_by_role("link", name="Fortsæt: Kan du være neutral?").press("Enter")
    reader.wait_for_url(place.url("modules/kaffe/02-hvordan-neutral"))
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.mark.parametrize(
    ("scrolls", "seconds"), [(False, 61), (True, 3)], ids=["opened and left lying", "leafed through"]
)
def test_a_page_that_is_only_opened_is_not_read(
    scrolls: bool, seconds: int, site: Site, reader: Page
) -> None:
    reader.goto(site.url(READ))
    if scrolls:
        reader.evaluate("scrollTo(0, document.body.scrollHeight)")
    reader.clock.run_for(seconds * 1000)
    reader.goto(site.url("modules/kaffe/index"))
    expect(reader.locator(".laest")).to_have_count(0)


def test_a_page_out_of_sight_is_not_read(site: Site, reader: Page) -> None:
    reader.add_init_script("Object.defineProperty(document, 'hidden', { get: () => true });")
    read(reader, site.url(READ))
    reader.goto(site.url("modules/kaffe/index"))
    expect(reader.locator(".laest")).to_have_count(0)


def test_what_was_read_stays_until_the_reader_lets_it_go_with_the_window(
    place: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    read(page, place.url(READ))
    page.close()
    page = context.new_page()
    page.goto(place.url("index"))
    expect(page.locator(".begynd .knap")).to_have_text(f"Fortsæt: {TITLE}")
    expect(page.locator(".naaet")).to_contain_text("Det huskes på denne enhed.")
    page.get_by_role("button", name="Glem det, når jeg lukker").click()
    expect(page.locator(".naaet")).to_contain_text("Det samme gælder, hvad du har læst.")
    expect(page.get_by_role("button", name="Behold noterne på enheden")).to_be_focused()
    page.goto(place.url("modules/kaffe/index"))
    expect(page.locator(".laest")).to_have_count(1)
    page.close()
    page = context.new_page()
    page.goto(place.url("index"))
    expect(page.locator(".laest, .naaet:visible")).to_have_count(0)


def test_it_follows_what_is_said_of_the_notes(site: Site, reader: Page) -> None:
    read(reader, site.url(READ))
    reader.goto(site.url(PAGE))
    write(reader, "en note")
    assert f"{HOME}besoeg/1" in reader.evaluate("Object.keys(localStorage)")
    reader.get_by_role("button", name=FORGET_NOTE).click()
    assert f"{HOME}besoeg/1" in reader.evaluate("Object.keys(sessionStorage)")
    assert reader.evaluate("Object.keys(localStorage)") == []


def test_it_can_be_forgotten_by_itself_and_with_the_notes(place: Site, reader: Page) -> None:
    read(reader, place.url(READ))
    reader.goto(place.url("index"))
    reader.get_by_role("button", name=FORGET).press("Enter")
    expect(reader.locator(".laest, .naaet:visible")).to_have_count(0)
    expect(reader.locator(".begynd .knap")).to_have_text("Begynd: ti minutter")
    expect(reader.get_by_role("main")).to_be_focused()
    assert _kept(reader) == []
    reader.goto(place.url(READ))
    reader.goto(place.url(PAGE))
    write(reader, "en note")
    reader.goto(place.url(GATHERED))
    reader.once("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Ryd mine noter").click()
    assert _kept(reader) == []
    reader.goto(place.url("index"))
    expect(reader.locator(".laest, .naaet:visible")).to_have_count(0)


def test_where_the_reader_got_to_is_not_lost_to_a_window_that_came_nowhere(site: Site, reader: Page) -> None:
    reader.goto(site.url(READ))
    reader.goto(site.url("docs/privatliv"))
    reader.evaluate(
        "(key) => { sessionStorage[key] = JSON.stringify({ pages: ['docs/privatliv'], last: [] }); }",
        f"{HOME}besoeg/1",
    )
    reader.goto(site.url("index"))
    expect(reader.locator(".begynd .knap")).to_have_text(f"Fortsæt: {TITLE}")
    reader.goto(site.url(READ))
    reader.goto(site.url("docs/privatliv"))
    reader.goto(site.url("index"))
    expect(reader.locator(".begynd .knap")).to_have_text(f"Fortsæt: {TITLE}")


def test_old_marks_are_copied_for_this_courses_own_pages(site: Site, reader: Page) -> None:
    reader.goto(site.url("404"))
    old = (
        '{"pages":["modules/kaffe/04-venlighed","modules/nabo/01"],"last":["modules/nabo/01.html","Naboen"]}'
    )
    reader.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [f"{OLD}besoeg/1", old])
    reader.goto(site.url("index"))
    expect(reader.locator(".naaet:visible")).to_have_count(0)
    reader.goto(site.url("modules/kaffe/index"))
    assert _marked(reader) == ["04-venlighed.html"]
    reader.evaluate("(key) => localStorage.removeItem(key)", f"{HOME}besoeg/1")
    reader.reload()
    expect(reader.locator(".laest")).to_have_count(0)
    assert reader.evaluate("(key) => localStorage[key]", f"{OLD}besoeg/1") == old


@pytest.mark.parametrize(
    "raw", ["nej", "null", '{"pages":7}', '{"pages":["a"],"last":["javascript:alert(1)","<img src=x>"]}']
)
def test_what_cannot_be_read_breaks_nothing(raw: str, site: Site, reader: Page) -> None:
    watch = Watch(reader.context, site.root)
    reader.goto(site.url("404"))
    reader.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [f"{HOME}besoeg/1", raw])
    reader.goto(site.url("index"))
    assert reader.locator("main img, main a[href^='javascript']").count() == 0
    reader.goto(site.url(READ))
    reader.goto(site.url("index"))
    expect(reader.locator(".begynd .knap")).to_have_text(f"Fortsæt: {TITLE}")
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
    mark(page, site, READ, "modules/kaffe/05-dialoger-der-gik-godt")
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    slow.send("Network.emulateNetworkConditions", line)
    for docname in ("index", "modules/kaffe/index", "modules/kaffe/06-ikke-dine-tanker"):
        page.goto(site.url(docname))
        expect(page.locator(".laest").first).to_be_attached()
        # From when the scripts add their marks: a title whose end is still on its way may yet break anew.
        assert shifted(page, since_scripts=True) == 0, docname


def test_the_doors_stand_where_they_stood_when_the_button_leads_on(
    site: Site, phone_reader: Page, chromium: Browser
) -> None:
    """However late the script comes: the page may have been painted before."""
    mark(phone_reader, site, READ, "modules/kaffe/05-dialoger-der-gik-godt")
    phone_reader.goto(site.url("index"))
    expect(phone_reader.get_by_role("link", name="Fortsæt")).to_be_visible()
    context = chromium.new_context(viewport=PHONE, locale="da-DK", java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("index"))
    before, after = (one.locator(".begynd > ul").bounding_box() for one in (page, phone_reader))
    assert before and after and before["y"] == after["y"]
    context.close()


def test_marks_have_no_barrier_and_lose_nothing(site: Site, reader: Page, phone_reader: Page) -> None:
    for docname in ("index", "modules/kaffe/index", "modules/kaffe/06-ikke-dine-tanker"):
        for page in (reader, phone_reader):
            mark(page, site, READ)
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
