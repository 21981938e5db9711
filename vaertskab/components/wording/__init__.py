"""{ordlyd}: official wording, as a quotation, a table or in running text."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from vaertskab.components.base import PLAIN, CourseDirective, find_wording, html_element, logger
from vaertskab.model.wordings import Wording
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.typst_visitors import TypstTranslator, breaking, pass_through, yes
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class wording(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """A piece of official wording: a block quotation or a table. `key`, `owner`, `source_title`."""

    def facts(self, docname: str) -> dict[str, object]:
        """Return the key of the words."""
        return {"wordings": (self["key"],)}


class official_words(nodes.inline):  # noqa: N801
    """Official wording in running text."""


class OfficialWording(CourseDirective):
    """A piece of ordlyd.toml, as a quotation with its owner and source.

    ```markdown
    :::{ordlyd} imoedekommenhed
    :::
    ```
    """

    required_arguments = 1

    def run(self) -> list[Node]:
        """Return the quotation, or the table."""
        piece = self.official(self.arguments[0])
        if piece is None:
            return []
        node = wording(key=piece.key, owner=piece.owner, source_title=piece.source, official=True)
        self.set_source_info(node)
        node += self._table(piece) if piece.table else self._quotation(piece)
        return [node]

    def _quotation(self, piece: Wording) -> Node:
        return nodes.block_quote("", *(nodes.paragraph("", line) for line in piece.lines))

    def _table(self, piece: Wording) -> Node:
        columns = len(piece.table[0])
        group = nodes.tgroup(cols=columns)
        group += [nodes.colspec(colwidth=100 // columns) for _ in range(columns)]
        rows = [
            nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))
            for cells in piece.table
        ]
        group += nodes.thead("", rows[0])
        group += nodes.tbody("", *rows[1:])
        return nodes.table("", nodes.title("", piece.title), group)


class WordingRole(SphinxRole):
    """Official wording in running text: {ordlyd}`key` or {ordlyd}`key.2` for its second line."""

    holds_a_key = True

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words."""

        def fault(message: str, subtype: str) -> None:
            logger.warning(message, location=self.get_location(), type="kursus", subtype=subtype)

        piece = find_wording(self, self.text.strip(), fault)
        # The key stands in for words that are not there: a heading of it alone is not empty as well.
        return [official_words("", piece.text if piece else self.text, official=True)], []


def _visit_html(self: HTML5Translator, node: wording) -> None:
    self.body.append('<figure class="ordlyd">')


def _depart_html(self: HTML5Translator, node: wording) -> None:
    owner, source = html.escape(node["owner"]), html.escape(node["source_title"])
    self.body.append(f"<figcaption>{owner} · {source}</figcaption></figure>\n")


def _visit_typst(self: TypstTranslator, node: wording) -> None:
    inner = "".join(
        self.blocks(child.children) if isinstance(child, nodes.block_quote) else self.markup_of(child)
        for child in node.children
    )
    table = isinstance(node.children[0], nodes.table)
    place = self.table_place(node["key"]) if table else ""
    options = (", dense: true" if self.handout else "") + breaking(node)
    owner, source = string(node["owner"]), string(node["source_title"])
    self.finish(f"{place}#wording({owner}, {source}, table: {yes(table)}{options})[{inner}]")


DIRECTIVES = {"ordlyd": (OfficialWording, "")}
ROLES = {"ordlyd": WordingRole()}


def setup(app: Sphinx) -> None:
    """Register how official wording is shown."""
    app.add_node(
        wording,
        html=(_visit_html, _depart_html),
        typst=(_visit_typst, pass_through),
        **PLAIN,
    )
    app.add_node(official_words, html=html_element("span", "ordlyd-tekst", ""))
