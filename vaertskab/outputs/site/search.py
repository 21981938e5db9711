"""The search index: the whole course's text, packed, in one script that also loads from `file://`.

Each distinct word (with its comma or quotation mark) stands once, the most frequent first; a passage is
a string with one character for each of its words. The reader's browser finds the words that answer the
search and sees in which passages they stand. So the text is its own index, and takes half the room.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaertskab.model.course import Course, Passage
from vaertskab.outputs.site.assets import write_changed
from vaertskab.reading.domain import course_domain, course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FILE = "_static/js/soeg-data.js"


def alphabet() -> Iterator[str]:
    """Yield the characters that stand for words: those that JSON writes as they are, shortest first.

    `theme/vaertskab/scripts/search` reckons the same way.
    """
    for code in range(0x20, 0x110000):
        unwritten = code in (0x22, 0x5C) or 0x7F <= code < 0xA1 or 0x2028 <= code < 0x202A
        if not unwritten and not 0xD800 <= code < 0xE000:
            yield chr(code)


def as_data(app: Sphinx, course: Course) -> dict[str, Any]:
    """Return the index.

    `words`: every distinct word, spaces between. `parts`: titles. `pages`: list of [title, address, part's
    number or -1, passages]; a passage is [anchor, heading, text] with a fourth item 1 when it is a
    question. Titles, headings and texts are strings of characters of `alphabet`.
    """
    passages = course_domain(app.env).passages
    part_of = course.parts_by_page()
    parts = list(course.parts)
    counted: Counter[str] = Counter()
    pages = list(course.pages())

    def said(docname: str) -> tuple[Passage, ...]:
        return passages.get(docname, ())

    for page in pages:
        counted.update(page.title.split())
        for passage in said(page.docname):
            counted.update(passage.heading.split())
            counted.update(passage.text.split())
    words = sorted(counted, key=lambda word: (-counted[word], word))
    codes = dict(zip(words, islice(alphabet(), len(words)), strict=True))

    def packed(text: str) -> str:
        return "".join(codes[word] for word in text.split())

    def row(passage: Passage, title: str) -> list[Any]:
        heading = "" if passage.heading == title else passage.heading
        found: list[Any] = [passage.anchor, packed(heading), packed(passage.text)]
        return [*found, 1] if passage.is_question else found

    rows = []
    for page in pages:
        part = part_of.get(page.docname)
        rows.append(
            [
                packed(page.title),
                app.builder.get_target_uri(page.docname),
                parts.index(part) if part else -1,
                [row(passage, page.title) for passage in said(page.docname)],
            ]
        )
    return {"words": " ".join(words), "parts": [part.title for part in parts], "pages": rows}


def write_index(app: Sphinx) -> None:
    """Write the index, before the search page that names its version."""
    text = json.dumps(as_data(app, course_of(app.env)), ensure_ascii=False, separators=(",", ":"))
    write_changed(Path(app.outdir, FILE), f"var SOEG={text};\n")
