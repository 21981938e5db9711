"""What stands on a page: questions, links, a manuscript, room to write, routes, words, cards of paper."""

from __future__ import annotations

from dataclasses import dataclass

from vaertskab.model import text
from vaertskab.model.question_kinds import Kind


def question_anchor(question_id: str) -> str:
    """Return the fragment of a question's card; the reader's script knows how it begins."""
    return f"spoergsmaal-{question_id}"


def again_anchor(question_id: str) -> str:
    """Return the fragment of where a question is asked again: what the reader adds is kept by it."""
    return f"igen-{question_id}"


def writing_anchor(writing_id: str) -> str:
    """Return the fragment of a room to write: the reader's note there is kept by it."""
    return f"skriv-{writing_id}"


def round_anchor(docname: str) -> str:
    """Return the fragment of the place where a group gathers its answers; they are kept by it."""
    return f"runde-{docname.rpartition('/')[2]}"


#: What stands after `:kort:` at a question that has no card.
NO_CARD = "nej"


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
    #: What its card says where that is not `text`; `NO_CARD` for none.
    card: str = ""
    #: What one is to remember, line by line, as its card has it on the back: official wording, and whose.
    answer: tuple[str, ...] = ()
    answer_owner: str = ""
    #: The editor gave the id, rather than the build deriving it from the words.
    named: bool = True

    @property
    def anchor(self) -> str:
        """The fragment of the question's card on its page."""
        return question_anchor(self.id)

    @property
    def on_card(self) -> str:
        """What its card says, away from its page; "" where it has none."""
        return "" if self.card == NO_CARD else self.card or self.text


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
    """Room to write: a label and how many ruled lines it has in print. `id` is unique in the course.

    `again` is whether the reader writes there once more, later.
    """

    id: str
    label: str
    count: int
    line: int
    again: bool = False

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


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card to cut out of paper: what it says, its pile or its number or "", and its line."""

    text: str
    label: str
    line: int
