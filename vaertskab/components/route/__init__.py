"""{rute}: pages to take in order. Whoever sets out on one is led from step to step on the pages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab.components.base import CourseDirective
from vaertskab.model.content import Route, RouteStep
from vaertskab.model.language import _
from vaertskab.outputs.shared.html import builder_of, has_own_pages, is_site, link_to, page_around
from vaertskab.outputs.shared.typst_visitors import THROUGH
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode, text_of
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from vaertskab.outputs.shared.typst_visitors import TypstTranslator


class route(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """A route: its `route_id` and `title`, and a numbered list in which each item's first link is a step."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return the route."""
        steps = tuple(RouteStep(link["reftarget"], text_of(item)) for item, link in _steps(self) if link)
        found = Route(self["route_id"], self["title"], steps, docname, line_of(self), _section(self))
        return {"routes": (found,)}


def _section(node: nodes.Element) -> str:
    """Return the anchor of the heading that `node` stands under, or "" where that is the page's own."""
    at = node.parent
    while at is not None and not isinstance(at, nodes.section):
        at = at.parent
    return at["ids"][0] if at is not None and isinstance(at.parent, nodes.section) else ""


def _steps(node: nodes.Element) -> list[tuple[nodes.list_item, nodes.Element | None]]:
    """Return each item of the route's list with its first link into the course, or None."""
    listing = next(node.findall(nodes.enumerated_list), None)
    items = listing.children if listing is not None else []
    return [
        (item, next((x for x in item.findall(addnodes.pending_xref) if x.get("refdomain") == "doc"), None))
        for item in items
        if isinstance(item, nodes.list_item)
    ]


class RouteDirective(CourseDirective):
    """Pages to take in order. On each of them, whoever takes the route is shown the step and the next one.

    Each item of the list links to its page. What follows the block's name is what the route is called.

    ```markdown
    :::{rute} Fem minutter
    :id: fem-minutter

    1. Læs om [imødekommenhed](../modules/principper/imoedekommenhed.md), og svar på ét spørgsmål.
    2. Gå en tur på din egen [dialogrute](../modules/principper/dialogruter.md).
    :::
    ```
    """

    has_content = True
    required_arguments = 1
    final_argument_whitespace = True
    begins_with_text = True
    option_spec: ClassVar[dict[str, Any]] = {"id": directives.unchanged}

    def run(self) -> list[Node]:
        """Return the route with its list."""
        title = self.arguments[0]
        route_id, _named = self.option_id(nodes.make_id(title))
        node = route(route_id=route_id, title=title)
        self.set_source_info(node)
        node += self.parse_content_to_nodes()
        steps = _steps(node)
        if not steps:
            message = _("Ruten har ingen trin. Skriv dem som en liste, der begynder med 1., 2. og 3.")
            self.fault(message, "rute")
        for number, (item, link) in enumerate(steps, 1):
            # A link to a page that is not there is told of as such.
            if link is None and not any(item.findall(addnodes.pending_xref)):
                message = _(
                    "Trin {number} i ruten fører ingen steder hen. Skriv et link til en side i kurset."
                )
                self.fault(message.format(number=number), "rute")
        return [node]


class LeadAlong(SphinxPostTransform):
    """Let the links of a route set out on it: the page that they lead to then shows its step."""

    default_priority = 500  # when links have been resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Add the route's place to the address of each step."""
        if not has_own_pages(builder_of(self.env)):
            return
        for node in self.document.findall(route):
            for item in node.findall(nodes.list_item):
                links = (link for link in item.findall(nodes.reference) if link.get("internal"))
                link = next(links, None)
                if link is not None and "#" not in link.get("refuri", "#"):
                    link["refuri"] += f"#{Route.anchor_of(node['route_id'])}"


def begin_link(self: HTML5Translator, found: Route) -> str:
    """Return the button that sets out on a route."""
    anchor = found.anchor if has_own_pages(self.builder) else ""
    href = html.escape(link_to(self.builder, found.steps[0].docname, anchor))
    words = _("Begynd: {route}").format(route=html.escape(found.name))
    return f'<p class="begynd-rute"><a class="knap" href="{href}">{words}</a></p>\n'


def _visit_html(self: HTML5Translator, node: route) -> None:
    self.body.append(self.starttag(node, "div", "", CLASS="rute"))


def _depart_html(self: HTML5Translator, node: route) -> None:
    """Write the button, on the site; the links of the list have been resolved, so the model is asked."""
    routes = course_domain(self.builder.env).pages[page_around(self.builder, node)].routes
    found = next((one for one in routes if one.id == node["route_id"] and one.steps), None)
    if found and is_site(self.builder):
        self.body.append(begin_link(self, found))
    self.body.append("</div>\n")


def _visit_typst(self: TypstTranslator, node: route) -> None:
    self.finish(self.blocks(node.children))


DIRECTIVES = {"rute": (RouteDirective, "")}


def setup(app: Sphinx) -> None:
    """Register how a route is shown where it is written."""
    app.add_node(
        route,
        html=(_visit_html, _depart_html),
        typst=(_visit_typst, _visit_typst),
        text=THROUGH,
        latex=THROUGH,
        man=THROUGH,
    )
    app.add_post_transform(LeadAlong)
