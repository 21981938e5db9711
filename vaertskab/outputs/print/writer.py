"""Doctree → Typst: each node that the writer knows has a method of its name, which returns markup.

A node without a method is a fault at its file and line: text never disappears silently. The look is
not decided here; each method calls a component of `layout/base.typ`.
"""

from __future__ import annotations

from docutils import nodes

from vaertskab.outputs.print.base import Surroundings, breaking, may_break, yes
from vaertskab.outputs.print.extract import ExtractWriter
from vaertskab.outputs.print.sheets import is_group
from vaertskab.outputs.shared.escape import string
from vaertskab.reading import nodes as course_nodes

__all__ = ["Surroundings", "Writer"]

#: A list of so many items of about a line each, at most, is not split over two pages.
SHORT = 4
#: What a section is about when paper has no use for it.
ON_SCREEN = (course_nodes.round_place, course_nodes.question_list)


class Writer(ExtractWriter):
    """Writes one page."""

    def page(self, section: nodes.section) -> str:
        """Return the body of the page: its first section without the title."""
        self.footnotes = {
            name: note
            for note in (section.document or section).findall(nodes.footnote)
            for name in note["ids"]
        }  # fmt: skip
        self.count = len(list(section.findall(course_nodes.question)))
        self.roomy = next(iter(section.findall(course_nodes.writing_lines)), None) is not None
        body = self.blocks(child for child in section.children if not isinstance(child, nodes.title))
        return f'#import "/layout/base.typ": *\n{body}{self.folded_answers()}'

    comment = substitution_definition = index = meta = toctree = colspec = only_html = ExtractWriter.silent
    compound = document = topic = glossary = legend = versionmodified = ExtractWriter.through

    # Structure

    def section(self, node: nodes.section) -> str:
        """A section under a heading of its own; one that is about what only a screen can do is left out.

        So is one that holds nothing but the list of a part's pages, which stands on its divider.
        """
        listing = self.on_divider and all(
            isinstance(child, (nodes.title, course_nodes.page_cards)) or not child.astext().strip()
            for child in node.children
        )
        if listing or any(isinstance(child, ON_SCREEN) for child in node.children):
            return "".join(self.anchors(part) for part in node.findall(nodes.section))
        self.depth += 1
        found = self.blocks(node.children)
        self.depth -= 1
        if not self.own_page(node):
            return found
        following = node.next_node(descend=False, siblings=True)
        more = "#room-for-notes(none, least: line-height)\n" if is_group(following) else ""
        return f"#pagebreak(weak: true)\n{found}{more}"

    def title(self, node: nodes.title) -> str:
        """The heading of a section; links lead to its first id, other ids stand beside it."""
        ids = node.parent["ids"]
        label = f" #label({string(f'{self.docname}#{ids[0]}')})" if ids else ""
        others = "".join(f"#anchor({string(f'{self.docname}#{name}')});" for name in ids[1:])
        return f"#[#heading(depth: {self.depth})[{self.inline(node)}]{label}]{others}"

    def rubric(self, node: nodes.rubric) -> str:
        """A small heading that opens no section."""
        return f"#rubric(depth: {self.depth + 1})[{self.inline(node)}]"

    def paragraph(self, node: nodes.paragraph) -> str:
        """A paragraph; the page's first is its lead."""
        shown = [child for child in node.children if not isinstance(child, nodes.Text) or child.strip()]
        if shown and all(isinstance(child, nodes.image) for child in shown):
            return self.anchors(node) + "".join(self.write(child) for child in shown)
        if self.lead_pending and isinstance(node.parent, nodes.section):
            self.lead_pending = False
            return f"#lead[{self.inline(node)}]"
        if isinstance(node.parent, nodes.section) and _introduces(node):
            return self.anchors(node) + f"#intro[{self.inline(node)}]"
        return self.anchors(node) + f"#par[{self.inline(node)}]"

    def block_quote(self, node: nodes.block_quote) -> str:
        """A quotation."""
        return f"#quote(block: true)[{self.blocks(node.children)}]"

    def attribution(self, node: nodes.Element) -> str:
        """Who is quoted."""
        return f"#par[– {self.inline(node)}]"

    def line_block(self, node: nodes.Element) -> str:
        """Lines that keep their breaks."""
        return "#par[" + " #linebreak() ".join(self.write(child) for child in node.children) + "]"

    line = ExtractWriter.text_through

    def transition(self, node: nodes.Element) -> str:
        """A pause between two passages."""
        return "#decoration(align(center, line(length: 30mm, stroke: 0.7pt + hair)))"

    def literal_block(self, node: nodes.literal_block) -> str:
        """Text as it is typed."""
        return f"#block(breakable: {yes(may_break(node))}, raw({string(node.astext())}, block: true))"

    def admonition(self, node: nodes.Element) -> str:
        """A note set apart from the text."""
        first = node.children[0] if node.children else None
        titled = isinstance(first, nodes.title)
        name = self.inline(first) if titled and isinstance(first, nodes.Element) else ""
        options = f"{f'[{name}]' if name else 'none'}{breaking(node)}"
        return f"#note({options})[{self.blocks(node.children[titled:])}]"

    note = tip = hint = important = warning = caution = attention = danger = error = seealso = admonition

    # Lists

    def bullet_list(self, node: nodes.bullet_list) -> str:
        """A list."""
        items = "".join(f"[{self.content(item)}]," for item in _items(node))
        return _whole(node, f"list({self._tight(node)}{items})")

    def enumerated_list(self, node: nodes.enumerated_list) -> str:
        """A numbered list."""
        start = f"start: {node['start']}, " if "start" in node else ""
        items = "".join(f"[{self.content(item)}]," for item in _items(node))
        return _whole(node, f"enum({start}{self._tight(node)}{items})")

    def definition_list(self, node: nodes.definition_list) -> str:
        """Terms with their explanations."""
        return f"#terms(tight: false, {''.join(self.write(child) for child in node.children)})"

    def definition_list_item(self, node: nodes.definition_list_item) -> str:
        """A term, and what it is."""
        named = [child for child in _items(node) if isinstance(child, (nodes.term, nodes.classifier))]
        told = [child for child in _items(node) if isinstance(child, nodes.definition)]
        head = " ".join(self.anchors(child) + self.inline(child) for child in named)
        return f"terms.item([{head}], [{''.join(self.content(child) for child in told)}]),"

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
    leads = isinstance(after, course_nodes.writing_lines) or (
        isinstance(after, course_nodes.question) and isinstance(before, nodes.title)
    )
    return leads and len(text) <= SHORT * 50


def _whole(node: nodes.Element, markup: str) -> str:
    """Return the list `markup`, kept on one page when it is short and stands in running text."""
    short = len(node.children) <= SHORT and len(node.astext()) <= SHORT * 110
    return f"#whole({markup})" if short and isinstance(node.parent, nodes.section) else f"#{markup}"


def _items(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]
