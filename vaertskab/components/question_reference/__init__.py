"""{spørgsmål}: questions that stand elsewhere, as a block or as a link in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.roles import XRefRole
from sphinx.transforms.post_transforms import SphinxPostTransform

from vaertskab.components.base import CourseDirective
from vaertskab.components.reflection import make_question, question_help, question_source, question_text
from vaertskab.model.content import Question
from vaertskab.model.language import _
from vaertskab.reading.domain import course_domain
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx


class question_references(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """The place of questions that stand elsewhere: `targets` (ids or docnames), `lines` of each."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return what the page asks for."""
        return {"shown": tuple(zip(self["targets"], self["lines"], strict=True))}


class QuestionReferences(CourseDirective):
    """Show questions that stand elsewhere, by id or by page; each line names one.

    ```markdown
    :::{spoergsmaal}
    ../modules/principper/imoedekommenhed.md
    hvordan-lyder-nysgerrighed
    :::
    ```
    """

    has_content = True
    holds_names = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[Node]:
        """Return the place of the questions; they are put in when the whole course is read."""
        self.stray_options()
        targets, lines = [], []
        for offset, line in enumerate(self.content):
            name = self.name_of(line, self.lineno + self.content_offset + offset + 1)
            if not name or name.startswith(":"):
                continue
            is_page = name.endswith(".md") or "/" in name
            targets.append(self.env.relfn2path(name)[0].removesuffix(".md") if is_page else name)
            lines.append(self.lineno + self.content_offset + offset + 1)
        if not targets:
            self.fault(_("Skriv en side eller et id på en linje for sig."), "spoergsmaal")
        node = question_references(targets=targets, lines=lines)
        self.set_source_info(node)
        return [node]


class QuestionRole(XRefRole):
    """A link to a question, wherever it stands: {spoergsmaal}`venlighed-for-hvem`."""

    def create_xref_node(self) -> tuple[list[Node], list[system_message]]:
        """Return a reference in the course's own domain."""
        self.refdomain, self.reftype = "kursus", "spoergsmaal"
        return super().create_xref_node()


class ShowQuestions(SphinxPostTransform):
    """Put the questions that stand elsewhere where {spoergsmaal} asks for them, for every output.

    They have no id: a question has one address, that of its own page.
    """

    default_priority = 5  # before links are resolved

    def run(self, **kwargs: Any) -> None:
        """Replace each place with its questions."""
        domain = course_domain(self.env)
        for place in list(self.document.findall(question_references)):
            shown: list[nodes.Node] = []
            for target in place["targets"]:
                if page := domain.pages.get(target):
                    shown += [_shown(question) for question in page.open_questions]
                    link = self._link(_("Spørgsmålene står på siden "), "doc", "myst", target, target)
                    shown.append(question_source("", "", *link))
                elif question := domain.find(target):
                    link = self._link(_("Fra "), "kursus", "spoergsmaal", question.id, question.docname)
                    shown.append(_shown(question, question_source("", "", *link)))
            place.replace_self(shown)

    def _link(self, before: str, domain: str, kind: str, target: str, docname: str) -> tuple[Node, Node]:
        """Return the words that lead to where the questions stand."""
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
        return nodes.Text(before), link


def _shown(question: Question, *source: Node) -> Node:
    words: list[Node] = [question_text("", question.text)]
    if question.help:
        words.append(question_help("", question.help))
    return make_question(question.kind, question.id, *words, *source, shown=True)


DIRECTIVES = {"spørgsmål": (QuestionReferences, "spoergsmaal")}
_ROLE = QuestionRole(innernodeclass=nodes.inline, warn_dangling=True)
ROLES = {"spørgsmål": _ROLE, "spoergsmaal": _ROLE}


def setup(app: Sphinx) -> None:
    """Put the questions in before anything is written."""
    app.add_post_transform(ShowQuestions)
