"""Doctree nodes of the course: what an output needs to see that plain docutils cannot say."""

from __future__ import annotations

from docutils import nodes


class question(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes in lower case
    """A reflection question; holds its sphinx-design card. `question_id`, `kind`, `official`."""


class shown_questions(nodes.General, nodes.Element):  # noqa: N801
    """The place of questions that stand elsewhere: `targets` (ids or docnames), `lines` of each."""


class wording(nodes.General, nodes.Element):  # noqa: N801
    """Official wording: a block quotation or a table, and its attribution. `key`."""


class manuscript(nodes.General, nodes.Element):  # noqa: N801
    """What a film says."""


class trial(nodes.General, nodes.Element):  # noqa: N801
    """What to try this week or on the next shift."""


class film_place(nodes.General, nodes.Element):  # noqa: N801
    """Where the film of a coffee reflection stands."""


class cinema_place(nodes.General, nodes.Element):  # noqa: N801
    """Where the films are played one after another."""


class writing_lines(nodes.General, nodes.Element):  # noqa: N801
    """Room to write: `writing_id`, `count`; its child is the label."""


class page_cards(nodes.General, nodes.Element):  # noqa: N801
    """The list of a part's pages, shown as cards: `entries` (docnames)."""


class print_list(nodes.General, nodes.Element):  # noqa: N801
    """The place of the table of PDFs: `handouts` (whether of the handouts or of all the others)."""


class refused_file(nodes.inline):  # noqa: N801
    """The words in the place of a file that may not be taken: `written` (its address), `fault` (why)."""


class note_list(nodes.General, nodes.Element):  # noqa: N801
    """Where the reader's notes are gathered; only the site has something to put there."""


class question_list(nodes.General, nodes.Element):  # noqa: N801
    """Questions under the pages that ask them: `part` (its folder, or ""), `deck` (to draw from)."""


class round_place(nodes.General, nodes.Element):  # noqa: N801
    """Where a group gathers its answers at one screen; on paper there are lines instead."""


class calendar_place(nodes.General, nodes.Element):  # noqa: N801
    """Where the reader gets the twelve weeks as a calendar file; only the site can make one."""


ALL = (
    question,
    shown_questions,
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
