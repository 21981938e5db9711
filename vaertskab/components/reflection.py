"""{refleksion}: a reflection question; {spørgsmål}: questions that stand elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx_design.shared import create_component

from vaertskab.components.base import CourseDirective
from vaertskab.model.course import Kind
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.collect import HELP_CLASS, LABEL_CLASS, QUESTION_CLASS
from vaertskab.reading.roles import role_of

if TYPE_CHECKING:
    from docutils.nodes import Node


class Reflection(CourseDirective):
    """A reflection question, shown as a card that can be copied.

    The question stands after the name, or is drawn from ordlyd.toml with `:ordlyd:`. `:id:` gives it
    an address that survives rewording and moving; `:slags:` is its kind (derived from the part when
    it is left out). The text inside is a line of help.

    ```markdown
    :::{refleksion} Hvornår hjalp din venlighed borgeren, og hvornår hjalp den mest dig selv?
    :id: venlighed-for-hvem
    :slags: selvrefleksion

    Tænk på en bestemt samtale.
    :::
    ```
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "slags": directives.unchanged,
        "ordlyd": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the question as a sphinx-design card."""
        typed = self.arguments[0].strip() if self.arguments else ""
        key = self.options.get("ordlyd", "").strip()
        asked: list[Node]
        if key:
            piece = self.official(key)
            if piece is None:
                return []
            asked = [nodes.Text(piece.text)]
        elif typed:
            asked, _ = self.parse_inline(typed, lineno=self.lineno)
        else:
            self.fault(
                "Spørgsmålet er tomt. Skriv det efter :::{refleksion} på samme linje, "
                "eller hent det med :ordlyd:.",
                "tomt-spoergsmaal",
            )
            return []
        paragraph = nodes.paragraph("", "", *asked, classes=[QUESTION_CLASS])
        self.set_source_info(paragraph)
        stem = self.env.docname.rpartition("/")[2]
        words = "-".join(nodes.make_id(paragraph.astext()).split("-")[:8])
        question_id, named = self.option_id(key or f"{stem}-{words}")
        kind = self._kind()
        return [self._card(paragraph, question_id, named, kind, key)]

    def _kind(self) -> Kind:
        given = self.options.get("slags", "").strip().lower()
        if not given:
            return role_of(self.env, self.env.docname).default_kind
        try:
            return Kind(given)
        except ValueError:
            kinds = ", ".join(Kind)
            self.fault(f"Slagsen »{given}« findes ikke. Skriv en af disse: {kinds}.", "slags")
            return role_of(self.env, self.env.docname).default_kind

    def _card(self, asked: nodes.paragraph, question_id: str, named: bool, kind: Kind, key: str) -> Node:
        question = course_nodes.question(question_id=question_id, kind=kind.value, official=key, named=named)
        self.set_source_info(question)
        helping = self.parse_content_to_nodes() if self.content else []
        for node in helping:
            if isinstance(node, nodes.paragraph):
                node["classes"].append(HELP_CLASS)
        question += question_card(kind, question_id, f"spoergsmaal-{question_id}", asked, *helping)
        return question


def question_card(kind: Kind, question_id: str, anchor: str, *body: Node) -> nodes.container:
    """Return the sphinx-design card of a question; `anchor` is its id on the page, or ""."""
    card = create_component(
        "card",
        ["sd-card", "refleksion", f"refleksion-{kind}"],
        ids=[anchor] if anchor else [],
    )
    card["question_id"] = question_id
    label = create_component("card-label", [LABEL_CLASS])
    label += nodes.Text(kind.label)
    inner = create_component("card-body", ["sd-card-body"])
    inner += body
    card += [label, inner]
    return card


class ShownQuestions(CourseDirective):
    """Show questions that stand elsewhere, by id or by page; each line names one.

    ```markdown
    :::{spoergsmaal}
    ../modules/principper/imoedekommenhed.md
    hvordan-lyder-nysgerrighed
    :::
    ```
    """

    has_content = True
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
            self.fault("Skriv en side eller et id på en linje for sig.", "spoergsmaal")
        node = course_nodes.shown_questions(targets=targets, lines=lines)
        self.set_source_info(node)
        return [node]
