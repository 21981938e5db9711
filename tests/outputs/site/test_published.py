"""What others read of the site: addresses, kursus.json and questions that are shared."""

from __future__ import annotations

import inspect
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from building import Built, build_whole
from html_tree import Element, parse
from small import SMALL, small_course

from vaertskab.outputs.site import publish

BASE, REPOSITORY = "https://kursus.example.org/vaertskab/", "https://example.org/kurset"


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small course of an organisation that has set both its address and its repository."""
    settings = SMALL["kursus.toml"].replace('adresse = ""', f'adresse = "{BASE.rstrip("/")}"')
    settings = settings.replace('depot = ""', f'depot = "{REPOSITORY}/"')
    return build_whole(small_course(tmp_path_factory.mktemp("sted"), {"kursus.toml": settings}))


def _canonical(tree: Element) -> str | None:
    return next(
        (e.attributes["href"] for e in tree.all("link") if e.attributes.get("rel") == "canonical"), None
    )


def _edit_links(tree: Element) -> list[str]:
    return [e.attributes["href"] for e in tree.all("a") if "/edit/" in e.attributes.get("href", "")]


def test_with_an_address_every_page_says_its_own(placed: Built) -> None:
    for docname in placed.pages:
        own, tree = f"{BASE}{docname}.html", placed.tree(docname)
        assert (_canonical(tree), tree.meta("og:url")) == (own, own)
        assert str(tree.meta("og:image")).startswith(BASE)


def test_a_question_that_is_shared_shows_its_words_and_a_picture(placed: Built, small_built: Built) -> None:
    """Teams, as others, reads the page of the address that is shared, and needs whole addresses."""
    for built, base in ((placed, BASE), (small_built, "")):
        for question in built.data["questions"]:
            path = f"spoergsmaal/{question['id']}.html"
            tree = parse((built.site / path).read_text("utf-8"))
            assert tree.meta("og:title") == question["text"]
            title = built.pages[question["page"]].title
            about = question["help"] or f"Et spørgsmål fra siden »{title}«."
            assert (tree.meta("og:description"), tree.meta("description")) == (about, about)
            assert tree.meta("og:url") == (f"{base}{path}" if base else None)
            image = tree.meta("og:image")
            assert image == (f"{base}_static/deling.png" if base else None)
            assert not image or (built.site / image.removeprefix(base)).is_file()


def test_with_an_address_the_model_has_absolute_addresses(placed: Built) -> None:
    data = placed.data
    assert data["base_url"] == BASE
    urls = [part["url"] for part in data["parts"]] + [q["permalink"] for q in data["questions"]]
    urls += [p["url"] for part in data["parts"] for p in part["pages"]] + [
        q["url"] for q in data["questions"]
    ]
    assert len(urls) > 15
    assert [url for url in urls if not url.startswith(BASE)] == []


def test_with_an_address_the_sitemap_lists_every_page(placed: Built) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (placed.site / "sitemap.xml").read_text("utf-8"))
    assert sorted(listed) == sorted(f"{BASE}{docname}.html" for docname in placed.pages)


def test_with_an_address_the_404_page_finds_home_from_any_depth(placed: Built) -> None:
    for element in placed.tree("404").walk():
        for name in ("href", "src", "action"):
            address = element.attributes.get(name, "")
            assert not address or address.startswith(("/vaertskab/", "#", "mailto:", BASE)), address


def test_without_an_address_no_page_claims_one(small_built: Built) -> None:
    for tree in small_built.trees.values():
        assert (_canonical(tree), tree.meta("og:url"), tree.meta("og:image")) == (None, None, None)
    assert not (small_built.site / "sitemap.xml").exists()
    assert small_built.data["base_url"] == ""
    assert [q["url"] for q in small_built.data["questions"] if urlsplit(q["url"]).netloc] == []


def test_with_a_repository_every_page_links_to_its_source(placed: Built) -> None:
    for docname in placed.pages:
        assert _edit_links(placed.tree(docname)) == [f"{REPOSITORY}/edit/main/{docname}.md"]


def test_without_a_repository_no_page_has_a_dead_edit_link(small_built: Built) -> None:
    assert [name for name, tree in small_built.trees.items() if _edit_links(tree)] == []


def _shape(value: Any) -> Any:
    """Return the keys and types of `value`; a list by its first item."""
    if isinstance(value, dict):
        return {key: _shape(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value)


def test_the_model_is_published_in_its_documented_shape(course: Built) -> None:
    data = course.data
    assert data["version"] == publish.VERSION == 1
    text = dict.fromkeys(["title", "organisation", "base_url"], str)
    question = dict.fromkeys(
        ["id", "text", "kind", "kind_label", "help", "page", "url", "permalink"], str
    ) | {"official": bool}
    manuscript = {"paragraphs": [str], "words": int, "seconds": float}
    words = ["docname", "type", "title", "subtitle", "url", "description", "lead"]
    page: dict[str, Any] = dict.fromkeys(words, str)
    page |= {"minutes": int, "questions": [str], "links": [str], "tries": [str], "film": type(None)}
    page |= {"leader": type(None), "opening": []}
    part = dict.fromkeys(["name", "title", "url", "description", "lead"], str)
    assert _shape(data)["version"] is int
    assert {key: _shape(data[key]) for key in text} == text
    for found in data["questions"]:
        assert _shape(found | {"answer": ["", *found["answer"]]}) == question | {"answer": [str]}
    assert all({key: _shape(found[key]) for key in part} == part for found in data["parts"])
    for found in course.coffee():
        assert _shape(found) == page | {"week": int, "manuscript": manuscript}
    known = {page["docname"] for part in data["parts"] for page in part["pages"]}
    assert {q["page"] for q in data["questions"]} <= known | set(course.pages)


def test_every_key_of_the_model_is_documented(placed: Built) -> None:
    documented = set(re.findall(r"`(\w+)`", inspect.getdoc(publish.as_data) or ""))
    data = placed.data
    used = set(data) | {key for question in data["questions"] for key in question}
    used |= {key for part in data["parts"] for key in part}
    used |= {key for part in data["parts"] for page in part["pages"] for key in page}
    assert used - documented == set()


def test_every_address_of_the_model_leads_to_its_page_or_card(course: Built) -> None:
    for question in course.data["questions"]:
        path, _, anchor = question["url"].partition("#")
        card = next(
            e for e in course.tree(path.removesuffix(".html")).walk() if e.attributes.get("id") == anchor
        )
        assert card.one(class_="refleksion-spoergsmaal").text() == question["text"]
        assert (course.site / question["permalink"]).is_file()
