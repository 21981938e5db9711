"""»Næste« leads through the course, and past what is only looked up, used or kept."""

from __future__ import annotations

import posixpath

from building import Built
from html_tree import Element


def _links(course: Built, docname: str, of: str, class_: str) -> list[str]:
    """Return where the links in the elements of a class lead, as docnames."""
    found = [box.all("a") for box in course.tree(docname).all(of, class_)]
    targets = [link.attributes["href"] for links in found for link in links]
    folder = posixpath.dirname(docname)
    paths = [posixpath.normpath(posixpath.join(folder, target)) for target in targets if ":" not in target]
    return [path.removesuffix(".html") for path in paths]


def _next(course: Built, docname: str) -> str | None:
    steps = course.tree(docname).all("nav", "steps")
    links: list[Element] = [link for box in steps for link in box.all("a", "step-on")]
    if not links or links[0].attributes.get("rel") != "next":
        return None
    target = posixpath.join(posixpath.dirname(docname), links[0].attributes["href"])
    return posixpath.normpath(target).removesuffix(".html")


def _way(course: Built, docname: str) -> list[str]:
    way = [docname]
    while (after := _next(course, way[-1])) and after not in way:
        way.append(after)
    return way


def test_next_leads_from_the_front_page_through_what_there_is_to_learn(course: Built) -> None:
    way = _way(course, "index")
    assert way[:4] == [
        "index", "docs/introduktion", "modules/principper/index", "modules/principper/imoedekommenhed",
    ]  # fmt: skip
    fronts = [name for name in way if name.endswith("/index")]
    assert fronts == [
        "modules/principper/index", "modules/referenceramme/index", "exercises/index", "modules/kaffe/index",
    ]  # fmt: skip
    taught = [page["docname"] for part in course.data["parts"] for page in part["pages"]]
    taught = [name for name in taught if not name.startswith("docs/")]
    assert [name for name in way if name in taught] == taught
    assert [name for name in way if name.startswith("docs/")] == ["docs/introduktion"]


def test_the_last_page_leads_to_the_front_page(course: Built) -> None:
    last = _way(course, "index")[-1]
    assert "index" in _links(course, last, "nav", "steps")


def test_a_page_beside_the_way_leads_back_into_it(course: Built) -> None:
    assert _next(course, "docs/index") == "docs/introduktion"
    assert _next(course, "docs/ordliste") == "modules/principper/index"


def test_a_part_for_hosts_and_one_about_the_course_are_ways_of_their_own(course: Built) -> None:
    assert _way(course, "docs/vaerter-og-ledere/index")[1:] == [
        "docs/for-vaerten", "docs/for-ledere", "docs/kaffe-beskrivelse",
    ]  # fmt: skip
    assert _way(course, "docs/bag-kurset/index")[-1] == "docs/privatliv"


def test_tools_and_what_keeps_the_course_are_led_to_from_every_page(course: Built) -> None:
    tools = ["docs/mine-noter", "docs/traek-et-kort", "docs/udskriv", "docs/biograf"]
    for docname in ("index", "modules/kaffe/04-venlighed", "search"):
        assert _links(course, docname, "nav", "tool-list") == tools
        foot = _links(course, docname, "footer", "site-footer")
        assert [name for name in foot if name in tools] == tools
        assert "docs/bag-kurset/index" in foot
        header = _links(course, docname, "header", "site-header")
        assert "docs/vaerter-og-ledere/index" in header
        assert "docs/bag-kurset/index" not in header
    assert _next(course, "docs/mine-noter") is None


def test_the_header_and_the_lists_call_a_part_by_its_short_name(course: Built) -> None:
    named = [link.text() for link in course.tree("index").one("header").all("a")]
    assert "Principper" in named
    assert "De fire principper" not in named


def test_an_address_that_a_page_had_before_leads_on_to_it(course: Built) -> None:
    page = course.tree("docs/om-kurset")
    refresh = next(meta for meta in page.all("meta") if meta.attributes.get("http-equiv") == "refresh")
    assert refresh.attributes["content"] == "0; url=../docs/index.html"
    ids = {element.attributes.get("id") for element in course.tree("docs/index").walk()}
    assert {"om-kurset", "begynd-her"} <= ids
