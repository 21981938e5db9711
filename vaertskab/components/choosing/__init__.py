"""{vælg}: choose for each of a list's statements, or find what belongs together in a table, and see why."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import PLAIN, CourseDirective, logger
from vaertskab.components.writing_lines import writing_lines
from vaertskab.model.content import WritingLines, writing_anchor
from vaertskab.model.language import _
from vaertskab.outputs.shared.typst_visitors import NOT_PRINTED, TypstTranslator, pass_through
from vaertskab.reading.nodes import CourseNode
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: What the script knows the two lists by.
ASKED, ANSWERED = "vaelg-spurgt", "vaelg-besvaret"


class choosing(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """What may be chosen from: `between` are the choices, none for a table, whose second column they are."""


class choosing_note(CourseNode):  # noqa: N801
    """Where the choices are kept, when there is no other room to write: `writing_id` and `label`."""

    on_screen_only = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return the room, which has no lines on paper."""
        return {"writing": (WritingLines(self["writing_id"], self["label"], 0, line_of(self)),)}


class Choosing(CourseDirective):
    """Try on the screen what stands inside: one at a time, choose, and see why.

    Inside stand a numbered list and, folded, a list with an answer to each of its items, which begins with
    one of the choices in `:mellem:`. Or there is a table with two columns, and what to find is the second.
    Choices are kept in the room to write inside; without one, the block begins with the note's name.

    ```markdown
    ::::{vælg} Mine bud på lyset
    :mellem: Smag, Aftale

    1. »Jeg kan ikke lide lyset.«
    2. »Vi slukker klokken ni.«

    :::{dropdown} Svar
    1. Smag. Det handler kun om den, der siger det.
    2. Aftale. Klokken gælder for alle.
    :::
    ::::
    ```
    """

    has_content = True
    begins_with_text = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "id": directives.unchanged,
        "mellem": directives.unchanged_required,
    }

    def run(self) -> list[Node]:
        """Return what stands inside, marked as something to choose in; as it is, where something is wrong."""
        written = (" ".join(one.split()) for one in self.options.get("mellem", "").split(","))
        between = list(dict.fromkeys(one for one in written if one))
        node = choosing("", *self.parse_content_to_nodes(), between=between)
        self.set_source_info(node)
        label = self.arguments[0].strip() if self.arguments else ""
        if self._is_wrong(node, label):
            return node.children
        if not any(node.findall(writing_lines)):
            note = choosing_note(writing_id=self.option_id(nodes.make_id(label))[0], label=label)
            self.set_source_info(note)
            node += note
        return [node]

    def _is_wrong(self, node: choosing, label: str) -> bool:
        """Tell the first thing that is wrong, if anything is; mark the lists of one that is right."""
        between = node["between"]
        lists = [
            one for one in node.findall(nodes.enumerated_list) if not isinstance(one.parent, nodes.list_item)
        ]
        if "mellem" in self.options and len(between) < 2:
            message = _(":mellem: skal have mindst to valg med komma imellem, fx: Smag, Aftale.")
        elif between and (len(lists) != 2 or len(lists[0].children) != len(lists[1].children)):
            message = _(
                "{{{name}}} skal have en liste med tal og derefter en liste med et svar til hvert punkt."
            )
        elif not between and not any(node.findall(nodes.table)):
            message = _("{{{name}}} har hverken :mellem: eller en tabel. Skriv, hvad der kan vælges mellem.")
        elif not between and not _is_of_pairs(node):
            message = _(
                "Tabellen i {{{name}}} skal have to kolonner og mindst to rækker, så der er par at finde."
            )
        elif not label and not any(node.findall(writing_lines)):
            message = _(
                "Skriv efter :::{{{name}}}, hvad læserens note hedder, eller sæt {{skrivelinjer}} ind i den."
            )
        else:
            for one, name in zip(lists if between else [], (ASKED, ANSWERED), strict=False):
                one["classes"].append(name)
            for item in _without_a_choice(lists, between):
                self._tell(item, between)
            return False
        self.fault(message.format(name=self.name), "vaelg")
        return True

    def _tell(self, item: nodes.Element, between: list[str]) -> None:
        """Tell that an answer does not begin with a choice."""
        logger.warning(
            _(
                "Svaret »{answer}« begynder ikke med et af valgene. "
                "Begynd det med fx »{choice}.«, eller ret :mellem:."
            ).format(answer=item.astext()[:40], choice=between[0]),
            location=(self.env.docname, item.line or self.lineno),
            type="kursus",
            subtype="vaelg",
        )


def _is_of_pairs(node: choosing) -> bool:
    """Tell whether the first table has two columns and something to choose between."""
    table = next(iter(node.findall(nodes.table)))
    rows = [row for body in table.findall(nodes.tbody) for row in body.children]
    return len(rows) > 1 and all(isinstance(row, nodes.row) and len(row.children) == 2 for row in rows)


def _without_a_choice(lists: list[nodes.enumerated_list], between: list[str]) -> Iterator[nodes.Element]:
    """Yield each answer that does not begin with one of the choices."""
    for item in lists[1].children if between else []:
        if isinstance(item, nodes.Element) and not item.astext().startswith(
            tuple(f"{one}." for one in between)
        ):
            yield item


def _visit_html(self: HTML5Translator, node: choosing) -> None:
    self.body.append(f'<div class="vaelg" data-mellem="{html.escape(",".join(node["between"]))}">')


def _depart_html(self: HTML5Translator, node: choosing) -> None:
    self.body.append("</div>\n")


def _visit_note(self: HTML5Translator, node: choosing_note) -> None:
    self.body.append(
        f'<div class="skrivelinjer vaelg-note" id="{writing_anchor(node["writing_id"])}">'
        f'<p class="skrivelinjer-etiket">{html.escape(node["label"])}</p></div>\n'
    )


def _visit_typst(self: TypstTranslator, node: choosing) -> None:
    """Write what stands in it: paper has the answers where they are."""
    self.finish(self.blocks(node.children))


DIRECTIVES = {"vælg": (Choosing, "vaelg")}


def setup(app: Sphinx) -> None:
    """Register that it looks like what stands in it."""
    app.add_node(choosing, html=(_visit_html, _depart_html), typst=(_visit_typst, pass_through), **PLAIN)
    app.add_node(choosing_note, html=(_visit_note, pass_through), typst=NOT_PRINTED, **PLAIN)
