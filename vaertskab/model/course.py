"""The course as data: what every output knows and no output changes.

Its classes and those of `page`, `content` and `roles` are frozen and hold only text, numbers and tuples, so
that they can be compared, pickled and handed between processes. `vaertskab.reading.domain` collects them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vaertskab.model.content import Question, Route
from vaertskab.model.page import Page
from vaertskab.model.roles import Purpose, Role

#: The folders of a course that pages lie in, beside the front page.
COURSE_FOLDERS = ("docs", "modules", "exercises")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the course: its index page and the pages that the index lists, in order."""

    name: str
    index: Page
    pages: tuple[Page, ...]

    @property
    def title(self) -> str:
        """The heading of the part's index page."""
        return self.index.title

    @property
    def role(self) -> Role:
        """What the part is for."""
        return self.index.role


@dataclass(frozen=True, slots=True)
class Course:
    """The whole course, in the order in which it is read.

    `base_url` ends with a slash, or is "" where the organisation has not set one.
    """

    title: str
    organisation: str
    base_url: str
    front: Page
    parts: tuple[Part, ...]

    def pages(self) -> Iterator[Page]:
        """Yield every page in reading order: the front page, then each part's index and pages."""
        yield self.front
        yield from _pages(self.parts)

    def questions(self) -> Iterator[Question]:
        """Yield every question in reading order."""
        for page in self.pages():
            yield from page.questions

    def weekly_parts(self) -> tuple[Part, ...]:
        """Return the parts with a page for each week, in reading order."""
        return tuple(part for part in self.parts if part.role is Role.WEEKLY)

    def pages_for(self, purpose: Purpose) -> Iterator[Page]:
        """Yield the pages that are there for `purpose`, in reading order."""
        return (page for page in self.pages() if page.purpose is purpose)

    def page_for(self, purpose: Purpose) -> Page | None:
        """Return the first page that is there for `purpose`, or None."""
        return next(self.pages_for(purpose), None)

    def described_by(self, docname: str) -> Part | None:
        """Return the weekly part that a description is of: `docs/<its folder>-…`, else the first; or None."""
        parts, name = self.weekly_parts(), docname.rpartition("/")[2]
        return next((part for part in parts if name.startswith(f"{part.name}-")), next(iter(parts), None))

    def routes(self) -> Iterator[Route]:
        """Yield every route, in reading order."""
        for page in self.pages():
            yield from page.routes

    def tools(self) -> tuple[Page, ...]:
        """Return the pages that every page leads to, in reading order; the reader's notes are one of them."""
        return tuple(page for page in self.pages() if page.purpose is Purpose.TOOL or page.notes)

    def way(self) -> tuple[Page, ...]:
        """Return the pages that »Næste« leads through from the front page, in order."""
        inside = _pages(part for part in self.parts if part.role.on_the_way)
        return (self.front, *(page for page in inside if page.on_the_way))

    def steps(self) -> dict[str, tuple[Page | None, Page | None]]:
        """Return what »Forrige« and »Næste« lead to on each page, by docname; a tool is not among them.

        A part beside the way is a way of its own, and a page that the way goes past leads back into it.
        """
        on_the_way = [part for part in self.parts if part.role.on_the_way]
        stretches = [[self.front, *_pages(on_the_way)]]
        stretches += [[*_pages([part])] for part in self.parts if not part.role.on_the_way]
        return {docname: found for stretch in stretches for docname, found in _steps(stretch)}

    def parts_by_page(self) -> dict[str, Part]:
        """Return the part of each page, by docname: the one that lists it or has it as its index."""
        found = {part.index.docname: part for part in self.parts}
        for part in self.parts:
            for page in part.pages:
                found.setdefault(page.docname, part)
        return found


def _pages(parts: Iterable[Part]) -> Iterator[Page]:
    for part in parts:
        yield part.index
        yield from part.pages


def _steps(stretch: Sequence[Page]) -> Iterator[tuple[str, tuple[Page | None, Page | None]]]:
    """Yield each page of a way, and each that it goes past, with the pages before and after it."""
    way: list[Page | None] = [None, *(page for page in stretch if page.on_the_way), None]
    at = 0
    for page in stretch:
        at += page.on_the_way
        if page.purpose is not Purpose.TOOL:
            yield page.docname, (way[at - page.on_the_way], way[at + 1])
