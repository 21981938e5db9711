"""Two parts that go week by week: a reader, a printer and a program know each from the other."""

from __future__ import annotations

import json
from pathlib import Path

import pdfplumber
import pytest
from building import Built, build, build_whole
from small import SECOND, small_course

from outputs.print.printing import Printed, print_course
from vaertskab.outputs.film.jobs import jobs_of


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_whole(small_course(tmp_path_factory.mktemp("to") / "kursus", SECOND))


@pytest.fixture(scope="module")
def printed(two: Built) -> Printed:
    found = print_course(two.source)
    assert found.status == 0, found.output
    return found


def _leads_to(built: Built, path: str) -> str:
    return (built.site / path).read_text("utf-8").partition("0; url=../")[2].partition("#")[0]


def test_the_films_of_both_have_an_address_that_stays_and_the_first_keeps_its_own(two: Built) -> None:
    assert _leads_to(two, "film/uge-1.html") == "modules/kaffe/01-hvad.html"
    assert _leads_to(two, "film/uge-2.html") == "modules/kaffe/02-hvordan.html"
    assert _leads_to(two, "film/makker-uge-1.html") == "modules/makker/01-hej.html"
    assert _leads_to(two, "film/makker-uge-2.html") == "modules/makker/02-tak.html"


def test_each_gives_its_own_weeks_as_a_calendar(two: Built) -> None:
    for part, name, file in (("kaffe", "Kaffe", "kaffe"), ("makker", "Makkerkaffe", "makkerkaffe")):
        form = two.tree(f"modules/{part}/index").one("form", "kalender")
        shown = {key: form.attributes[f"data-{key}"] for key in ("del", "navn", "fil")}
        assert shown == {"del": part, "navn": name, "fil": file}
        (listed,) = form.all(class_="spoergsmaalsliste")
        assert listed.attributes["data-del"] == part
        assert {link.attributes["href"].rpartition("/")[0] for link in listed.all("a")} == {""}


def test_the_list_of_films_says_which_course_a_week_is_of(two: Built) -> None:
    text = two.tree("docs/biograf").one("main").text()
    for words in ("Kaffe, uge 1: Hvad?", "Makkerkaffe, uge 1: Hej?"):
        assert words in text
    assert "Kaffe, uge" not in build_biograf_of_one(two)


def build_biograf_of_one(two: Built) -> str:
    root = small_course(
        two.source.parent / "en",
        {"docs/index.md": SECOND["docs/index.md"].replace("makker-om\n", ""),
         "docs/kaffe-om.md": SECOND["docs/kaffe-om.md"], "docs/biograf.md": SECOND["docs/biograf.md"]},
    )  # fmt: skip
    return build_whole(root).tree("docs/biograf").one("main").text()


def test_programs_are_told_what_each_is_called(two: Built) -> None:
    told = json.loads((two.site / "kursus.json").read_text("utf-8"))
    weekly = [part for part in told["parts"] if part["role"] == "ugeforløb"]
    assert [(part["name"], part["short_title"], part["title"]) for part in weekly] == [
        ("kaffe", "Kaffe", "Kaffe"),
        ("makker", "Makkerkaffe", "Makkerkaffe – et forslag"),
    ]


def test_each_has_its_own_description_on_paper(printed: Printed) -> None:
    for part, words in (("kaffe", "Velkommen til kaffe"), ("makker", "Velkommen til makkere")):
        with pdfplumber.open(printed.out / f"{part}-beskrivelse.pdf") as pdf:
            assert words in pdf.pages[0].extract_text()
    listed = json.loads((printed.out / "udskrifter.json").read_text("utf-8"))
    titles = {one["file"]: one["title"] for one in listed}
    assert titles["kaffe-beskrivelse.pdf"] == "Beskrivelse af Kaffe"
    assert titles["makker-beskrivelse.pdf"] == "Beskrivelse af Makkerkaffe"


def test_a_card_and_a_film_say_which_course_they_are_of(two: Built, printed: Printed, tmp_path: Path) -> None:
    with pdfplumber.open(printed.out / "samtalekort.pdf") as pdf:
        text = "\n".join(page.extract_text() for page in pdf.pages)
    assert "Kaffe · uge 1" in text
    assert "Makkerkaffe – et forslag · uge 1" in text
    jobs = jobs_of(printed.course, two.source, tmp_path, lambda name: two.source / f"{name}.md", ())
    assert [job.look.label for job in jobs if job.look.week == "Uge 1"] == [
        "Kaffe · uge 1",
        "Makkerkaffe – et forslag · uge 1",
    ]


def test_two_pages_whose_films_would_have_one_name_are_told(tmp_path: Path) -> None:
    same = dict(SECOND)
    same["modules/makker/01-hvad.md"] = same.pop("modules/makker/01-hej.md")
    same["modules/makker/index.md"] = same["modules/makker/index.md"].replace("01-hej", "01-hvad")
    told = build(small_course(tmp_path / "kursus", same))
    assert told.status != 0
    assert "modules/makker/01-hvad.md:9: Siden hedder det samme som modules/kaffe/01-hvad.md" in told.output
