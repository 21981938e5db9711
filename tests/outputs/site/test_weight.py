"""How many scripts and stylesheets the site has, and that a page asks for each."""

from __future__ import annotations

from pathlib import Path

from building import Built
from html_tree import Element

#: Scripts and stylesheets of all pages together, beside those for search, films and the big screen.
MOST_SCRIPTS, MOST_STYLES = 4, 2
APART = {"soeg.js", "soeg-data.js", "film.js", "biograf.js", "teleprompter.js", "film.css"}
#: What waits for an editor who writes tabs, buttons, talks or choices, or for films, which come later.
FOR_LATER = {"sphinx-design.min.css", "film.js", "biograf.js", "valg.css"}


def test_the_whole_site_has_few_scripts_and_stylesheets(course: Built) -> None:
    asked = {path for name in course.trees for path in course.asked(name)}
    names = {path.name for path in asked} - APART
    assert len([name for name in names if name.endswith(".js")]) <= MOST_SCRIPTS, names
    assert len([name for name in names if name.endswith(".css")]) <= MOST_STYLES, names


def _fetched_later(built: Built, tree: Element) -> set[Path]:
    """Return the files that the page's scripts fetch when a reader asks, or when it has been shown."""
    addresses = [
        element.attributes[key]
        for element in tree.walk()
        if element.tag == "script"
        for key in (
            "data-stort",
            "data-stil",
            "data-soeg",
            "data-indeks",
            "data-lyt",
            "data-noter",
            "data-valg",
        )
        if key in element.attributes
    ]
    return {(built.site / address.partition("?")[0]).resolve() for address in addresses}


def test_no_script_or_stylesheet_is_left_that_no_page_asks_for(course: Built) -> None:
    asked = {path for name in course.trees for path in course.asked(name)}
    asked |= {path for tree in course.trees.values() for path in _fetched_later(course, tree)}
    brought = {p.resolve() for p in course.site.rglob("*") if p.suffix in (".js", ".css")}
    assert {path.name for path in brought - asked} == FOR_LATER


def test_what_every_page_brings_has_no_words_for_programmers(course: Built) -> None:
    for name in ("js/vaertskab.js", "css/vaertskab.css"):
        lines = (course.site / "_static" / name).read_text("utf-8").splitlines()
        assert lines
        assert [line for line in lines if line.strip().startswith(("//", "/* ", "* "))] == []
