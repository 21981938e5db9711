"""Before and after: answered by keyboard, kept as one note, answered again, and seen beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .noting import save_clear_and_fetch
from .site import Site
from .test_axe import _faults, _open

PAGE = "docs/components"
TITLE = "Sådan gør jeg ved døren"
SEEN, WALKED = "Jeg ser op, når nogen kommer ind.", "Jeg går en tur uden et ærinde."

pytestmark = pytest.mark.slow


def _radio(block: Locator, statement: str, answer: str) -> Locator:
    return block.get_by_role("group", name=statement, exact=True).get_by_role("radio", name=answer)


def _fill(block: Locator, *answers: str) -> None:
    for statement, answer in zip((SEEN, WALKED), answers, strict=True):
        _radio(block, statement, answer).check()


def test_what_is_answered_twice_stands_side_by_side_and_is_one_note(
    components: Site, reader: Page, tmp_path: Path
) -> None:
    reader.goto(components.url(PAGE))
    block = reader.locator(".foer-efter")
    table, again = block.locator("table"), block.get_by_role("button", name="Udfyld igen")
    expect(table).to_be_hidden()
    _radio(block, SEEN, "sjældent").focus()
    reader.keyboard.press("Space")
    reader.keyboard.press("ArrowDown")
    expect(_radio(block, SEEN, "af og til")).to_be_checked()
    expect(block.get_by_role("status")).to_contain_text("Gemt på denne enhed.")
    expect(again).to_be_hidden()
    _radio(block, WALKED, "det vil jeg øve").check()
    reader.reload()
    expect(_radio(block, SEEN, "af og til")).to_be_checked()
    again.press("Enter")
    expect(block.get_by_role("group", name=f"{TITLE}: anden gang")).to_be_focused()
    expect(table).to_be_hidden()
    _fill(block, "for det meste", "af og til")
    expect(table.locator("thead th")).to_have_text(["Udsagn", "Først", "Nu"])
    beside = [SEEN, "af og til", "for det meste", WALKED, "det vil jeg øve", "af og til"]
    expect(table.locator("tbody :is(th, td)")).to_have_text(beside)
    reader.reload()
    expect(table.locator("tbody :is(th, td)")).to_have_text(beside)

    block.get_by_role("link", name="Se alle dine noter").click()
    section = reader.locator(".noter > section")
    expect(section).to_have_count(1)
    expect(section.get_by_role("heading").first).to_have_text(TITLE)
    written = [
        f"{SEEN}: af og til\n{WALKED}: det vil jeg øve",
        f"{SEEN}: for det meste\n{WALKED}: af og til",
    ]
    assert section.locator(".note-text").all_inner_texts() == written
    save_clear_and_fetch(reader, tmp_path)
    expect(section.locator(".note-text")).to_have_count(2)
    reader.goto(components.url(PAGE))
    expect(table.locator("tbody :is(th, td)")).to_have_text(beside)


def test_without_scripts_and_on_paper_it_is_a_table_to_fill_in(components: Site, chromium: Browser) -> None:
    for scripts in (True, False):
        context = chromium.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(components.url(PAGE))
        if scripts:
            page.emulate_media(media="print")
        block = page.locator(".foer-efter")
        expect(block.locator("thead th")).to_have_text(["Udsagn", "Nu", "Om tolv uger"])
        expect(block.locator("tbody tr").last).to_be_visible()
        expect(block.locator("p").first).to_be_visible()
        expect(block.locator("input:visible")).to_have_count(0)
        context.close()


def test_no_state_of_it_has_a_barrier(components: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), components.url(PAGE))
    found = []
    for answers in (("sjældent", "af og til"), ("af og til", "for det meste")):
        for page in (desk, phone):
            block = page.locator(".foer-efter")
            _fill(block, *answers)
            if block.locator("table").is_hidden():
                block.get_by_role("button", name="Udfyld igen").click()
        found += _faults((desk, phone), "main", f", {answers[0]}")
    size = phone.locator(".foer-efter-svar:visible label").first.bounding_box()
    assert size is not None
    assert size["height"] >= 24
    assert not found, "\n".join(found)
