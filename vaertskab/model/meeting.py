"""A meeting that a host runs from a plan: its steps, and what the room sees of each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

#: What an editor writes for the page that the host has chosen.
CHOSEN = "valgt"
#: What an editor writes between pieces of wording that the room sees at once.
TOGETHER = "+"
#: Minutes that a heading promises in words, in any language: the fewest and the most.
PROMISES = {
    "en halv time": (30, 30),
    "en halvtime": (30, 30),
    "tre kvarter": (45, 45),
    "en time": (60, 60),
    "halvanden time": (90, 90),
    "to timer": (120, 120),
    "en halv dag": (180, 240),
    "en hel dag": (300, 480),
    "halvannen time": (90, 90),
    "half an hour": (30, 30),
    "forty-five minutes": (45, 45),
    "three quarters of an hour": (45, 45),
    "an hour and a half": (90, 90),
    "an hour": (60, 60),
    "one hour": (60, 60),
    "two hours": (120, 120),
    "half a day": (180, 240),
    "a whole day": (300, 480),
}
_MINUTES = re.compile(r"(\d+) minut(?:ter|es)\b")


class Showing(StrEnum):
    """What a step may show the room: the option's name on the page."""

    PAGE = "side"
    WORDING = "ordlyd"
    QUESTION = "spørgsmål"
    DRAWING = "tegning"
    TASK = "opgave"
    CARDS = "kort"
    TEXT = "tekst"


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that a step shows: what it is, and its page, id, key or text; or `CHOSEN`."""

    what: Showing
    target: str


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """A step of a meeting: what it is called, its minutes, and whether it may be left out."""

    title: str
    minutes: int
    line: int
    shown: tuple[Shown, ...] = ()
    optional: bool = False
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A plan: `choices` are the pages (docnames) of which the host chooses one, or none.

    `heading` is the text of the heading that it stands under, or "".
    """

    id: str
    title: str
    docname: str
    line: int
    steps: tuple[MeetingStep, ...]
    choices: tuple[str, ...] = ()
    heading: str = ""

    @property
    def minutes(self) -> int:
        """How long it lasts in all."""
        return sum(step.minutes for step in self.steps)

    @property
    def pause_minutes(self) -> int:
        """How much of it is pause."""
        return sum(step.minutes for step in self.steps if step.pause)

    def targets(self, shown: Shown) -> tuple[str, ...]:
        """Return what `shown` names: for the chosen page, each of those to choose between."""
        return self.choices if shown.target == CHOSEN else (shown.target,)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing or picture of a page: its path from the root, and what it shows, in words."""

    uri: str
    alt: str


@dataclass(frozen=True, slots=True)
class Screen:
    """What the room sees at once: a heading, lines of text or questions, a table or a drawing.

    `choice` is the page (docname) that it belongs to when the host chooses between pages, else "".
    """

    what: Showing
    title: str = ""
    lines: tuple[str, ...] = ()
    help: str = ""
    source: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    drawing: Drawing | None = None
    choice: str = ""


def promised(title: str) -> tuple[int, int] | None:
    """Return the fewest and the most minutes that a heading promises, or None when it says none."""
    if found := _MINUTES.search(title):
        return int(found[1]), int(found[1])
    told = title.lower()
    return next((span for words, span in PROMISES.items() if re.search(rf"\b{words}\b", told)), None)
