"""The reader's notes are found, counted, deleted and taken along in one place."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from .noting import (
    GATHERED,
    HOME,
    PAGE,
    QUESTION,
    field_of,
    stored,
    write,
)
from .site import PHONE, Site
from .test_keyboard import check_walk, walk


def test_notes_are_counted_wherever_a_link_leads_to_them(place: Site, context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    other.goto(place.url("index"))
    links = other.get_by_role("link", name="Mine noter", exact=True)
    expect(links).to_have_count(2)
    one.goto(place.url(PAGE))
    write(one, "den første")
    counted = other.get_by_role("link", name="Mine noter (1)", exact=True)
    if place.root.startswith("http"):
        expect(counted).to_have_count(2)
    other.set_viewport_size(PHONE)
    other.reload()
    expect(counted).to_have_count(1)
    other.locator("summary").get_by_text("Menu", exact=True).click()
    counted.first.click()
    other.wait_for_url(place.url(GATHERED))
    expect(other.locator(".note-text")).to_have_text("den første")


def test_all_notes_are_deleted_where_they_are_seen_and_nowhere_else(place: Site, reader: Page) -> None:
    reader.goto(place.url(PAGE))
    clear = reader.get_by_role("button", name="Ryd mine noter")
    write(reader, "væk med mig")
    for docname in (PAGE, "index"):
        reader.goto(place.url(docname))
        expect(clear).to_have_count(0)
    reader.goto(place.url(GATHERED))
    asked = []
    reader.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    clear.click()
    assert stored(reader)
    reader.once("dialog", lambda dialog: dialog.accept())
    clear.click()
    expect(clear).to_have_count(0)
    expect(reader.get_by_role("status")).to_have_text(
        "Dine noter er slettet. Du har ingen noter på denne enhed."
    )
    assert stored(reader) == {}
    assert "slette alle dine noter" in asked[0]
    reader.goto(place.url(PAGE))
    expect(field_of(reader)).to_have_value("")


def test_notes_are_gathered_in_the_order_of_the_course(place: Site, reader: Page) -> None:
    reader.goto(place.url("exercises/tjek-ud"))
    last = reader.locator(".skrivelinjer textarea").last
    last.fill("sidst")
    reader.goto(place.url(PAGE))
    write(reader, "først\nmed to linjer")
    reader.evaluate(
        "(home) => localStorage.setItem(`${home}note/1/findes-ikke`,"
        " JSON.stringify({ text: 'forældreløs', question: 'Et gammelt spørgsmål?' }))",
        HOME,
    )
    reader.goto(place.url(GATHERED))
    texts = reader.locator(".note-text").all_inner_texts()
    assert texts == ["først\nmed to linjer", "sidst", "forældreløs"]
    expect(reader.get_by_role("status")).to_contain_text("Du har 3 noter.")
    reader.get_by_role("button", name=f"Slet noten til »{QUESTION}«").click()
    expect(reader.locator(".note-text")).to_have_count(2)
    expect(reader.get_by_role("status")).to_be_focused()
    expect(reader.get_by_role("status")).to_contain_text("Noten er slettet. Du har 2 noter.")


def test_tab_meets_notes_in_reading_order(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "en note")
    check_walk(walk(reader, site.url(GATHERED)))
