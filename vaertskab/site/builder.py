"""Sphinx's HTML builder, which renders a title once and not again on each page that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class CourseBuilder(StandaloneHTMLBuilder):
    """The builder `html`. A page names itself, its neighbours and its parents: five titles or more."""

    #: Sphinx's own index, its page and its scripts; `vaertskab.site.search` has taken their place.
    search = False

    def init(self) -> None:
        """Begin with no title rendered."""
        super().init()
        self._titles: dict[nodes.title, dict[str, str]] = {}

    def render_partial(self, node: Node | None) -> dict[str, str]:
        """Render a lone node; a title looks the same on every page, so it is kept."""
        if not isinstance(node, nodes.title):
            return super().render_partial(node)
        if node not in self._titles:
            self._titles[node] = super().render_partial(node)
        return self._titles[node]


def setup(app: Sphinx) -> None:
    """Build HTML with it."""
    app.add_builder(CourseBuilder, override=True)
