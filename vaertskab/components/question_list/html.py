"""What stands on lists: the card of a page, and the questions under the pages that ask them."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vaertskab.model.course import Kind, Page
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

#: What the readers' scripts show and act on; hidden where there are no scripts.
ROUND = (
    '<p class="tools" hidden><label>Navn (må gerne stå tomt) <input autocomplete="off"></label>'
    '<button class="tool">Gem svarene, og giv ordet videre</button>'
    '<button class="tool">Kopiér alle svar</button>'
    '<button class="tool">Print svarene</button></p>'
)
GATHERED = (
    '<div hidden><p class="note-status" role="status" tabindex="-1"></p>'
    '<p class="tools"><button class="tool">Hent som tekstfil</button>'
    '<button class="tool">Print</button></p><div class="noter"></div></div>'
)
_DRAWING = (
    '<div class="traek-her" hidden><div class="tools traek">'
    '<label>Fra<select><option value="">Hele kurset</select></label>'
    '<label>Slags<select><option value="">Alle slags</select></label>'
    '<button class="tool foerst">Træk et kort</button>'
    '<button class="tool" hidden>Bland kortene</button></div>'
    '<p class="note-status" role="status"></p><div aria-live="polite"></div></div>'
)


def page_card(page: Page, href: str, emblem: str, pages: int = 0) -> str:
    """Return the card of `page` as a list item; `emblem` is an SVG or "", `pages` how many a part has."""
    facts = [f"Uge {page.week}"] if page.week else []
    if not page.docname.endswith("/index"):
        facts.append(f"ca. {page.minutes} min.")
    elif pages:
        facts.append(f"{pages} {'side' if pages == 1 else 'sider'}")
    picture = ""
    if page.week:
        picture = f'<span class="kort-emblem kort-uge" aria-hidden="true">{page.week}</span>'
    elif emblem:
        picture = f'<span class="kort-emblem">{emblem}</span>'
    meta = f'<p class="kort-meta">{" · ".join(facts)}</p>' if facts else ""
    return (
        f'<li class="kort-side">{picture}<div>'
        f'<p class="kort-titel"><a href="{html.escape(href)}">{html.escape(page.title)}</a></p>'
        f'<p class="kort-tekst">{html.escape(page.description)}</p>{meta}</div></li>'
    )


def question_list(builder: StandaloneHTMLBuilder, part: str, deck: bool) -> str:
    """Return the questions of the whole course, or of the part with this folder, under their pages.

    The page holds them all, as it must not ask for more when it is a file; so tags that HTML lets be left
    out are left out.
    """
    course = course_of(builder.env)

    def rows(pages: Iterable[Page]) -> str:
        return "".join(_asked_by(page, builder) for page in pages if page.questions)

    shown = [] if part else [(course.front.title, rows((course.front,)))]
    shown += [(one.title, rows((one.index, *one.pages))) for one in course.parts if part in ("", one.name)]
    text = "".join(
        (f"<h3>{html.escape(title)}</h3>" if deck else "") + f"<dl>{asked}</dl>"
        for title, asked in shown
        if asked
    )
    labels = html.escape(json.dumps({kind.value: kind.label for kind in Kind}, ensure_ascii=False))
    name = "kortbunke" if deck else "spoergsmaalsliste"
    drawing = _DRAWING if deck else ""
    return f'{drawing}<div class="{name}" data-slags="{labels}">{text}</div>\n'


def _asked_by(page: Page, builder: StandaloneHTMLBuilder) -> str:
    href = builder.get_relative_uri(builder.current_docname, page.docname)
    week = f"Uge {page.week}: " if page.week else ""
    asked = "".join(
        f"<dd class={one.kind} data-q={one.id}>{html.escape(one.text)}"
        + (f"<p>{html.escape(one.help)}" if one.help else "")
        for one in page.questions
    )
    return f'<dt>{week}<a href="{html.escape(href)}">{html.escape(page.title)}</a>{asked}'
