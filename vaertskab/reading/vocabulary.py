"""The names of blocks and roles that an editor may write.

Each component tells its own when it is imported; reading itself knows none of them.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive

#: Our own blocks by name, also by the twin without Danish letters.
DIRECTIVES: dict[str, type[Directive]] = {}
#: The blocks that hints may speak of, ours and borrowed ones: with Danish letters.
SHOWN_BLOCKS: tuple[str, ...] = ()
#: Our roles in running text.
ROLES: tuple[str, ...] = ()


def add_directive(name: str, directive: type[Directive], twin: str = "") -> None:
    """Learn a block by its name, and its twin without Danish letters."""
    DIRECTIVES[name] = directive
    if twin:
        DIRECTIVES[twin] = directive


def says(name: str, what: str) -> bool:
    """Tell whether the block `name` is one of ours that says so of itself; see `CourseDirective`."""
    return bool(getattr(DIRECTIVES.get(name), what, False))
