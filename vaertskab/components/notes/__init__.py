"""{noter}: the reader's own notes, gathered."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place
from vaertskab.model.content import again_anchor, round_anchor
from vaertskab.outputs.shared.html import link_to
from vaertskab.reading.domain import course_of
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: What the reader's script shows and acts on; hidden where there are no scripts.
GATHERED = (
    '<div hidden><p class="note-status" role="status" tabindex="-1"></p>'
    '<p class="tools"><button class="tool">Gem som fil</button>'
    '<button class="tool">Hent fra en fil</button><button class="tool">Print</button>'
    '<button class="tool">Ryd mine noter</button></p>'
    '<input type="file" accept=".txt,.md,text/plain" aria-label="Fil med noter" hidden>'
    '<div class="noter"></div>'
    "<details hidden><summary></summary><p>Noterne her er skrevet, før hvert kursus fik sine egne noter. "
    "De kan høre til et andet kursus på samme adresse, eller du har rettet eller slettet dem her siden.</p>"
    '<div></div><button class="tool">Slet de ældre noter</button></details></div>'
)
#: What follows a question in a list or a file of notes, where its reader added to the first answer.
ADDED = "(tilføjet)"


class notes(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where the reader's notes are gathered; only the site has something to put there."""

    on_screen_only = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return that the page lists the questions of the course, and gathers notes."""
        return {"gathers": True, "notes": True}


class NoteList(PlaceDirective):
    """The place where the reader's notes are shown, with their questions, in the order of the course.

    ```markdown
    :::{noter}
    :::
    ```
    """

    node_class = notes


def _html(self: HTML5Translator, node: CourseNode) -> str:
    """Return where every question stands, for the script that gathers the reader's notes."""
    builder = self.builder
    rows, title = [], builder.config.kursus_settings["kursus.titel"]
    pages = list(course_of(builder.env).pages())
    # What several pages ask in the same words is told apart by the page: each talk ends in one question.
    said = Counter(one for page in pages for one in {w.label for w in page.writing})
    for page in pages:
        asked = [(q.line, 0, q.anchor, q.text) for q in page.questions]
        if page.asks_again:
            # What is added to an answer comes right after it.
            asked += [(q.line, 1, again_anchor(q.id), f"{q.text} {ADDED}") for q in page.questions]
        for room in page.writing:
            label = f"{page.title}: {room.label}" if said[room.label] > 1 else room.label
            asked.append((room.line, 0, room.anchor, label))
            if room.again:
                asked.append((room.line, 1, again_anchor(room.anchor), f"{label} {ADDED}"))
        if page.round:
            asked.append((9**9, 0, round_anchor(page.docname), f"Gruppens svar: {page.title}"))
        rows += [
            f'<li><a href="{link_to(builder, page.docname, anchor)}">{html.escape(text)}</a>'
            for _line, _added, anchor, text in sorted(asked)
        ]
    return (
        f'<div class="mine-noter" data-titel="{html.escape(title)}"><p>Noterne ligger i din browser, '
        "og siden her bruger JavaScript til at vise dem. Din browser kører ikke JavaScript.</p>"
        f"{GATHERED}<ul hidden>{''.join(rows)}</ul></div>\n"
    )


DIRECTIVES = {"noter": (NoteList, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, notes, _html)
