"""The search index: all that the pages say, and the same Danish as Snowball's."""

from __future__ import annotations

import json
from itertools import islice

from building import Built, build

from vaertskab.outputs.site.search import FILE, alphabet


def _index(built: Built) -> dict[str, list]:
    text = (built.site / FILE).read_text("utf-8")
    found: dict[str, list] = json.loads(text.removeprefix("var SOEG=").rstrip(";\n"))
    return found


def _said(built: Built) -> dict[str, str]:
    """The text of each page, as the index has it."""
    index = _index(built)
    words = str(index["words"]).split(" ")
    numbers = dict(zip(islice(alphabet(), len(words)), words, strict=True))
    return {
        href.removesuffix(".html"): " ".join(
            numbers[code] for piece in pieces for code in piece[1] + piece[2]
        )
        for _, href, _, pieces in index["pages"]
    }


def test_every_page_is_in_the_index_with_all_its_questions(course: Built) -> None:
    said = _said(course)
    assert set(said) == set(course.pages)
    for page in course.pages.values():
        for question in page.questions:
            assert question.text in said[page.docname]
        for paragraph in page.manuscript.paragraphs if page.manuscript else ():
            assert " ".join(paragraph.split()) in said[page.docname]


def test_each_passage_leads_to_a_place_on_its_page(course: Built) -> None:
    for _, href, _, pieces in _index(course)["pages"]:
        ids = {element.attributes.get("id") for element in course.trees[href].walk()}
        assert {piece[0] for piece in pieces} <= ids, href


def test_a_page_that_is_gone_or_changed_is_so_in_the_index(small_done: Built) -> None:
    page = small_done.source / "docs" / "privatliv.md"
    page.write_text(page.read_text("utf-8") + "\nEn hemmelig snegl.\n", "utf-8")
    built = build(small_done.source)
    assert "hemmelig snegl." in _said(built)["docs/privatliv"]
    page.write_text(page.read_text("utf-8").replace("hemmelig snegl", "sten"), "utf-8")
    assert "hemmelig" not in _said(build(small_done.source))["docs/privatliv"]
