"""Notes stay on the device, are kept as they are typed, and are never lost in silence."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .noting import (
    EVIL,
    FORGET,
    FORGOTTEN,
    GATHERED,
    HOME,
    ID,
    KEEP,
    KEPT,
    OLD,
    PAGE,
    QUESTION,
    STANDS,
    Opens,
    field_of,
    open_note,
    status_of,
    stored,
    write,
)
from .site import PHONE, Site, Watch, set_reader, shifted
from .test_axe import _faults, _open
from .test_layout import _lost, _visit


def test_every_question_and_every_place_to_write_has_a_field_of_its_own(site: Site, reader: Page) -> None:
    reader.goto(site.url("exercises/gruppearbejde"))
    places = reader.locator(".refleksion, .skrivelinjer")
    fields = reader.get_by_role("textbox", include_hidden=True).and_(reader.locator("textarea"))
    names = fields.evaluate_all("all => all.map((e) => e.ariaLabel)")
    assert len(names) == len(set(names)) == places.count() > 15
    expect(reader.locator(".skrivelinjer .note-status").first).to_have_text(
        "Noten bliver gemt på denne enhed, mens du skriver."
    )


def test_a_note_opens_where_one_asks_for_it_and_stands_open_where_there_is_one(
    site: Site, exercise: Opens
) -> None:
    reader = exercise(site)
    button = reader.get_by_role("button", name=f"Skriv en note til »{QUESTION}«")
    expect(field_of(reader)).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.press("Enter")
    expect(field_of(reader)).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.press("Enter")
    expect(field_of(reader)).to_be_hidden()
    write(reader, "noget")
    button.press("Enter")
    expect(field_of(reader)).to_be_focused()
    reader.reload()
    expect(field_of(reader)).to_be_visible()
    assert reader.locator(".refleksion textarea:visible").count() == 1


def test_a_note_is_kept_as_it_is_typed_and_found_again(
    place: Site, exercise: Opens, context: BrowserContext
) -> None:
    page = context.new_page()
    watch = Watch(context, place.root)
    page.goto(place.url(PAGE))
    write(page, EVIL)
    expect(status_of(page)).to_have_text(KEPT)
    expect(field_of(page)).to_be_focused()
    page.reload()
    expect(field_of(page)).to_have_value(EVIL)
    expect(status_of(page)).to_have_text(STANDS)
    page.close()
    other = exercise(place)
    other.get_by_role("link", name="Se alle dine noter").click()
    expect(other.get_by_role("heading", level=2, name=QUESTION)).to_be_visible()
    expect(other.locator(".note-text")).to_have_text(EVIL)
    assert other.locator("main img, main script").count() == 0
    other.get_by_role("link", name=QUESTION).click()
    expect(field_of(other)).to_have_value(EVIL)
    field_of(other).fill("igen")
    expect(status_of(other)).to_have_text(KEPT)
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_note_is_announced_once_and_only_where_the_reader_is(site: Site, exercise: Opens) -> None:
    reader = exercise(site)
    reader.evaluate("""() => {
      window.heard = [];
      new MutationObserver((changes) => changes.forEach(({ target }) => {
        const place = (target.closest ? target : target.parentElement).closest("[aria-live]");
        if (place) heard.push(place.textContent);
      })).observe(document.body, { subtree: true, childList: true, characterData: true });
    }""")
    field = open_note(reader)
    for letters in ("En note", ", der bliver", " længere"):
        field.press_sequentially(letters)
        reader.wait_for_function(
            "([key, text]) => JSON.parse(localStorage[key] || '{}').text === text",
            arg=[f"{HOME}note/1/{ID}", field.input_value()],
        )
    assert reader.evaluate("heard") == [KEPT]
    reader.get_by_role("button", name=FORGET).press("Enter")
    assert reader.evaluate("heard").count(FORGOTTEN) <= 1
    assert "både dem fra før og dem, du skriver nu" in reader.evaluate("heard")[-1]


@pytest.mark.parametrize("leaving", ["closes", "follows a link", "looks at another window"])
def test_who_leaves_in_the_middle_of_a_word_loses_nothing(
    leaving: str, place: Site, exercise: Opens, context: BrowserContext
) -> None:
    page = context.new_page()
    page.clock.install(time="2026-03-02T10:00:00")
    page.goto(place.url(PAGE))
    page.clock.pause_at("2026-03-02T12:00:00")
    # The clock stands still: what waits for a pause in the typing would wait for ever.
    open_note(page).press_sequentially("midt i et o")
    if leaving == "closes":
        page.close(run_before_unload=True)
        page.wait_for_event("close") if not page.is_closed() else None
    elif leaving == "follows a link":
        page.goto(place.url("index"))
    else:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other = exercise(place)
    expect(field_of(other)).to_have_value("midt i et o")


def test_a_note_can_be_deleted_and_fetched_back_by_keyboard(site: Site, exercise: Opens) -> None:
    reader = exercise(site)
    write(reader, "fortryd mig")
    reader.keyboard.press("Tab")
    expect(reader.get_by_role("button", name=FORGET)).to_be_focused()
    reader.keyboard.press("Tab")
    drop = reader.locator(f".note:has(#note-{ID})").get_by_role("button").nth(1)
    expect(drop).to_have_accessible_name("Slet noten")
    expect(drop).to_be_focused()
    reader.keyboard.press("Enter")
    expect(field_of(reader)).to_have_value("")
    expect(status_of(reader)).to_have_text("Noten er slettet.")
    assert not stored(reader)
    undo = reader.get_by_role("button", name="Fortryd")
    reader.keyboard.press("Tab")
    expect(undo).to_be_focused()
    reader.keyboard.press("Enter")
    expect(field_of(reader)).to_have_value("fortryd mig")
    assert stored(reader)


@pytest.mark.parametrize(
    ("key", "raw", "said"),
    [
        (f"{HOME}note/1/{ID}", "{broken", "ikke kan læse"),
        (f"{HOME}note/1/{ID}", '{"text": 7}', "ikke kan læse"),
        (f"{HOME}note/2/{ID}", '{"blocks": ["nyt"]}', "nyere udgave"),
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
    assert stored(reader) == {key: raw}


def test_a_note_of_the_first_shape_is_read_and_moves_when_it_is_written(site: Site, reader: Page) -> None:
    reader.goto(site.url("index"))
    reader.evaluate("(key) => localStorage.setItem(key, 'gammel note')", f"{HOME}note/0/{ID}")
    reader.goto(site.url(PAGE))
    expect(field_of(reader)).to_have_value("gammel note")
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".note-text")).to_have_text("gammel note")
    reader.goto(site.url(PAGE))
    write(reader, "gammel note, skrevet videre")
    expect(status_of(reader)).to_have_text(KEPT)
    found = stored(reader)
    assert list(found) == [f"{HOME}note/1/{ID}"]
    assert json.loads(found[f"{HOME}note/1/{ID}"])["text"] == "gammel note, skrevet videre"


def test_paper_has_the_notes_and_no_buttons(site: Site, exercise: Opens) -> None:
    reader = exercise(site)
    write(reader, "på papir")
    set_reader(reader, media="print", width=700)
    assert field_of(reader).is_visible()
    assert reader.locator(".note textarea").nth(1).is_hidden()
    assert not reader.get_by_role("link", name="Se alle dine noter").is_visible()
    assert reader.locator(".skrivelinjer-linjer").first.is_visible(), "an empty place has its lines"
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".note-text")).to_be_visible()
    for button in reader.get_by_role("button", include_hidden=True).all():
        assert button.is_hidden()


@pytest.mark.slow
def test_notes_have_no_barrier_in_any_state(site: Site, context: BrowserContext) -> None:
    desk, phone = context.new_page(), context.new_page()
    phone.set_viewport_size(PHONE)
    _open((desk, phone), site.url(PAGE))
    for page in (desk, phone):
        open_note(page)
    found = _faults((desk, phone), "main", ", open")
    for page in (desk, phone):
        write(page, "en note")
    found += _faults((desk, phone), state=", kept")
    desk.get_by_role("button", name=FORGET).click()
    desk.get_by_role("button", name="Del »").first.click()
    found += _faults((desk,), state=", to be forgotten")
    desk.get_by_role("button", name=KEEP).click()
    desk.evaluate("(home) => localStorage.setItem(`${home}note/1/tjek-ind-mit-bidrag`, 'x')", HOME)
    desk.evaluate("(old) => localStorage.setItem(`${old}note/0/en-gammel`, 'x')", OLD)
    _open((desk,), site.url(PAGE))
    found += _faults((desk,), "main", ", broken")
    _open((desk, phone), site.url(GATHERED))
    expect(desk.locator(".note-text").first).to_be_visible()
    for page in (desk, phone):
        page.locator("main summary").click()
    found += _faults((desk, phone), state=", gathered")
    assert not found, "\n".join(found)
    _visit(desk, site.url(GATHERED))
    found = _lost(desk)
    _visit(desk, site.url(PAGE))
    found += _lost(desk)
    assert not found, "\n".join(found)


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


def test_no_header_moves_that_comes_line_by_line(site: Site, reader: Page) -> None:
    reader.goto(site.url(GATHERED, "?punkt-for-punkt"))
    assert shifted(reader) == 0
