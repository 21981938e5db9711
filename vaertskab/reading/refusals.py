"""What a page said and may not say: noted while it is read, so that a rule tells of it at its line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

Kind = Literal["block", "role", "attribute", "html", "link", "picture", "language", "paragraph"]
_NOTED = "kursus_refusals"
#: Room for what is quoted in a message.
_QUOTED_CHARS = 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something left out of a page: what kind of thing, its line (from 1), and how it was written."""

    kind: Kind
    line: int
    written: str


def visible(text: str) -> str:
    """Return `text` on one line without what nobody sees but a tab: it may be printed in a terminal."""
    line = " ".join(text.splitlines())
    return "".join(mark for mark in line if mark == "\t" or unicodedata.category(mark)[0] != "C")


def refuse(env: BuildEnvironment, kind: Kind, line: int, written: str) -> None:
    """Note that something on the page that is being read has been left out."""
    one = Refusal(kind, max(1, line), visible(written)[:_QUOTED_CHARS])
    env.temp_data[_NOTED] = (*refused(env), one)


def refused(env: BuildEnvironment) -> tuple[Refusal, ...]:
    """Return what has been left out of the page that is being read, in order."""
    noted: tuple[Refusal, ...] = env.temp_data.get(_NOTED) or ()
    return noted
