"""{spørgsmålsliste}: the questions of a part, under the pages that ask them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.components.base import CourseDirective, add_place
from vaertskab.components.question_list import html
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _
from vaertskab.model.page import part_name
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

CSS_CLASS = "spoergsmaalsliste"


class question_list(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Questions under the pages that ask them: `part`, its folder."""

    on_screen_only = True
    fills_its_section = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return that the page lists the questions of others."""
        return {"gathers": True}


class QuestionList(CourseDirective):
    """The questions of a part, named by its folder, under the pages that ask them; they can be shown large.

    ```markdown
    :::{spørgsmålsliste} kaffe
    :::
    ```
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the place of the questions; the whole course has been read when it is filled."""
        known = sorted({part_name(name) for name in self.env.found_docs if name.endswith("/index")})
        part = self.arguments[0]
        if part not in known:
            near = did_you_mean(part, tuple(known))
            message = _("Der er ingen del i mappen »{part}«.{near} Skriv en af disse: {known}.")
            self.fault(message.format(part=part, near=near, known=", ".join(known)), "del")
            return []
        node = question_list(part=part)
        self.set_source_info(node)
        return [node]


def _html(self: HTML5Translator, node: CourseNode) -> str:
    return html.question_list(self.builder, node["part"], css_class=CSS_CLASS)


DIRECTIVES = {"spørgsmålsliste": (QuestionList, "spoergsmaalsliste")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, question_list, _html)
