"""What scripts say, and what the search takes for the same word, in a course that is not Danish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from building import build_whole
from playwright.sync_api import Browser, expect
from small import SETTINGS, module, small_course
from small import page as page_of

from vaertskab.model.language import SOURCE, use

from .site import PHONE, served

#: By language: a page's title, words that are to find it, what its note's button and status say, the count on
#: the page of notes, and what stands over the answers.
SPOKEN = {
    "nb": (
        "Vennlighet mot gjestene", "vennlige gjest", "Skriv et notat", "Lagret på denne enheten.",
        "Du har ett notat.", "Søket fant",
    ),
    "en": (
        "Welcoming two visitors", "welcomed 2 visitor", "Write a note", "Saved on this device.",
        "You have one note.", "The search found",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish afterwards, as the other tests do."""
    yield
    use(SOURCE)


@pytest.mark.slow
@pytest.mark.parametrize("code", SPOKEN)
def test_scripts_and_search_speak_the_language_of_the_course(
    code: str, tmp_path: Path, chromium: Browser
) -> None:
    title, asked, write, kept, count, found = SPOKEN[code]
    changes = {
        "kursus.toml": SETTINGS.replace("[kursus]\n", f'[kursus]\nsprog = "{code}"\n'),
        "exercises/en-til.md": module(title, "", "Hvad gør du i dag?", "i-dag"),
        "docs/privatliv.md": page_of("Privatliv", ":::{noter}\n:::\n", role="privatliv"),
    }
    built = build_whole(small_course(tmp_path, changes))
    assert built.status == 0, built.output
    with served(built.site) as site:
        page = chromium.new_page(viewport=PHONE)
        page.goto(site.url("exercises/en-til"))
        page.get_by_role("button", name=write).first.click()
        page.locator(".note textarea").first.fill("Hm")
        expect(page.locator(".note .note-status").first).to_contain_text(kept)
        page.goto(site.url("docs/privatliv"))
        expect(page.locator(".mine-noter [role=status]")).to_contain_text(count)
        page.goto(f"{site.url('search')}?q={asked}")
        expect(page.locator("#search-results a").first).to_have_text(title)
        expect(page.locator("#search-status")).to_contain_text(found)
        page.close()
