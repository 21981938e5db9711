"""Questions that stand elsewhere, put where {spørgsmål} asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab import nodes as course_nodes
from vaertskab.collect import HELP_CLASS, QUESTION_CLASS
from vaertskab.course import Question
from vaertskab.directives.reflection import question_card
from vaertskab.domain import course_domain

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
            found: list[Question] = []
            for target in place["targets"]:
                page = domain.pages.get(target)
                one = None if page else domain.find(target)
                found += page.questions if page else [one] if one else []
            place.replace_self([self._card(question) for question in found])

    def _card(self, question: Question) -> nodes.Node:
        asked = nodes.paragraph("", question.text, classes=[QUESTION_CLASS])
        body: list[nodes.Node] = [asked]
        if question.help:
            body.append(nodes.paragraph("", question.help, classes=[HELP_CLASS]))
        link = addnodes.pending_xref(
            "",
            nodes.inline("", self.env.titles[question.docname].astext()),
            refdomain="kursus",
            reftype="spoergsmaal",
            reftarget=question.id,
            refexplicit=True,
            refdoc=self.env.docname,
        )
        body.append(nodes.paragraph("", "Fra ", link, classes=["refleksion-kilde"]))
        return question_card(question.kind, "", *body)


def setup(app: Sphinx) -> None:
    """Put the questions in before anything is written."""
    app.add_post_transform(ShowQuestions)
