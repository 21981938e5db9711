"""Sections that stand on a page of their own: each group's questions and notes."""

from __future__ import annotations

from docutils import nodes

from vaertskab.components.reflection import question
from vaertskab.components.writing_lines import writing_lines
from vaertskab.outputs.print.media import MediaWriter


class SheetWriter(MediaWriter):
    """Where a section starts a new page."""

    def own_page(self, section: nodes.section) -> bool:
        """Tell whether the section starts a page: a group's questions with room for notes.

        The first of several groups starts with the heading above it.
        """
        if any(is_group(child) for child in section.children):
            return True
        siblings = [child for child in section.parent.children if isinstance(child, nodes.section)]
        return is_group(section) and section is not siblings[0]

    def on_sheet(self, node: nodes.Node) -> bool:
        """Tell whether a question shown again stands among those of a group."""
        return is_group(node.parent)


def _has(section: nodes.Element, kind: type[nodes.Element]) -> bool:
    return any(isinstance(child, kind) for child in section.children)


def is_group(node: nodes.Node | None) -> bool:
    """Tell whether a section holds questions shown again, with room for a group's notes."""
    if not isinstance(node, nodes.section) or not _has(node, writing_lines):
        return False
    shown = [child for child in node.children if isinstance(child, question) and child["shown"]]
    return len(shown) > 1
