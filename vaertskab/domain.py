"""The Sphinx domain that collects the course from the pages.

Sphinx clears a page's record before it reads the page again and merges the records of parallel
readers, so the model is right after any build: a question deleted from a page is gone from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import _
from sphinx.util.nodes import make_refnode

from vaertskab import collect
from vaertskab.course import Course, Page, Part, Question, part_name

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class CourseDomain(Domain):
    """What the pages say, by docname."""

    name = "kursus"
    label = "Kursus"
    object_types = {"spoergsmaal": ObjType(_("spørgsmål"), "spoergsmaal")}  # noqa: RUF012
    initial_data = {"pages": {}}  # noqa: RUF012  Sphinx copies it
    data_version = 1

    @property
    def pages(self) -> dict[str, Page]:
        """Each page's record by docname."""
        return self.data["pages"]  # type: ignore[no-any-return]

    def clear_doc(self, docname: str) -> None:
        """Forget the page, before it is read again or because it is gone."""
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        """Take over what a parallel reader collected."""
        for docname in docnames:
            if docname in otherdata["pages"]:
                self.pages[docname] = otherdata["pages"][docname]

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
            contnode = nodes.inline("", f"»{found.text}«", classes=["xref", "spoergsmaal"])
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


def _outline(course: Course, page: Page, questions: dict[str, Question]) -> str:
    """Return a digest of what the page shows of other pages: lists, steps, questions."""
    part = course.part_of(page.docname)
    around = [(p.index.docname, p.title) for p in course.parts]
    if part:
        around += [(p.docname, p.title) for p in part.pages]
    if part is None or part.index == page:
        listed = part.pages if part else [p.index for p in course.parts]
        around += [(p.docname, f"{p.description}{p.minutes}{p.week}") for p in listed]
    order = [p.docname for p in course.pages()]
    at = order.index(page.docname) if page.docname in order else 0
    steps = [(p.docname, p.title) for p in list(course.pages())[max(0, at - 1) : at + 2]]
    shown = [
        replace(q, line=0)
        for target, _line in page.shown
        for q in questions.values()
        if target in (q.id, q.docname)
    ]
    return hashlib.sha256(repr((around, steps, shown)).encode()).hexdigest()


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the unchanged pages whose surroundings changed, so that they are written again."""
    course = course_of(env)
    questions = {q.id: q for q in course.questions()}
    before: dict[str, str] = getattr(env, "kursus_outlines", {})
    now = {page.docname: _outline(course, page, questions) for page in course.pages()}
    env.kursus_outlines = now  # type: ignore[attr-defined]
    return [docname for docname, digest in now.items() if before.get(docname, digest) != digest]


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    docname = app.env.docname
    course_domain(app.env).pages[docname] = collect.page(app.env, docname, doctree)


def setup(app: Sphinx) -> None:
    """Register the domain.

    Pages are collected on `doctree-read`, after Sphinx's own collectors have taken title and front
    matter (a domain's `process_doc` runs before them).
    """
    app.add_domain(CourseDomain)
    app.connect("doctree-read", _collect, priority=600)
    app.connect("env-updated", _outdated)
