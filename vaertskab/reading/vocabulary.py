"""The names of blocks that an editor may write.

Each component tells its own when it is imported; reading itself knows none of them.
"""

from __future__ import annotations

import difflib

from docutils.parsers.rst import Directive

#: Directive by name, also by its twin without Danish letters.
DIRECTIVES: dict[str, type[Directive]] = {}
#: Names without Danish letters, and the ones that an editor is shown.
TWINS: dict[str, str] = {}
#: Roles in running text.
ROLES: set[str] = set()
#: Blocks of MyST's and sphinx-design's that hints may speak of.
FOREIGN = (
    "admonition", "note", "tip", "warning", "figure", "image", "table", "list-table", "dropdown", "card",
    "grid", "grid-item", "grid-item-card", "tab-set", "tab-item", "button-link", "button-ref", "div",
    "code-block",
)  # fmt: skip


def add_directive(name: str, directive: type[Directive], twin: str = "") -> None:
    """Learn a block by its name, and its twin without Danish letters."""
    DIRECTIVES[name] = directive
    if twin:
        DIRECTIVES[twin] = directive
        TWINS[twin] = name


def says(name: str, what: str) -> bool:
    """Tell whether the block `name` is one of ours that says so of itself; see `CourseDirective`."""
    return bool(getattr(DIRECTIVES.get(name), what, False))


def blocks() -> tuple[str, ...]:
    """Return the names of all blocks that hints may speak of."""
    return (*DIRECTIVES, *FOREIGN)


def did_you_mean(name: str, known: tuple[str, ...]) -> str:
    """Return " Mente du »…«?" for the known name that looks most like `name`, or ""."""
    close = difflib.get_close_matches(name.lower(), known, 1, 0.6)
    return f" Mente du »{TWINS.get(close[0], close[0])}«?" if close else ""
