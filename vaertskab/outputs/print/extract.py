"""What goes on a handout: official wording, questions, room to write, what to do and to try."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from vaertskab.components.before_after import before_after
from vaertskab.components.choosing import choosing
from vaertskab.components.paper_cards import paper_cards
from vaertskab.components.reflection import question, question_answer
from vaertskab.components.trial import trial
from vaertskab.components.wording import wording
from vaertskab.components.writing_lines import writing_lines
from vaertskab.outputs.print.course_nodes import CourseWriter
from vaertskab.outputs.print.inline import TERM
from vaertskab.outputs.print.sheets import is_group

_TAKEN = (wording, before_after, question, writing_lines, trial, paper_cards, nodes.figure)


class ExtractWriter(CourseWriter):
    """Handouts leave out the manuscript and the running text."""

    def extract(self, section: nodes.section, *, apart: bool = False) -> str:
        """Return the extract of the page, section by section; all headings are of one level.

        `apart` begins a new page with each section but the first, so that the pages can be handed out alone.
        """
        self.grouped = any(is_group(part) for part in section.findall(nodes.section))
        found = "".join(self._taken(section))
        for part in section.findall(nodes.section):
            if part is not section and (taken := "".join(self._taken(part))):
                # Where a section leads on to other pages, its heading says so: not on a sheet.
                if any(isinstance(child, nodes.paragraph) and _links(child) for child in part.children):
                    found += taken
                    continue
                title = next(child for child in part.children if isinstance(child, nodes.title))
                found += "#colbreak()\n" if apart and found and part.parent is section else ""
                found += f"{self.place(title)}#heading(depth: 2)[{self.inline(title)}]\n\n{taken}"
        return found

    def _taken(self, section: nodes.Element) -> Iterator[str]:
        for child in section.children:
            if isinstance(child, choosing):
                yield from self._taken(child)
                continue
            # Groups have their steps on the page; their sheets are for questions and notes.
            steps = isinstance(child, nodes.enumerated_list) and not self.grouped
            # What is to be remembered stands on the sheet already.
            if next(child.findall(question_answer), None):
                continue
            if isinstance(child, _TAKEN) or steps:
                yield f"{self.place(child)}{self.markup_of(child)}\n\n"


def _links(paragraph: nodes.paragraph) -> bool:
    """Tell whether the paragraph leads elsewhere; a word that the glossary explains does not."""
    return any(TERM not in link.get("refuri", "") for link in paragraph.findall(nodes.reference))
