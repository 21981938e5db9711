"""A page for each manuscript to be read aloud from while a colleague records it: large text that rolls."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.osutil import relative_uri

from vaertskab.model import text
from vaertskab.model.course import Page, Purpose
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FOLDER = "teleprompter"


def name_of(docname: str) -> str:
    """Return the name, as Sphinx names pages, of the page from which `docname`'s manuscript is read aloud."""
    name = docname.removeprefix("modules/kaffe/").replace("/", "-")
    return f"{FOLDER}/{name}"


def link(docname: str) -> str:
    """Return the line that leads from a manuscript on the page `docname` to where it is read aloud."""
    href = relative_uri(f"{docname}.html", f"{name_of(docname)}.html")
    return f'<p class="page-facts"><a href="{href}">Læs op fra en teleprompter, og optag filmen</a></p>\n'


def names(pages: Iterable[Page]) -> Iterator[str]:
    """Yield the name of each page that is made."""
    return (name_of(page.docname) for page in pages if page.manuscript)


def _collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    course = course_of(app.env)
    guide = course.page_for(Purpose.RECORDING)
    for page in course.pages():
        if page.manuscript is None:
            continue
        context = {
            "title": f"Teleprompter: {page.title}",
            "spoken": [text.sentences(paragraph) for paragraph in page.manuscript.paragraphs],
            "back": (page.docname, page.title),
            "guide": guide.docname if guide else "",
        }
        name = name_of(page.docname)
        path = Path(app.outdir, f"{name}.html")
        before = (path.read_bytes(), path.stat().st_mtime_ns) if path.is_file() else None
        yield name, context, "teleprompter.html"
        # Sphinx always writes such a page; one that says the same has not changed for who copies the site.
        if before and path.read_bytes() == before[0]:
            os.utime(path, ns=(before[1], before[1]))


def setup(app: Sphinx) -> None:
    """Make the pages with the others."""
    app.connect("html-collect-pages", _collect)
