"""What somebody may have meant: the known name that looks most like the one that was written."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from vaertskab.model.language import _

#: What is longer than any name is no misspelling, and takes long to compare.
MAX_NAME_CHARS = 40
#: How alike two names must be, from 0 to 1.
ALIKE = 0.6


def nearest(name: str, known: Collection[str], alike: float = ALIKE) -> str:
    """Return the known name that looks most like `name`, or ""; `known` are in small letters."""
    close = difflib.get_close_matches(name[:MAX_NAME_CHARS].lower(), known, 1, alike)
    return close[0] if close else ""


def did_you_mean(name: str, known: Collection[str]) -> str:
    """Return " Mente du »…«?" for the known name that looks most like `name`, or ""."""
    return suggestion(nearest(name, known))


def suggestion(close: str) -> str:
    """Return " Mente du »…«?" for what was meant, or "" where nothing is close."""
    return _(" Mente du »{name}«?").format(name=close) if close else ""
