"""What one window knows of notes, the others know; what is to be forgotten, goes when they close."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, expect

from .noting import (
    FORGET,
    FORGOTTEN,
    GATHERED,
    HOME,
    ID,
    KEEP,
    KEPT,
    PAGE,
    STANDS,
    Opens,
    field_of,
    status_of,
    stored,
    write,
)
from .site import Site


def test_what_is_kept_can_be_made_to_go_and_to_stay(place: Site, exercise: Opens) -> None:
    page = exercise(place)
    write(page, "fra før")
    forget = page.get_by_role("button", name=FORGET)
    forget.click()
    expect(status_of(page)).to_contain_text("bliver alle dine noter glemt, både dem fra før")
    expect(status_of(page)).to_contain_text("Det samme gælder, hvad du har læst.")
    expect(status_of(page)).to_contain_text("Åbner du kurset igen, bliver nye noter gemt på enheden.")
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith(HOME)]
    write(page, "fra før og nu")
    expect(status_of(page)).to_contain_text("kursets vinduer")
    page.goto(place.url(GATHERED))
    expect(page.locator(".note-text")).to_have_text("fra før og nu")
    expect(page.get_by_role("status")).to_contain_text("bliver alle dine noter glemt")
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_role("status")).to_contain_text("Dine noter bliver på denne enhed")
    assert not page.evaluate("Object.keys(sessionStorage).filter((key) => key.includes('/note/'))")
    page.get_by_role("button", name="Glem dem, når jeg lukker").click()
    page.close()
    other = exercise(place)
    expect(field_of(other)).to_have_value("")
    write(other, "en ny dag")
    expect(status_of(other)).to_have_text(KEPT)


def test_windows_that_forget_know_what_each_other_know(
    site: Site, exercise: Opens, context: BrowserContext
) -> None:
    one, other = exercise(site), exercise(site)
    write(one, "kun i dag")
    one.get_by_role("button", name=FORGET).click()
    expect(status_of(other)).to_have_text(FORGOTTEN)
    expect(field_of(other)).to_have_value("kun i dag")
    field_of(other).fill("kun i dag, skrevet videre")
    expect(field_of(one)).to_have_value("kun i dag, skrevet videre")
    third = context.new_page()
    third.goto(site.url(GATHERED))
    expect(third.locator(".note-text")).to_have_text("kun i dag, skrevet videre")
    third.get_by_role("button", name="Slet noten").click()
    for page in (one, other):
        expect(field_of(page)).to_have_value("")
    write(one, "og igen")
    expect(third.locator(".note-text")).to_have_text("og igen")
    third.get_by_role("button", name=KEEP).click()
    expect(status_of(one)).to_contain_text(STANDS)
    for page in (one, other, third):
        page.close()
    last = exercise(site)
    expect(field_of(last)).to_have_value("og igen")


def test_another_windows_list_of_notes_is_true_at_once(
    site: Site, exercise: Opens, context: BrowserContext
) -> None:
    reading = context.new_page()
    reading.goto(site.url(GATHERED))
    writing = exercise(site)
    write(writing, "skrevet nu")
    expect(reading.locator(".note-text")).to_have_text("skrevet nu")
    expect(reading.get_by_role("status")).to_contain_text("Du har én note.")
    field_of(writing).fill("")
    expect(reading.locator(".note-text")).to_have_count(0)
    expect(reading.get_by_role("status")).to_have_text("Du har ingen noter på denne enhed.")


def test_two_windows_lose_nothing(site: Site, exercise: Opens, context: BrowserContext) -> None:
    one, other = exercise(site), context.new_page()
    write(one, "fra det ene")
    other.clock.install(time="2026-03-02T10:00:00")
    other.goto(site.url(PAGE))
    expect(field_of(other)).to_have_value("fra det ene")
    field_of(one).fill("fra det ene, rettet")
    expect(field_of(other)).to_have_value("fra det ene, rettet")
    # Both write before either has heard of the other: the clock of one stands still. It is set hours ahead,
    # since it runs meanwhile and cannot be set back, however busy the machine is.
    other.clock.pause_at("2026-03-02T20:00:00")
    field_of(other).evaluate("e => { e.value = 'B'; e.dispatchEvent(new Event('input')); }")
    field_of(one).evaluate("e => { e.value = 'A'; e.dispatchEvent(new Event('change')); }")
    expect(status_of(one)).to_contain_text("Gemt på denne enhed.")
    # What one window stores is not with the other in the same moment.
    other.wait_for_function("(key) => JSON.parse(localStorage[key]).text === 'A'", arg=f"{HOME}note/1/{ID}")
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
    for page in (one, other):
        page.goto(site.url("index"))
        page.evaluate(f"sessionStorage['{HOME}glem'] = '1'")
    for page, text in ((one, "fra det ene"), (other, "fra det andet")):
        # As where the storage that windows talk through is full.
        page.evaluate(
            "([key, text]) => { sessionStorage[key] = JSON.stringify({ text, question: '' }); }",
            [f"{HOME}note/1/{ID}", text],
        )
    for page in (one, other):
        page.goto(site.url(GATHERED))
    for page in (one, other):
        page.evaluate("device.forget(false)")
    other.goto(site.url(PAGE))
    for text in ("fra det ene", "fra det andet"):
        assert text in field_of(other).input_value()
    write(other, "begge dele, skrevet sammen")
    expect(status_of(other)).to_have_text(KEPT)
    other.reload()
    expect(field_of(other)).to_have_value("begge dele, skrevet sammen")
    assert list(stored(other)) == [f"{HOME}note/1/{ID}"]
