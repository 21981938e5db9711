"""The course as data: what every output knows and no output changes.

The classes are frozen and hold only text, numbers and tuples, so that they can be compared, pickled
and handed between processes. `vaertskab.reading.domain` collects them from the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from vaertskab.model import text
from vaertskab.model.question_kinds import Kind

#: The folders of a course that pages lie in, beside the front page.
COURSE_FOLDERS = ("docs", "modules", "exercises")


class Role(StrEnum):
    """What a part of the course is for: what an editor writes after `rolle:` on its front page."""

    GUIDANCE = "vejledning"
    PRINCIPLES = "principper"
    THEORY = "teori"
    EXERCISES = "øvelser"
    #: One page a week, each with a manuscript and a closing question; it can be sent by mail.
    WEEKLY = "ugeforløb"
    #: For those who hold the course for others, or order it: beside the way, with a door on the front page.
    HOSTS = "værter"
    #: How the course is kept, and what it owes its reader: led to from the foot of every page.
    BEHIND = "bag kurset"

    @property
    def default_kind(self) -> Kind:
        """The kind of a question that does not state one."""
        return _DEFAULT_KINDS.get(self, Kind.INVITATION)

    @property
    def teaches(self) -> bool:
        """Whether the part's pages are to learn from or to do, and not about the course."""
        return self not in (Role.GUIDANCE, Role.HOSTS, Role.BEHIND)

    @property
    def on_the_way(self) -> bool:
        """Whether »Næste« leads from the front page through the part."""
        return self not in (Role.HOSTS, Role.BEHIND)


_DEFAULT_KINDS = {
    Role.PRINCIPLES: Kind.WONDERING,
    Role.THEORY: Kind.SELF_REFLECTION,
    Role.WEEKLY: Kind.SELF_REFLECTION,
}


class Purpose(StrEnum):
    """What a single page is for that the course leads to by itself: its `rolle:`."""

    PRIVACY = "privatliv"
    ACCESSIBILITY = "tilgængelighed"
    #: The description that participants of a weekly part are given.
    DESCRIPTION = "beskrivelse"
    #: How to record a film.
    RECORDING = "optagelse"
    #: Something to use and not to read, which every page leads to. There may be several.
    TOOL = "værktøj"


def part_name(docname: str) -> str:
    """Return the name of the part that `docname` belongs to: its folder, or "" at the root."""
    folder = docname.rpartition("/")[0]
    return folder.rpartition("/")[2]


def question_anchor(question_id: str) -> str:
    """Return the fragment of a question's card; the reader's script knows how it begins."""
    return f"spoergsmaal-{question_id}"


def writing_anchor(writing_id: str) -> str:
    """Return the fragment of a room to write: the reader's note there is kept by it."""
    return f"skriv-{writing_id}"


def round_anchor(docname: str) -> str:
    """Return the fragment of the place where a group gathers its answers; they are kept by it."""
    return f"runde-{docname.rpartition('/')[2]}"


@dataclass(frozen=True, slots=True)
class Question:
    """A reflection question: one question, one place, one card.

    `id` is unique in the course and survives rewording and moving; `line` counts from 1. `official`
    is the key in ordlyd.toml when the words are official, else "".
    """

    id: str
    text: str
    kind: Kind
    help: str
    docname: str
    line: int
    official: str = ""
    #: The editor gave the id, rather than the build deriving it from the words.
    named: bool = True

    @property
    def anchor(self) -> str:
        """The fragment of the question's card on its page."""
        return question_anchor(self.id)


