"""{før-og-efter}: statements that the reader answers now and again later, and sees beside each other."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.model.content import WritingLines, again_anchor, writing_anchor
from vaertskab.model.language import N_, _
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.outputs.shared.typst_visitors import TypstTranslator, pass_through
from vaertskab.reading.nodes import CourseNode, text_of
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: What can be answered; the last is no degree, but a wish.
ANSWERS = (N_("sjældent"), N_("af og til"), N_("for det meste"), N_("det vil jeg øve"))
#: What the note is called, when the editor gives no name.
LABEL = N_("Før og efter")
COLUMNS = (N_("Udsagn"), N_("Nu"), N_("Om tolv uger"))
#: Room for a few words by hand, as Typst has it: more on a sheet that holds nothing else.
_ROOM, _ROOM_ON_SHEET = "#v(4mm)", "#v(11mm)"
_LISTS = (nodes.bullet_list, nodes.enumerated_list)


def _how() -> str:
    """Return how the table on paper is filled in."""
    *degrees, wish = map(_, ANSWERS)
    return _("Skriv ud for hvert udsagn: {degrees} eller »{wish}«.").format(
        degrees=", ".join(degrees), wish=wish
    )


class before_after(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Statements as a list; `writing_id` and `label` of the note in which the answers are kept."""

    goes_elsewhere = N_("et udsagn")

    def facts(self, docname: str) -> dict[str, object]:
        """Return the note, which has no lines on paper and is written once more."""
        room = WritingLines(self["writing_id"], self["label"], 0, line_of(self), again=True)
        return {"writing": (room,)}

    def statements(self) -> list[str]:
        """Return what is answered, each once."""
        return list(dict.fromkeys(text_of(item) for item in self.findall(nodes.list_item)))


class BeforeAfter(CourseDirective):
    """Statements about the reader herself, to answer now and once more after some time.

    Each has four answers: »sjældent«, »af og til«, »for det meste« and »det vil jeg øve«. They are kept as
    the reader's note; later she answers again and sees both beside each other. On paper and without
    JavaScript it is a table to fill in. After the name stands what the note is called.

    ```markdown
    :::{før-og-efter} Sådan gør jeg på trappen
    :id: trappen-foer-og-efter

    - Jeg hilser først.
    - Jeg holder døren for den, der bærer.
    :::
    ```
    """

    has_content = True
    begins_with_text = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"id": directives.unchanged}

    def run(self) -> list[Node]:
        """Return the statements; what stands inside as it is, where something is wrong."""
        label = self.arguments[0].strip() if self.arguments else _(LABEL)
        inside = self.parse_content_to_nodes() if self.content else []
        if len(inside) != 1 or not isinstance(inside[0], _LISTS):
            self.fault(
                _(
                    "{{{name}}} skal have en liste med udsagn og ikke andet. "
                    "Begynd hver linje med en streg, fx: - Jeg hilser først."
                ).format(name=self.name),
                "foer-og-efter",
            )
            return inside
        if not self.options.get("id", "").strip():
            self.fault(
                _(
                    "{{{name}}} mangler et id. Skriv :id: og et navn på linjen under blokkens navn, "
                    "så svarene kan findes igen om tolv uger."
                ).format(name=self.name),
                "foer-og-efter",
            )
        writing_id, _named = self.option_id(nodes.make_id(label))
        node = before_after("", *inside, writing_id=writing_id, label=label)
        self.set_source_info(node)
        return [node]


def _visit_html(self: HTML5Translator, node: before_after) -> None:
    """Write the table that is filled in by hand; the site's script has the rest from it."""
    anchor = writing_anchor(node["writing_id"])
    head = "".join(f'<th scope="col">{_(name)}</th>' for name in COLUMNS)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(one)}</th><td></td><td></td></tr>\n' for one in node.statements()
    )
    self.body.append(
        f'<div class="foer-efter" id="{anchor}" data-titel="{html.escape(node["label"])}" '
        f'data-svar="{html.escape(",".join(map(_, ANSWERS)))}">\n'
        f'<p class="foer-efter-saadan" id="{again_anchor(anchor)}">{html.escape(_how())}</p>\n'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{rows}</tbody></table></div>\n"
    )
    raise nodes.SkipNode


def _visit_typst(self: TypstTranslator, node: before_after) -> None:
    room = _ROOM_ON_SHEET if self.handout else _ROOM
    rows = "".join(f", ([{markup(one)}], [{room}], [{room}])" for one in node.statements())
    head = "".join(f"[{_(name)}]," for name in COLUMNS)
    # The widest words of each column, printed or written.
    answer = f"({string(_('for det meste'))},)"
    words = f"(({string(_(COLUMNS[0]))},), {answer}, {answer})"
    self.finish(
        f"#block(sticky: true, par[{markup(_how())}])\n"
        f"#grid-table((2, 1, 1), {words}, (left, left, left){self.wide(node)}, ({head}){rows})"
    )


DIRECTIVES = {"før-og-efter": (BeforeAfter, "foer-og-efter")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(before_after, html=(_visit_html, pass_through), typst=(_visit_typst, pass_through), **PLAIN)
