"""Text into Typst, so that nothing in it is read as markup."""

from __future__ import annotations

import re

#: Characters that a Typst string literal reads as something else, and control characters.
_SPECIAL = re.compile(r'["\\\x00-\x1f\x7f]')


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    return "\\" + found if found in '"\\' else f"\\u{{{ord(found):x}}}"


def string(text: str) -> str:
    """Return `text` as a Typst string literal, with its quotes."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def markup(text: str) -> str:
    """Return `text` as Typst markup that shows exactly its characters.

    Runs of white space become one space, as in a paragraph. The text stands in a string, where Typst
    knows no markup, and the semicolon keeps what follows out of the expression.
    """
    collapsed = re.sub(r"[ \t\r\n\f\v]+", " ", text)
    return f"#{string(collapsed)};" if collapsed else ""
