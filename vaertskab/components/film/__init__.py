"""{film}: the place of a page's film, with what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place
from vaertskab.components.film.html import player
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.html import film_here, is_site, page_around
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class film(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where the film of a page stands, when there is one."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return that the page has a place for a film."""
        return {"film": True}


class FilmPlace(PlaceDirective):
    """The place of a coffee reflection's film; nothing is shown where no film exists.

    ```markdown
    :::{film}
    :::
    ```
    """

    node_class = film


def _html(self: HTML5Translator, node: CourseNode) -> str:
    """Return the film when there is one; else only the place that printed addresses lead to."""
    if found := film_here(self.builder, node):
        page = course_domain(self.builder.env).pages[page_around(self.builder, node)]
        return player(found, page, self.builder)
    return f'<span id="{films.ANCHOR}"></span>' if is_site(self.builder) else ""


DIRECTIVES = {"film": (FilmPlace, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, film, _html)
