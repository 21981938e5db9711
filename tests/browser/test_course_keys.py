"""Each course has keys of its own on a shared address; what was kept before that is copied and left alone."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from building import Built, build, copy_course
from playwright.sync_api import Page, expect

from .noting import GATHERED, HOME, ID, OLD, PAGE, field_of, status_of, write
from .site import Site, served


@pytest.fixture(scope="module")
def neighbours(course: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site]]:
    """The tests' course and another with the same questions, beside each other on one server."""
    folder = tmp_path_factory.mktemp("naboer")
    shutil.copytree(course.site, folder / "en")
    source = copy_course(folder / "kursus")
    settings = source / "kursus.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("[kursus]", '[kursus]\nid = "det-andet"'), "utf-8"
    )
    other = build(source)
    assert other.status == 0, other.output
    shutil.copytree(other.site, folder / "to")
    with served(folder) as site:
        yield Site(f"{site.root}en/"), Site(f"{site.root}to/")


def test_two_courses_at_one_address_neither_show_nor_delete_each_others_notes(
    neighbours: tuple[Site, Site], reader: Page
) -> None:
    one, two = neighbours
    reader.goto(one.url(PAGE))
    write(reader, "skrevet i det ene")
    reader.goto(two.url(PAGE))
    expect(field_of(reader)).to_have_value("")
    write(reader, "skrevet i det andet")
    reader.goto(two.url(GATHERED))
    expect(reader.locator(".note-text")).to_have_text("skrevet i det andet")
    reader.get_by_role("button", name="Glem dem, når jeg lukker").click()
    reader.once("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Ryd mine noter").click()
    expect(reader.get_by_role("status")).to_contain_text("Dine noter er slettet.")
    reader.goto(one.url(GATHERED))
    expect(reader.locator(".note-text")).to_have_text("skrevet i det ene")
    expect(reader.get_by_role("status")).to_contain_text("bliver på denne enhed")


def test_settings_are_each_courses_own_and_begin_as_they_were(
    neighbours: tuple[Site, Site], reader: Page
) -> None:
    one, two = neighbours
    reader.goto(one.url("404"))
    reader.evaluate("(key) => localStorage.setItem(key, 'dark')", f"{OLD}farver")
    reader.goto(one.url("index"))
    expect(reader.get_by_label("Farver")).to_have_value("dark")
    reader.get_by_label("Farver").select_option("")
    reader.reload()
    expect(reader.get_by_label("Farver")).to_have_value("")
    reader.goto(two.url("index"))
    expect(reader.get_by_label("Farver")).to_have_value("dark")


def _old(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("({ ...sessionStorage, ...localStorage })")
    return {key: text for key, text in found.items() if key.startswith(OLD)}


def test_old_notes_are_copied_for_the_courses_own_questions_and_never_deleted(
    place: Site, reader: Page
) -> None:
    reader.goto(place.url("404"))
    mine = json.dumps({"text": "fra før", "question": ""})
    theirs = json.dumps({"text": "naboens", "question": "Naboens spørgsmål?"})
    kept = {
        f"{OLD}note/1/{ID}": mine,
        f"{OLD}note/0/tjek-ind-mit-bidrag": "ældst",
        f"{OLD}note/1/nabo": theirs,
    }
    reader.evaluate("(kept) => Object.assign(localStorage, kept)", kept)
    reader.goto(place.url(PAGE))
    expect(field_of(reader)).to_have_value("fra før")
    expect(reader.get_by_role("link", name="Mine noter (2)").first).to_be_visible()
    write(reader, "fra før, skrevet videre")
    reader.goto(place.url(GATHERED))
    assert reader.locator(".noter .note-text").all_inner_texts() == ["fra før, skrevet videre", "ældst"]
    older = reader.locator("main details")
    older.locator("summary").click()
    expect(older.locator("summary")).to_have_text("Ældre noter (1)")
    expect(older.locator(".note-text")).to_have_text("naboens")
    for name in ("Slet noten til »", "Ryd mine noter"):
        reader.once("dialog", lambda dialog: dialog.accept())
        reader.get_by_role("button", name=name).first.click()
    assert _old(reader) == kept
    reader.goto(place.url(PAGE))
    expect(field_of(reader)).to_have_value("")
    reader.goto(place.url(GATHERED))
    expect(older.locator("summary")).to_have_text("Ældre noter (3)")
    older.locator("summary").click()
    reader.once("dialog", lambda dialog: dialog.accept())
    reader.get_by_role("button", name="Slet de ældre noter").click()
    expect(older).to_be_hidden()
    assert _old(reader) == {}


def test_old_notes_that_were_to_go_with_the_window_still_do(site: Site, reader: Page) -> None:
    reader.goto(site.url("404"))
    kept = {
        f"{OLD}note/1/{ID}": json.dumps({"text": "kun nu", "question": ""}),
        f"{OLD}noter-gemmes": "vindue",
    }
    reader.evaluate("(kept) => Object.assign(sessionStorage, kept)", kept)
    reader.goto(site.url(PAGE))
    expect(status_of(reader)).to_have_text("Gemt, til du lukker kursets vinduer.")
    write(reader, "kun nu, og mere")
    assert not [key for key in reader.evaluate("Object.keys(localStorage)") if "/note/" in key]


def test_the_page_about_privacy_lists_all_that_the_browser_keeps(site: Site, reader: Page) -> None:
    reader.goto(site.url("404"))
    reader.evaluate("(key) => localStorage.setItem(key, 'ældst')", f"{OLD}note/0/tjek-ind-mit-bidrag")
    reader.goto(site.url("modules/kaffe/04-venlighed"))
    reader.get_by_label("Farver").select_option("dark")
    reader.goto(site.url("teleprompter/04-venlighed"))
    reader.get_by_role("button", name="Åbn teleprompteren").click()
    reader.goto(site.url("search"))
    reader.locator(".search-key input").uncheck()
    reader.goto(site.url(PAGE))
    write(reader, "en note")
    reader.get_by_role("button", name="Glem den, når jeg lukker").click()
    expect(status_of(reader)).to_contain_text("alle dine noter")
    keys = reader.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    kept = {key.removeprefix(HOME).partition("/")[0] for key in keys if key.startswith(HOME)}
    assert {key for key in keys if not key.startswith(HOME)} == {f"{OLD}note/0/tjek-ind-mit-bidrag"}
    reader.goto(site.url("docs/privatliv"))
    assert set(reader.locator("td:last-child code").all_inner_texts()) == kept
