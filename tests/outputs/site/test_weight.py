"""What our scripts weigh, uncompressed, and that none is sent for nothing. Pages: `course/test_weight.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import Built
from html_tree import Element

from vaertskab.outputs.site import assets

#: Bytes of our own scripts as the minifier has them sent, each counted once. Sphinx-copybutton's and
#: Snowball's are not ours. Those for films are apart, as with pages, and have a limit of their own.
MOST_SCRIPTS, MOST_FOR_FILMS = 20 * 1024, 8 * 1024
FILM_SCRIPTS = {"film", "biograf", "teleprompter"}
SCRIPTS = assets.SOURCES / "js"


def _fetched_later(built: Built, name: str, tree: Element) -> set[Path]:
    """Return the files that the page's scripts fetch when a reader asks for them."""
    folder = (built.site / name).parent
    addresses = [
        element.attributes[key]
        for element in tree.walk()
        if element.tag == "script"
        for key in ("data-stort", "data-stil")
        if key in element.attributes
    ]
    return {(folder / address.partition("?")[0]).resolve() for address in addresses}


@pytest.mark.parametrize(("films", "most"), [(False, MOST_SCRIPTS), (True, MOST_FOR_FILMS)])
def test_our_scripts_together_are_small(films: bool, most: int) -> None:
    sources = [
        path.read_text("utf-8")
        for path in SCRIPTS.rglob("*.js")
        if (path.parent.name in FILM_SCRIPTS) is films
    ]
    # Where there is no wheel of the minifier, the names stay: half as much again, of the same scripts.
    assert sum(len(assets.plain_js(text).encode()) for text in sources) < 1.5 * most
    if assets.minify:
        assert sum(len(assets.light_js(text).encode()) for text in sources) < most


def test_short_names_are_for_what_no_other_script_asks_for(course: Built) -> None:
    every, search = ((course.site / "_static" / "js" / name).read_text("utf-8")
                     for name in ("vaertskab.js", "soeg.js"))  # fmt: skip
    assert "const find=" in every
    assert "make=" in every
    assert "makeButton=" in every
    assert "const makeIndex=" in search


def test_no_script_or_stylesheet_is_left_that_no_page_asks_for(course: Built) -> None:
    asked = {path for name in course.trees for path in course.asked(name)}
    asked |= {path for name, tree in course.trees.items() for path in _fetched_later(course, name, tree)}
    brought = {p.resolve() for p in course.site.rglob("*") if p.suffix in (".js", ".css")}
    # Tabs are an editor's, as are lists and a calendar on other pages; the rest are for films, which come
    # after the site is built.
    kept = ("js/film.js", "js/film-noter.js", "js/biograf.js", "css/film.css", "design-tabs.js",
            "js/liste.js", "js/kalender.js")  # fmt: skip
    assert brought - asked == {(course.site / "_static" / name).resolve() for name in kept}
