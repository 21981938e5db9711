"""{begynd}: where to begin: a button that sets out on a route, and doors for who wants something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import CourseDirective
from vaertskab.components.route import begin_link
from vaertskab.model.language import _
from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.shared.typst_visitors import THROUGH
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from vaertskab.outputs.shared.typst_visitors import TypstTranslator


class start(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where to begin: the id of a route, `route_id`, and a list with a link at the head of each item."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return the route that the button begins."""
        return {"begins": ((self["route_id"], line_of(self)),)}


class Start(CourseDirective):
    """Where to begin: a button for the route that is named by its id, and a door for each line of the list.

    ```markdown
    :::{begynd} fem-minutter
    - [Ny kollega](../modules/principper/index.md): Læs om de fire principper.
    - [Vært for et møde](../exercises/index.md): Find en øvelse.
    :::
    ```
    """

    has_content = True
    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the list; each output puts the button before it or leaves it out."""
        self.stray_options()
        node = start(route_id=self.arguments[0].strip())
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        if not any(isinstance(child, nodes.bullet_list) for child in node.children):
            self.fault(
                _("Skriv dørene som en liste med et link på hver linje: - [Leder](docs/for-ledere.md)"),
                "begynd",
            )
        return [node]


def _hide_colon(door: nodes.list_item) -> None:
    """Hide what stands between the name of a door and what is said of it: the site gives each a line."""
    for text in door.findall(nodes.Text):
        if text.startswith(":"):
            colon = nodes.inline("", ":", classes=["visually-hidden"])
            text.parent.replace(text, [colon, nodes.Text(text.removeprefix(":"))])
            return


def _visit_html(self: HTML5Translator, node: start) -> None:
    for item in node.findall(nodes.list_item):
        _hide_colon(item)
    self.body.append('<div class="begynd">\n')
    pages = course_domain(self.builder.env).pages.values()
    routes = (route for page in pages for route in page.routes)
    found = next((route for route in routes if route.id == node["route_id"] and route.steps), None)
    if found and is_site(self.builder):
        self.body.append(begin_link(self, found))


def _depart_html(self: HTML5Translator, node: start) -> None:
    self.body.append("</div><!-- begynd -->\n")


def _visit_typst(self: TypstTranslator, node: start) -> None:
    self.finish(self.blocks(node.children))


DIRECTIVES = {"begynd": (Start, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        start,
        html=(_visit_html, _depart_html),
        typst=(_visit_typst, _visit_typst),
        text=THROUGH,
        latex=THROUGH,
        man=THROUGH,
    )
