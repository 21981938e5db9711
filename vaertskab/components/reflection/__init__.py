"""{refleksion}: a reflection question, and the card that it becomes in each output."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_design.shared import create_component

from vaertskab.components.base import PLAIN, CourseDirective, html_element
from vaertskab.components.writing_lines import writing_lines
from vaertskab.model.content import Question, question_anchor
from vaertskab.model.language import N_, _
from vaertskab.model.question_kinds import Kind
from vaertskab.model.roles import Role
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.shared.typst_visitors import THROUGH, TypstTranslator, breaking, pass_through
from vaertskab.reading import english_names
from vaertskab.reading.nodes import CourseNode, text_of
from vaertskab.reading.roles import role_of
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: Ruled lines at a question in print, by how many questions its page has; fewer on a page that has other
#: room to write, and none where that follows it.
LINES = {1: 8, 2: 4}
LINES_OF_MANY = 3
LINES_BESIDE_OTHERS = 4


def _tools() -> str:
    """Return what the script acts on; the stylesheet shows it where there are scripts: nothing moves."""
    return (
        f'<p class="tools question-tools"><button type="button" class="tool note-open">{_("Skriv en note")}'
        f'</button><button type="button" class="tool question-share">{_("Del")}</button></p>'
    )


class question(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """A reflection question: `question_text`, `question_help` and whatever else helps, `question_source`.

    `question_id`; `kind`, a value of `Kind`; `named`, whether the editor gave the id; `wording`, its key in
    ordlyd.toml or ""; `card`, what its card says or ""; `shown`, whether it stands on another page and is
    only shown here.
    """

    is_question = True
    goes_elsewhere = N_("et spørgsmål")

    def facts(self, docname: str) -> dict[str, object]:
        """Return the question, where it is the page's own."""
        if self["shown"]:
            return {}
        asked = Question(
            id=self["question_id"],
            text=self._words(question_text),
            kind=Kind(self["kind"]),
            help=self._words(question_help),
            docname=docname,
            line=line_of(self),
            official=self["wording"],
            card=self["card"],
            answer=tuple(line.astext() for part in self.findall(question_answer) for line in part.children),
            answer_owner=next((part["owner"] for part in self.findall(question_answer)), ""),
            named=self["named"],
        )
        return {"questions": (asked,)}

    def _words(self, part: type[nodes.paragraph]) -> str:
        return " ".join(text_of(child) for child in self.children if isinstance(child, part))


class question_text(nodes.paragraph):  # noqa: N801
    """What is asked. `heading_level`, in HTML."""


class question_help(nodes.paragraph):  # noqa: N801
    """A line of help under a question."""


class question_answer(nodes.container):  # noqa: N801
    """What the reader was to remember, a paragraph a line: the card's back. `owner`, whose words they are."""


class question_source(nodes.paragraph):  # noqa: N801
    """Where a question stands that is shown on another page."""


class question_card(nodes.container):  # noqa: N801
    """The sphinx-design card that a question becomes in HTML. `question_id`."""


