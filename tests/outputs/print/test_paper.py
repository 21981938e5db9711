"""The binder on paper: where things stand, in mm, and what is kept together."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from outputs.print.printing import (
    BINDER,
    MM,
    Printed,
    every_pdf,
    margins_are_white,
    opened,
    pictures,
    text_in,
)

#: Free on both sides, for holes on either, in mm.
SIDE = 24


@pytest.fixture(scope="module")
def binder(printed: Printed) -> Path:
    return printed.out / BINDER


def test_both_sides_are_free_for_holes_but_for_the_tab(binder: Path) -> None:
    for page in opened(binder).pages:
        tab = 186 * MM
        left = min(char["x0"] for char in page.chars) / MM
        right = 210 - max(char["x1"] for char in page.chars if char["x0"] < tab) / MM
        assert min(left, right) >= SIDE, page.page_number


def test_no_line_of_the_text_runs_out_into_the_margin(binder: Path) -> None:
    seen = 0
    for page in opened(binder).pages[2:]:
        if "Indhold" in text_in(page, 12, 12, 186, 13):
            continue  # its lines reach the page numbers
        body = [
            char for char in page.chars if round(char["size"], 1) in (10.2, 10.5) and char["x0"] < 26 * MM
        ]
        rows = {round(char["top"]) for char in body}
        serif = [char for char in page.chars if "Pagella" in char["fontname"] and char["size"] > 10]
        text = [char for char in serif if round(char["top"]) in rows and char["text"].strip()]
        seen += len(text)
        # A full stop may hang out a little.
        assert max((char["x1"] for char in text), default=0) / MM <= 25 + 120 + 1, page.page_number
    assert seen > 1_000, "letters that were measured"


def test_nothing_stands_where_printers_do_not_reach(printed: Printed) -> None:
    for path in (printed.out / BINDER, *sorted((printed.out / "ark").glob("*.pdf"))):
        for number, picture in enumerate(pictures(path, 0.6), 1):
            assert margins_are_white(picture, 11.5), (path.name, number)


def test_no_page_is_dark(binder: Path) -> None:
    for number, picture in enumerate(pictures(binder, 0.4), 1):
        dark = sum(picture.histogram()[:128]) / (picture.width * picture.height)
        assert dark < 0.1, number


def test_fonts_are_embedded_and_subset(printed: Printed) -> None:
    for path in every_pdf(printed):
        with pikepdf.open(path) as pdf:
            described = [
                o
                for o in pdf.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
            ]
            assert described
            for font in described:
                assert re.match(r"/[A-Z]{6}\+", str(font.FontName)), path
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys())


def test_only_our_own_faces_are_used(binder: Path) -> None:
    with pikepdf.open(binder) as pdf:
        names = {
            str(o.FontName).partition("+")[2]
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        }
    assert all(re.match("TeXGyrePagella|SourceSans3|DejaVuSansMono", name) for name in names), names


def test_the_cover_has_room_for_its_owner(binder: Path) -> None:
    cover = opened(binder).pages[0].extract_text()
    title = "Værtskab ved\nEksempelby Bibliotek\n"
    for field in (
        "Navn",
        "Arbejdssted",
        "Første dag",
        title,
        "»En nysgerrig gæst venter, til den anden er færdig.«",
    ):
        assert field in cover


def test_parts_begin_on_the_right_with_a_tab(printed: Printed, binder: Path) -> None:
    found = []
    for page in opened(binder).pages:
        beside_the_tab = page.crop((0, 0, 170 * MM, page.height))
        number = re.search(r"^Del (\d)$", beside_the_tab.extract_text() or "", re.MULTILINE)
        if not number or not any(char["size"] > 30 for char in page.chars):
            continue
        found.append(int(number[1]))
        assert page.page_number % 2 == 1
        tabs = [shape for shape in [*page.rects, *page.curves] if shape["x1"] > 190 * MM]
        assert {round(210 - shape["x1"] / MM) for shape in tabs} == {12}
    assert found == list(range(1, len(printed.course.parts) + 1))


def test_page_numbers_stand_in_the_outer_corner(binder: Path) -> None:
    for page in opened(binder).pages[2:]:
        if not page.chars:
            continue
        odd = page.page_number % 2
        corner = text_in(page, 165 if odd else 20, 272, 25, 20)
        assert str(page.page_number) in corner.split()


def test_the_foot_tells_version_and_where_the_newest_is(binder: Path) -> None:
    foot = text_in(opened(binder).pages[20], 12, 272, 186, 20)
    assert "Udgave 14. november 2023" in foot
    assert "Den nyeste får du hos naboskab@example.org" in foot


def test_the_head_tells_part_and_module(binder: Path) -> None:
    """By their short names, where they have one."""
    pages = opened(binder).pages
    heads = [text_in(page, 12, 12, 186, 13) for page in pages]
    assert any(head == "Principper Imødekommenhed" for head in heads)
    assert any(head == "Imødekommenhed Principper" for head in heads)


def test_no_heading_stands_at_the_foot_of_a_page(binder: Path) -> None:
    for page in opened(binder).pages:
        body = [char for char in page.chars if 26 * MM < char["top"] < 270 * MM and char["text"].strip()]
        if not body or any(char["size"] > 30 for char in body):
            continue
        last = max(char["bottom"] for char in body)
        line = [char for char in body if char["bottom"] > last - 2]
        heading = all("SourceSans3-Semibold" in char["fontname"] and char["size"] > 11 for char in line)
        assert not heading, page.page_number


def test_each_group_has_a_page_for_its_notes(binder: Path) -> None:
    texts = [page.extract_text() or "" for page in opened(binder).pages]
    for number in range(1, 5):
        found = [text for text in texts if f"Gruppe {number}: Vores noter" in text]
        assert len(found) == 1
        assert re.search(rf"^Gruppe {number}: ", found[0], re.MULTILINE)


def test_writing_lines_are_eight_mm_apart(binder: Path) -> None:
    page = next(p for p in opened(binder).pages if "Gruppe 4: Vores noter" in (p.extract_text() or ""))
    lines = sorted(
        {
            round(line["bottom"] / MM, 1)
            for line in [*page.lines, *page.rects, *page.curves]
            if line["width"] > 150 * MM and line["height"] < 1 * MM and line["top"] > 60 * MM
        }
    )
    gaps = [round(after - before, 1) for before, after in pairwise(lines)]
    assert gaps.count(8.0) >= 7


def test_few_words_are_split_and_none_after_two_letters(binder: Path) -> None:
    split = []
    for page in opened(binder).pages:
        lines = [line["text"] for line in page.extract_text_lines()]
        for line, following in pairwise(lines):
            if found := re.search(r"(\w+)[-\u00ad]$", line):
                split.append((found[1], re.split(r"\W", following)[0]))
    hyphenated = [(one, other) for one, other in split if other[:1].islower()]
    assert len(hyphenated) < 30
    # A hyphen that is part of the word may end a line: it-afdeling.
    apart = [parts for parts in hyphenated if "-".join(parts) != "it-afdeling"]
    assert [parts for parts in apart if min(map(len, parts)) < 3] == []


def test_addresses_and_short_numbers_stay_on_one_line(binder: Path) -> None:
    lines = [line["text"] for page in opened(binder).pages for line in page.extract_text_lines()]
    assert sum("naboskab@example.org" in line for line in lines) > 5
    for line in lines:
        assert not re.search(r"nabo\w*[-\u00ad@]$|\bSystem$|\(\d+$", line), line
