"""{manuskript}: what a film says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import PLAIN, TitledDirective, heading_level, typst_titled
from vaertskab.components.manuscript import teleprompter
from vaertskab.model.content import Manuscript
from vaertskab.model.language import N_, current
from vaertskab.outputs.shared.html import film_here, has_own_pages, local_id, page_around
from vaertskab.reading.nodes import CourseNode, text_of
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: Where the manuscript stands, on a page that has its film too.
TEXT_ID = "filmens-ord"


class manuscript(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """What a film says: a heading and paragraphs to be spoken."""

    goes_elsewhere = N_("et manuskript")

    def facts(self, docname: str) -> dict[str, object]:
        """Return the words, with what stands before each paragraph."""
        spoken = list(self.findall(nodes.paragraph))
        marks = tuple(_mark(paragraph) for paragraph in spoken)
        return {"manuscript": Manuscript(tuple(map(text_of, spoken)), line_of(self), marks)}


def _mark(paragraph: nodes.paragraph) -> str:
    """Return what stands before a paragraph: its place in a list, or that it is quoted."""
    at: nodes.Node = paragraph
    while at.parent is not None and not isinstance(at, manuscript):
        if isinstance(at, nodes.list_item):
            if at.children[0] is not paragraph:
                return ""
            if isinstance(at.parent, nodes.enumerated_list):
                return f"{at.parent.get('start', 1) + at.parent.index(at)}."
            return "•"
        if isinstance(at, nodes.block_quote):
            return current().quotes[0]
        at = at.parent
    return ""


class ManuscriptText(TitledDirective):
    """What a film says: paragraphs to be spoken, as long as a film may last (`model/limits.py`).

    ```markdown
    :::{manuskript}
    Forestil dig, at der står en mand ved skranken.

    Hvad gør du?
    :::
    ```
    """

    node_class = manuscript
    title = N_("Ugens fortælling")


def _visit_html(self: HTML5Translator, node: manuscript) -> None:
    heading = node.children[0]
    assert isinstance(heading, nodes.rubric)
    heading["heading-level"] = heading_level(self)
    name = local_id(self.builder, TEXT_ID, page_around(self.builder, node))
    beside = f' id="{name}"' if film_here(self.builder, node) else ""
    self.body.append(f'<div class="manuskript"{beside}>')


def _depart_html(self: HTML5Translator, node: manuscript) -> None:
    """Close what the film says, where the site has such a page after the way to read it aloud."""
    if has_own_pages(self.builder):
        self.body.append(teleprompter.link(self.builder, page_around(self.builder, node)))
    self.body.append("</div>\n")


DIRECTIVES = {"manuskript": (ManuscriptText, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        manuscript,
        html=(_visit_html, _depart_html),
        typst=typst_titled("manuscript"),
        **PLAIN,
    )
