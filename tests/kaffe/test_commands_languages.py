"""The commands of a course in another language, as its administrator meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaffe.asking import NOW, order
from kaffe.conftest import Command, course_data
from vaertskab.kaffe.orders.order_list import read_list
from vaertskab.model.language import SOURCE, texts_of, use


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish afterwards, as the other tests do."""
    yield
    use(SOURCE)


@pytest.fixture
def course_file(tmp_path: Path) -> Path:
    """A course file that says nothing in Danish: what its weeks are about is not what is looked at."""
    path = tmp_path / "kursus.json"
    path.write_text(json.dumps(course_data() | {"language": "en"}), "utf-8")
    return path


def _danish_in(said: str) -> list[str]:
    """Return which of our texts stand in what was said as they are written in Danish."""
    texts = {part for danish, (one, *_more) in texts_of("en").items() if danish != one
             for part in re.split(r"\{[^{}]*\}", danish) if len(part) > 12 and part not in one}  # fmt: skip
    return sorted(text for text in texts if text in said)


def test_the_course_that_the_mails_are_of_says_which_language(kaffe: Command, listing: Path) -> None:
    placed = order(kaffe, listing, "--ja")
    assert "Saved as order 1. 2 people will get the emails." in placed.stdout
    assert "Note: " not in kaffe("plan", KAFFE_KURSUS="nowhere.json").stdout
    assert "Order 1: Hovedbiblioteket, placed" in kaffe("status", "--nu", NOW).stdout
    assert kaffe("stop", "9").stderr.startswith("Error: ")
    asked = ("tjek", "tilsyn", "plan", "udtræk bo@example.org", "send", "send --tørløb", "indbakke nowhere",
             "prøv me", "flyt 1 --til 2026-W01", "ret bo@example.org --mail bo@")  # fmt: skip
    shown = [kaffe(*words.split()) for words in asked]
    shown += [
        kaffe("status", KAFFE_SMTP="mail"),
        kaffe("status", KAFFE_POSTKASSE="imaps://", KAFFE_PR_MINUT="x"),
    ]
    assert _danish_in("".join(done.stdout + done.stderr for done in shown)) == []


def test_help_is_in_the_course_s_language(kaffe: Command) -> None:
    commands = "bestil send status tilføj ret afmeld udtræk slet ryd gensend tilsyn indbakke vis prøv pakke"
    said = [kaffe("--help").stdout, *(kaffe(name, "--help").stdout for name in commands.split())]
    assert "Places an order" in said[0]
    assert _danish_in(" ".join(" ".join(said).split())) == []


@pytest.mark.parametrize(
    "header",
    [
        "Fornavn;Etternavn;E-post;Avdelingsnavn",
        "Forename;Surname;Work email;Course",
        "Given name;Last name;E-mail;Manager",
    ],
)
@pytest.mark.parametrize("code", ["da", "nb", "en"])
def test_a_list_s_columns_are_known_by_their_names_in_all_languages(
    header: str, code: str, tmp_path: Path
) -> None:
    use(code)
    path = tmp_path / "list.csv"
    path.write_text(f"{header}\nIda;Øe;ida@example.org;Dora\nPer;Ås;per@example.org;Dora\n", "utf-8")
    listing = read_list(path)
    assert [person.name for person in listing.people] == ["Ida Øe", "Per Ås"]
    assert (listing.notes, listing.left_out) == ([], [])


def test_what_is_wrong_with_a_list_is_said_in_the_course_s_language(kaffe: Command, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name;Email\nIda Øe;ida@example.org\nPer Ås;per@example\nAda;\n", "utf-8")
    refused = order(kaffe, path, "--dag", "Wednesday", "--ja")
    assert "The email address of “Ada” is missing." in refused.stderr
    assert "Line 3" in refused.stderr


def test_clock_and_quotation_marks_are_those_of_the_course_s_language(kaffe: Command, listing: Path) -> None:
    placed = order(kaffe, listing, "--ja").stdout
    assert "“Navn”" in placed
    assert "»" not in placed
    ran = kaffe("send", "--nu", "2026-12-01T10:00", KAFFE_SMTP="smtp://127.0.0.1:9")
    assert "Tue 01/12/2026 at 10:00: 0 emails sent." in ran.stdout
