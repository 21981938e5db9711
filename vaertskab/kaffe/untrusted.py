"""Texts that a stranger wrote (a list, a mail, a server's answer), made safe to show, to keep and to log."""

from __future__ import annotations

import unicodedata

#: The most characters that are kept of a stranger's text.
MAX_CHARS = 300
#: Format characters that belong to a word: the joiners inside an emoji and in Persian and Indic names.
_JOINERS = "\u200c\u200d"


def one_line(text: str, max_chars: int = MAX_CHARS) -> str:
    """Return `text` on one line of at most `max_chars` characters that cannot steer a terminal.

    Control characters (the escape that begins a terminal's codes, also in its eight-bit form), half
    characters (surrogates) and marks that turn the direction of text around are taken out.
    """
    # A text of any length may come in: what stands far behind the limit is never looked at.
    text = unicodedata.normalize("NFC", text[: max_chars * 4])
    spaced = "".join(" " if char.isspace() or char == "\x85" else char for char in text)
    line = " ".join("".join(char for char in spaced if _is_shown(char)).split())
    return line if len(line) <= max_chars else line[: max_chars - 1].rstrip() + "…"


def _is_shown(char: str) -> bool:
    return char.isprintable() or char in _JOINERS
