"""{engelsk}: words in English, in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


class EnglishRole(SphinxRole):
    """Words in English, so that a screen reader says them so: {engelsk}`Commit changes`."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the words; docutils writes the class as a `lang` attribute."""
        return [nodes.inline("", self.text, classes=["language-en"])], []


ROLES = {"engelsk": EnglishRole()}
