"""What the search looks in: every page's words, in one script that also loads from `file://`.

The reader's browser makes the index of it, by MiniSearch, when somebody searches; see `scripts/search`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaertskab.model.content import Passage
from vaertskab.model.course import Course
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.model.roles import Role
from vaertskab.outputs.site.assets import write_changed
from vaertskab.reading.domain import course_domain, course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "_static/js/soeg-data.js"


def _row(passage: Passage, title: str) -> list[Any]:
    row: list[Any] = [passage.anchor, "" if passage.heading == title else passage.heading, passage.text]
    return [*row, 1] if passage.is_question else row


def _also_called(page: Page) -> list[str]:
    """Return what readers call a page beside its title: by the editor, in the menu, by its week."""
    week = _("uge {week}").format(week=page.week) if page.week else ""
    return [words for words in (*page.search_words, page.given_short_title, week) if words]


def as_data(app: Sphinx, course: Course) -> dict[str, Any]:
    """Return what is searched.

    `parts`: a list of [title, 1 where the part is about how the course is kept, else 0]. `pages`: a list of
    [title, address, part's number or -1, what else it is called, description, passages]; a passage is
    [anchor, heading, text], with a fourth item 1 when it is a question. `synonyms`: a list of [word of the
    glossary, its synonyms].
    """
    domain = course_domain(app.env)
    part_of, parts = course.parts_by_page(), list(course.parts)
    rows = []
    for page in course.pages():
        part = part_of.get(page.docname)
        rows.append(
            [
                page.title,
                app.builder.get_target_uri(page.docname),
                parts.index(part) if part else -1,
                " ".join(_also_called(page)),
                page.description,
                [_row(passage, page.title) for passage in domain.passages.get(page.docname, ())],
            ]
        )
    words = [word for page in course.pages() for word in page.words]
    synonyms = [(word.term, word.synonyms) for word in words if word.synonyms]
    return {
        "parts": [[part.title, int(part.role is Role.BEHIND)] for part in parts],
        "pages": rows,
        "synonyms": synonyms,
    }


def write_index(app: Sphinx) -> None:
    """Write what is searched, before the pages that name its version."""
    text = json.dumps(as_data(app, course_of(app.env)), ensure_ascii=False, separators=(",", ":"))
    write_changed(Path(app.outdir, FILE), f"var SOEG={text};\n")
