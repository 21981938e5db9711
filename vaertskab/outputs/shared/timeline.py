"""What a film shows and when: the sentences, the chapters and the length, on one clock of seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """One sentence, or a part of a long one, as a caption: from `start` to `end`, in seconds."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place to jump to: its first second and its title."""

    start: float
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A film's length in seconds, its captions in order and without overlap, and its chapters in order."""

    seconds: float
    cues: tuple[Cue, ...]
    chapters: tuple[Chapter, ...]
