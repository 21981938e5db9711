"""{udskrifter}: the PDFs of the course, with how much paper they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.components.base import CourseDirective
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node


class PrintList(CourseDirective):
    """The PDFs to print: the binder, the cards and the parts, or with `ark` the handouts.

    ```markdown
    :::{udskrifter}
    :::
    ```
    """

    optional_arguments = 1
    choices = ("", "ark")

    def run(self) -> list[Node]:
        """Return the place of the table, which the site fills when it is written."""
        wanted = self.arguments[0].strip() if self.arguments else ""
        if wanted not in self.choices:
            self.fault(
                f"»{wanted}« findes ikke. Skriv :::{{udskrifter}} eller :::{{udskrifter}} ark.", "udskrifter"
            )
            return []
        node = course_nodes.print_list(handouts=bool(wanted))
        self.set_source_info(node)
        return [node]
