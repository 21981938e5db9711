"""A browser that keeps nothing, or not for long, says so before anyone writes."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .site import NO_ROOM, Site, Watch
from .test_notes import GATHERED, KEEP, PAGE, field_of, status_of
from .test_visits import READ, REMEMBER

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
    field_of(page).fill("husk mig")
    expect(status_of(page)).to_have_text(
        "Browseren vil ikke gemme noten. Kopiér teksten, før du forlader siden."
    )
    expect(field_of(page)).to_have_value("husk mig")
    page.get_by_role("button", name="Kopiér spørgsmålet").first.click()
    expect(page.get_by_role("button", name=KEEP)).to_have_count(0)
    page.goto(place.url(GATHERED))
    expect(page.get_by_role("status")).to_have_text(
        "Du har ingen noter på denne enhed. Din browser gemmer ikke noter."
    )
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.mark.parametrize("kind", FLEETING)
def test_where_the_computer_keeps_nothing_no_choice_is_offered(
    kind: str, site: Site, context: BrowserContext
) -> None:
    context.add_init_script(FLEETING[kind])
    watch = Watch(context, site.root)
    page = context.new_page()
    page.goto(site.url(PAGE))
    expect(status_of(page)).to_have_text("Noten kan kun gemmes, til du lukker vinduet.")
    field_of(page).fill("til i aften")
    expect(status_of(page)).to_have_text(
        "Noten kan ikke blive på computeren. Den er gemt, til du lukker vinduet."
    )
    page.reload()
    expect(field_of(page)).to_have_value("til i aften")
    page.wait_for_timeout(400)
    expect(page.get_by_role("button", name=KEEP)).to_have_count(0)
    page.goto(site.url(GATHERED))
    expect(page.get_by_role("status")).to_have_text(
        "Du har én note. Dine noter forsvinder, når du lukker vinduet."
    )
    page.goto(site.url(READ))
    page.goto(site.url("index"))
    expect(page.locator(".naaet")).to_contain_text("huskes, til du lukker vinduet")
    expect(page.get_by_role("button", name=REMEMBER)).to_have_count(0)
    assert not watch.complaints, "\n".join(watch.complaints)


def _fill(page: Page) -> None:
    """Use up what room the computer gives."""
    page.evaluate(FLEETING["full"])


def test_a_computer_that_fills_up_before_the_choice_is_told(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    field_of(reader).fill("på computeren")
    reader.get_by_role("button", name=KEEP).wait_for()
    _fill(reader)
    reader.get_by_role("button", name=KEEP).click()
    expect(status_of(reader)).to_have_text(
        "Noten kan ikke blive på computeren. Den er gemt, til du lukker vinduet."
    )
    reader.reload()
    expect(field_of(reader)).to_have_value("på computeren")


def test_a_computer_that_fills_up_later_keeps_the_old_notes_and_tells_of_the_new(
    site: Site, reader: Page
) -> None:
    reader.goto(site.url(PAGE))
    field_of(reader).fill("den første")
    reader.get_by_role("button", name=KEEP).click()
    expect(status_of(reader)).to_have_text("Gemt på denne computer.")
    _fill(reader)
    other = reader.locator(".note textarea").nth(1)
    other.fill("den anden")
    status = reader.locator(".note .note-status").nth(1)
    expect(status).to_have_text("Noten kan ikke blive på computeren. Den er gemt, til du lukker vinduet.")
    expect(status_of(reader)).to_have_text("Gemt på denne computer.")
    reader.goto(site.url(GATHERED))
    expect(reader.get_by_role("status")).to_have_text(
        "Du har 2 noter. Nogle af dem forsvinder, når du lukker vinduet."
    )
    told = reader.locator(".noter section").filter(has_text="den anden")
    expect(told).to_contain_text("Noten forsvinder, når du lukker vinduet.")
    kept = reader.locator(".noter section").filter(has_text="den første")
    expect(kept).not_to_contain_text("forsvinder")


def test_a_note_of_another_edition_on_the_same_server_is_told_as_that(site: Site, reader: Page) -> None:
    reader.goto(site.url("index"))
    reader.evaluate(
        "localStorage.setItem('vaertskab-note/1/en-andens',"
        " JSON.stringify({ text: 'fra nabokurset', question: 'Et andet spørgsmål?' }))"
    )
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".noter section")).to_contain_text(
        "Spørgsmålet findes ikke i denne udgave af kurset."
    )
