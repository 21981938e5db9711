"""A browser that keeps nothing, or not for long, says so before anyone writes."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .noting import FORGET, GATHERED, HOME, KEPT, PAGE, STANDS, field_of, open_note, status_of, write
from .site import NO_ROOM, Site, Watch
from .test_visits import READ

#: Storages that are null, as in a web view, or that throw when they are named.
MISSING = {
    f"{kind} {name}": f"Object.defineProperty(window, '{name}', {{ get() {{ {act} }} }});"
    for kind, act in (
        ("null", "return null;"),
        ("throwing", "throw new DOMException('no', 'SecurityError');"),
    )
    for name in ("localStorage", "sessionStorage")
}
NOTHING = {
    "null": MISSING["null localStorage"] + MISSING["null sessionStorage"],
    "throwing": NO_ROOM["refused"],
    "full": NO_ROOM["full"],
}
#: Only what goes with the window is left.
FLEETING = {
    "null": MISSING["null localStorage"],
    "throwing": MISSING["throwing localStorage"],
    "full": "if (location.protocol !== 'about:') for (let size = 1 << 23; size; size >>= 1)"
    " try { localStorage[`fyld/${size}`] = 'x'.repeat(size); } catch { /* half of it, then */ }",
}
CANNOT_STAY = "Noten kan ikke blive på enheden. Den er gemt, til du lukker vinduet."
EVERY_KIND = ("index", READ, PAGE, GATHERED, "search", "404", "exercises/gruppearbejde", "docs/ordliste")


@pytest.mark.parametrize("kind", NOTHING)
def test_where_nothing_is_kept_it_is_said_before_anyone_writes(
    kind: str, place: Site, context: BrowserContext
) -> None:
    context.add_init_script(NOTHING[kind])
    watch = Watch(context, place.root)
    page = context.new_page()
    for docname in EVERY_KIND:
        page.goto(place.url(docname))
    page.goto(place.url(PAGE))
    expect(status_of(page)).to_have_text(
        "Browseren gemmer ikke noter. Kopiér teksten, før du forlader siden."
    )
    open_note(page).fill("husk mig")
    expect(status_of(page)).to_have_text(
        "Browseren vil ikke gemme noten. Kopiér teksten, før du forlader siden."
    )
    expect(field_of(page)).to_have_value("husk mig")
    # What another field says and keeps does not touch what this one could not.
    page.evaluate("tellNews()")
    expect(field_of(page)).to_have_value("husk mig")
    page.get_by_role("button", name="Kopiér spørgsmålet").first.click()
    expect(page.get_by_role("button", name=FORGET)).to_have_count(0)
    page.goto(place.url(GATHERED))
    expect(page.get_by_role("status")).to_have_text(
        "Du har ingen noter på denne enhed. Din browser gemmer ikke noter."
    )
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.mark.parametrize("kind", FLEETING)
def test_where_the_device_keeps_nothing_no_choice_is_offered(
    kind: str, site: Site, context: BrowserContext
) -> None:
    context.add_init_script(FLEETING[kind])
    watch = Watch(context, site.root)
    page = context.new_page()
    page.goto(site.url(PAGE))
    expect(status_of(page)).to_have_text("Noten kan kun gemmes, til du lukker vinduet.")
    open_note(page).fill("til i aften")
    expect(status_of(page)).to_have_text(CANNOT_STAY)
    expect(page.get_by_role("button", name=FORGET)).to_have_count(0)
    page.reload()
    expect(field_of(page)).to_have_value("til i aften")
    page.goto(site.url(GATHERED))
    expect(page.get_by_role("status")).to_have_text(
        "Du har én note. Dine noter forsvinder, når du lukker vinduet."
    )
    page.goto(site.url(READ))
    page.goto(site.url("index"))
    expect(page.locator(".naaet")).to_contain_text("huskes, til du lukker vinduet")
    expect(page.get_by_role("button", name="Glem det, når jeg lukker")).to_have_count(0)
    assert not watch.complaints, "\n".join(watch.complaints)


def _fill(page: Page) -> None:
    """Use up what room the device gives."""
    page.evaluate(FLEETING["full"])


def test_a_device_that_fills_up_keeps_the_old_notes_and_tells_of_the_new(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "den første")
    expect(status_of(reader)).to_have_text(KEPT)
    _fill(reader)
    other = reader.locator(".skrivelinjer textarea").first
    other.fill("den anden")
    expect(reader.locator(".skrivelinjer .note-status").first).to_have_text(CANNOT_STAY)
    expect(status_of(reader)).to_have_text(KEPT)
    reader.goto(site.url(GATHERED))
    expect(reader.get_by_role("status")).to_have_text(
        "Du har 2 noter. Nogle af dem forsvinder, når du lukker vinduet."
    )
    told = reader.locator(".noter section").filter(has_text="den anden")
    expect(told).to_contain_text("Noten forsvinder, når du lukker vinduet.")
    kept = reader.locator(".noter section").filter(has_text="den første")
    expect(kept).not_to_contain_text("forsvinder")


def test_a_device_that_is_full_when_notes_are_to_stay_keeps_them_until_the_window_closes(
    site: Site, reader: Page
) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "på enheden")
    reader.get_by_role("button", name=FORGET).click()
    _fill(reader)
    reader.get_by_role("button", name="Behold noterne på enheden").click()
    expect(status_of(reader)).to_have_text(CANNOT_STAY)
    reader.reload()
    expect(field_of(reader)).to_have_value("på enheden")


def test_a_browser_that_cannot_forget_does_not_offer_to(site: Site, reader: Page) -> None:
    reader.add_init_script(MISSING["throwing sessionStorage"])
    reader.goto(site.url(PAGE))
    write(reader, "bliver her")
    expect(status_of(reader)).to_have_text(STANDS)
    expect(reader.get_by_role("button", name=FORGET)).to_have_count(0)


def test_what_a_refusing_browser_did_not_keep_stands_where_it_was_written(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    open_note(reader)
    reader.evaluate(NOTHING["full"])
    field_of(reader).fill("for stor " * 9999)
    expect(status_of(reader)).to_contain_text("vil ikke gemme noten")
    reader.evaluate(
        "for (const area of [localStorage, sessionStorage]) for (const key of Object.keys(area))"
        " if (key.startsWith('fyld/1') || key === 'fyld/2') delete area[key];"
    )
    reader.locator(".skrivelinjer textarea").first.fill("lille")
    expect(reader.locator(".skrivelinjer .note-status").first).to_contain_text("gemt", ignore_case=True)
    expect(field_of(reader)).to_have_value("for stor " * 9999)


def test_a_note_whose_question_is_gone_is_told_as_that(site: Site, reader: Page) -> None:
    reader.goto(site.url("index"))
    reader.evaluate(
        "(home) => localStorage.setItem(`${home}note/1/en-andens`,"
        " JSON.stringify({ text: 'fra en gammel udgave', question: 'Et andet spørgsmål?' }))",
        HOME,
    )
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".noter section")).to_contain_text(
        "Spørgsmålet findes ikke i denne udgave af kurset."
    )
