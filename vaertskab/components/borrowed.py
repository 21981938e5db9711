"""Blocks and roles of docutils, Sphinx and sphinx-design that a page may use, with the options it may give.

The list is closed. An option that is not here does nothing but be told of: classes, since the theme's scripts
and styles go by them; whatever opens a file; whatever counts to a number that a page sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import Directive, directives
from docutils.parsers.rst.languages import get_language

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_NAMED = ("name",)
_CARD = ("link", "link-type", "link-alt", "img-top", "img-bottom", "img-alt", "header", "footer")
_BUTTON = ("color", "outline", "expand")
#: Options by the name of a block.
BLOCKS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("admonition", "attention", "caution", "danger", "error", "hint"), _NAMED),
    **dict.fromkeys(("important", "note", "seealso", "tip", "warning"), _NAMED),
    "versionadded": (), "versionchanged": (), "deprecated": (),
    "figure": ("alt", "width", "align", "name", "target"),
    "image": ("alt", "width", "align", "name", "target"),
    "table": _NAMED,
    "list-table": ("header-rows", "stub-columns", "name"),
    "code-block": ("caption", "linenos", "name"),
    "dropdown": ("open", "color", "icon", "name"),
    "card": _CARD, "card-header": (), "card-footer": (),
    "grid": ("gutter",), "grid-item": ("columns",), "grid-item-card": ("columns", *_CARD),
    "tab-set": (), "tab-item": ("selected",), "tab-set-code": (),
    "button-link": _BUTTON, "button-ref": ("ref-type", *_BUTTON),
}  # fmt: skip
_COLOURS = ("primary", "secondary", "success", "info", "warning", "danger", "light", "dark")
ROLES: tuple[str, ...] = (
    "doc", "ref", "download", "bdg",
    *(f"bdg-{kind}{colour}{line}" for kind in ("", "link-") for colour in _COLOURS for line in ("", "-line")),
)  # fmt: skip


def _refuse(argument: str | None) -> None:
    raise ValueError("not used in the course")


def _narrowed(found: type[Directive], options: tuple[str, ...]) -> type[Directive]:
    """Return `found` with no other options than these; a block that has none left refuses those it had."""
    spec: dict[str, Any] = found.option_spec or {}
    kept = {key: spec[key] for key in options} or dict.fromkeys(spec, _refuse)
    return type(found.__name__, (found,), {"option_spec": kept})


def setup(app: Sphinx) -> None:
    """Register each block anew with the options that it may have."""
    app.setup_extension("sphinx_design")
    english = get_language("en")
    for name, options in BLOCKS.items():
        found = directives.directive(name, english, None)[0]  # type: ignore[arg-type]
        assert found is not None, name
        app.add_directive(name, _narrowed(found, options), override=True)
