"""What the nodes of components have in common, so that reading knows none of them by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from docutils import nodes


class CourseNode(nodes.General, nodes.Element):
    """What a component puts into a page: it says what it means, and never how it looks.

    A component registers how each output shows its node with `app.add_node(node, html=…, typst=…, text=…)`.
    """

    #: Whether it asks the reader something: the search finds it as a question, and a page may end in it.
    is_question: ClassVar[bool] = False
    #: Whether only a screen has a use for it: paper and e-books leave it out, or lead to the site.
    on_screen_only: ClassVar[bool] = False
    #: Whether the section that it stands in is about it alone: what leaves it out leaves out the section.
    fills_its_section: ClassVar[bool] = False

    #: What it is called in a sentence, when it also goes where no footnote can follow: cards, mails, films.
    goes_elsewhere: ClassVar[str] = ""

    def facts(self, docname: str) -> Mapping[str, object]:
        """Return what the node says of its page: field of `vaertskab.model.page.Page` → value.

        A tuple is added to those of the page's other nodes; of other values, the page keeps the first.
        """
        return {}


def is_official(node: nodes.Node) -> bool:
    """Tell whether the words of `node` are not the author's, but official wording or the program's own.

    A node whose words are not has the attribute `official`.
    """
    at: nodes.Node | None = node
    while at is not None:
        if isinstance(at, nodes.Element) and at.get("official"):
            return True
        at = at.parent
    return False


def text_of(node: nodes.Node) -> str:
    """Return the text of `node` on one line."""
    return node.astext().replace("\n", " ")
