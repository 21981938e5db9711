"""The plan of a meeting as a sheet of its own, for who holds it without a screen."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from vaertskab.components.meeting.plan import meeting
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material
from vaertskab.outputs.print.writer import Writer
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.prints import run_sheet_file


def run_sheets(material: Material, page: Page, writer: Writer, doctree: nodes.document) -> Iterator[Document]:
    """Yield the sheet of each meeting on `page`, whose resolved `doctree` is written by `writer`."""
    part = material.course.parts_by_page().get(page.docname)
    for plan, node in zip(page.meetings, doctree.findall(meeting), strict=True):
        about = _("{minutes} minutter · {number} punkter").format(
            minutes=plan.minutes, number=len(plan.steps)
        )
        main = preamble(f"{plan.title} – {material.course.title}", material.edition)
        main += '#import "/layout/handout.typ": *\n'
        main += f"#handout(edition, part: {string(part.index.short_title if part else '')}, "
        main += f"name: {string(plan.title)}, facts: {string(about)}, lines: 0, "
        main += f"lines => [\n{writer.blocks(node.children)}])\n"
        title = _("Drejebog: {title}").format(title=plan.title)
        yield Document(run_sheet_file(plan.id), title, main, material.files, page=page.docname)
