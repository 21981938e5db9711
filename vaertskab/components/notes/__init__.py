"""{noter}: the reader's own notes; {runde}: a group's answers; {kalender}: the weeks to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.components.base import CourseDirective
from vaertskab.reading import nodes as course_nodes

if TYPE_CHECKING:
    from docutils.nodes import Node


class NoteList(CourseDirective):
    """The place where the reader's notes are shown, with their questions, in the order of the course.

    ```markdown
    :::{noter}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the place, which the reader's own browser fills."""
        node = course_nodes.note_list()
        self.set_source_info(node)
        return [node]


class Round(CourseDirective):
    """A round at one screen: each in turn answers the page's questions, and all is copied or printed.

    ```markdown
    :::{runde}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the place, which the reader's own browser fills."""
        node = course_nodes.round_place()
        self.set_source_info(node)
        return [node]


class CalendarPlace(CourseDirective):
    """The twelve weeks as a calendar file, with an appointment a week from the week that the reader chooses.

    ```markdown
    :::{kalender}
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the place, which the reader's own browser fills."""
        node = course_nodes.calendar_place()
        self.set_source_info(node)
        return [node]
