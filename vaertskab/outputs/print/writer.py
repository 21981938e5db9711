"""Doctree → Typst: each node that the writer knows has a method of its name, which writes markup.

A node without a method is a fault at its file and line: text never disappears silently. The look is
not decided here; each method calls one of `layout/components.typ`.
"""

from __future__ import annotations

from docutils import nodes

from vaertskab.components.page_list import page_list
from vaertskab.components.paper_cards import paper_cards
from vaertskab.components.reflection import question
from vaertskab.components.route import route
from vaertskab.components.writing_lines import writing_lines
from vaertskab.outputs.print.base import Surroundings
from vaertskab.outputs.print.extract import ExtractWriter
from vaertskab.outputs.print.sheets import is_group
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.typst_visitors import breaking, may_break, yes
from vaertskab.reading.nodes import CourseNode

__all__ = ["Surroundings", "Writer"]

#: A list of so many items of about a line each, at most, is not split over two pages.
SHORT = 4


class Writer(ExtractWriter):
    """Writes one page."""

    def page(self, section: nodes.section) -> str:
        """Return the body of the page: its first section without the title."""
        self.question_count = sum(not node["shown"] for node in section.findall(question))
        self.roomy = next(iter(section.findall(writing_lines)), None) is not None
        body = self.blocks(child for child in section.children if not isinstance(child, nodes.title))
        return f'#import "/layout/base.typ": *\n{body}{self.folded_answers()}'

    visit_comment = visit_substitution_definition = visit_index = visit_meta = visit_toctree = (
        ExtractWriter.visit_silent
    )
    visit_colspec = visit_only_html = ExtractWriter.visit_silent
    visit_compound = visit_document = visit_topic = visit_glossary = visit_legend = (
        ExtractWriter.visit_through
    )

    # Structure

    def visit_section(self, node: nodes.section) -> None:
        """A section under a heading of its own; one that is about what only a screen can do is left out.

        So is one that holds nothing but the list of a part's pages, which stands on its divider.
        """
        listing = self.on_divider and all(
            isinstance(child, (nodes.title, page_list)) or not child.astext().strip()
            for child in node.children
        )
        on_screen = any(isinstance(child, CourseNode) and child.fills_its_section for child in node.children)
        if listing or on_screen:
            self.finish("".join(self.anchors(part) for part in node.findall(nodes.section)))
        self.depth += 1
        found = self.blocks(node.children)
        self.depth -= 1
        if self.own_page(node):
            following = node.next_node(descend=False, siblings=True)
            more = "#room-for-notes(none, least: line-height)\n" if is_group(following) else ""
            found = f"#pagebreak(weak: true)\n{found}{more}"
        self.finish(found)

    def visit_title(self, node: nodes.title) -> None:
        """The heading of a section; links lead to its first id, other ids stand beside it."""
        ids = node.parent["ids"]
        label = f" #label({string(f'{self.docname}#{ids[0]}')})" if ids else ""
        others = "".join(f"#anchor({string(f'{self.docname}#{name}')});" for name in ids[1:])
        self.finish(f"#[#heading(depth: {self.depth})[{self.inline(node)}]{label}]{others}")

    def visit_rubric(self, node: nodes.rubric) -> None:
        """A small heading that opens no section."""
        self.finish(f"#rubric(depth: {self.depth + 1})[{self.inline(node)}]")

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        """A paragraph; the page's first is its lead."""
        shown = [child for child in node.children if not isinstance(child, nodes.Text) or child.strip()]
        if shown and all(isinstance(child, nodes.image) for child in shown):
            self.finish(self.anchors(node) + "".join(self.markup_of(child) for child in shown))
        if self.lead_pending and isinstance(node.parent, nodes.section):
            self.lead_pending = False
            self.finish(f"#lead[{self.inline(node)}]")
        if isinstance(node.parent, nodes.section) and _introduces(node):
            self.finish(self.anchors(node) + f"#intro[{self.inline(node)}]")
        self.finish(self.anchors(node) + f"#par[{self.inline(node)}]")

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        """A quotation."""
        self.finish(f"#quote(block: true)[{self.blocks(node.children)}]")

    def visit_attribution(self, node: nodes.Element) -> None:
        """Who is quoted."""
        self.finish(f"#par[– {self.inline(node)}]")

    def visit_line_block(self, node: nodes.Element) -> None:
        """Lines that keep their breaks."""
        self.finish("#par[" + " #linebreak() ".join(self.markup_of(child) for child in node.children) + "]")

    visit_line = ExtractWriter.visit_target

    def visit_transition(self, node: nodes.Element) -> None:
        """A pause between two passages."""
        self.finish("#decoration(align(center, line(length: 30mm, stroke: 0.7pt + hair)))")

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Text as it is typed."""
        self.finish(f"#block(breakable: {yes(may_break(node))}, raw({string(node.astext())}, block: true))")

    def visit_admonition(self, node: nodes.Element) -> None:
        """A note set apart from the text."""
        first = node.children[0] if node.children else None
        titled = isinstance(first, nodes.title)
        name = self.inline(first) if titled and isinstance(first, nodes.Element) else ""
        options = f"{f'[{name}]' if name else 'none'}{breaking(node)}"
        self.finish(f"#note({options})[{self.blocks(node.children[titled:])}]")

    def visit_versionmodified(self, node: nodes.Element) -> None:
        """What is new or gone since a version; its text says so."""
        self.finish(self.blocks(node.children))

    visit_note = visit_tip = visit_hint = visit_important = visit_warning = visit_admonition
    visit_caution = visit_attention = visit_danger = visit_error = visit_seealso = visit_admonition

    # Lists

    def visit_bullet_list(self, node: nodes.bullet_list) -> None:
        """A list."""
        items = "".join(f"[{self.content(item)}]," for item in _items(node))
        self.finish(_whole(node, f"list({self._tight(node)}{items})"))

    def visit_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """A numbered list."""
        start = f"start: {node['start']}, " if "start" in node else ""
        items = "".join(f"[{self.content(item)}]," for item in _items(node))
        self.finish(_whole(node, f"enum({start}{self._tight(node)}{items})"))

    def visit_definition_list(self, node: nodes.definition_list) -> None:
        """Terms with their explanations."""
        self.finish(f"#terms(tight: false, {''.join(self.markup_of(child) for child in node.children)})")

    def visit_definition_list_item(self, node: nodes.definition_list_item) -> None:
        """A term, and what it is."""
        named = [child for child in _items(node) if isinstance(child, (nodes.term, nodes.classifier))]
        told = [child for child in _items(node) if isinstance(child, nodes.definition)]
        head = " ".join(self.anchors(child) + self.inline(child) for child in named)
        self.finish(f"terms.item([{head}], [{''.join(self.content(child) for child in told)}]),")

    def _tight(self, node: nodes.Element) -> str:
        return "" if all(len(item.children) == 1 for item in _items(node)) else "tight: false, "


def _introduces(paragraph: nodes.paragraph) -> bool:
    """Tell whether the paragraph says what comes next: it ends so, or is short before room to write.

    Before a question, only what stands right under a heading does: a question speaks for itself.
    """
    text = paragraph.astext()
    if text.endswith(":"):
        return True
    before, after = paragraph.previous_sibling(), paragraph.next_node(descend=False, siblings=True)
    leads = isinstance(after, writing_lines) or (
        isinstance(after, question) and not after["shown"] and isinstance(before, nodes.title)
    )
    return leads and len(text) <= SHORT * 50


def _whole(node: nodes.Element, markup: str) -> str:
    """Return the list `markup`, kept on one page when it is short in running text, or a route."""
    if isinstance(node.parent, route) and not may_break(node):
        return f"#whole({markup})"
    short = len(node.children) <= SHORT and len(node.astext()) <= SHORT * 110
    in_text = isinstance(node.parent, (nodes.section, paper_cards))
    return f"#whole({markup})" if short and in_text else f"#{markup}"


def _items(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]
