"""{film}, {manuskript} and {prøv}: a coffee reflection's film, what it says, what to try; {biograf}: all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import CourseDirective
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node


class _Titled(CourseDirective):
    """A directive that holds text under a small heading."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    node_class: type[nodes.Element]
    title = ""

    def run(self) -> list[Node]:
        """Return the heading and the text."""
        if not self.content:
            self.fault(f"{{{self.name}}} er tom. Skriv teksten mellem ::: og :::.", self.name)
            return []
        self.stray_options()
        node = self.node_class()
        self.set_source_info(node)
        heading = nodes.rubric("", self.arguments[0] if self.arguments else self.title)
        heading["heading-level"] = 2
        self.set_source_info(heading)
        node += [heading, *self.parse_content_to_nodes()]
        return [node]


class ManuscriptText(_Titled):
    """What a film says: paragraphs to be spoken, 2–5 minutes in all.

    ```markdown
    :::{manuskript}
    Forestil dig, at der står en mand ved skranken.

    Hvad gør du?
    :::
    ```
    """

    node_class = course_nodes.manuscript
    title = "Ugens fortælling"


class Trial(_Titled):
    """What to try this week, or on the next shift.

    ```markdown
    :::{prøv}
    Læg mærke til én samtale, hvor du venter med at svare.
    :::
    ```
    """

    node_class = course_nodes.trial
    title = "Prøv det"


class FilmPlace(CourseDirective):
    """The place of a coffee reflection's film; nothing is shown where no film exists.

    ```markdown
    :::{film}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the place."""
        node = course_nodes.film_place()
        self.set_source_info(node)
        return [node]


class Cinema(CourseDirective):
    """All films in the order of the course, to be seen together: one film, its question, the next film.

    ```markdown
    :::{biograf}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the place, which the site fills when it is written."""
        node = course_nodes.cinema_place()
        self.set_source_info(node)
        return [node]
