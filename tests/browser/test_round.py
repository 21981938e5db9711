"""Check-in and check-out: alone or in a group at one screen, copied, printed, and nothing lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .noting import QUESTION, field_of, open_note
from .site import NO_ROOM, PHONE, Site, Watch
from .test_axe import _faults, _open
from .test_layout import _lost, _visit

PAGES = {"exercises/tjek-ind": "Tjek ind", "exercises/tjek-ud": "Tjek ud"}
PASS_ON = "Gem svarene, og giv ordet videre"


def _group(page: Page, title: str):
    return page.get_by_role("textbox", name=f"Din note til »Gruppens svar: {title}«")


@pytest.mark.parametrize("docname", PAGES)
def test_each_in_turn_writes_and_the_group_has_it_all(docname: str, place: Site, reader: Page) -> None:
    watch = Watch(reader.context, place.root)
    reader.goto(place.url(docname))
    group, name = _group(reader, PAGES[docname]), reader.get_by_label("Navn (må gerne stå tomt)")
    fields = reader.locator(".note:not(.runde .note) textarea")
    reader.get_by_role("button", name=PASS_ON).click()
    expect(reader.locator(".runde .note-status")).to_have_text("Der er ikke skrevet noget endnu.")
    expect(fields.first).to_be_focused()
    fields.first.fill("<b>en god dag</b>")
    name.fill("Bodil")
    name.press("Tab")
    expect(reader.get_by_role("button", name=PASS_ON)).to_be_focused()
    reader.keyboard.press("Enter")
    expect(fields.first).to_be_focused()
    expect(fields.first).to_have_value("")
    expect(name).to_have_value("")
    fields.first.fill("at printeren virker")
    reader.get_by_role("button", name=PASS_ON).click()
    whole = group.input_value()
    assert whole.startswith("Bodil\n")
    assert whole.index("<b>en god dag</b>") < whole.index("at printeren virker")
    reader.reload()
    expect(group).to_have_value(whole)
    reader.goto(place.url("docs/mine-noter"))
    expect(reader.get_by_role("heading", level=2, name=f"Gruppens svar: {PAGES[docname]}")).to_be_visible()
    assert not watch.complaints, "\n".join(watch.complaints)


def test_everything_is_copied_as_text(place: Site, reader: Page) -> None:
    reader.goto(place.url("exercises/tjek-ind"))
    open_note(reader).fill("mit svar")
    reader.get_by_role("button", name="Kopiér alle svar").click()
    expect(reader.locator(".runde .note-status")).to_have_text("Kopieret")
    search = reader.get_by_label("Søg i kurset")
    search.focus()
    reader.keyboard.press("Control+V")
    assert search.input_value().replace("\n", " ") == f"{QUESTION} mit svar"


def test_a_browser_that_keeps_nothing_does_not_empty_the_fields(site: Site, reader: Page) -> None:
    reader.add_init_script(NO_ROOM["full"])
    reader.goto(site.url("exercises/tjek-ind"))
    open_note(reader).fill("mit svar")
    reader.get_by_role("button", name=PASS_ON).click()
    expect(field_of(reader)).to_have_value("mit svar")
    assert "mit svar" in _group(reader, "Tjek ind").input_value()


def test_print_is_asked_for(site: Site, reader: Page) -> None:
    reader.add_init_script("window.print = () => { window.printed = true; };")
    reader.goto(site.url("exercises/tjek-ind"))
    reader.get_by_role("button", name="Print svarene").click()
    assert reader.evaluate("window.printed")


def test_a_round_has_no_barrier_and_loses_nothing(site: Site, reader: Page) -> None:
    phone = reader.context.new_page()
    phone.set_viewport_size(PHONE)
    _open((reader, phone), site.url("exercises/tjek-ud"))
    for page in (reader, phone):
        page.locator("textarea:visible").first.fill("et svar")
        page.get_by_role("button", name=PASS_ON).click()
    found = _faults((reader, phone), "main")
    assert not found, "\n".join(found)
    _visit(reader, site.url("exercises/tjek-ud"))
    found = _lost(reader)
    assert not found, "\n".join(found)


def test_without_javascript_there_is_no_round(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("exercises/tjek-ind"))
    assert page.locator("main").get_by_role("button").count() == 0
    assert page.locator(".runde").inner_text() == ""
    context.close()
