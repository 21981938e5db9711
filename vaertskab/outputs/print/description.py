"""The two-page description of a part that goes week by week, which goes to its participants."""

from __future__ import annotations

from urllib.parse import urljoin

from docutils import nodes

from vaertskab.components.setting import leave_out_sentence
from vaertskab.model.course import Course
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.model.roles import Purpose
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material
from vaertskab.outputs.print.inline import PAGE
from vaertskab.outputs.print.writer import Writer
from vaertskab.outputs.shared.escape import string

NAME = "{}-beskrivelse.pdf"
#: How many pages it has at most.
MOST_PAGES = 2


def description(material: Material, page: Page, writer: Writer, doctree: nodes.document) -> Document:
    """Return the description, made of `page` and its resolved `doctree` by its `writer` of handouts.

    It bears the name and the emblem of the part that it describes. Links are written without where they lead:
    whoever gets the description may not have the binder.
    """
    _lead_to_privacy(material.course, doctree)
    section = next(iter(doctree.findall(nodes.section)))
    writer.lead_pending = writer.narrow = True
    part = material.course.described_by(page.docname)
    emblem = material.emblems.get(part.index.docname) if part else None
    main = (
        preamble(page.title, material.edition)
        + '#import "/layout/description.typ": description\n'
        + f"#let lines = 0\n#description(edition, {string(page.title)}, "
        + f"emblem: {string('/' + emblem) if emblem else 'none'})[\n{writer.page(section)}]\n"
    )
    name, called = (part.name, part.index.short_title) if part else ("forloeb", page.title)
    files = {**material.files, **writer.around.files}
    title = _("Beskrivelse af {part}").format(part=called)
    return Document(NAME.format(name), title, main, files, MOST_PAGES, page=page.docname)


def _lead_to_privacy(course: Course, doctree: nodes.document) -> None:
    """Print the address of what is said of personal data; without one, the sentence goes that leads there."""
    about = course.page_for(Purpose.PRIVACY)
    for link in list(doctree.findall(nodes.reference)) if about else ():
        if about and link.get("refuri", "").partition("#")[0] == PAGE + about.docname:
            if course.base_url:
                link["refuri"] = urljoin(course.base_url, f"{about.docname}.html")
            else:
                leave_out_sentence(link)
