"""What depends on the edition: dates, addresses and codes, and what changed since the last release."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from films import lay_film, said
from small import SETTINGS, module, page, small_course

from outputs.print.printing import BINDER, Printed, opened, print_course, tags, text_of

ADDRESS = 'adresse = "https://kursus.example.org/vaert/"'


def printed_whole(source: Path) -> Printed:
    printed = print_course(source)
    assert printed.status == 0, printed.output
    return printed


def git(root: Path, *words: str) -> None:
    names = ("-c", "user.name=En", "-c", "user.email=en@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *words], cwd=root, check=True, capture_output=True, timeout=60)


def test_two_builds_are_the_same_to_the_byte(tmp_path: Path) -> None:
    one = printed_whole(small_course(tmp_path / "et"))
    other = printed_whole(small_course(tmp_path / "to"))
    assert one.files() == other.files()
    assert len(one.files()) > 8


def test_with_an_address_each_module_has_a_code_and_its_address(tmp_path: Path) -> None:
    source = small_course(tmp_path / "kursus", {"kursus.toml": SETTINGS.replace('adresse = ""', ADDRESS)})
    lay_film(source / "_build" / "film", "01-hvad", said(["Hej."]))
    printed = printed_whole(source)
    alternatives = [alt for kind, alt in tags(printed.out / BINDER) if kind == "Figure"]
    base = "https://kursus.example.org/vaert/"
    for name in ("modules/kaffe/01-hvad.html", "film/uge-1.html", "exercises/samlet.html"):
        assert sum(base + name in alt for alt in alternatives) == 1, name
        assert f"kursus.example.org/vaert/{name}" in text_of(printed.out / BINDER)
    assert "Dennyesteerpåkursus.example.org/vaert" in text_of(printed.out / BINDER)
    handout = [alt for kind, alt in tags(printed.out / "ark" / "01-hvad.pdf") if kind == "Figure"]
    assert len(handout) == 2


@pytest.mark.slow
def test_no_code_is_alone_on_a_page(own_course: Path) -> None:
    settings = own_course / "kursus.toml"
    settings.write_text(settings.read_text("utf-8").replace('adresse = ""', ADDRESS), "utf-8")
    texts = [sheet.extract_text() for sheet in opened(printed_whole(own_course).out / BINDER).pages]
    with_code = [text for text in texts if "Siden på skærmen" in text]
    assert len(with_code) > 30
    # Head, foot, the code's name and an address of two lines are not a page's worth.
    assert [text for text in with_code if len(text.splitlines()) < 8] == []


def test_without_an_address_there_is_no_code_and_no_room_for_one(small: Path) -> None:
    printed = printed_whole(small)
    assert [alt for kind, alt in tags(printed.out / BINDER) if kind == "Figure"] == []


def test_the_address_changes_nothing_but_the_codes(tmp_path: Path) -> None:
    without = printed_whole(small_course(tmp_path / "uden"))
    settings = SETTINGS.replace('adresse = ""', ADDRESS)
    having = printed_whole(small_course(tmp_path / "med", {"kursus.toml": settings}))
    assert without.listed[0]["pages"] == having.listed[0]["pages"]


def test_links_out_of_the_course_show_their_address(small: Path) -> None:
    path = small / "docs" / "tilgaengelighed.md"
    body = "Læs [vejledningen](https://example.org/vejledning) eller skriv til <hej@example.org>.\n"
    path.write_text(page("Tilgængelighed", body), "utf-8")
    text = text_of(printed_whole(small).out / BINDER)
    assert "vejledningen(example.org/vejledning)" in text
    assert "skrivtilhej@example.org." in text


def test_what_changed_since_the_last_release_is_told_by_page(small: Path) -> None:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "Første")
    git(small, "tag", "v1.0")
    assert "Nytsidensidsteudgave" not in text_of(printed_whole(small).out / BINDER)
    path = small / "exercises" / "en-til.md"
    path.write_text(module("En til", "Noget nyt.", "Hvad gør du i dag?", "i-dag"), "utf-8")
    git(small, "add", "exercises")
    git(small, "commit", "-q", "-m", "Anden")
    text = text_of(printed_whole(small).out / BINDER)
    told = text[text.rindex("Nytsidensidsteudgave") :]
    assert "udgave1.0" in told
    assert "Entil" in told
    assert "Samlet" not in told


@pytest.mark.parametrize("tag", ["prøve", "x1"])
def test_other_tags_are_no_release(small: Path, tag: str) -> None:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "Første")
    git(small, "tag", tag)
    git(small, "commit", "-q", "--allow-empty", "-m", "Anden")
    assert "Nytsidensidsteudgave" not in text_of(printed_whole(small).out / BINDER)


def test_the_commit_is_in_the_foot_where_there_is_one(small: Path) -> None:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "Første")
    command = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, cwd=small, capture_output=True, text=True, timeout=60, check=True)
    assert f"14.november2023({done.stdout.strip()})" in text_of(printed_whole(small).out / BINDER)


def test_a_page_that_is_gone_leaves_no_handout_behind(small: Path) -> None:
    assert "ark/en-til.pdf" in printed_whole(small).files()
    (small / "exercises" / "en-til.md").unlink()
    index = small / "exercises" / "index.md"
    index.write_text(index.read_text("utf-8").replace("en-til\n", ""), "utf-8")
    assert "ark/en-til.pdf" not in printed_whole(small).files()


def test_bookmarks_follow_the_parts(small: Path) -> None:
    with pikepdf.open(printed_whole(small).out / BINDER) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == ["Indhold", "Velkommen", "Principper", "Kaffe", "Øvelser", "Om kurset"]
