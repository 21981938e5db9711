"""How the tests write notes, and where a browser keeps them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from .site import Site

#: Opens a window of the reader's on the exercise where notes are written.
Opens = Callable[[Site], Page]

PAGE = "exercises/tjek-ind"
GATHERED = "docs/mine-noter"
ID = "tjek-ind-det-bedste"
QUESTION = "Hvad kunne du have ladet være med på trappen?"
EVIL = "<img src=x onerror=alert(1)> javascript:alert(1) </textarea><script>alert(1)</script>"
#: What a note says of itself when it has been written, and when it stood there already.
KEPT = "Gemt på denne enhed. Sidder du ved en fælles computer?"
STANDS = "Gemt på denne enhed."
FORGET, KEEP = "Glem den, når jeg lukker", "Behold noterne på enheden"
FORGOTTEN = "Gemt, til du lukker kursets vinduer."
#: Where the tests' course keeps what it keeps, and where it was before courses had keys of their own.
HOME, OLD = "vaertskab/naboskab/", "vaertskab-"


def field_of(page: Page, question: str = QUESTION) -> Locator:
    """The field of a question, hidden or not."""
    return page.get_by_role("textbox", name=f"Din note til »{question}«", exact=True, include_hidden=True)


def open_note(page: Page, question: str = QUESTION) -> Locator:
    """Open the note of a question, unless it stands open, and return its field."""
    field = field_of(page, question)
    if not field.is_visible():
        page.get_by_role("button", name=f"Skriv en note til »{question}«", exact=True).click()
    return field


def status_of(page: Page, note_id: str = ID) -> Locator:
    return page.locator(f"#note-{note_id}-status")


def write(page: Page, text: str) -> None:
    """Write a note, and wait until it is kept."""
    open_note(page).fill(text)
    expect(status_of(page)).to_contain_text("Gemt")


def stored(page: Page) -> dict[str, Any]:
    """What there is of notes, and where they are kept."""
    found = page.evaluate("Object.entries({...sessionStorage, ...localStorage})")
    return {key: raw for key, raw in found if key.startswith((f"{HOME}note/", f"{OLD}note/"))}


def save_clear_and_fetch(page: Page, folder: Path) -> None:
    """On »Mine noter«: save the notes as a file, delete them all, and fetch them from it."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Gem som fil").click()
    path = folder / "noter.txt"
    waiting.value.save_as(path)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Ryd mine noter").click()
    expect(page.locator(".noter > section")).to_have_count(0)
    page.locator("input[type=file]").set_input_files(path)
