"""{ordliste}: the glossary, and {begreb}, which links to its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.domains.std import Glossary
from sphinx.roles import XRefRole

from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from docutils.statemachine import StringList
    from sphinx.application import Sphinx


class TermList(Glossary):
    """The glossary: a word on a line, and what it means on the line below, two spaces in.

    ```markdown
    :::{ordliste}
    vært
      Den, der byder borgeren velkommen.

    dialogrute
      En tur gennem huset, hvor du går ud til borgerne.
    :::
    ```
    """

    def run(self) -> list[Node]:
        """Return the glossary; a fault in it is told at its own line, and not counted from the block."""
        source, _ = self.get_source_info()
        self.content.items = [(source, self.lineno + at) for at in range(1, len(self.content) + 1)]
        parse = self.state.nested_parse

        def from_block(block: StringList, offset: int, *rest: Any, **more: Any) -> Any:
            """Parse an explanation, whose lines MyST counts from the block's own."""
            return parse(block, offset - self.lineno, *rest, **more)

        vars(self.state)["nested_parse"] = from_block
        try:
            return super().run()
        finally:
            del vars(self.state)["nested_parse"]


class TermRole(XRefRole):
    """A word of the glossary: {begreb}`vært`, {begreb}`værten <vært>`."""

    shows_its_target = True

    def create_xref_node(self) -> tuple[list[Node], list[system_message]]:
        """Return a reference to the glossary of Sphinx's standard domain."""
        self.refdomain, self.reftype = "std", "term"
        return super().create_xref_node()


def _explain(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each link to a word what it means, for the page's script to show where the word stands."""
    links = [
        link
        for link in doctree.findall(nodes.reference)
        if any("begreb" in child["classes"] for child in link.findall(nodes.inline))
    ]
    if not links:
        return
    pages = course_domain(app.env).pages.values()
    meanings = {word.anchor: word.meaning for page in pages for word in page.words}
    for link in links:
        anchor = link.get("refid") or link.get("refuri", "").rpartition("#")[2]
        link["meaning"] = meanings.get(anchor, "")


def setup(app: Sphinx) -> None:
    """Explain the words when the links have been resolved."""
    app.connect("doctree-resolved", _explain)


DIRECTIVES = {"ordliste": (TermList, "")}
ROLES = {"begreb": TermRole(innernodeclass=nodes.inline, warn_dangling=True)}
