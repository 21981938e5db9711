"""Notes stay on the device, are never lost in silence, and can always be found, taken along and deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .site import PHONE, Site, Watch, set_reader, shifted
from .test_axe import _faults, _open
from .test_keyboard import check_walk, walk
from .test_layout import _lost, _visit

PAGE = "exercises/tjek-ind"
GATHERED = "docs/mine-noter"
ID = "tjek-ind-det-bedste"
QUESTION = "Hvad kunne du have ladet være med på trappen?"
EVIL = "<img src=x onerror=alert(1)> javascript:alert(1) </textarea><script>alert(1)</script>"
KEEP, FLEETING = "Gem på denne computer", "Glem, når jeg lukker vinduet"


def field_of(page: Page, question: str = QUESTION) -> Locator:
    return page.get_by_role("textbox", name=f"Din note til »{question}«", exact=True)


def status_of(page: Page, note_id: str = ID) -> Locator:
    return page.locator(f"#note-{note_id}-status")


def write(page: Page, text: str, keep: str = "") -> None:
    """Write a note, and answer where notes are to be kept."""
    field_of(page).fill(text)
    if keep:
        page.get_by_role("button", name=keep).click()
    expect(status_of(page)).to_contain_text("Gemt" if keep else "")


def _stored(page: Page) -> dict[str, Any]:
    """What there is of notes, and where they are kept."""
    found = page.evaluate("Object.entries({...sessionStorage, ...localStorage})")
    return {key: raw for key, raw in found if key.startswith("vaertskab-note")}


def test_every_question_and_every_place_to_write_has_a_field_of_its_own(site: Site, reader: Page) -> None:
    reader.goto(site.url("exercises/gruppearbejde"))
    places = reader.locator(".refleksion, .skrivelinjer")
    names = reader.get_by_role("textbox").evaluate_all("all => all.map((e) => e.ariaLabel)")
    assert len(names) == len(set(names)) == places.count() > 15
    expect(reader.locator(".note-status").first).to_have_text("Noten bliver på denne enhed.")


def test_a_note_is_kept_on_the_computer_and_found_again(place: Site, context: BrowserContext) -> None:
    page = context.new_page()
    watch = Watch(context, place.root)
    page.goto(place.url(PAGE))
    expect(page.get_by_role("group", name="Hvor længe")).to_have_count(0)
    write(page, EVIL, KEEP)
    expect(status_of(page)).to_have_text("Gemt på denne computer.")
    expect(field_of(page)).to_be_focused()
    page.reload()
    expect(field_of(page)).to_have_value(EVIL)
    page.close()
    other = context.new_page()
    other.goto(place.url(GATHERED))
    expect(other.get_by_role("heading", level=2, name=QUESTION)).to_be_visible()
    expect(other.locator(".note-text")).to_have_text(EVIL)
    assert other.locator("main img, main script").count() == 0
    other.get_by_role("link", name=QUESTION).click()
    expect(field_of(other)).to_have_value(EVIL)
    field_of(other).fill("igen")
    expect(status_of(other)).to_have_text("Gemt på denne computer.")
    expect(other.get_by_role("group", name="Hvor længe")).to_have_count(0)
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_note_until_the_window_closes_goes_with_the_window(place: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(place.url(PAGE))
    write(page, "kun nu", FLEETING)
    expect(status_of(page)).to_have_text("Gemt, til du lukker vinduet.")
    page.goto(place.url(GATHERED))
    expect(page.locator(".note-text")).to_have_text("kun nu")
    page.close()
    other = context.new_page()
    other.goto(place.url(PAGE))
    expect(field_of(other)).to_have_value("")


def test_what_is_written_before_the_choice_is_not_lost(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "før valget")
    reader.get_by_role("button", name=KEEP).wait_for()
    reader.reload()
    expect(field_of(reader)).to_have_value("før valget")
    assert reader.evaluate("Object.keys(localStorage).length") == 0
    field_of(reader).fill("før valget!")
    reader.get_by_role("button", name=KEEP).click()
    assert len([key for key in reader.evaluate("Object.keys(localStorage)") if "note" in key]) == 2


def test_a_note_can_be_deleted_and_fetched_back_by_keyboard(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "fortryd mig", KEEP)
    reader.keyboard.press("Tab")
    drop = reader.locator(f".note:has(#note-{ID})").get_by_role("button")
    expect(drop).to_have_accessible_name("Slet noten")
    expect(drop).to_be_focused()
    reader.keyboard.press("Enter")
    expect(field_of(reader)).to_have_value("")
    expect(status_of(reader)).to_have_text("Noten er slettet.")
    assert not [key for key in _stored(reader) if "/" in key]
    expect(drop).to_have_accessible_name("Fortryd")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    expect(field_of(reader)).to_have_value("fortryd mig")
    assert [key for key in _stored(reader) if "/" in key]


def test_all_notes_are_one_step_from_gone_on_every_page(place: Site, reader: Page) -> None:
    reader.goto(place.url(PAGE))
    clear = reader.get_by_role("button", name="Ryd mine noter")
    expect(clear).to_have_count(0)
    write(reader, "væk med mig", KEEP)
    reader.goto(place.url("index"))
    asked = []
    reader.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    clear.click()
    assert _stored(reader)
    reader.once("dialog", lambda dialog: dialog.accept())
    clear.click()
    expect(clear).to_have_count(0)
    assert _stored(reader) == {}
    assert "slette alle dine noter" in asked[0]
    reader.goto(place.url(PAGE))
    expect(field_of(reader)).to_have_value("")


def test_two_windows_lose_nothing(site: Site, context: BrowserContext) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(site.url(PAGE))
    write(one, "fra det ene", KEEP)
    other.goto(site.url(PAGE))
    expect(field_of(other)).to_have_value("fra det ene")
    field_of(one).fill("fra det ene, rettet")
    expect(field_of(other)).to_have_value("fra det ene, rettet")
    # Both write before either has heard of the other.
    other.clock.install()
    other.clock.pause_at(other.evaluate("Date.now() + 1000"))
    field_of(other).evaluate("e => { e.value = 'B'; e.dispatchEvent(new Event('input')); }")
    field_of(one).evaluate("e => { e.value = 'A'; e.dispatchEvent(new Event('change')); }")
    expect(status_of(one)).to_have_text("Gemt på denne computer.")
    other.clock.run_for(400)
    expect(status_of(other)).to_have_text(
        "Noten blev også ændret i et andet vindue. Begge tekster står her nu."
    )
    for page in (one, other):
        expect(field_of(page)).to_have_value("B\n\nSkrevet i et andet vindue:\nA")


def test_two_windows_that_keep_the_same_note_apart_lose_nothing_when_both_keep_it(
    site: Site, context: BrowserContext
) -> None:
    one, other = context.new_page(), context.new_page()
    for page, text in ((one, "fra det ene"), (other, "fra det andet")):
        page.goto(site.url(PAGE))
        write(page, text)
        page.get_by_role("button", name=KEEP).wait_for()
    for page in (one, other):
        page.get_by_role("button", name=KEEP).click()
    other.reload()
    for text in ("fra det ene", "fra det andet"):
        assert text in field_of(other).input_value()
    write(other, "begge dele, skrevet sammen")
    expect(status_of(other)).to_have_text("Gemt på denne computer.")
    other.reload()
    expect(field_of(other)).to_have_value("begge dele, skrevet sammen")
    assert [key for key in _stored(other) if "/" in key] == [f"vaertskab-note/1/{ID}"]


@pytest.mark.parametrize(
    ("key", "raw", "said"),
    [
        (f"vaertskab-note/1/{ID}", "{broken", "ikke kan læse"),
        (f"vaertskab-note/1/{ID}", '{"text": 7}', "ikke kan læse"),
        (f"vaertskab-note/2/{ID}", '{"blocks": ["nyt"]}', "nyere udgave"),
    ],
)
def test_what_cannot_be_read_is_told_and_left_alone(
    key: str, raw: str, said: str, place: Site, reader: Page
) -> None:
    reader.goto(place.url("index"))
    reader.evaluate("([key, raw]) => localStorage.setItem(key, raw)", [key, raw])
    reader.goto(place.url(PAGE))
    expect(status_of(reader)).to_contain_text(said)
    expect(field_of(reader)).to_be_disabled()
    reader.goto(place.url(GATHERED))
    expect(reader.locator(".note-text")).to_have_text(raw)
    assert _stored(reader) == {key: raw}


def test_a_note_of_the_first_shape_is_read_and_moves_when_it_is_written(site: Site, reader: Page) -> None:
    reader.goto(site.url("index"))
    reader.evaluate("(id) => localStorage.setItem(`vaertskab-note/0/${id}`, 'gammel note')", ID)
    reader.goto(site.url(PAGE))
    expect(field_of(reader)).to_have_value("gammel note")
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".note-text")).to_have_text("gammel note")
    reader.goto(site.url(PAGE))
    write(reader, "gammel note, skrevet videre", KEEP)
    stored = _stored(reader)
    assert [key for key in stored if "/" in key] == [f"vaertskab-note/1/{ID}"]
    assert json.loads(stored[f"vaertskab-note/1/{ID}"])["text"] == "gammel note, skrevet videre"


def test_notes_are_gathered_in_the_order_of_the_course_and_taken_along(
    place: Site, reader: Page, tmp_path: Path
) -> None:
    reader.goto(place.url("exercises/tjek-ud"))
    last = reader.get_by_role("textbox").last
    last.fill("sidst")
    reader.get_by_role("button", name=KEEP).click()
    reader.goto(place.url(PAGE))
    field_of(reader).fill("først\nmed to linjer")
    expect(status_of(reader)).to_have_text("Gemt på denne computer.")
    reader.evaluate(
        "localStorage.setItem('vaertskab-note/1/findes-ikke',"
        " JSON.stringify({ text: 'forældreløs', question: 'Et gammelt spørgsmål?', changed: 1 }))"
    )
    reader.goto(place.url(GATHERED))
    texts = reader.locator(".note-text").all_inner_texts()
    assert texts == ["først\nmed to linjer", "sidst", "forældreløs"]
    expect(reader.get_by_role("status")).to_contain_text("Du har 3 noter.")
    with reader.expect_download() as waiting:
        reader.get_by_role("button", name="Hent som tekstfil").click()
    waiting.value.save_as(tmp_path / "noter.txt")
    text = (tmp_path / "noter.txt").read_text("utf-8")
    assert waiting.value.suggested_filename == "mine-noter.txt"
    assert text.startswith(f"{QUESTION}\nførst\nmed to linjer\n")
    assert text.index("sidst") < text.index("Et gammelt spørgsmål?") < text.index("forældreløs")
    reader.get_by_role("button", name=f"Slet noten til »{QUESTION}«").click()
    expect(reader.locator(".note-text")).to_have_count(2)
    expect(reader.get_by_role("status")).to_be_focused()


def test_paper_has_the_notes_and_no_buttons(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "på papir", KEEP)
    set_reader(reader, media="print", width=700)
    assert field_of(reader).is_visible()
    assert reader.locator(".note textarea").nth(1).is_hidden()
    assert reader.locator(".skrivelinjer-linjer").first.is_visible(), "an empty place has its lines"
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".note-text")).to_be_visible()
    for button in reader.get_by_role("button", include_hidden=True).all():
        assert button.is_hidden()


def test_notes_have_no_barrier_in_any_state(site: Site, context: BrowserContext) -> None:
    desk, phone = context.new_page(), context.new_page()
    phone.set_viewport_size(PHONE)
    _open((desk, phone), site.url(PAGE))
    for page in (desk, phone):
        field_of(page).fill("en note")
        page.get_by_role("button", name=KEEP).wait_for()
    found = _faults((desk, phone), "main", ", asked")
    desk.get_by_role("button", name=KEEP).click()
    field_of(desk).fill("en anden note")
    expect(status_of(desk)).to_have_text("Gemt på denne computer.")
    found += _faults((desk,), state=", kept")
    desk.evaluate("localStorage.setItem('vaertskab-note/1/tjek-ind-mit-bidrag', 'x')")
    _open((desk,), site.url(PAGE))
    found += _faults((desk,), "main", ", broken")
    _open((desk, phone), site.url(GATHERED))
    expect(desk.locator(".note-text").first).to_be_visible()
    found += _faults((desk, phone), state=", gathered")
    assert not found, "\n".join(found)
    _visit(desk, site.url(GATHERED))
    found = _lost(desk)
    _visit(desk, site.url(PAGE))
    found += _lost(desk)
    assert not found, "\n".join(found)


def test_tab_meets_notes_in_reading_order(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "en note", KEEP)
    check_walk(walk(reader, site.url(GATHERED)))


def test_without_javascript_there_is_nothing_to_write_in(site: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(PAGE))
    assert page.get_by_role("textbox").count() == 0
    assert page.locator(".skrivelinjer-linjer").first.is_visible()
    page.goto(site.url(GATHERED))
    assert page.get_by_text("Din browser kører ikke JavaScript").is_visible()
    assert page.get_by_role("button").count() == 0
    context.close()


def test_nothing_moves_while_the_page_arrives(site: Site, reader: Page) -> None:
    for docname in ("exercises/gruppearbejde", "modules/kaffe/04-venlighed", GATHERED):
        reader.goto(site.url(docname))
        assert shifted(reader) == 0, docname
