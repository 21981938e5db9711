"""What is searched: all that the pages say, and a library that is the one it is said to be."""

from __future__ import annotations

import hashlib
import json

from building import ROOT, Built, build

from vaertskab.outputs.site.search import FILE

VENDOR = ROOT / "vaertskab" / "outputs" / "site" / "vendor"


def _pages(built: Built) -> list[list]:
    text = (built.site / FILE).read_text("utf-8")
    pages: list[list] = json.loads(text.removeprefix("var SOEG=").rstrip(";\n"))["pages"]
    return pages


def _said(built: Built) -> dict[str, str]:
    """The text of each page, as it is searched."""
    return {
        href.removesuffix(".html"): " ".join(f"{piece[1]} {piece[2]}" for piece in pieces)
        for _, href, *_, pieces in _pages(built)
    }


def test_every_page_is_searched_with_all_its_questions(course: Built) -> None:
    said = _said(course)
    assert set(said) == set(course.pages)
    for page in course.pages.values():
        for question in page.questions:
            assert question.text in said[page.docname]
        for paragraph in page.manuscript.paragraphs if page.manuscript else ():
            assert " ".join(paragraph.split()) in said[page.docname]


def test_each_passage_leads_to_a_place_on_its_page(course: Built) -> None:
    for _, href, *_, pieces in _pages(course):
        ids = {element.attributes.get("id") for element in course.trees[href].walk()}
        assert {piece[0] for piece in pieces} <= ids, href


def test_a_page_that_is_gone_or_changed_is_so_in_the_search(small_done: Built) -> None:
    page = small_done.source / "docs" / "privatliv.md"
    page.write_text(page.read_text("utf-8") + "\nEn hemmelig snegl.\n", "utf-8")
    built = build(small_done.source)
    assert "hemmelig snegl." in _said(built)["docs/privatliv"]
    page.write_text(page.read_text("utf-8").replace("hemmelig snegl", "sten"), "utf-8")
    assert "hemmelig" not in _said(build(small_done.source))["docs/privatliv"]


def test_the_library_is_the_one_that_is_written_beside_it() -> None:
    digest = hashlib.sha256((VENDOR / "minisearch.js").read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text("utf-8")
