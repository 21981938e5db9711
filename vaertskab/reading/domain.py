"""The Sphinx domain that collects the course from the pages.

Sphinx clears a page's record before it reads the page again and merges the records of parallel
readers, so the model is right after any build: a question deleted from a page is gone from it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from vaertskab.model.content import Passage, Question
from vaertskab.model.course import Course, Part
from vaertskab.model.language import _, current
from vaertskab.model.page import Page, part_name
from vaertskab.reading import collect, source

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


class CourseDomain(Domain):
    """What the pages say, by docname."""

    name = "kursus"
    label = "Kursus"
    object_types = {"spoergsmaal": ObjType("spørgsmål", "spoergsmaal")}  # noqa: RUF012
    initial_data = {"pages": {}, "sources": {}, "passages": {}}  # noqa: RUF012  Sphinx copies it
    data_version = 7

    @property
    def pages(self) -> dict[str, Page]:
        """Each page's record by docname."""
        return self.data["pages"]  # type: ignore[no-any-return]

    @property
    def sources(self) -> dict[str, source.Source]:
        """How each page is written, by docname."""
        return self.data["sources"]  # type: ignore[no-any-return]

    @property
    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """What each page says, by docname, for the search."""
        return self.data["passages"]  # type: ignore[no-any-return]

    def clear_doc(self, docname: str) -> None:
        """Forget the page, before it is read again or because it is gone."""
        self.pages.pop(docname, None)
        self.sources.pop(docname, None)
        self.passages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader collected."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]
                self.sources[docname] = otherdata["sources"][docname]
                self.passages[docname] = otherdata["passages"][docname]

    def questions(self) -> Iterator[Question]:
        """Yield every question, in no particular order."""
        for page in self.pages.values():
            yield from page.questions

    def find(self, question_id: str) -> Question | None:
        """Return the question with that id."""
        return next((q for q in self.questions() if q.id == question_id), None)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link {spoergsmaal}`id` to the question's card, wherever it now stands."""
        found = self.find(target)
        if found is None:
            return None
        if not node.get("refexplicit"):
            contnode = nodes.inline("", current().quoted(found.text), classes=["xref", "spoergsmaal"])
        return make_refnode(builder, fromdocname, found.docname, found.anchor, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Questions are only found by their own role."""
        return []

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Yield the questions for Sphinx's inventory (not for its search: priority -1)."""
        for q in self.questions():
            yield q.id, q.text, "spoergsmaal", q.docname, q.anchor, -1


def course_domain(env: BuildEnvironment) -> CourseDomain:
    """Return the course's domain in `env`."""
    return env.get_domain("kursus")  # type: ignore[return-value]


def course_of(env: BuildEnvironment) -> Course:
    """Return the course as it stands in `env`, ordered by the lists on the front and part pages."""
    domain = course_domain(env)
    settings = env.config.kursus_settings
    root = env.config.root_doc

    def listed(docname: str) -> tuple[Page, ...]:
        names = dict.fromkeys(env.toctree_includes.get(docname, ()))
        return tuple(domain.pages[name] for name in names if name in domain.pages)

    return Course(
        title=settings["kursus.titel"],
        organisation=settings["organisation.navn"],
        base_url=env.config.html_baseurl,
        front=domain.pages.get(root, Page(root)),
        parts=tuple(Part(part_name(index.docname), index, listed(index.docname)) for index in listed(root)),
    )


def _shown_of_each_other(course: Course) -> str:
    """Return a digest of all that pages show of others: lists, steps, questions. Lines are for the editor."""
    pages = [
        (
            (page.docname, page.title, page.given_short_title, page.description, page.minutes, page.week),
            (page.film, page.round, page.on_the_way, page.purpose, page.printed),
            [replace(route, line=0) for route in page.routes],
            [replace(question, line=0) for question in page.questions],
            [replace(lines, line=0) for lines in page.writing],
            page.words,
        )
        for page in course.pages()
    ]
    parts = [(part.name, part.role, len(part.pages)) for part in course.parts]
    return hashlib.sha256(repr((parts, pages)).encode()).hexdigest()


def _outdated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Name every page when something that pages show of each other has changed: all take about a second.

    What is remembered is what the site shows: what makes PDFs or films reads pages, and writes none of them.
    """
    if app.builder.format != "html" or app.builder.name == "epub":
        return ()
    before: str = getattr(env, "kursus_shown", "")
    env.kursus_shown = _shown_of_each_other(course_of(env))  # type: ignore[attr-defined]
    return () if env.kursus_shown == before else sorted(env.found_docs)  # type: ignore[attr-defined]


def _tell_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Tell a link to a question that is not there; Sphinx's own words for it are English."""
    if domain is None or domain.name != CourseDomain.name:
        return None
    logger.warning(
        _(
            "Der er ikke noget spørgsmål med id'et »{id}«. Ret det, så det passer med et spørgsmåls :id:."
        ).format(id=node["reftarget"]),
        location=node,
        type="kursus",
        subtype="spoergsmaal",
    )
    return True


def _drop_inherited_data(app: Sphinx, docname: str, content: list[str]) -> None:
    """In a parallel reader, forget what others have read before the first page is.

    Sphinx starts a reader for every ten pages and has it send back all that it knows: with the whole
    course in it, the time to read a course would grow with the square of its pages.
    """
    if app.kursus_reader != os.getpid():  # type: ignore[attr-defined]
        app.kursus_reader = os.getpid()  # type: ignore[attr-defined]
        domain = course_domain(app.env)
        domain.pages.clear()
        domain.sources.clear()
        domain.passages.clear()


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    domain = course_domain(app.env)
    domain.pages[docname] = collect.page_record(app.env, docname, doctree)
    domain.sources[docname] = source.read_source(app.env, docname, doctree)
    domain.passages[docname] = collect.passages(doctree)


def setup(app: Sphinx) -> None:
    """Register the domain.

    Pages are collected on `doctree-read`, after Sphinx's own collectors have taken title and front
    matter (a domain's `process_doc` runs before them).
    """
    app.add_domain(CourseDomain)
    app.kursus_reader = os.getpid()  # type: ignore[attr-defined]
    app.connect("source-read", _drop_inherited_data)
    app.connect("doctree-read", _collect, priority=600)
    app.connect("env-updated", _outdated)
    app.connect("warn-missing-reference", _tell_missing)
