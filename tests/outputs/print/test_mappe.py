"""The binder, read back: what it says of itself, how it is built, and where things stand on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from outputs.print.printing import BINDER, MM, Printed, every_pdf, opened, standards, tags, text_of, unmarked


@pytest.fixture(scope="module")
def binder(printed: Printed) -> Path:
    return printed.out / BINDER


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


def test_each_pdf_says_what_it_is(printed: Printed) -> None:
    for path in every_pdf(printed):
        assert standards(path) == ("1", "2", "A"), path
        with pikepdf.open(path) as pdf, pdf.open_metadata() as told:
            assert bool(pdf.Root.MarkInfo.Marked)
            assert str(pdf.Root.Lang).startswith("da")
            assert told["dc:title"]
            assert told["dc:creator"] == ["Eksempelby Bibliotek"]
            assert str(told["xmp:CreateDate"]).startswith("2023-11-14")  # SOURCE_DATE_EPOCH
            assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_never_skip_a_level(printed: Printed) -> None:
    for path in every_pdf(printed):
        levels = [int(kind[1:]) for kind, _ in tags(path) if re.fullmatch(r"H[1-9]", kind)]
        assert levels, path
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_all_pages_of_the_course_stand_in_order(printed: Printed, binder: Path) -> None:
    expected = ["Indhold", "Velkommen"]
    for part in printed.course.parts:
        expected.append(part.title)
        expected += [page.title for page in part.pages if page.printed]
    sections = {title for level, title in headings(binder) if level > 2} - set(expected)
    shown = [title for level, title in headings(binder) if level <= 2 and title not in sections]
    assert [title for title in shown if title in expected] == expected


@pytest.mark.parametrize("title", ["Ret en side", "Optag en film", "Mine noter", "Biograf"])
def test_pages_for_editors_and_for_the_screen_are_left_out(binder: Path, title: str) -> None:
    assert title not in [title for _, title in headings(binder)]


def test_what_only_a_screen_can_do_is_left_out(binder: Path) -> None:
    told = text_of(binder)
    assert "Skrivvedénskærm" not in told
    assert "harikuntidtilspørgsmålet" not in told.lower()


def test_page_numbers_stand_in_the_margin_or_whole_in_the_text(binder: Path) -> None:
    text = "\n".join(page.extract_text() or "" for page in opened(binder).pages)
    assert len(re.findall(r"s\.\s\d+", text)) > 40
    assert len(re.findall(r"se side \d", text)) > 20
    assert re.findall(r"si[-\u00ad\ufffe]?\nde\s\d+", text) == []


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


def test_links_in_the_course_say_the_page_they_lead_to(binder: Path) -> None:
    pdf = opened(binder)
    # The page that a title of level 2 stands on, by the bookmarks.
    with pikepdf.open(binder) as document, document.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(document.pages, 1)}

        def page_of(item: Any) -> int:
            target = item.destination if item.destination is not None else item.action.D
            return numbers[target[0].objgen]

        at = {item.title: page_of(item) for part in outline.root for item in part.children}
    lines = [line["text"] for page in pdf.pages for line in page.extract_text_lines()]
    for name in ("Domænetrekanten", "Vi hilser velkommen"):
        beside = [line for line in lines if name[1:] in line and line.endswith(f" s. {at[name]}")]
        assert beside, name
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
    assert kinds["TOCI"] >= 30


def test_handouts_are_one_or_two_pages_without_the_manuscript(printed: Printed) -> None:
    handouts = [row for row in printed.listed if row["file"].startswith("ark/")]
    assert len(handouts) == sum(page.has_sheet for page in printed.course.pages())
    assert all(1 <= row["pages"] <= 2 for row in handouts)
    for path in sorted((printed.out / "ark").glob("*.pdf")):
        text = "".join(page.extract_text() or "" for page in opened(path).pages)
        assert "Ugens fortælling" not in text


def test_the_second_page_of_a_handout_is_worth_its_paper(printed: Printed) -> None:
    for path in sorted((printed.out / "ark").glob("*.pdf")):
        for page in opened(path).pages[1:]:
            drawn = (each["bottom"] / MM for each in page.rects + page.lines + page.curves)
            assert max(bottom for bottom in drawn if bottom < 274) > 150, path


def test_a_handout_keeps_the_heading_of_a_text_that_the_glossary_explains(printed: Printed) -> None:
    pages = opened(printed.out / "ark" / "domaenetrekanten.pdf").pages
    lines = [line for page in pages for line in page.extract_text_lines(return_chars=True)]
    headings = [line["text"] for line in lines if round(line["chars"][0]["size"]) == 13]
    domains = ["Personlig logik", "Refleksion", "Beslutningen"]
    assert [line for line in headings if line in domains] == domains


def test_there_is_a_pdf_for_each_part(printed: Printed) -> None:
    names = (part.index.docname.split("/")[-2] for part in printed.course.parts)
    assert {f"del/{name}.pdf" for name in names} == {
        name for name in printed.files() if name.startswith("del/")
    }


def test_every_pdf_is_heard_in_order(printed: Printed) -> None:
    for path in every_pdf(printed):
        with pikepdf.open(path) as document:
            (whole,) = children(document.Root.StructTreeRoot)
            blocks = [str(child.S)[1:] for child in children(whole)]
            boxes = [child for child in children(whole) if child.S == "/Div"]
            within = [str(child.S)[1:] for box in boxes for child in children(box)]
            # A table that goes on over a page stands in a box after its title, and not around it.
            titles = [
                [str(inner.S)[1:] for inner in children(other)]
                for box in boxes
                for one, other in pairwise(children(box))
                if one.S == "/Caption"
            ]
        assert titles == [["Table"]] * within.count("Caption"), f"{path.name}: a title without its table"
        assert "Span" not in [*blocks, *within], f"{path.name}: text without a paragraph"
        before_captions = [one for one, other in pairwise(blocks) if other == "Caption"]
        assert set(before_captions) <= {"Figure"}, f"{path.name}: a caption is heard after its figure"
        flat = [kind for kind, _ in tags(path)]
        if path.parent.name == "ark":
            assert flat[flat.index("H1") + 1] == "P", f"{path.name}: the minutes follow the heading"


def test_the_title_of_a_table_is_its_caption(binder: Path) -> None:
    assert "Caption" in [inside[0] for inside, _ in elements(binder, "Table")]
