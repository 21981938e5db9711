"""What somebody may have meant: the known name that looks most like the one that was written."""

from __future__ import annotations

import difflib
from collections.abc import Sequence


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Return " Mente du »…«?" for the known name that looks most like `name`, or ""."""
    # What is longer than any name is no misspelling, and takes long to compare.
    close = difflib.get_close_matches(name[:40].lower(), known, 1, 0.6)
    return f" Mente du »{close[0]}«?" if close else ""
