"""{spørgsmålsliste}: the questions of a part; {kortbunke}: all the course's questions, to draw from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.components.base import CourseDirective
from vaertskab.model.course import part_name
from vaertskab.model.hints import did_you_mean
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node


class QuestionList(CourseDirective):
    """The questions of a part, named by its folder, under the pages that ask them; they can be shown large.

    ```markdown
    :::{spørgsmålsliste} kaffe
    :::
    ```
    """

    required_arguments = 1
    deck = False

    def run(self) -> list[Node]:
        """Return the place of the questions; the whole course has been read when it is filled."""
        known = sorted({part_name(name) for name in self.env.found_docs if name.endswith("/index")})
        if self.arguments and self.arguments[0] not in known:
            near = did_you_mean(self.arguments[0], tuple(known))
            self.fault(
                f"Der er ingen del i mappen »{self.arguments[0]}«.{near} "
                f"Skriv en af disse: {', '.join(known)}.",
                "del",
            )
            return []
        node = course_nodes.question_list(part="".join(self.arguments), deck=self.deck)
        self.set_source_info(node)
        return [node]


class Deck(QuestionList):
    """Every question of the course, part by part; one at a time can be drawn at random.

    ```markdown
    :::{kortbunke}
    :::
    ```
    """

    required_arguments = 0
    deck = True
