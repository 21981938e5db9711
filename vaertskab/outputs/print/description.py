"""The two-page description of Kafferefleksion that goes to its participants."""

from __future__ import annotations

from docutils import nodes

from vaertskab.model.course import Page
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material
from vaertskab.outputs.print.writer import Writer
from vaertskab.outputs.shared.escape import string

NAME = "kaffe-beskrivelse.pdf"
TITLE = "Beskrivelse af Kafferefleksion"
#: How many pages it has at most.
MOST_PAGES = 2


def description(material: Material, page: Page, writer: Writer, doctree: nodes.document) -> Document:
    """Return the description, made of `page` and its resolved `doctree` by its `writer` of handouts.

    It bears the emblem of the first weekly part. Links are written without where they lead: whoever gets
    the description may not have the binder.
    """
    section = next(iter(doctree.findall(nodes.section)))
    writer.lead_pending = writer.narrow = True
    part = next(iter(material.course.weekly_parts()), None)
    emblem = material.emblems.get(part.index.docname) if part else None
    main = (
        preamble(page.title, material.edition)
        + '#import "/layout/beskrivelse.typ": description\n'
        + f"#let lines = 0\n#description(edition, {string(page.title)}, "
        + f"emblem: {string('/' + emblem) if emblem else 'none'})[\n{writer.page(section)}]\n"
    )
    return Document(
        NAME, TITLE, main, {**material.files, **writer.around.files}, MOST_PAGES, page=page.docname
    )
