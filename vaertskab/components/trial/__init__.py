"""{prøv}: what to try this week, or on the next shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import TitledDirective, typst_titled
from vaertskab.outputs.shared.typst import THROUGH
from vaertskab.reading.nodes import CourseNode, text_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class trial(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Something to try: a heading and what to do."""

    goes_elsewhere = "noget at prøve"

    def facts(self, docname: str) -> dict[str, object]:
        """Return what to do."""
        return {"tries": (" ".join(text_of(paragraph) for paragraph in self.findall(nodes.paragraph)),)}


class Trial(TitledDirective):
    """What to try this week, or on the next shift.

    ```markdown
    :::{prøv}
    Læg mærke til én samtale, hvor du venter med at svare.
    :::
    ```
    """

    node_class = trial
    title = "Prøv det"


def _visit_html(self: HTML5Translator, node: trial) -> None:
    self.body.append('<div class="proev">')


def _depart_html(self: HTML5Translator, node: trial) -> None:
    self.body.append("</div>\n")


DIRECTIVES = {"prøv": (Trial, "proev")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        trial,
        html=(_visit_html, _depart_html),
        typst=typst_titled("trial"),
        text=THROUGH,
        latex=THROUGH,
        man=THROUGH,
    )
