"""Every word of a page, in each output where it should be; what is left out on purpose is the lists below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from docutils import nodes
from sphinx import addnodes

from vaertskab.reading import nodes as course_nodes

#: What no output shows: comments, and what only tells Sphinx something.
NOWHERE = (nodes.comment, nodes.substitution_definition, addnodes.toctree, nodes.meta, addnodes.index)
#: What is left out of print, and why.
NOT_IN_PRINT: Mapping[type[nodes.Element], str] = {
    course_nodes.film_place: "a film is seen on a screen; the page's code leads to it",
    course_nodes.cinema_place: "as a film",
    course_nodes.round_place: "a round is written at a screen; on paper everyone has lines of their own",
    course_nodes.note_list: "notes are written on a device",
    course_nodes.question_list: "each question is printed on its own page",
    course_nodes.calendar_place: "a calendar file is made on a screen",
    course_nodes.page_cards: "a part's pages are listed on its divider, and in the contents",
}
#: A section that has one of these says what a screen can do, and is left out of print with its heading.
SCREEN_SECTIONS = (course_nodes.round_place, course_nodes.question_list)
#: The footnote's number in the text is the outputs' own.
NUMBERS = (nodes.footnote_reference, nodes.label)

#: Room for the text of a page of print, in mm from its edges: heads and feet are outside it.
LEFT, TOP, BOTTOM = 18, 24, 20
#: What is between the two parts of a text that is divided by the foot of a page.
SHINGLE = 4
#: Fewer words than this stand on no full page.
WORDS_ON_A_PAGE = 250


def bare(text: str) -> str:
    """Return text as it is compared: without white space, hyphens, and characters that are not seen."""
    return re.sub(r"[\s\u00ad\u2010\u2011\u200b\x02\ufffe-]", "", text)


def words_in_pdf(pdf: Path) -> str:
    """Return the text of a PDF's pages without their heads and feet."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            width, height = page.get_size()
            mm = height / 297
            text = page.get_textpage().get_text_bounded(
                left=LEFT * mm, bottom=BOTTOM * mm, right=width, top=height - TOP * mm
            )
            found.append(bare(text))
    return "".join(found)


def texts_of(document: nodes.document, left_out: tuple[type[nodes.Element], ...]) -> Iterator[str]:
    """Yield each piece of text of a page that is not inside what is left out."""
    for text in document.findall(nodes.Text):
        around = list(ancestors(text))
        # A link without words of its own shows the title of the page that it leads to.
        titled = any(isinstance(one, addnodes.pending_xref) and not one["refexplicit"] for one in around)
        if text.strip() and not titled and not any(isinstance(one, left_out) for one in around):
            yield str(text)


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what is around a node, the nearest first."""
    at = node.parent
    while at is not None:
        yield at
        at = at.parent


def on_screen(text: nodes.Node) -> bool:
    """Tell whether text stands in a section about what only a screen can do."""
    sections = (around for around in ancestors(text) if isinstance(around, nodes.section))
    return any(isinstance(child, SCREEN_SECTIONS) for section in sections for child in section.children)


def lost(text: str, whole: str) -> bool:
    """Tell whether a piece of text is missing from `whole` (bare); the foot of a page may divide it."""
    if bare(text) in whole:
        return False
    said = text.split()
    shingles = [bare("".join(said[at : at + SHINGLE])) for at in range(max(1, len(said) - SHINGLE + 1))]
    missing = [at for at, shingle in enumerate(shingles) if shingle not in whole]
    # Where a foot stands, at most so many shingles are broken: one fewer than the words in each.
    feet = sum(at - 1 not in missing for at in missing)
    divided = feet <= 1 + len(said) // WORDS_ON_A_PAGE and len(missing) <= feet * (SHINGLE - 1)
    return not (divided and all(bare(word) in whole for word in said))
