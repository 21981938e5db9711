"""{kortbunke}: all the course's questions, to draw one from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place, heading_level
from vaertskab.components.question_list.html import question_list
from vaertskab.model.language import _
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def _tools() -> str:
    """Return what the reader's script shows and acts on; hidden where there are no scripts."""
    return (
        '<div class="traek-her" hidden><div class="tools traek">'
        f'<label>{_("Fra")}<select><option value="">{_("Hele kurset")}</select></label>'
        f'<label>{_("Slags")}<select><option value="">{_("Alle slags")}</select></label>'
        f'<button class="tool foerst">{_("Træk et kort")}</button>'
        f'<button class="tool" hidden>{_("Bland kortene")}</button></div>'
        '<p class="note-status" role="status"></p><div></div></div>'
    )


class deck(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """All questions, part by part, to draw from."""

    on_screen_only = True
    fills_its_section = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return that the page lists the questions of others."""
        return {"gathers": True}


class Deck(PlaceDirective):
    """Every question of the course, part by part; one at a time can be drawn at random.

    ```markdown
    :::{kortbunke}
    :::
    ```
    """

    node_class = deck


def _html(self: HTML5Translator, node: CourseNode) -> str:
    level = heading_level(self)
    shown = question_list(
        self.builder, "", css_class="kortbunke", heading_level=level, words=lambda one: one.on_card
    )
    return _tools() + shown


DIRECTIVES = {"kortbunke": (Deck, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, deck, _html)
