"""{skrivelinjer}: room to write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.model.content import WritingLines, writing_anchor
from vaertskab.model.language import _
from vaertskab.model.limits import MAX_WRITING_LINES
from vaertskab.outputs.shared.typst_visitors import TypstTranslator, pass_through, yes
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: Ruled lines in print, when the page does not say; on a sheet of its own, at the least.
DEFAULT_LINES = 4


class writing_lines(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Room to write: its label, `writing_id`, and the `count` of its lines."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return the room."""
        room = WritingLines(self["writing_id"], self.astext(), self["count"], line_of(self))
        return {"writing": (room,)}


class writing_label(nodes.paragraph):  # noqa: N801
    """What is to be written; `official` when it is official wording."""


class WritingRoom(CourseDirective):
    """Room to write: ruled lines with a label, which is drawn from ordlyd.toml with `:ordlyd:`.

    ```markdown
    :::{skrivelinjer} Det vil jeg øve mig på
    :id: det-vil-jeg-oeve
    :linjer: 4
    :::
    ```
    """

    begins_with_text = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "linjer": directives.unchanged,
        "ordlyd": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the label and how many lines."""
        key = self.options.get("ordlyd", "").strip()
        piece = self.official(key) if key else None
        label = piece.text if piece else (self.arguments[0].strip() if self.arguments else "")
        if not label:
            if not key:
                message = _("Skriv efter :::{{{name}}}, hvad der skal skrives.")
                self.fault(message.format(name=self.name), "skrivelinjer")
            return []
        given = self.options.get("linjer", str(DEFAULT_LINES)).strip()
        count = int(given) if given.isdecimal() else 0
        if not 1 <= count <= MAX_WRITING_LINES:
            message = _(":linjer: skal være et tal fra 1 til {most}.")
            self.fault(message.format(most=MAX_WRITING_LINES), "skrivelinjer")
            count = DEFAULT_LINES
        writing_id, _named = self.option_id(key or nodes.make_id(label))
        node = writing_lines(writing_id=writing_id, count=count)
        self.set_source_info(node)
        asked: list[Node] = [nodes.Text(label)]
        if not piece:
            asked, _messages = self.parse_inline(label, lineno=self.lineno)
        node += writing_label("", "", *asked, official=bool(piece))
        return [node]


def _visit_html(self: HTML5Translator, node: writing_lines) -> None:
    """Open room to write: the label, which stands inside, and the lines after it."""
    self.body.append(f'<div class="skrivelinjer" id="{writing_anchor(node["writing_id"])}">')


def _depart_html(self: HTML5Translator, node: writing_lines) -> None:
    lines = "<i></i>" * node["count"]
    self.body.append(f'<div class="skrivelinjer-linjer" aria-hidden="true">{lines}</div></div>\n')


def _visit_label(self: HTML5Translator, node: writing_label) -> None:
    official = " ordlyd-tekst" if node["official"] else ""
    self.body.append(self.starttag(node, "p", "", CLASS=f"skrivelinjer-etiket{official}"))


def _depart_label(self: HTML5Translator, node: writing_label) -> None:
    self.body.append("</p>\n")


def _visit_typst(self: TypstTranslator, node: writing_lines) -> None:
    label = "".join(self.inline(child) for child in node.children if isinstance(child, nodes.Element))
    lines = node["count"]
    if self.handout:
        self.finish(f"#writing-lines(calc.min({lines + 3}, lines + 1){self.wide(node)})[{label}]")
    near = isinstance(node.previous_sibling(), nodes.paragraph)
    self.finish(f"#writing-lines({lines}, near: {yes(near)}{self.wide(node)})[{label}]")


DIRECTIVES = {"skrivelinjer": (WritingRoom, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        writing_lines,
        html=(_visit_html, _depart_html),
        typst=(_visit_typst, pass_through),
        **PLAIN,
    )
    app.add_node(writing_label, html=(_visit_label, _depart_label))
