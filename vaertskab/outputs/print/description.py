"""The two-page description of Kafferefleksion that goes to its participants."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material
from vaertskab.outputs.print.writer import Surroundings, Writer
from vaertskab.outputs.shared.escape import string

NAME = "kaffe-beskrivelse.pdf"
PAGE = "docs/kaffe-beskrivelse"
TITLE = "Beskrivelse af Kafferefleksion"
#: The part whose emblem it bears, and how many pages it has.
PART = "modules/kaffe/index"
PAGES = 2


def description(material: Material, around: Surroundings, doctree: nodes.document, source: Path) -> Document:
    """Return the description, made of the resolved page `doctree` whose file is `source`.

    Links are written without where they lead: whoever gets the description may not have the binder.
    """
    section = next(iter(doctree.findall(nodes.section)))
    writer = Writer(around, PAGE, source, handout=True)
    writer.lead_pending = writer.narrow = True
    title = next(page.title for page in material.course.pages() if page.docname == PAGE)
    emblem = material.emblems.get(PART)
    main = (
        preamble(title, material.edition)
        + '#import "/layout/beskrivelse.typ": description\n'
        + f"#let lines = 0\n#description(edition, {string(title)}, "
        + f"emblem: {string('/' + emblem) if emblem else 'none'})[\n{writer.page(section)}]\n"
    )
    return Document(NAME, TITLE, main, {**material.files, **around.files}, PAGES, source=writer.file)
