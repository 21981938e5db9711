"""A question is copied with its address, for a mail or a chat."""

from __future__ import annotations

from playwright.sync_api import expect

from .site import Site, Watch


def test_a_question_is_copied_with_an_address_that_leads_to_it(place: Site, reader) -> None:
    watch = Watch(reader.context, place.root)
    for docname in ("modules/kaffe/04-venlighed", "exercises/gruppearbejde", "docs/introduktion"):
        reader.goto(place.url(docname))
        question = reader.locator(".refleksion-spoergsmaal").first.inner_text()
        button = reader.get_by_role("button", name=f"Kopiér med adresse »{question}«", exact=True)
        expect(button).to_have_count(1)
        button.focus()
        reader.keyboard.press("Enter")
        expect(reader.locator("[data-q] .tool").first).to_contain_text("Kopieret")
        expect(reader.locator("[data-q] .tool").first).to_be_focused()
        field = reader.locator("textarea").first
        field.focus()
        reader.keyboard.press("Control+V")
        copied, _, address = field.input_value().partition("\n")
        assert copied == question
        assert address.startswith(place.root)
        reader.goto(address)
        reader.wait_for_url("**#spoergsmaal-*")
        expect(reader.locator(":target .refleksion-spoergsmaal")).to_have_text(question)
    assert not watch.complaints, "\n".join(watch.complaints)
