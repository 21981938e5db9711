"""A film in time: what is said when. Every way of making a film ends in a timeline."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `start` to `end`, in seconds from the film's beginning."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place to jump to, in seconds from the film's beginning."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole film: its length in seconds, its captions in order and without overlap, its chapters."""

    seconds: float
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
