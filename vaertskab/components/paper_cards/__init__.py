"""{klipkort}: what is also printed as cards to cut out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab.components.base import CourseDirective
from vaertskab.model.content import PaperCard
from vaertskab.model.language import N_, _
from vaertskab.outputs.shared.typst_visitors import THROUGH, TypstTranslator, pass_through
from vaertskab.reading.nodes import CourseNode, text_of
from vaertskab.reading.source import line_of

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class paper_cards(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Lists or tables as they stand on the page, each item or cell of which is a card."""

    goes_elsewhere = N_("et kort til at klippe")

    def facts(self, docname: str) -> dict[str, object]:
        """Return the cards: a table's column is a pile of its own, under the name in its header."""
        tables = (_of_table(table, line_of(self)) for table in self.findall(nodes.table))
        lists = (_of_list(child) for child in self.children if isinstance(child, _LISTS))
        return {"paper_cards": tuple(chain.from_iterable((*tables, *lists)))}


_LISTS = (nodes.enumerated_list, nodes.bullet_list)


def _of_table(table: nodes.table, line: int) -> Iterator[PaperCard]:
    head, *rows = (row.children for row in table.findall(nodes.row))
    for pile, *cells in zip(head, *rows, strict=False):
        yield from (PaperCard(text_of(cell), text_of(pile), line) for cell in cells)


def _of_list(items: nodes.Element) -> Iterator[PaperCard]:
    for number, item in enumerate(items.children, items.get("start", 1)):
        numbered = isinstance(items, nodes.enumerated_list)
        yield PaperCard(
            text_of(item), _("Nr. {number}").format(number=number) if numbered else "", line_of(item)
        )


class PaperCards(CourseDirective):
    """Cards to cut: each item of a list, or each cell below a table's header, is printed on a card too.

    ```markdown
    :::{klipkort}
    1. »Sådan har vi altid gjort.«
    2. »Hvad mon der sker, hvis vi prøver noget andet?«
    :::
    ```
    """

    has_content = True

    def run(self) -> list[Node]:
        """Return what stands in it, marked as cards."""
        self.stray_options()
        node = paper_cards("", *self.parse_content_to_nodes())
        self.set_source_info(node)
        if not node.facts("")["paper_cards"]:
            self.fault(
                _("Der er ingen kort i {{{name}}}. Skriv en liste mellem ::: og :::.").format(name=self.name),
                "klipkort",
            )
        return [node]


def _visit_typst(self: TypstTranslator, node: paper_cards) -> None:
    """Write what stands in it: the cards are a PDF of their own."""
    self.finish(self.blocks(node.children))


DIRECTIVES = {"klipkort": (PaperCards, "")}


def setup(app: Sphinx) -> None:
    """Register that it looks like what stands in it."""
    visitors = (_visit_typst, pass_through)
    app.add_node(paper_cards, html=THROUGH, typst=visitors, text=THROUGH, latex=THROUGH, man=THROUGH)
