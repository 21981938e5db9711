"""A page for each manuscript to be read aloud from while a colleague records it: large text that rolls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaertskab.components.manuscript.teleprompter import name_of
from vaertskab.model import text
from vaertskab.model.language import _
from vaertskab.model.roles import Purpose
from vaertskab.outputs.shared.html import is_site
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if not is_site(app.builder):
        return
    course = course_of(app.env)
    guide = course.page_for(Purpose.RECORDING)
    for page in course.pages():
        if page.manuscript is None:
            continue
        context = {
            "title": _("Teleprompter: {title}").format(title=page.title),
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
