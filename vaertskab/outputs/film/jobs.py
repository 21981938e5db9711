"""Which films the course is to have, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from pathlib import Path

from vaertskab.model.content import Question
from vaertskab.model.course import Course, Part
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.outputs.film import store
from vaertskab.outputs.film.slides import Look
from vaertskab.outputs.film.work import Job
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared import recordings
from vaertskab.outputs.shared.emblems import drawings_of, emblem
from vaertskab.outputs.shared.recordings import Recordings
from vaertskab.outputs.shared.typst_compiler import drawing
from vaertskab.reading.brand import PLAIN, Brand


def jobs_of(
    course: Course,
    root: Path,
    folder: Path,
    file_of: Callable[[str], Path],
    unusable: Container[str],
    voice: Path | None = None,
    brand: Brand = PLAIN,
) -> Iterator[Job]:
    """Yield what each film of the course in `root` is made of; those that are there lie in `folder`.

    `file_of` gives a page's file by its docname. A page has a film when it has a place for one, a manuscript
    and a question to end with. Recordings are left out whose path from the root, without its suffix, is
    `unusable`: a page's recordings differ in nothing else. `voice` is the machine's: it reads what nobody has
    recorded. `brand` is what the course looks like.
    """
    for page, part in _shown(course):
        manuscript, question = page.manuscript, page.questions[-1]
        assert manuscript
        look = _look(course, page, part, question, root, brand)
        found = recordings.beside(file_of(page.docname))
        if any(path.relative_to(root).with_suffix("").as_posix() in unusable for path in found.files()):
            found = Recordings()
        machine = voice if not found.files() else None
        # Not its line: a text that moves down its page says the same.
        told = manuscript.paragraphs, manuscript.marks, look
        name = films.name_of(page.docname)
        yield Job(
            name=name,
            docname=page.docname,
            manuscript=manuscript,
            look=look,
            recordings=found,
            key=store.key_of((told, _named(machine)) if machine else told, found.files()),
            plain=store.key_of(told),
            have=store.key_in(folder, name),
            root=root,
            scratch=folder,
            voice=machine,
        )


def _named(voice: Path) -> tuple[str, int]:
    """Return what a voice is known by: reading it whole for each film would take long."""
    return voice.name, voice.stat().st_size if voice.is_file() else 0


def _shown(course: Course) -> Iterator[tuple[Page, Part | None]]:
    parts = course.parts_by_page()
    for page in course.pages():
        if page.film and page.manuscript and page.questions:
            yield page, parts.get(page.docname)


def _look(
    course: Course, page: Page, part: Part | None, question: Question, root: Path, brand: Brand
) -> Look:
    """Return what the slides show: the course's own name where a page belongs to no part."""
    drawings = drawings_of(root, page)
    picture = next(iter(drawings), None) or emblem(root, page)
    series = part.title if part else course.title
    return Look(
        title=page.title,
        week=_("Uge {week}").format(week=page.week) if page.week else "",
        label=_("{series} · uge {week}").format(series=series, week=page.week) if page.week else series,
        foot=f"{course.title} · {course.organisation}",
        organisation=course.organisation,
        emblem=drawing(picture, brand.palette).decode() if picture else "",
        question=question.text,
        help=question.help,
        kind=question.kind.value,
        kind_label=question.kind.label,
        drawings=tuple(drawing(path, brand.palette).decode() for path in drawings),
        subtitle=page.subtitle,
        brand=brand,
    )
