"""Questions that stand elsewhere, put where {spørgsmål} asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab.components.reflection import question_card
from vaertskab.model.course import Question
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.collect import HELP_CLASS, QUESTION_CLASS
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class ShowQuestions(SphinxPostTransform):
    """Put the cards of questions that stand elsewhere where {spoergsmaal} asks for them.

    The cards have no id: a question has one address, that of its own page.
    """

    default_priority = 5  # before links are resolved

    def run(self, **kwargs: Any) -> None:
        """Replace each place with its cards."""
        domain = course_domain(self.env)
        for place in list(self.document.findall(course_nodes.shown_questions)):
            shown: list[nodes.Node] = []
            for target in place["targets"]:
                if page := domain.pages.get(target):
                    shown += [question_card(q.kind, q.id, "", *self._words(q)) for q in page.questions]
                    shown.append(self._source("Spørgsmålene står på siden ", "doc", "myst", target, target))
                elif one := domain.find(target):
                    source = self._source("Fra ", "kursus", "spoergsmaal", one.id, one.docname)
                    shown.append(question_card(one.kind, one.id, "", *self._words(one), source))
            place.replace_self(shown)

    def _words(self, question: Question) -> list[nodes.Node]:
        words: list[nodes.Node] = [nodes.paragraph("", question.text, classes=[QUESTION_CLASS])]
        if question.help:
            words.append(nodes.paragraph("", question.help, classes=[HELP_CLASS]))
        return words

    def _source(self, before: str, domain: str, kind: str, target: str, docname: str) -> nodes.Node:
        """Return the line that leads to where the questions stand."""
        link = addnodes.pending_xref(
            "",
            nodes.inline("", self.env.titles[docname].astext()),
            refdomain=domain,
            reftype=kind,
            reftarget=target,
            reftargetid=None,
            refexplicit=True,
            refdoc=self.env.docname,
        )
        return nodes.paragraph("", before, link, classes=["refleksion-kilde"])


def setup(app: Sphinx) -> None:
    """Put the questions in before anything is written."""
    app.add_post_transform(ShowQuestions)