class Reflection(CourseDirective):
    """A reflection question, shown as a card that can be copied.

    The question stands after the name, or is drawn from ordlyd.toml with `:ordlyd:`. `:id:` gives it
    an address that survives rewording and moving; `:slags:` is its kind (derived from the part when
    it is left out). The text inside is a line of help. `:kort:` is what the card says where the question
    needs its page to be understood, or »nej« for no card. `:svar:` names official wording that the reader
    is to remember: the card has it on its back.

    ```markdown
    :::{refleksion} Hvornår hjalp din venlighed borgeren, og hvornår hjalp den mest dig selv?
    :id: venlighed-for-hvem
    :slags: selvrefleksion

    Tænk på en bestemt samtale.
    :::
    ```
    """

    has_content = True
    begins_with_text = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "slags": directives.unchanged,
        "ordlyd": directives.unchanged_required,
        "kort": directives.unchanged_required,
        "svar": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return the question."""
        typed = self.arguments[0].strip() if self.arguments else ""
        key = self.options.get("ordlyd", "").strip()
        asked: list[Node]
        if key:
            piece = self.official(key)
            if piece is None:
                return []
            asked = [nodes.Text(piece.text)]
        elif typed:
            asked, _messages = self.parse_inline(typed, lineno=self.lineno)
        else:
            self.fault(
                _(
                    "Spørgsmålet er tomt. Skriv det efter :::{{{name}}} på samme linje, "
                    "eller hent det med :ordlyd:."
                ).format(name=self.name),
                "tomt-spoergsmaal",
            )
            return []
        paragraph = question_text("", "", *asked, official=bool(key))
        self.set_source_info(paragraph)
        stem = self.env.docname.rpartition("/")[2]
        words = "-".join(nodes.make_id(paragraph.astext()).split("-")[:8])
        question_id, named = self.option_id(key or f"{stem}-{words}")
        node = make_question(self._kind(), question_id, paragraph, named=named, wording=key)
        node["ids"] = [question_anchor(question_id)]
        node["card"] = " ".join(self.options.get("kort", "").split())
        self.set_source_info(node)
        node += [_as_help(child) for child in (self.parse_content_to_nodes() if self.content else [])]
        node += self._answer()
        return [node]

    def _answer(self) -> list[Node]:
        """Return the back of the card, where `:svar:` names what stands there."""
        keys = [key.strip() for key in self.options.get("svar", "").split(",") if key.strip()]
        pieces = [piece for key in keys if (piece := self.official(key))]
        lines = [line for piece in pieces for line in piece.lines]
        if pieces and not lines:
            self.fault(
                _("Ordlyden »{key}« er en tabel, og den kan ikke stå bag på et kort.").format(key=keys[0]),
                "svar",
            )
        if not lines:
            return []
        said = [nodes.paragraph("", line, official=True) for line in lines]
        return [question_answer("", *said, owner=pieces[0].owner)]

    def _kind(self) -> Kind:
        given = self.options.get("slags", "").strip().lower()
        if not given:
            return role_of(self.env, self.env.docname).default_kind
        try:
            return Kind(given)
        except ValueError:
            kinds = english_names.shown(english_names.WORDS, Kind)
            message = _("Slagsen »{given}« findes ikke. Skriv en af disse: {kinds}.")
            self.fault(message.format(given=given, kinds=kinds), "slags")
            return role_of(self.env, self.env.docname).default_kind


def make_question(
    kind: Kind, question_id: str, *children: Node, named: bool = True, wording: str = "", shown: bool = False
) -> question:
    """Return the node of a question; `children` are what it says, beginning with its text."""
    return question(
        "", *children, question_id=question_id, kind=kind.value, named=named, wording=wording, shown=shown
    )


def _as_help(node: Node) -> Node:
    """Return a paragraph inside a question as help; anything else as it is."""
    if type(node) is not nodes.paragraph:
        return node
    found = question_help(node.rawsource, "", *node.children, **node.attributes)
    found.source, found.line = node.source, node.line
    return found


# HTML: the question becomes a card of sphinx-design's.


class QuestionCards(SphinxPostTransform):
    """Make each question a card, for every builder of HTML."""

    default_priority = 6  # after the questions of other pages have come
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Put the card of each question in its place."""
        weekly = role_of(self.env, self.env.docname) is Role.WEEKLY
        for node in list(self.document.findall(question)):
            own = weekly and not node["shown"]
            level = 3 if own else 2 + _depth(node)
            for asked in node.findall(question_text):
                asked["heading_level"] = level
            if own:
                node.parent.insert(node.parent.index(node), _weekly_heading(node))
            node.replace_self(_card(node))


def _depth(node: Node) -> int:
    """Return how many headings stand above a node, the page's own left out."""
    sections, at = 0, node.parent
    while at is not None:
        sections += isinstance(at, nodes.section)
        at = at.parent
    return max(sections - 1, 0)


def _weekly_heading(node: question) -> nodes.rubric:
    """Return what stands over a week's question: it is the page's, and not the section's before it."""
    words = _(Kind(node["kind"]).traits.weekly_heading)
    return nodes.rubric("", words, **{"heading-level": 2})


