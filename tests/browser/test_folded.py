"""What is folded away is found, and is open when a reader is led to it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .site import Site

PAGE = "docs/components"


@pytest.fixture
def answer(reader: Page) -> str:
    """Words that stand in the folded answer, and nowhere else in the course."""
    return "Nu kan du læse resten."


def test_a_search_hit_in_a_folded_answer_opens_it(components: Site, reader: Page, answer: str) -> None:
    reader.goto(components.url("search", "?q=fold+resten"))
    reader.locator(f"#search-results a[href$='{PAGE}.html#foldet-1']").click()
    expect(reader.get_by_text(answer)).to_be_in_viewport()


def test_a_link_to_a_folded_answer_opens_it_again(components: Site, reader: Page, answer: str) -> None:
    reader.goto(components.url(PAGE))
    reader.evaluate("document.querySelector('main p').innerHTML = '<a href=\"#foldet-1\">Se svaret</a>'")
    expect(reader.get_by_text(answer)).to_be_hidden()
    for _ in range(2):
        reader.get_by_role("link", name="Se svaret").click()
        expect(reader.get_by_text(answer)).to_be_in_viewport()
        reader.locator("#foldet-1 > summary").click()
        expect(reader.get_by_text(answer)).to_be_hidden()
        reader.evaluate("scrollTo(0, 0)")


def test_an_address_of_something_inside_a_fold_opens_it(components: Site, reader: Page, answer: str) -> None:
    reader.goto(components.url(PAGE))
    reader.evaluate("document.querySelector('#foldet-1 p').id = 'inde'; location.hash = '#inde'")
    expect(reader.get_by_text(answer)).to_be_in_viewport()


def test_without_javascript_the_fold_itself_is_in_sight(components: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(components.url(PAGE, "#foldet-1"))
    expect(page.locator("#foldet-1 > summary")).to_be_in_viewport()
    context.close()
