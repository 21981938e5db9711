"""{spørgsmål-igen}: the page's own questions once more, beside what the reader answered first."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab.components.base import PLAIN, PlaceDirective
from vaertskab.model.content import again_anchor, question_anchor
from vaertskab.model.language import _
from vaertskab.outputs.shared.escape import markup
from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.shared.typst_visitors import TypstTranslator, pass_through
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: Ruled lines in print under each question.
LINES = 2


def _tools() -> str:
    """Return what the site's script shows and acts on."""
    return (
        f'<div class="igen-svar" hidden><p class="note-status">{_("Det skrev du først:")}</p>'
        '<p class="note-text"></p></div><p class="tools question-tools">'
        f'<button type="button" class="tool note-open">{_("Læg noget til")}</button></p>'
    )


class question_again_place(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where the page's questions are to stand once more."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return where; the questions are no others than those that the page has."""
        return {"asks_again": line_of(self)}


class question_again(CourseNode):  # noqa: N801
    """A question that its page asked before: its text, and `question_id`."""


class QuestionAgain(PlaceDirective):
    """The page's own questions once more, with what the reader answered first and room for more.

    They are no new questions: cards, search and mails know each of them once.

    ```markdown
    :::{refleksion} Hvad ser du, når en borger tøver?
    :id: naar-en-borger-toever
    :::

    :::{spørgsmål-igen}
    :::
    ```
    """

    node_class = question_again_place


class AskAgain(SphinxPostTransform):
    """Put the questions in, for every output; only now has the whole page been read."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        """Replace the place with the questions of its page."""
        asked = course_domain(self.env).pages[self.env.docname].open_questions
        for place in list(self.document.findall(question_again_place)):
            place.replace_self(
                [question_again("", nodes.paragraph("", one.text), question_id=one.id) for one in asked]
            )


def _visit_html(self: HTML5Translator, node: question_again) -> None:
    """Write the question as a link to its card, with room to write as {skrivelinjer} has it."""
    name, text = node["question_id"], html.escape(node.astext())
    tools = _tools() if is_site(self.builder) else ""
    self.body.append(
        f'<div class="skrivelinjer igen" id="{again_anchor(name)}">'
        f'<p class="skrivelinjer-etiket"><a href="#{question_anchor(name)}">{text}</a></p>{tools}'
        f'<div class="skrivelinjer-linjer" aria-hidden="true">{"<i></i>" * LINES}</div></div>\n'
    )
    raise nodes.SkipNode


def _visit_typst(self: TypstTranslator, node: question_again) -> None:
    self.finish(f"#writing-lines({LINES}, wide: false)[{markup(node.astext())}]")


DIRECTIVES = {"spørgsmål-igen": (QuestionAgain, "spoergsmaal-igen")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        question_again, html=(_visit_html, pass_through), typst=(_visit_typst, pass_through), **PLAIN
    )
    app.add_post_transform(AskAgain)
