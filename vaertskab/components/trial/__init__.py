"""{prøv}: what to try this week, or on the next shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import PLAIN, TitledDirective, html_titled, typst_titled
from vaertskab.model.language import N_
from vaertskab.reading.nodes import CourseNode, text_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class trial(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Something to try: a heading and what to do."""

    goes_elsewhere = N_("noget at prøve")

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
    title = N_("Prøv det")


DIRECTIVES = {"prøv": (Trial, "proev")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        trial,
        html=html_titled("proev"),
        typst=typst_titled("trial", may_divide=True),
        **PLAIN,
    )
