"""Every word of a page, in each output where it should be; what is left out on purpose is the lists below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from docutils import nodes
from sphinx import addnodes

from vaertskab.components.film import film
from vaertskab.components.mail_link import mail_link
from vaertskab.components.page_list import page_list
from vaertskab.reading.nodes import CourseNode

#: What no output shows: comments, and what only tells Sphinx something.
NOWHERE = (nodes.comment, nodes.substitution_definition, addnodes.toctree, nodes.meta, addnodes.index)
#: What print and the e-book leave out: what only a screen has a use for; the e-book leads to the site.
ON_SCREEN_ONLY = tuple(kind for kind in CourseNode.__subclasses__() if kind.on_screen_only)
#: What is left out of print besides: films (the page's code leads to them), and the list of a part's pages
#: (it stands on its divider, and in the contents).
NOT_IN_PRINT = (film, page_list, *ON_SCREEN_ONLY)
#: Where there are buttons, a mail is one: its words stand in its address.
BUTTONS = (mail_link,)
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


def on_screen(section: nodes.section) -> bool:
    """Tell whether a section is about what only a screen can do: print leaves it out with its heading."""
    return any(isinstance(child, CourseNode) and child.fills_its_section for child in section.children)


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
