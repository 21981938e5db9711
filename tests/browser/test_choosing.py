"""Choosing on the screen: by keyboard, large for a group, kept as a note, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .site import Site
from .test_axe import _faults, _open

PAGE = "docs/components"
FIRST, SECOND = "5. »Jeg kan ikke lide lyset.«", "6. »Vi slukker klokken ni.«"

pytestmark = pytest.mark.slow


def test_statements_are_chosen_for_disagreed_with_and_kept_by_keyboard(
    components: Site, reader: Page
) -> None:
    reader.goto(components.url(PAGE))
    block = reader.locator(".vaelg").first
    block.get_by_role("button", name="Vælg på skærmen").press("Enter")
    # A screen reader is told the statement once, as the name of what the focus comes to.
    expect(reader.get_by_role("group", name=f"1 af 2: {FIRST}", exact=True)).to_be_focused()
    reader.keyboard.press("Tab")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    told = block.get_by_role("status").first
    expect(told).to_have_text("Du valgte: Aftale. Vi siger: Smag. Det handler kun om den, der siger det.")
    block.get_by_role("button", name="Jeg er uenig").press("Enter")
    note = block.get_by_role("textbox")
    expect(note).to_be_focused()
    reader.keyboard.type("lyset er aftalt.")
    expect(note).to_have_value(f"{FIRST} – Aftale. Jeg er uenig, for lyset er aftalt.")
    block.get_by_role("button", name="Næste").press("Enter")
    expect(reader.get_by_role("group", name=f"2 af 2: {SECOND}", exact=True)).to_be_focused()
    expect(told).to_be_empty()
    block.get_by_role("button", name="Aftale").press("Space")
    expect(told).to_have_text("Du valgte: Aftale. Det siger vi også. Klokken gælder for alle.")
    for _ in range(2):  # what stands there already is not written again
        block.get_by_role("button", name="Gem mine valg i noten").press("Enter")
        expect(note).to_have_value(f"{FIRST} – Aftale. Jeg er uenig, for lyset er aftalt.\n{SECOND} – Aftale")
    note.blur()
    reader.reload()
    expect(note).to_have_value(f"{FIRST} – Aftale. Jeg er uenig, for lyset er aftalt.\n{SECOND} – Aftale")


def test_a_group_finds_pairs_on_a_screen_that_they_fill(components: Site, reader: Page) -> None:
    reader.goto(components.url(PAGE))
    block = reader.locator(".vaelg").last
    note = block.get_by_role("textbox")
    expect(note).to_be_hidden()
    block.get_by_role("button", name="Vælg på skærmen").click()
    block.get_by_role("button", name="Vis stort").click()
    large = reader.locator(".vaelg:fullscreen")
    choices = large.locator(".vaelg-svar button:visible")
    expect(choices).to_have_text(["At lytte", "At svare", "At tie"])
    expect(large.locator("table")).to_be_hidden()
    large.get_by_role("button", name="At tie").click()
    told = large.locator(".vaelg-hvorfor")
    expect(told).to_have_text("Du valgte: At tie. Facit siger: At svare.")
    large.get_by_role("button", name="Næste").click()
    # The pair that has been found is off the table.
    expect(choices).to_have_text(["At lytte", "At tie"])
    large.get_by_role("button", name="At lytte").click()
    expect(told).to_have_text("Du valgte: At lytte. Det siger facit også.")
    large.get_by_role("button", name="Gem mine valg i noten").click()
    expect(large).to_have_count(0)
    expect(note).to_be_focused()
    expect(note).to_have_value("At få svar – At tie\nAt blive hørt – At lytte")
    reader.reload()
    expect(note).to_be_visible()


def test_what_is_chosen_is_there_after_a_reload_until_the_reader_begins_again(
    components: Site, reader: Page
) -> None:
    def again(name: str) -> None:
        reader.reload()
        block.get_by_role("button", name="Vælg på skærmen").click()
        expect(block.get_by_role("button", name=name)).to_have_attribute("aria-pressed", pressed)

    reader.goto(components.url(PAGE))
    block, pressed = reader.locator(".vaelg").first, "true"
    block.get_by_role("button", name="Vælg på skærmen").click()
    block.get_by_role("button", name="Smag").click()
    again("Smag")
    block.get_by_role("button", name="Begynd forfra").click()
    pressed = "false"
    again("Smag")
    assert reader.evaluate("Object.keys(localStorage).filter((key) => key.includes('/valg/'))") == []


def test_without_scripts_and_on_paper_all_stands_as_it_is_written(
    components: Site, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(components.url(PAGE))
    expect(page.get_by_role("button", name="Vælg på skærmen")).to_have_count(0)
    expect(page.get_by_text("Vores bud på parrene")).to_be_hidden()
    expect(page.get_by_text("»Jeg kan ikke lide lyset.«")).to_be_visible()
    page.get_by_text("Svar om lyset").click()
    expect(page.get_by_text("Klokken gælder for alle.")).to_be_visible()
    context.close()


def test_no_state_of_choosing_has_a_barrier(components: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), components.url(PAGE))
    for page in (desk, phone):
        for block in page.locator(".vaelg").all():
            block.get_by_role("button", name="Vælg på skærmen").click()
    found = _faults((desk, phone), "main", ", unfolded")
    for page in (desk, phone):
        for block in page.locator(".vaelg").all():
            block.locator(".vaelg-svar button:visible").first.click()
            block.get_by_role("button", name="Næste").click()
            block.locator(".vaelg-svar button:visible").last.click()
    found += _faults((desk, phone), "main", ", chosen")
    assert not found, "\n".join(found)
