"""kursus.json: the course as other programs read it. `as_data` documents its shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import imagesize
from sphinx.builders.html import StandaloneHTMLBuilder

from vaertskab.model.content import Question
from vaertskab.model.course import Course
from vaertskab.model.language import current
from vaertskab.model.page import Page
from vaertskab.model.palette import OWN, PALETTE, Palette
from vaertskab.model.roles import Purpose
from vaertskab.outputs.shared.existing_films import FOLDER, film_of, folder_of, permalink
from vaertskab.outputs.shared.html import address_of, is_site
from vaertskab.outputs.site import film
from vaertskab.outputs.site.assets import write_changed
from vaertskab.outputs.site.extras import question_path
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Raised when a key changes its meaning or goes; a new key does not raise it.
VERSION = 1
FILE = "kursus.json"


def as_data(app: Sphinx, course: Course) -> dict[str, Any]:
    """Return the course as plain data, in reading order.

    Shape, version 1. Addresses are absolute when `html_baseurl` is set, else relative to the file.
    Text is plain text, in the language of the course. A key without a value is null, an empty list, or "".

    - `version` int, `language` (da | nb | en), `title`, `organisation`, `base_url` str, `privacy` (url of
      what is said of personal data)
    - `keep_months` int (so long after an order's last mail names are kept, as that page promises)
    - `palette`, only where the organisation has colours of its own: {name: [on light, on dark]}
    - `questions`: list of {`id`, `text`, `kind` (a value of `Kind`), `kind_label`, `help`, `page` (docname),
      `url` (on its page), `permalink` (stays when the question moves), `official` (bool),
      `answer` (list of text: what the reader is to remember)}
    - `parts`: list of {`name` (folder), `role` (what an editor writes after `rolle:`), `title`,
      `short_title`, `url`, `description`, `lead`, `pages`}; a page is
      {`docname`, `type` (page | module | exercise), `title`, `subtitle`, `url`, `description`, `lead`,
      `opening` (list of the paragraphs that follow the lead at once),
      `minutes` (whole), `week` (from 1, or null), `questions` (ids), `links` (docnames),
      `tries` (list of text), `manuscript` (null or {`paragraphs`, `words`, `seconds`}),
      `leader` (null or {`question`, `notice`}, for the leader's mail of the week),
      `film` (null or {`url` (the file, H.264), `permalink` (the film on its page, stays when the page
      moves), `seconds`, `size` (bytes), `kind` (laesefilm | stemme | maskine | kamera), `captions` (url of a
      WebVTT file, or null), `poster` (url of a JPEG, or null), `poster_size` ([width, height] in
      pixels, or null), `chapters` (list of {`start`
      (seconds), `title`}), `chapter_list` (url of the same as a WebVTT file)})}
    """

    def url(path: str) -> str:
        return urljoin(course.base_url, path)

    def target(docname: str, anchor: str = "") -> str:
        assert isinstance(app.builder, StandaloneHTMLBuilder)
        return address_of(app.builder, docname, anchor)

    def film_data(page: Page) -> dict[str, Any] | None:
        found = film_of(folder_of(Path(app.outdir)), page.docname) if page.film else None
        if found is None:
            return None
        at = {suffix: url(f"{FOLDER}/{path.name}") for suffix, path in found.files.items()}
        return {
            "url": at[".mp4"],
            "permalink": url(permalink(course, page)),
            "seconds": round(found.seconds, 1),
            "size": found.size,
            "kind": found.kind,
            "captions": at.get(".vtt"),
            "poster": at.get(".jpg"),
            "poster_size": list(imagesize.get(found.files[".jpg"])) if ".jpg" in found.files else None,
            "chapters": [{"start": one.start, "title": one.title} for one in found.timeline.chapters],
            "chapter_list": url(f"{FOLDER}/{found.name}{film.CHAPTERS}"),
        }

    def page_data(page: Page) -> dict[str, Any]:
        spoken = page.manuscript
        return {
            "docname": page.docname,
            "type": type(page).__name__.lower(),
            "title": page.title,
            "subtitle": page.subtitle,
            "url": url(target(page.docname)),
            "description": page.description,
            "lead": page.lead,
            "opening": list(page.opening),
            "minutes": page.minutes,
            "week": page.week,
            "questions": [question.id for question in page.questions],
            "links": list(dict.fromkeys(link.target for link in page.links)),
            "tries": list(page.tries),
            "manuscript": spoken
            and {
                "paragraphs": list(spoken.paragraphs),
                "words": spoken.words,
                "seconds": round(spoken.seconds, 1),
            },
            "leader": {"question": page.leader_question, "notice": page.leader_notice}
            if page.leader_question or page.leader_notice
            else None,
            "film": film_data(page),
        }

    def question_data(question: Question) -> dict[str, Any]:
        return {
            "id": question.id,
            "text": question.text,
            "kind": question.kind.value,
            "kind_label": question.kind.label,
            "help": question.help,
            "page": question.docname,
            "url": url(target(question.docname, question.anchor)),
            "permalink": url(question_path(question)),
            "official": bool(question.official),
            "answer": list(question.answer),
        }

    # Every mail leads to what is said of personal data.
    about = course.page_for(Purpose.PRIVACY)
    return {
        "version": VERSION,
        "language": current().code,
        "title": course.title,
        "organisation": course.organisation,
        "base_url": course.base_url,
        **_look(app.config.kursus_brand.palette),
        "privacy": url(target(about.docname))
        if about
        else app.config.kursus_settings["erklaeringer.privatliv"],
        "keep_months": int(app.config.kursus_settings["privatliv.slet-efter"] or 0),
        "questions": [question_data(question) for question in course.questions()],
        "parts": [
            {
                "name": part.name,
                "role": part.role.value,
                "title": part.title,
                "short_title": part.index.short_title,
                "url": url(target(part.index.docname)),
                "description": part.index.description,
                "lead": part.index.lead,
                "pages": [page_data(page) for page in part.pages],
            }
            for part in course.parts
        ],
    }


def _look(palette: Palette) -> dict[str, Any]:
    if palette is OWN or palette.colours == PALETTE:
        return {}
    return {"palette": {name: [colour.light, colour.dark] for name, colour in palette.colours.items()}}


def _publish(app: Sphinx, exception: Exception | None) -> None:
    if exception or not is_site(app.builder):
        return
    data = as_data(app, course_of(app.env))
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_changed(Path(app.outdir, FILE), text)


def setup(app: Sphinx) -> None:
    """Publish the model beside the pages."""
    app.connect("build-finished", _publish)
