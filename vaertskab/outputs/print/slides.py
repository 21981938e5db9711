"""A meeting as a PDF of slides, for who cannot show the site: what the room sees, and the host's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from docutils import nodes

from vaertskab.components.meeting.plan import meeting, meeting_notes, meeting_step
from vaertskab.components.meeting.screens import screens
from vaertskab.model.language import _
from vaertskab.model.meeting import Meeting, MeetingStep, Screen, Showing
from vaertskab.model.page import Page
from vaertskab.model.wordings import Wordings
from vaertskab.outputs.print.document import Document, preamble
from vaertskab.outputs.print.documents import Material
from vaertskab.outputs.print.media import PICTURES
from vaertskab.outputs.print.writer import Writer
from vaertskab.outputs.shared.escape import markup, string
from vaertskab.outputs.shared.prints import meeting_file
from vaertskab.outputs.shared.typst_compiler import drawing

#: Where the host's words stand in the plan's table.
SAY = 3


def slides(
    material: Material, page: Page, writer: Writer, doctree: nodes.document, wordings: Wordings
) -> Iterator[Document]:
    """Yield the slides of each meeting on `page`, whose resolved `doctree` is written by `writer`."""
    pages = {one.docname: one for one in material.course.pages()}
    # In this order, and not by their ids: one that two have is told of, and both can be printed.
    for plan, node in zip(page.meetings, doctree.findall(meeting), strict=True):
        files = dict(material.files)
        body = _title(plan, material.course.title)
        for step, said in zip(plan.steps, _said(writer, node), strict=True):
            body += _step(plan, step, said, pages, wordings, writer.around.root, files)
        title = f"{plan.title} – {material.course.title}"
        main = preamble(title, material.edition) + '#import "/layout/slides.typ": slide, slides\n'
        main += f"#show: slides.with(edition)\n{body}"
        called = _("Dias: {title}").format(title=plan.title)
        yield Document(meeting_file(plan.id), called, main, files, page=page.docname)


def _title(plan: Meeting, course: str) -> str:
    about = _("{minutes} minutter · {number} punkter").format(minutes=plan.minutes, number=len(plan.steps))
    if plan.pause_minutes:
        about += _(" · heraf {minutes} minutters pause").format(minutes=plan.pause_minutes)
    return f"#slide([{markup(course)}], lines: ([{markup(plan.title)}],), help: [{markup(about)}])\n"


def _said(writer: Writer, node: meeting) -> Iterator[str]:
    """Yield what the host may say at each step, and what may help."""
    rows = [row for body in node.findall(nodes.tbody) for row in body.findall(nodes.row)]
    for row, step in zip(rows, node.findall(meeting_step), strict=True):
        say = writer.content(row.children[SAY])  # type: ignore[arg-type]
        helping = "".join(writer.blocks(notes.children[1:]) for notes in step.findall(meeting_notes))
        yield f"#par[#strong[{say}]]\n{helping}"


def _step(
    plan: Meeting,
    step: MeetingStep,
    said: str,
    pages: Mapping[str, Page],
    wordings: Wordings,
    root: Path,
    files: dict[str, bytes],
) -> str:
    """Return the slides of a step; a drawing is put among `files`."""
    words = _("{step} · {minutes} min.").format(step=step.title, minutes=step.minutes)
    title = f"[{markup(words)}]"
    shown = screens(plan, step, pages, wordings)
    if not shown:
        return f"#slide({title}, place: [{markup(step.title)}], said: [{said}])\n"
    return "".join(
        f"#slide({title}, first: {'false' if at else 'true'}{_screen(one, root, files)}, said: [{said}])\n"
        for at, one in enumerate(shown)
    )


def _screen(screen: Screen, root: Path, files: dict[str, bytes]) -> str:
    """Return the layout's arguments for what the room sees."""
    if screen.drawing:
        name = f"{PICTURES}/{screen.drawing.uri}"
        files.setdefault(name, drawing(root / screen.drawing.uri))
        return f", picture: ({string('/' + name)}, {string(screen.drawing.alt)})"
    rows = [" – ".join(row) for row in screen.table[1:]]
    lines = "".join(f"[{markup(line)}]," for line in (*screen.lines, *rows))
    options = f", lines: ({lines})"
    for name, text in (("heading-line", screen.title), ("help", screen.help), ("source", screen.source)):
        options += f", {name}: [{markup(text)}]" if text else ""
    return options + (", numbered: true" if screen.what is Showing.TASK else "")
