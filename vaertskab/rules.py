"""What a course must keep to. One function a rule: it yields where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from vaertskab.course import Course
from vaertskab.domain import course_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

#: Docname, line (from 1) and the Danish message with its mend.
Finding = tuple[str, int, str]
Rule = Callable[[Course], Iterator[Finding]]


def question_ids_are_unique(course: Course) -> Iterator[Finding]:
    """Each question has its own id: notes, cards and links hang on it."""
    first: dict[str, str] = {}
    for question in course.questions():
        if question.id in first:
            yield (
                question.docname,
                question.line,
                f"Id'et »{question.id}« bruges allerede på {first[question.id]}.md. "
                "Giv spørgsmålet et andet :id:.",
            )
        first.setdefault(question.id, question.docname)


def shown_questions_exist(course: Course) -> Iterator[Finding]:
    """What {spoergsmaal} names is a question, or a page that has one."""
    ids = {q.id for q in course.questions()}
    pages = {page.docname for page in course.pages() if page.questions}
    for page in course.pages():
        for target, line in page.shown:
            if target in ids or target in pages:
                continue
            near = difflib.get_close_matches(target, [*ids, *pages], 1)
            hint = f" Mente du »{near[0]}«?" if near else ""
            yield (
                page.docname,
                line,
                f"Der er ikke noget spørgsmål på »{target}«.{hint} "
                "Skriv en side med spørgsmål eller et spørgsmåls id.",
            )


def front_matter_is_right(course: Course) -> Iterator[Finding]:
    """Every page has a description of one sentence, which lists, mails and search engines show."""
    for page in course.pages():
        if not page.description:
            yield (
                page.docname,
                1,
                "Siden mangler en beskrivelse. Skriv øverst: ---, så "
                "»beskrivelse: Én sætning om siden.« og så --- igen.",
            )


def weeks_are_one_to_twelve(course: Course) -> Iterator[Finding]:
    """A coffee reflection has its own week, and the weeks run from 1 without a gap."""
    coffee = [p for part in course.parts if part.name == "kaffe" for p in part.pages]
    taken: dict[int, str] = {}
    for page in coffee:
        if page.week is None or not 1 <= page.week <= len(coffee):
            yield page.docname, 1, f"Skriv »uge:« øverst: et tal fra 1 til {len(coffee)}."
        elif page.week in taken:
            yield (
                page.docname,
                1,
                f"Uge {page.week} er allerede taget af {taken[page.week]}.md. Vælg en anden uge.",
            )
        else:
            taken[page.week] = page.docname


RULES: tuple[Rule, ...] = (
    question_ids_are_unique,
    shown_questions_exist,
    front_matter_is_right,
    weeks_are_one_to_twelve,
)


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    course = course_of(env)
    for rule in RULES:
        for docname, line, message in rule(course):
            logger.warning(message, location=(docname, line), type="kursus", subtype=rule.__name__)


def _read_again(app: Sphinx, exception: Exception | None) -> None:
    """After a build with faults, forget what was read.

    Sphinx tells most faults when it reads a page, and reads an unchanged page once only: the second
    build of a broken course would pass.
    """
    if exception or app._warncount:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Tell every finding as a warning of type `kursus`; the build treats warnings as errors."""
    app.connect("env-check-consistency", _check)
    app.connect("build-finished", _read_again, priority=900)
