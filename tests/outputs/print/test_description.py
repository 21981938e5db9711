"""The description of Kafferefleksion: two pages, from its Markdown page."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest
from building import copy_course
from small import SETTINGS, listing, page, small_course

from outputs.print.printing import Printed, margins_are_white, pictures, print_course, standards, tags


@pytest.fixture(scope="session")
def description(printed: Printed) -> Path:
    return printed.out / "kaffe-beskrivelse.pdf"


def words(pdf: Path) -> str:
    """Return the text without its spaces and line breaks."""
    with pdfplumber.open(pdf) as document:
        return "".join("".join(page.extract_text() for page in document.pages).split())


def test_it_has_two_pages(description: Path) -> None:
    with pdfplumber.open(description) as document:
        assert len(document.pages) == 2


def test_it_tells_the_twelve_themes_in_order(description: Path, printed: Printed) -> None:
    text = words(description)
    coffee = next(part for part in printed.course.parts if part.name == "kaffe")
    places = [text.index("".join(page.title.split())) for page in coffee.pages]
    assert len(places) == 12
    assert places == sorted(places)


def test_it_stands_alone(description: Path) -> None:
    text = words(description)
    assert "seside" not in text
    assert "(se»" not in text
    assert "påskærmen" not in text
    assert "Læsmereom" not in text, "the course has no address, and paper no links"
    assert "såskerdetsammedag." in text


@pytest.mark.slow
def test_it_says_where_more_is_said_of_personal_data(tmp_path: Path) -> None:
    address = SETTINGS.replace('adresse = ""', 'adresse = "https://kursus.example.org/vaert/"')
    pages = {
        "kursus.toml": address,
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "kaffe-om"),
        "docs/kaffe-om.md": page(
            "Velkommen", "Siden om [privatliv](privatliv.md) siger mere.\n", role="beskrivelse"
        ),
    }
    found = print_course(small_course(tmp_path, pages))
    assert found.status == 0, found.output
    said = words(found.out / "kaffe-beskrivelse.pdf")
    assert "Sidenomprivatliv(kursus.example.org/vaert/docs/privatliv.html)sigermere." in said


def test_it_is_accessible_and_keeps_clear_of_the_edge(description: Path) -> None:
    assert standards(description) == ("1", "2", "A")
    names = [name for name, _ in tags(description)]
    assert names.count("H1") == 1
    assert names.count("H2") >= 5
    assert {"L", "LI", "LBody"} <= set(names)
    assert all(margins_are_white(picture) for picture in pictures(description))


def test_a_page_that_got_too_long_is_told(tmp_path: Path) -> None:
    source = copy_course(tmp_path / "kursus")
    path = source / "docs" / "kaffe-beskrivelse.md"
    path.write_text(path.read_text("utf-8") + "\nDu kan læse mere om det et andet sted.\n" * 60, "utf-8")
    found = print_course(source)
    assert found.status != 0
    assert "docs/kaffe-beskrivelse.md:1:" in found.output
    assert "må højst fylde 2" in found.output
