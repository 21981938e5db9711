"""Notes move to another device as a file that a person can read too; what is there already is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .noting import EVIL, GATHERED, HOME, ID, PAGE, QUESTION, field_of, write
from .site import Site, Watch

#: What a reader may write that looks like a part of the file.
TRICKY = "# ikke\n\n## heller ikke {#det-her}\n> citat\n>\n  rykket ind\n(Kursus: et-andet. Udgave 9.)\n"
FOREIGN = "Filen er ikke noter, der er gemt her fra kurset. Der er ikke hentet noget."
HEAD = "# Mine noter fra Naboskab\n\n(Kursus: naboskab. Udgave 1.)\n\n"


@pytest.fixture
def elsewhere(chromium: Browser) -> Iterator[Page]:
    """A reader on another device, where nothing is stored."""
    made = chromium.new_context(locale="da-DK")
    made.set_default_timeout(15_000)
    yield made.new_page()
    made.close()


def _saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Gem som fil").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def _fetch(page: Page, file: Path | dict[str, object]) -> None:
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Hent fra en fil").click()
    waiting.value.set_files(file)


def _texts(page: Page) -> list[str]:
    return page.locator(".noter .note-text").evaluate_all("all => all.map((one) => one.textContent)")


@pytest.mark.parametrize("text", ["først\nmed to linjer", TRICKY, EVIL, "  \nslut\n\n"])
def test_a_file_of_notes_is_read_by_a_person_and_read_back_without_loss(
    text: str, place: Site, reader: Page, elsewhere: Page, tmp_path: Path
) -> None:
    reader.goto(place.url(PAGE))
    write(reader, text)
    reader.goto(place.url(GATHERED))
    path = _saved(reader, tmp_path)
    assert path.name == "mine-noter-naboskab.txt"
    said = path.read_text("utf-8")
    assert said.startswith("# Mine noter fra Naboskab\n")
    assert f"## {QUESTION} {{#{ID}}}" in said
    watch = Watch(elsewhere.context, place.root)
    elsewhere.goto(place.url(GATHERED))
    _fetch(elsewhere, path)
    expect(elsewhere.get_by_role("status")).to_contain_text("1 note er hentet. Du har én note.")
    expect(elsewhere.get_by_role("status")).to_be_focused()
    assert _texts(elsewhere) == [text]
    elsewhere.get_by_role("link", name=QUESTION).click()
    expect(field_of(elsewhere)).to_have_value(text)
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1252"])
def test_a_file_that_windows_editor_has_saved_is_read(
    encoding: str, site: Site, reader: Page, tmp_path: Path
) -> None:
    path = tmp_path / "noter.txt"
    text = f"{HEAD}## {QUESTION} {{#{ID}}}\n\n> før\n>\n> på øen\n"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    reader.goto(site.url(GATHERED))
    _fetch(reader, path)
    expect(reader.locator(".note-text")).to_have_text("før\n\npå øen")


def test_what_is_there_already_is_kept_and_nothing_comes_twice(
    site: Site, reader: Page, elsewhere: Page, tmp_path: Path
) -> None:
    reader.goto(site.url(PAGE))
    write(reader, "hjemmefra")
    reader.goto(site.url("exercises/tjek-ud"))
    reader.locator(".skrivelinjer textarea").last.fill("kun hjemme")
    reader.goto(site.url(GATHERED))
    expect(reader.locator(".note-text")).to_have_count(2)
    path = _saved(reader, tmp_path)
    elsewhere.goto(site.url(PAGE))
    write(elsewhere, "fra arbejdet")
    elsewhere.goto(site.url(GATHERED))
    status = elsewhere.get_by_role("status")
    _fetch(elsewhere, path)
    expect(status).to_contain_text("1 note er hentet. 1 note var skrevet anderledes her. Nu står begge")
    assert _texts(elsewhere) == ["fra arbejdet\n\nFra filen:\nhjemmefra", "kun hjemme"]
    _fetch(elsewhere, path)
    expect(status).to_contain_text("2 noter havde du i forvejen.")
    assert _texts(elsewhere) == ["fra arbejdet\n\nFra filen:\nhjemmefra", "kun hjemme"]


#: A file → what is said of it. Nothing of it is kept.
REFUSED = {
    "Kære dagbog".encode(): FOREIGN,
    b"": FOREIGN,
    b"\x89PNG\r\n\x1a\n\x00\xff": FOREIGN,
    b'{"vaertskab/naboskab/note/1/x": "{}"}': FOREIGN,
    HEAD.replace("naboskab.", "vaertskab.").encode(): "Noterne i filen hører til et andet kursus.",
    HEAD.replace("Udgave 1", "Udgave 2").encode(): "Filen er gemt af en nyere udgave af kurset.",
    HEAD.encode(): "Der er ingen noter i filen.",
    f"{HEAD}## X {{#../../glem}}\n> 1\n## Y {{#__proto__}}\n> 2\n".encode(): "Der er ingen noter i filen.",
    HEAD.encode() + b"> " + b"x" * 1_000_000: "Filen er for stor til at være dine noter.",
}


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_a_foreign_or_hostile_file_is_told_of_and_changes_nothing(
    number: int, site: Site, reader: Page
) -> None:
    content, said = list(REFUSED.items())[number]
    watch = Watch(reader.context, site.root)
    reader.goto(site.url(PAGE))
    write(reader, "min egen")
    before = reader.evaluate("({ ...localStorage, ...sessionStorage })")
    reader.goto(site.url(GATHERED))
    _fetch(reader, {"name": "noter.txt", "mimeType": "text/plain", "buffer": content})
    expect(reader.get_by_role("status")).to_contain_text(f"{said}")
    expect(reader.get_by_role("status")).to_contain_text("Du har én note.")
    assert reader.evaluate("({ ...localStorage, ...sessionStorage })") == before
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_note_that_cannot_be_read_here_is_not_written_over(site: Site, reader: Page) -> None:
    reader.goto(site.url("index"))
    reader.evaluate("(key) => localStorage.setItem(key, '{broken')", f"{HOME}note/1/{ID}")
    reader.goto(site.url(GATHERED))
    text = f"{HEAD}## {QUESTION} {{#{ID}}}\n> fra filen\n## Et gammelt? {{#findes-ikke}}\n> husk mig\n"
    _fetch(reader, {"name": "noter.txt", "mimeType": "text/plain", "buffer": text.encode()})
    expect(reader.get_by_role("status")).to_contain_text("1 note kunne ikke gemmes her og er kun i filen.")
    assert sorted(_texts(reader)) == ["husk mig", "{broken"]
    expect(reader.locator(".noter")).to_contain_text("Et gammelt?")


def test_a_browser_without_room_says_what_it_could_not_keep(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.url(GATHERED))
    text = f"{HEAD}## {QUESTION} {{#{ID}}}\n> fra filen\n"
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }")
    _fetch(page, {"name": "noter.txt", "mimeType": "text/plain", "buffer": text.encode()})
    expect(page.get_by_role("status")).to_contain_text("1 note kunne ikke gemmes her")
