"""{undertitel}: a line under the page's title, which its film and its mail show too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.model.language import N_
from vaertskab.outputs.shared.typst_visitors import TypstTranslator, pass_through
from vaertskab.reading.nodes import CourseNode, text_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class page_subtitle(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """A paragraph that says more than the page's title."""

    goes_elsewhere = N_("en undertitel")

    def facts(self, docname: str) -> dict[str, object]:
        """Return the words."""
        return {"subtitle": text_of(self)}


class Subtitle(CourseDirective):
    """A line under the page's title. Write it right after the title.

    ```markdown
    :::{undertitel} To minutter, hvor den ene kun lytter
    :::
    ```
    """

    begins_with_text = True
    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[Node]:
        """Return the line."""
        words, _ = self.parse_inline(self.arguments[0], lineno=self.lineno)
        paragraph = nodes.paragraph("", "", *words)
        node = page_subtitle("", paragraph)
        for part in (node, paragraph):
            self.set_source_info(part)
        return [node]


def _visit_html(self: HTML5Translator, node: page_subtitle) -> None:
    self.body.append('<div class="undertitel">')


def _depart_html(self: HTML5Translator, node: page_subtitle) -> None:
    self.body.append("</div>\n")


def _visit_typst(self: TypstTranslator, node: page_subtitle) -> None:
    paragraph = node.children[0]
    assert isinstance(paragraph, nodes.paragraph)
    self.finish(f"#subtitle[{self.inline(paragraph)}]")


DIRECTIVES = {"undertitel": (Subtitle, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(page_subtitle, html=(_visit_html, _depart_html), typst=(_visit_typst, pass_through), **PLAIN)
