"""The questions of a part or of the course, under the pages that ask them."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from vaertskab.model.content import Question
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.model.question_kinds import Kind
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder


def question_list(
    builder: StandaloneHTMLBuilder,
    part: str,
    *,
    css_class: str,
    heading_level: int = 0,
    words: Callable[[Question], str] = lambda question: question.text,
) -> str:
    """Return the questions of the whole course, or of the part with this folder, under their pages.

    `words` is what is shown of a question; one of which nothing is shown is left out. With a
    `heading_level`, each part has a heading. The page holds them all, as it must not ask for more when it is
    a file; so tags that HTML lets be left out are left out.
    """
    course = course_of(builder.env)

    def rows(pages: Iterable[Page]) -> str:
        return "".join(_asked_by(page, builder, words) for page in pages if any(map(words, page.questions)))

    heading = f"<h{heading_level}>{{}}</h{heading_level}>" if heading_level else ""
    shown = [] if part else [(course.front.title, rows((course.front,)))]
    shown += [(one.title, rows((one.index, *one.pages))) for one in course.parts if part in ("", one.name)]
    text = "".join(
        heading.format(html.escape(title)) + f"<dl>{asked}</dl>" for title, asked in shown if asked
    )
    labels = html.escape(json.dumps({kind.value: kind.label for kind in Kind}, ensure_ascii=False))
    of = f' data-del="{html.escape(part)}"' if part else ""
    return f'<div class="{css_class}"{of} data-slags="{labels}">{text}</div>\n'


def _asked_by(page: Page, builder: StandaloneHTMLBuilder, words: Callable[[Question], str]) -> str:
    href = builder.get_relative_uri(builder.current_docname, page.docname)
    link = f'<a href="{html.escape(href)}">{html.escape(page.title)}</a>'
    if page.week:
        link = _("Uge {week}: {link}").format(week=page.week, link=link)
    asked = "".join(
        f"<dd class={one.kind} data-q={one.id}>{html.escape(said)}"
        + (f"<p>{html.escape(one.help)}" if one.help else "")
        + _back(one)
        for one in page.questions
        if (said := words(one))
    )
    return f"<dt>{link}{asked}"


def _back(question: Question) -> str:
    """Return the back of a card that has one, to turn."""
    if not question.answer:
        return ""
    lines = (*question.answer, _("Ordlyd: {owner}").format(owner=question.answer_owner))
    said = "".join(f"<p>{html.escape(line)}" for line in lines)
    return f"<details class=refleksion-bagside><summary>{_('Vend kortet')}</summary>{said}</details>"
