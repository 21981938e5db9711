"""A talk in which the reader chooses: played with and without scripts, by keyboard, large, and on paper."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from .site import Site
from .test_axe import _faults, _open

PAGE = "docs/components"
FIRST, SECOND = "»Ring efter en taxa til mig«, siger hun.", "Hun ser på sin arm, der er i gips."


def test_a_talk_is_played_by_keyboard_and_gone_back_in(components: Site, reader: Page) -> None:
    reader.goto(components.url(PAGE))
    scenes = reader.locator(".samtale-trin:visible")
    expect(scenes).to_contain_text(FIRST)
    reader.get_by_role("link", name="»Det gør vi ikke her.«").focus()
    reader.keyboard.press("Enter")
    expect(scenes).to_contain_text(SECOND)
    # What is said is what is heard as the focus comes: once, as the name of the scene.
    expect(reader.get_by_role("group", name=SECOND)).to_be_focused()
    expect(scenes).to_contain_text("Du: »Det gør vi ikke her.«")
    expect(reader.locator(".samtale-til:visible")).to_have_count(0)
    reader.get_by_role("link", name="»Der holder en taxa ude på torvet.«").click()
    expect(scenes).to_contain_text("Hun går ud i regnen.")
    reader.get_by_role("link", name="Prøv et andet svar").click()
    expect(reader.get_by_role("group", name=SECOND)).to_be_focused()
    reader.go_back()
    expect(scenes).to_contain_text("Hun går ud i regnen.")
    reader.get_by_role("link", name="Vælg igen").click()
    expect(scenes).to_contain_text(FIRST)


def test_a_talk_goes_without_scripts_and_is_a_book_on_paper(components: Site, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(components.url(PAGE))
    scenes = page.locator(".samtale-trin:visible")
    page.get_by_role("link", name="»Det gør vi ikke her.«").click()
    expect(scenes).to_have_count(1)
    expect(scenes).to_contain_text(SECOND)
    page.emulate_media(media="print")
    expect(scenes).to_have_count(5)
    expect(scenes.first).to_contain_text("Gå til 2")
    expect(page.get_by_text("Begynd forfra").first).to_be_hidden()
    context.close()


def test_a_talk_fills_the_screen_for_a_group(components: Site, reader: Page) -> None:
    reader.goto(components.url(PAGE))
    reader.locator(".samtale").get_by_role("button", name="Vis stort").click()
    reader.get_by_role("link", name="»Har du ikke en telefon?«").click()
    expect(reader.locator(".samtale:fullscreen .samtale-trin:visible")).to_contain_text(SECOND)
    reader.get_by_role("button", name="Luk").click()
    expect(reader.locator(".samtale:fullscreen")).to_have_count(0)


def test_no_scene_of_a_talk_has_a_barrier(components: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), components.url(PAGE))
    for page in (desk, phone):
        page.get_by_role("link", name="»Det gør vi ikke her.«").click()
        page.locator(".samtale-trin:visible summary").click()
    found = _faults((desk, phone), "main", ", in a talk")
    assert not found, "\n".join(found)
