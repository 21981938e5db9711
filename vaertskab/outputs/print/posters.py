"""A poster on A3 of each page that asks for one: its official wording, its drawing, or its part's pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from docutils import nodes

from vaertskab.components.wording import wording
from vaertskab.model.page import Page
from vaertskab.model.roles import Paper
from vaertskab.model.wordings import Wording, Wordings
from vaertskab.outputs.print.base import Surroundings
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material, own_name, printed_pages
from vaertskab.outputs.print.media import PICTURES
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.prints import POSTERS
from vaertskab.outputs.shared.typst_compiler import drawing

TITLE = "Plakat: {} (A3)"
#: How large the text is, from what it is meant to be to what still is read from a few steps away.
SCALES = (1, 0.92, 0.84, 0.76, 0.68, 0.6)

Doctrees = Callable[[str], nodes.document]


def posters(
    material: Material, wordings: Wordings, doctree: Doctrees, around: Surroundings
) -> Iterator[Document]:
    """Yield the posters; `doctree` gives a page as it was read, by its docname."""
    course = material.course
    parts = {part.index.docname: part for part in course.parts}
    for page in course.pages():
        if page.paper is not Paper.POSTER:
            continue
        said = _official(doctree(page.docname), wordings)
        of_part = printed_pages(parts[page.docname]) if page.docname in parts else ()
        items = "".join(
            _item(material, other, _official(doctree(other.docname), wordings)) for other in of_part
        )
        shown, files = _drawing(doctree(page.docname), around)
        head = preamble(page.title, material.edition) + '#import "/layout/poster.typ": poster\n'
        words = f"{string(page.title)}, said: {_words(said)}, drawn: {shown}, items: ({items})"
        first, *smaller = (f"{head}#poster(edition, {words}, scale: {scale})\n" for scale in SCALES)
        yield Document(
            own_name(POSTERS, course, page),
            TITLE.format(page.title),
            first,
            {**material.files, **files},
            most_pages=1,
            shorter=tuple(smaller),
            page=page.docname,
        )


def _official(document: nodes.document, wordings: Wordings) -> Wording | None:
    """Return the first official wording of a page that is no table, or None."""
    pieces = (wordings.find(node["key"]) for node in document.findall(wording))
    return next((piece for piece in pieces if piece and piece.lines), None)


def _words(piece: Wording | None) -> str:
    """Return official wording as the layout takes it: its lines, and whose they are."""
    if piece is None:
        return "none"
    lines = "".join(f"{string(line)}, " for line in piece.lines)
    return f"(lines: ({lines}), source: {string(f'{piece.owner} · {piece.source}')})"


def _item(material: Material, page: Page, piece: Wording | None) -> str:
    emblem = material.emblems.get(page.docname)
    shown = string("/" + emblem) if emblem else "none"
    return f"(name: {string(page.title)}, said: {_words(piece)}, emblem: {shown}), "


def _drawing(document: nodes.document, around: Surroundings) -> tuple[str, dict[str, bytes]]:
    """Return the page's first drawing as the layout takes it, with its file; `none` where it has none."""
    for picture in document.findall(nodes.image):
        path = around.root / picture["uri"]
        if picture["uri"].lower().endswith(".svg") and path.is_file() and picture.get("alt"):
            name = f"{PICTURES}/{picture['uri']}"
            return f"(file: {string('/' + name)}, alt: {string(picture['alt'])})", {name: drawing(path)}
    return "none", {}
