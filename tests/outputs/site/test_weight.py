"""What the site weighs: a reader's first visit as gzip sends it, and how many files there are."""

from __future__ import annotations

import gzip
from pathlib import Path

from building import Built
from html_tree import Element

#: Of five pages in a row, with nothing in the browser's memory.
VISIT_BYTES, VISIT_REQUESTS = 60_000, 15
#: Scripts and stylesheets of all pages together, beside those for search, films and the big screen.
MOST_SCRIPTS, MOST_STYLES = 4, 2
APART = {"soeg.js", "soeg-data.js", "film.js", "biograf.js", "teleprompter.js", "film.css"}
#: What waits for an editor who writes tabs or buttons, or for films, which come after the site is built.
FOR_LATER = {"sphinx-design.min.css", "film.js", "biograf.js"}


def test_five_pages_in_a_row_are_light_and_ask_for_little(course: Built) -> None:
    visited = _visit(course)
    fetched = {course.site / f"{name}.html" for name in visited}
    for name in visited:
        fetched |= _asked(course, f"{name}.html", course.tree(name))
    weight = {path: len(gzip.compress(path.read_bytes(), 6)) for path in fetched}
    assert sum(weight.values()) <= VISIT_BYTES, weight
    assert len(weight) <= VISIT_REQUESTS, weight


def test_the_whole_site_has_few_scripts_and_stylesheets(course: Built) -> None:
    asked = {path for name, tree in course.trees.items() for path in _asked(course, name, tree)}
    names = {path.name for path in asked} - APART
    assert len([name for name in names if name.endswith(".js")]) <= MOST_SCRIPTS, names
    assert len([name for name in names if name.endswith(".css")]) <= MOST_STYLES, names


def _visit(built: Built) -> list[str]:
    """Return what a new colleague reads: front, a module, a week, the longest exercise, the notes."""
    pages = [page for part in built.data["parts"] for page in part["pages"]]
    week = next(page for page in pages if page["week"] == 4)
    module = next(page for page in pages if page["type"] == "module" and page["week"] is None)
    exercises = [page for page in pages if page["type"] == "exercise"]
    exercise = max(exercises, key=lambda page: len(page["questions"]))
    notes = next(name for name, page in built.pages.items() if page.gathers)
    return ["index", *(page["docname"] for page in (module, week, exercise)), notes]


def _asked(built: Built, name: str, tree: Element) -> set[Path]:
    """Return the files that a browser fetches for the page at once."""
    folder = (built.site / name).parent
    wanted = {"script": ("src",), "img": ("src",), "link": ("href",), "video": ("poster",)}
    found = {
        element.attributes[attribute]
        for element in tree.walk()
        for attribute in wanted.get(element.tag, ())
        if attribute in element.attributes and element.attributes.get("rel") != "canonical"
    }
    return {(folder / address.partition("?")[0]).resolve() for address in found}


def _fetched_later(built: Built, tree: Element) -> set[Path]:
    """Return the files that the page's scripts fetch when a reader asks, or when it has been shown."""
    addresses = [
        element.attributes[key]
        for element in tree.walk()
        if element.tag == "script"
        for key in ("data-stort", "data-stil", "data-indeks")
        if key in element.attributes
    ]
    return {(built.site / address.partition("?")[0]).resolve() for address in addresses}


def test_no_script_or_stylesheet_is_left_that_no_page_asks_for(course: Built) -> None:
    asked = {path for name, tree in course.trees.items() for path in _asked(course, name, tree)}
    asked |= {path for tree in course.trees.values() for path in _fetched_later(course, tree)}
    brought = {p.resolve() for p in course.site.rglob("*") if p.suffix in (".js", ".css")}
    assert {path.name for path in brought - asked} == FOR_LATER
