"""The binder, read back: what it says of itself, how it is built, and where things stand on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from binder.printing import MM, Printed, margins_are_white, pictures, standards, tags, text_in, unmarked

BINDER = "vaertskab-mappe.pdf"
UNPRINTED = {"docs/rediger", "docs/udskriv", "docs/drift"}
#: The holes' side, in mm.
INNER = 30


@pytest.fixture(scope="module")
def binder(printed: Printed) -> Path:
    return printed.out / BINDER


@cache
def opened(path: Path) -> pdfplumber.PDF:
    return pdfplumber.open(path)


def headings(pdf: Path) -> list[tuple[int, str]]:
    """Return the outline: level and title."""
    found: list[tuple[int, str]] = []
    with pikepdf.open(pdf) as document, document.open_outline() as outline:

        def walk(items: Any, level: int) -> None:
            for item in items:
                found.append((level, item.title))
                walk(item.children, level + 1)

        walk(outline.root, 1)
    return found


def children(node: Any) -> Iterator[Any]:
    found = node.get("/K", [])
    for child in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child


def elements(pdf: Path, kind: str) -> list[tuple[list[str], Any]]:
    """Return, for each structure element of a kind, the kinds of all elements in it."""
    with pikepdf.open(pdf) as document:
        found: list[tuple[list[str], Any]] = []

        def below(node: Any) -> list[str]:
            return [name for child in children(node) for name in (str(child.S)[1:], *below(child))]

        def walk(node: Any) -> None:
            if str(node.S) == f"/{kind}":
                found.append((below(node), node.get("/Alt")))
            for child in children(node):
                walk(child)

        for top in children(document.Root.StructTreeRoot):
            walk(top)
        return found


def every_pdf(printed: Printed) -> list[Path]:
    return sorted(printed.out.rglob("*.pdf"))


def test_each_pdf_says_what_it_is(printed: Printed) -> None:
    for path in every_pdf(printed):
        assert standards(path) == ("1", "2", "A"), path
        with pikepdf.open(path) as pdf, pdf.open_metadata() as told:
            assert bool(pdf.Root.MarkInfo.Marked)
            assert str(pdf.Root.Lang).startswith("da")
            assert told["dc:title"]
            assert told["dc:creator"] == ["Odense Bibliotekerne"]
            assert str(told["xmp:CreateDate"]).startswith("2023-11-14")  # SOURCE_DATE_EPOCH
            assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_never_skip_a_level(printed: Printed) -> None:
    for path in every_pdf(printed):
        levels = [int(kind[1:]) for kind, _ in tags(path) if re.fullmatch(r"H[1-9]", kind)]
        assert levels, path
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_all_pages_of_the_course_stand_in_order(printed: Printed, binder: Path) -> None:
    expected = ["Velkommen", "Indhold"]
    for part in printed.course.parts:
        expected.append(part.title)
        expected += [page.title for page in part.pages if page.docname not in UNPRINTED]
    sections = {title for level, title in headings(binder) if level > 2}
    shown = [title for level, title in headings(binder) if level <= 2 and title not in sections]
    assert [title for title in shown if title in expected] == expected


def test_editors_pages_are_left_out(binder: Path) -> None:
    assert "Ret en side" not in [title for _, title in headings(binder)]


def test_tables_have_header_cells_and_no_row_without_cells(binder: Path) -> None:
    found = elements(binder, "Table")
    assert len(found) >= 5
    for inside, _ in found:
        assert "TH" in inside
        assert "TD" in inside
    rows = elements(binder, "TR")
    assert all(set(inside) & {"TH", "TD"} for inside, _ in rows)


def test_lists_are_lists(binder: Path) -> None:
    for inside, _ in elements(binder, "LI"):
        assert "LBody" in inside
    assert len(elements(binder, "L")) > 10


def test_figures_have_alternative_text(printed: Printed) -> None:
    for path in every_pdf(printed):
        assert all(alt is not None and str(alt) for _, alt in elements(path, "Figure")), path
    assert len(elements(printed.out / BINDER, "Figure")) == 3


def test_heads_and_feet_are_no_content(binder: Path) -> None:
    for page in opened(binder).pages[2:]:
        outside = [char for char in page.chars if char["bottom"] < 24 * MM or char["top"] > 274 * MM]
        assert all(char["mcid"] is None for char in outside), page.page_number
        assert not outside or outside[0]["tag"] == "Artifact"


def test_everything_painted_is_content_or_artifact(printed: Printed) -> None:
    for path in every_pdf(printed):
        assert unmarked(path) == [], path


def test_the_holes_side_is_free_on_odd_and_even_pages(binder: Path) -> None:
    for page in opened(binder).pages[2:]:
        if not page.chars:
            continue
        left = min(char["x0"] for char in page.chars) / MM
        right = 210 - max(char["x1"] for char in page.chars) / MM
        inner = left if page.page_number % 2 else right
        assert inner >= INNER, page.page_number


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
    assert all(re.match("TeXGyrePagella|SourceSans3", name) for name in names), names


def test_the_cover_has_room_for_its_owner(binder: Path) -> None:
    cover = opened(binder).pages[0].extract_text()
    for field in ("Navn", "Bibliotek", "Første dag", "Værtskab ved Odense", "Undskyld, jeg forstyrrer!"):
        assert field in cover


def test_parts_begin_on_the_right_with_a_tab(printed: Printed, binder: Path) -> None:
    found = []
    for page in opened(binder).pages:
        number = re.search(r"^Del (\d)$", page.extract_text() or "", re.MULTILINE)
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
    assert "Den nyeste får du hos vaertskab@example.org" in foot


def test_the_head_tells_part_and_module(binder: Path) -> None:
    pages = opened(binder).pages
    heads = [text_in(page, 12, 12, 186, 13) for page in pages]
    assert any(head == "De fire principper Imødekommenhed" for head in heads)
    assert any(head == "Imødekommenhed De fire principper" for head in heads)


def test_no_heading_stands_at_the_foot_of_a_page(binder: Path) -> None:
    for page in opened(binder).pages:
        body = [char for char in page.chars if 26 * MM < char["top"] < 270 * MM and char["text"].strip()]
        if not body or any(char["size"] > 30 for char in body):
            continue
        last = max(char["bottom"] for char in body)
        line = [char for char in body if char["bottom"] > last - 2]
        heading = all("SourceSans3-Semibold" in char["fontname"] and char["size"] > 11 for char in line)
        assert not heading, page.page_number


def test_links_in_the_course_say_the_page_they_lead_to(binder: Path) -> None:
    pdf = opened(binder)
    # The page that a title of level 2 stands on, by the bookmarks.
    with pikepdf.open(binder) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}

        def page_of(item: Any) -> int:
            target = item.destination if item.destination is not None else item.action.D
            return numbers[target[0].objgen]

        at = {item.title: page_of(item) for part in outline.root for item in part.children}
    words = " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)
    assert f"Læs om princippet Vi hilser velkommen (se side {at['Vi hilser velkommen']})" in words
    assert f"domænetrekanten (se side {at['Domænetrekanten']})" in words
    inside = [
        link
        for page in pdf.pages
        for link in page.annots
        if "/Dest" in str(link["data"].keys()) or link["uri"] is None
    ]
    assert len(inside) > 150


def test_the_contents_lead_to_every_part(binder: Path) -> None:
    kinds = Counter(kind for kind, _ in tags(binder))
    assert kinds["TOC"] >= 1
    assert kinds["TOCI"] >= 40


def test_check_in_and_check_out_are_pages_of_their_own(binder: Path) -> None:
    texts = [page.extract_text() or "" for page in opened(binder).pages]
    sheets = [text for text in texts if "Mit håb for dagen" in text]
    assert len(sheets) == 1
    assert "Det vil jeg give til de andre i dag" in sheets[0]
    assert "Sådan gør I" not in sheets[0]
    assert "Til dig, der leder øvelsen" not in sheets[0]
    out = [text for text in texts if "En væsentlig pointe fra i dag" in text]
    assert len(out) == 1
    assert "Jeg vil konkret øve mig på" in out[0]


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
            round(line["top"] / MM, 1)
            for line in page.lines
            if line["width"] > 100 * MM and line["top"] > 60 * MM
        }
    )
    gaps = [round(after - before, 1) for before, after in pairwise(lines)]
    assert gaps.count(8.0) >= 7


def test_handouts_are_one_or_two_pages_without_the_manuscript(printed: Printed) -> None:
    handouts = [row for row in printed.listed if row["file"].startswith("ark/")]
    assert len(handouts) == len([*printed.course.modules(), *printed.course.exercises()])
    assert all(1 <= row["pages"] <= 2 for row in handouts)
    for path in sorted((printed.out / "ark").glob("*.pdf")):
        text = "".join(page.extract_text() or "" for page in opened(path).pages)
        assert "Det siger filmen" not in text


def test_there_is_a_pdf_for_each_part(printed: Printed) -> None:
    names = (part.index.docname.split("/")[-2] for part in printed.course.parts)
    assert {f"del/{name}.pdf" for name in names} == {
        name for name in printed.files() if name.startswith("del/")
    }
