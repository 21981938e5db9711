"""A page as data: what an editor says of it in its head, and what stands on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vaertskab.model import text
from vaertskab.model.content import Link, Manuscript, PaperCard, Question, Route, Word, WritingLines
from vaertskab.model.meeting import Drawing, Meeting
from vaertskab.model.roles import Paper, Purpose, Role
from vaertskab.model.talk import Talk


def part_name(docname: str) -> str:
    """Return the name of the part that `docname` belongs to: its folder, or "" at the root."""
    folder = docname.rpartition("/")[0]
    return folder.rpartition("/")[2]


#: Several rules ask for it.
_lix = cache(text.lix)


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
    #: The talks in which the reader chooses what to say.
    talks: tuple[Talk, ...] = ()
    paper_cards: tuple[PaperCard, ...] = ()
    film: bool = False
    #: The page lists all films, to be played one after another.
    cinema: bool = False
    #: The role of the part whose folder the page lies in.
    role: Role = Role.GUIDANCE
    purpose: Purpose | None = None
    #: Whether the page stands in the binder.
    printed: bool = True
    #: What is printed of it by itself because its editor asks for it.
    paper: Paper | None = None
    #: Whether »Næste« leads to the page; else it goes past it.
    on_the_way: bool = True
    #: The docnames that the page had before, which lead on to it.
    former: tuple[str, ...] = ()
    #: The page lists questions of the whole course or a part: where notes are gathered, cards are drawn.
    gathers: bool = False
    #: The line on which the page's questions are asked once more, or 0.
    asks_again: int = 0
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
    #: The meetings that a host can run from the page.
    meetings: tuple[Meeting, ...] = ()
    #: What a meeting may show of the page: its official wording, by key, its pictures with what they show in
    #: words, and what to do, step by step: its first numbered list.
    wordings: tuple[str, ...] = ()
    pictures: tuple[Drawing, ...] = ()
    how_to: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """Its questions but those with one answer to remember: what is talked about, and asked again."""
        return tuple(one for one in self.questions if not one.answer)

    @property
    def short_title(self) -> str:
        """The title where there is little room: the editor's short one, or the title itself."""
        return self.given_short_title or self.title

    @property
    def has_sheet(self) -> bool:
        """Whether there is a handout of the page: what is learnt or done has one, and what asks for it."""
        return self.printed and (self.paper is Paper.SHEET or isinstance(self, (Module, Exercise)))

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


def record_class(docname: str, role: Role) -> type[Page]:
    """Return the class of the record of the page `docname`, by the role of its part."""
    if docname.endswith("/index") or not role.teaches:
        return Page
    return Exercise if role is Role.EXERCISES else Module