@dataclass(frozen=True, slots=True)
class Link:
    """A link from a page to another page of the course."""

    target: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a film says, paragraph by paragraph.

    `marks` are what stands before each: "" for running text, "•" or "2." in a list, "»" for a quotation.
    """

    paragraphs: tuple[str, ...]
    line: int
    marks: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(text.words(paragraph)) for paragraph in self.paragraphs)

    @property
    def seconds(self) -> float:
        """How long the film lasts by the film's own clock, in seconds."""
        return text.film_seconds(self.paragraphs)


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Room to write: a label and how many ruled lines it has in print. `id` is unique in the course."""

    id: str
    label: str
    count: int
    line: int

    @property
    def anchor(self) -> str:
        """The fragment of the room on its page."""
        return writing_anchor(self.id)


@dataclass(frozen=True, slots=True)
class RouteStep:
    """A page of a route, and what to do there."""

    docname: str
    text: str


@dataclass(frozen=True, slots=True)
class Route:
    """Pages to take in order: "Ti minutter". `docname` and `line` say where it is written.

    `section` is the anchor of the heading that it stands under, or "" where that is the page's own.
    """

    id: str
    title: str
    steps: tuple[RouteStep, ...]
    docname: str
    line: int
    section: str = ""

    @staticmethod
    def anchor_of(route_id: str) -> str:
        """Return the fragment by which a page is told that its reader takes the route."""
        return f"rute-{route_id}"

    @property
    def anchor(self) -> str:
        """The same, of this route."""
        return self.anchor_of(self.id)

    @property
    def name(self) -> str:
        """What the route is called inside a sentence."""
        return self.title[:1].lower() + self.title[1:]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page that the search can find and show: a question, or what stands under a heading."""

    anchor: str
    heading: str
    text: str
    is_question: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the glossary: where on its page it stands, what it means in plain text, and its synonyms."""

    term: str
    anchor: str
    meaning: str
    synonyms: tuple[str, ...] = ()


#: Several rules ask for it.
_lix = cache(text.lix)


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card to cut out of paper: what it says, its pile or its number or "", and its line."""

    text: str
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page around the course; also the base of what modules and exercises share.

    `minutes` is the editor's, or the time it takes to read. `shown` are the ids or docnames that the
    page's {spoergsmaal} asks for, with their lines. `prose` is the running text without official
    wording. `given_short_title` is the editor's, or "".
    """

    docname: str
    title: str = ""
    given_short_title: str = ""
    #: The line under the title, or "".
    subtitle: str = ""
    description: str = ""
    lead: str = ""
    minutes: int = 1
    week: int | None = None
    questions: tuple[Question, ...] = ()
    links: tuple[Link, ...] = ()
    manuscript: Manuscript | None = None
    tries: tuple[str, ...] = ()
    writing: tuple[WritingLines, ...] = ()
    shown: tuple[tuple[str, int], ...] = ()
    paper_cards: tuple[PaperCard, ...] = ()
    film: bool = False
    #: The page lists all films, to be played one after another.
    cinema: bool = False
    #: The role of the part whose folder the page lies in.
    role: Role = Role.GUIDANCE
    purpose: Purpose | None = None
    #: Whether the page stands in the binder.
    printed: bool = True
    #: Whether »Næste« leads to the page; else it goes past it.
    on_the_way: bool = True
    #: The docnames that the page had before, which lead on to it.
    former: tuple[str, ...] = ()
    #: The page lists questions of the whole course or a part: where notes are gathered, cards are drawn.
    gathers: bool = False
    #: The page gathers the reader's own notes.
    notes: bool = False
    #: The routes that are written on the page, and the ids of those that it begins, with their lines.
    routes: tuple[Route, ...] = ()
    begins: tuple[tuple[str, int], ...] = ()
    #: A group can gather its answers on the page.
    round: bool = False
    #: The page gives the weeks of a part as a calendar file.
    calendar: bool = False
    #: The paragraphs that follow the lead before anything else does, for the week's mail.
    opening: tuple[str, ...] = ()
    #: For the leader's mail about the week: a question for the next meeting, and a thing to notice.
    leader_question: str = ""
    leader_notice: str = ""
    #: The SVG drawings that the page shows, by path from the course's root: its film shows them too.
    drawings: tuple[str, ...] = ()
    #: What else readers call what the page is about, for the search: the editor's words.
    search_words: tuple[str, ...] = ()
    #: The words of the glossary that the page explains.
    words: tuple[Word, ...] = ()
    prose: tuple[str, ...] = ()

    @property
    def short_title(self) -> str:
        """The title where there is little room: the editor's short one, or the title itself."""
        return self.given_short_title or self.title

    @property
    def lix(self) -> float:
        """The page's readability, by LIX."""
        return _lix(self.prose)


@dataclass(frozen=True, slots=True)
class Module(Page):
    """A page to learn from: a principle, a piece of theory or a week's page."""


@dataclass(frozen=True, slots=True)
class Exercise(Page):
    """Something to do, alone or together."""


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


def record_class(docname: str, role: Role) -> type[Page]:
    """Return the class of the record of the page `docname`, by the role of its part."""
    if docname.endswith("/index") or not role.teaches:
        return Page
    return Exercise if role is Role.EXERCISES else Module
