"""{noter}: the reader's own notes, gathered."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place
from vaertskab.model.content import again_anchor, round_anchor
from vaertskab.model.language import _
from vaertskab.outputs.shared.html import link_to
from vaertskab.reading.domain import course_of
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


def _gathered() -> str:
    """Return what the reader's script shows and acts on; hidden where there are no scripts."""
    older = _(
        "Noterne her er skrevet, før hvert kursus fik sine egne noter. "
        "De kan høre til et andet kursus på samme adresse, eller du har rettet eller slettet dem her siden."
    )
    return (
        '<div hidden><p class="note-status" role="status" tabindex="-1"></p>'
        f'<p class="tools"><button class="tool">{_("Gem som fil")}</button>'
        f'<button class="tool">{_("Hent fra en fil")}</button><button class="tool">{_("Print")}</button>'
        f'<button class="tool">{_("Ryd mine noter")}</button></p>'
        f'<input type="file" accept=".txt,.md,text/plain" aria-label="{_("Fil med noter")}" hidden>'
        '<div class="noter"></div>'
        f"<details hidden><summary></summary><p>{older}</p>"
        f'<div></div><button class="tool">{_("Slet de ældre noter")}</button></details></div>'
    )


def _added(text: str) -> str:
    """Return a question as it stands in notes where its reader added to the first answer."""
    return _("{question} (tilføjet)").format(question=text)


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
            asked += [(q.line, 1, again_anchor(q.id), _added(q.text)) for q in page.open_questions]
        for room in page.writing:
            label = f"{page.title}: {room.label}" if said[room.label] > 1 else room.label
            asked.append((room.line, 0, room.anchor, label))
            if room.again:
                asked.append((room.line, 1, again_anchor(room.anchor), _added(label)))
        if page.round:
            group = _("Gruppens svar: {title}").format(title=page.title)
            asked.append((9**9, 0, round_anchor(page.docname), group))
        rows += [
            f'<li><a href="{link_to(builder, page.docname, anchor)}">{html.escape(text)}</a>'
            for *_place, anchor, text in sorted(asked)
        ]
    without = _(
        "Noterne ligger i din browser, og siden her bruger JavaScript til at vise dem. "
        "Din browser kører ikke JavaScript."
    )
    return (
        f'<div class="mine-noter" data-titel="{html.escape(title)}"><p>{without}</p>'
        f"{_gathered()}<ul hidden>{''.join(rows)}</ul></div>\n"
    )


DIRECTIVES = {"noter": (NoteList, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, notes, _html)