def _card(node: question) -> question_card:
    kind = Kind(node["kind"])
    made = create_component("card", ["sd-card", "refleksion", f"refleksion-{kind}"])
    card = question_card(**made.attributes, question_id=node["question_id"])
    card["ids"] = node["ids"]
    label = create_component("card-label", ["refleksion-slags"])
    label += nodes.Text(kind.label)
    card += [label, create_component("card-body", ["sd-card-body"], children=node.children)]
    return card


def _visit_card(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "div", "", **{"data-q": node["question_id"]}))


def _depart_card(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f"{_tools() if is_site(self.builder) else ''}</div>\n")


def _visit_text(self: HTML5Translator, node: nodes.Element) -> None:
    # A heading to those who go from heading to heading; what is copied from remains a paragraph.
    level = str(min(node.get("heading_level", 2), 6))
    told: dict[str, Any] = {"role": "heading", "aria-level": level}
    self.body.append(self.starttag(node, "p", "", CLASS="refleksion-spoergsmaal", **told))


def _depart_text(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</p>\n")


def _visit_answer(self: HTML5Translator, node: question_answer) -> None:
    self.body.append(f'<details class="refleksion-bagside"><summary>{_("Vend kortet")}</summary>')


def _depart_answer(self: HTML5Translator, node: question_answer) -> None:
    self.body.append(f"<p>{html.escape(_('Ordlyd: {owner}').format(owner=node['owner']))}</p></details>\n")


# Typst: the question is a framed card with room to write.


def _visit_typst(self: TypstTranslator, node: question) -> None:
    if node["shown"]:
        form = "none" if self.handout else "true" if self.on_sheet(node) else "false"
        self.finish(_framed(self, node, f"0, compact: {form}"))
    if next(node.findall(question_answer), None):
        self.finish(_framed(self, node, "0"))
    after = node.next_node(descend=False, siblings=True)
    if isinstance(after, writing_lines):
        self.finish(_framed(self, node, "0, sticky: true"))
    lines = LINES.get(self.question_count, LINES_OF_MANY)
    if self.roomy:
        lines = min(lines, LINES_BESIDE_OTHERS)
    self.finish(_framed(self, node, "lines" if self.handout else str(lines)))


def _framed(self: TypstTranslator, node: question, lines: str) -> str:
    """Return the card; `lines` are the layout's arguments for the room to write."""
    parts: dict[type[Node], str] = {question_text: "", question_help: "", question_source: ""}
    rest = ""
    back = ""
    for child in node.children:
        part = type(child)
        if isinstance(child, question_answer):
            back = " · ".join(self.inline(line) for line in child.findall(nodes.paragraph))
            continue
        if isinstance(child, nodes.paragraph) and part in parts:
            parts[part] += self.inline(child) + " "
        else:
            rest += self.markup_of(child)
    asked, helping, source = parts.values()
    options = f", help: [{helping}{rest}]" if helping or rest else ""
    options += f", source: [{source}]" if source and not self.handout else ""
    options += f", source: [{markup(_('Bag på kortet:'))} {back}]" if back else ""
    options += breaking(node) + self.wide(node)
    kind = Kind(node["kind"])
    label = f"{string(kind)}, [{markup(kind.label)}]"
    return f"{self.anchors(node)}#question({label}, lines: {lines}{options})[{asked}]"


DIRECTIVES = {"refleksion": (Reflection, "")}


def setup(app: Sphinx) -> None:
    """Register how a question is shown; writers of plain text show what it says."""
    app.add_node(question, typst=(_visit_typst, pass_through), **PLAIN)
    app.add_node(question_card, html=(_visit_card, _depart_card))
    app.add_node(question_text, html=(_visit_text, _depart_text))
    app.add_node(question_help, html=html_element("p", "refleksion-hjaelp"))
    app.add_node(question_answer, html=(_visit_answer, _depart_answer), typst=THROUGH, **PLAIN)
    app.add_node(question_source, html=html_element("p", "refleksion-kilde"))
    app.add_post_transform(QuestionCards)
