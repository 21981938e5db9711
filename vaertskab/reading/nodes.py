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

    def facts(self, docname: str) -> Mapping[str, object]:
        """Return what the node says of its page: field of `vaertskab.model.course.Page` → value.

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


class wording(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Official wording: a block quotation or a table, and its attribution. `key`."""


class manuscript(CourseNode):  # noqa: N801
    """What a film says."""


class trial(CourseNode):  # noqa: N801
    """What to try this week or on the next shift."""


class film_place(CourseNode):  # noqa: N801
    """Where the film of a coffee reflection stands."""


class cinema_place(CourseNode):  # noqa: N801
    """Where the films are played one after another."""


class writing_lines(CourseNode):  # noqa: N801
    """Room to write: `writing_id`, `count`; its child is the label."""


class page_cards(CourseNode):  # noqa: N801
    """The list of a part's pages, shown as cards: `entries` (docnames)."""


class print_list(CourseNode):  # noqa: N801
    """The place of the table of PDFs: `handouts` (whether of the handouts or of all the others)."""


class note_list(CourseNode):  # noqa: N801
    """Where the reader's notes are gathered; only the site has something to put there."""


class question_list(CourseNode):  # noqa: N801
    """Questions under the pages that ask them: `part` (its folder, or ""), `deck` (to draw from)."""


class round_place(CourseNode):  # noqa: N801
    """Where a group gathers its answers at one screen; on paper there are lines instead."""


class calendar_place(CourseNode):  # noqa: N801
    """Where the reader gets the twelve weeks as a calendar file; only the site can make one."""


ALL = (
    wording,
    manuscript,
    trial,
    film_place,
    cinema_place,
    writing_lines,
    page_cards,
    print_list,
    note_list,
    question_list,
    round_place,
    calendar_place,
)
