"""{runde}: a group's answers, gathered at one screen."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place
from vaertskab.model.content import round_anchor
from vaertskab.model.language import _
from vaertskab.outputs.shared.html import page_around
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def _tools() -> str:
    """Return what the reader's script shows and acts on; hidden where there are no scripts."""
    buttons = _("Gem svarene, og giv ordet videre"), _("Kopiér alle svar"), _("Print svarene")
    return (
        f'<p class="tools" hidden><label>{_("Navn (må gerne stå tomt)")} <input autocomplete="off"></label>'
        + "".join(f'<button class="tool">{words}</button>' for words in buttons)
        + "</p>"
    )


class round(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where a group gathers its answers at one screen; on paper there are lines instead."""

    on_screen_only = True
    fills_its_section = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return that a group can gather its answers on the page."""
        return {"round": True}


class Round(PlaceDirective):
    """A round at one screen: each in turn answers the page's questions, and all is copied or printed.

    ```markdown
    :::{runde}
    :::
    ```
    """

    node_class = round


def _html(self: HTML5Translator, node: CourseNode) -> str:
    """Name the place, for the script that fills it."""
    docname = page_around(self.builder, node)
    anchor = round_anchor(docname)
    title = _("Gruppens svar: {title}").format(title=html.escape(self.builder.env.titles[docname].astext()))
    return f'<div class="runde" id="{anchor}" data-title="{title}">{_tools()}</div>\n'


DIRECTIVES = {"runde": (Round, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, round, _html)
