"""A question that stands before its page answers it is asked again at the end, beside the first answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .noting import GATHERED, open_note, save_clear_and_fetch
from .site import Site

PAGE = "modules/principper/dialogruter"
ID = "aktivt-opsoegende"
QUESTION = "Hvad kunne du have ladet være med i går ved døren?"


def _add(page: Page, text: str) -> None:
    page.get_by_role("button", name=f"Læg noget til »{QUESTION}«", exact=True).click()
    page.get_by_role("textbox", name=f"Det vil jeg lægge til »{QUESTION}«", exact=True).fill(text)
    expect(page.locator(f"#note-igen-{ID}-status")).to_contain_text("Gemt")


def test_what_is_added_stands_under_the_first_answer_and_is_one_note(
    site: Site, reader: Page, tmp_path: Path
) -> None:
    reader.goto(site.url(PAGE))
    first = reader.locator(f"#igen-{ID} .note-text")
    expect(first).to_be_hidden()
    open_note(reader, QUESTION).fill("jeg går en tur")
    expect(first).to_have_text("jeg går en tur")
    _add(reader, "og jeg standser")
    reader.goto(site.url(GATHERED))
    expect(reader.get_by_role("status")).to_contain_text("Du har én note.")
    section = reader.locator(".noter > section")
    expect(section).to_have_count(1)
    expect(section.get_by_role("heading")).to_have_text([QUESTION, "Det lagde du til"])
    expect(section.locator(".note-text")).to_have_text(["jeg går en tur", "og jeg standser"])
    save_clear_and_fetch(reader, tmp_path)
    expect(section.locator(".note-text")).to_have_text(["jeg går en tur", "og jeg standser"])


@pytest.mark.slow
def test_without_scripts_the_question_leads_up_to_its_card(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(site.url(PAGE))
    place = plain.locator(f"#igen-{ID}")
    expect(place.locator("button:visible")).to_have_count(0)
    place.get_by_role("link", name=QUESTION).click()
    assert plain.url.endswith(f"#spoergsmaal-{ID}")
    context.close()
