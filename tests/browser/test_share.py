"""A question is shared with its address: by the device, or copied for a mail or a chat."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .colours import contrast
from .site import Site, Watch, set_reader

PAGE = "modules/kaffe/04-venlighed"


def test_a_question_is_copied_with_an_address_that_leads_to_it(place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    for docname in (PAGE, "exercises/gruppearbejde", "docs/introduktion"):
        reader.goto(place.url(docname))
        card = reader.locator("[data-q]").first
        question = card.locator(".refleksion-spoergsmaal").inner_text()
        button = reader.get_by_role("button", name=f"Del »{question}«", exact=True)
        expect(button).to_have_count(1)
        button.focus()
        reader.keyboard.press("Enter")
        expect(card.locator(".question-said")).to_have_text("Spørgsmål og link er kopieret.")
        expect(button).to_be_focused()
        field = reader.get_by_label("Søg i kurset")
        field.focus()
        reader.keyboard.press("Control+V")
        address = field.input_value().removeprefix(question).strip()
        assert field.input_value().startswith(question)
        assert address.startswith(place.root)
        reader.goto(address)
        reader.wait_for_url("**#spoergsmaal-*")
        expect(reader.locator(":target .refleksion-spoergsmaal")).to_have_text(question)
    assert not watch.complaints, "\n".join(watch.complaints)


#: Devices that share, by how it ends → what the page says of it.
SHARING = {
    "Promise.resolve()": "",
    "Promise.reject(new DOMException('no', 'AbortError'))": "",
    "Promise.reject(new DOMException('no', 'NotAllowedError'))": "Spørgsmål og link er kopieret.",
}


@pytest.mark.parametrize("ends", SHARING)
def test_a_device_that_shares_does_it_itself(ends: str, site: Site, reader: Page) -> None:
    reader.add_init_script(f"navigator.share = (what) => {{ window.shared = what; return {ends}; }};")
    reader.goto(site.url(PAGE))
    card = reader.locator("[data-q]").first
    card.get_by_role("button", name="Del »").click()
    asked = card.locator(".refleksion-spoergsmaal").inner_text()
    address = f"{site.root}spoergsmaal/{card.get_attribute('data-q')}.html"
    assert reader.evaluate("shared") == {"text": asked, "url": address}
    expect(card.locator(".question-said")).to_have_text(SHARING[ends])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_comes_by_a_shared_link_sees_which_question_was_meant(
    scheme: str, site: Site, reader: Page
) -> None:
    set_reader(reader, scheme)
    reader.goto(site.url("exercises/gruppearbejde"))
    name = reader.locator("[data-q]").nth(2).get_attribute("data-q")
    reader.goto(f"{site.root}spoergsmaal/{name}.html")
    reader.wait_for_url("**#spoergsmaal-*")
    marked = reader.locator("[data-q]").evaluate_all(
        "all => all.map((e) => [e.dataset.q, getComputedStyle(e)])"
        ".filter(([, s]) => s.outlineStyle !== 'none').map(([q, s]) => [q, s.outlineColor])"
    )
    assert [one for one, _ in marked] == [name]
    assert contrast(marked[0][1], reader.evaluate("getComputedStyle(document.body).backgroundColor")) >= 3
