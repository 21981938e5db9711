"""The names of blocks and roles that an editor may write.

Each component tells its own when it is imported; reading itself knows none of them.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive

#: Our own blocks by name, also by the twin without Danish letters.
DIRECTIVES: dict[str, type[Directive]] = {}
#: The blocks that hints may speak of, ours and borrowed ones: with Danish letters, or by their English names.
SHOWN_BLOCKS: tuple[str, ...] = ()
#: Our roles in running text, by name.
ROLES: dict[str, object] = {}
#: Blocks of others: those whose first line goes on with a text, and those whose lines are names.
_BORROWED = {
    "begins_with_text": {
        "admonition", "card", "dropdown", "tab-item", "table", "list-table", "grid-item-card",
        "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning",
    },
    "holds_names": {"toctree"},
}  # fmt: skip


def add_directive(name: str, directive: type[Directive], twin: str = "") -> None:
    """Learn a block by its name, and its twin without Danish letters."""
    DIRECTIVES[name] = directive
    if twin:
        DIRECTIVES[twin] = directive


def block_has_trait(name: str, what: str) -> bool:
    """Tell whether the block `name` has the trait, by itself or above; see `CourseDirective`."""
    return bool(getattr(DIRECTIVES.get(name), what, False)) or name in _BORROWED.get(what, ())


def role_has_trait(name: str, what: str) -> bool:
    """Tell whether the role `name` is one of ours that says so of itself.

    It `holds_a_key` whose letters are never shown, or `shows_its_target` where it has no other text.
    """
    return bool(getattr(ROLES.get(name), what, False))
