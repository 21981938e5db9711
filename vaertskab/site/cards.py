"""The card of a page, on the lists that lead to it."""

from __future__ import annotations

import html

from vaertskab.course import Page


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
        picture = f'<span class="kort-emblem" aria-hidden="true">{emblem}</span>'
    meta = f'<p class="kort-meta">{" · ".join(facts)}</p>' if facts else ""
    return (
        f'<li class="kort-side">{picture}<div>'
        f'<p class="kort-titel"><a href="{html.escape(href)}">{html.escape(page.title)}</a></p>'
        f'<p class="kort-tekst">{html.escape(page.description)}</p>{meta}</div></li>'
    )
