"""{biograf}: all films in the order of the course, to be seen together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place
from vaertskab.components.film.html import tools
from vaertskab.model.language import _
from vaertskab.model.page import Page
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film
from vaertskab.outputs.shared.html import CUES, film_addresses, link_to, local_id
from vaertskab.reading.domain import course_of
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.writers.html5 import HTML5Translator


class cinema(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where the films are played one after another."""

    on_screen_only = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return that the page lists all films."""
        return {"cinema": True}


class Cinema(PlaceDirective):
    """All films in the order of the course, to be seen together: one film, its question, the next film.

    ```markdown
    :::{biograf}
    :::
    ```
    """

    node_class = cinema


def _html(self: HTML5Translator, node: CourseNode) -> str:
    """Return the list of the films, which a script plays one after another."""
    builder = self.builder

    folder = films.folder_of(Path(builder.outdir))
    course = course_of(builder.env)
    several = len(course.weekly_parts()) > 1
    parts = course.parts_by_page() if several else {}
    shown = [(page, films.film_of(folder, page.docname)) for page in course.pages() if page.film]
    return _list(shown, builder, {name: part.index.short_title for name, part in parts.items()})


def _list(
    shown: Sequence[tuple[Page, Film | None]], builder: StandaloneHTMLBuilder, series: Mapping[str, str]
) -> str:
    """Return the list of pages and their films, in that order; `series` names the part of each, if any.

    Without a single film it says so, and leads to the pages.
    """
    if not any(film for _, film in shown):
        rows = "".join(f"<li>{_link(page, builder, series)}</li>" for page, _ in shown)
        none = _(
            "Der er ingen film i denne udgave af kurset endnu. "
            "Teksterne er her allerede, så I kan læse en af dem højt for hinanden og tale om spørgsmålet."
        )
        return f'<div class="biograf-tom"><p>{none}</p><ul>{rows}</ul></div>\n'
    rows = "".join(_seat(page, film, builder, series) for page, film in shown)
    return f'<div class="biograf">{tools(captions=True)}<ol class="biograf-liste">{rows}</ol></div>\n'


def _link(
    page: Page, builder: StandaloneHTMLBuilder, series: Mapping[str, str], anchor: str = "", data: str = ""
) -> str:
    name = series.get(page.docname, "")
    link = f'<a href="{link_to(builder, page.docname, anchor)}"{data}>{escape(page.title)}</a>'
    if not page.week:
        return link
    words = _("{series}, uge {week}: {link}") if name else _("Uge {week}: {link}")
    return words.format(series=escape(name), week=page.week, link=link)


def _seat(page: Page, film: Film | None, builder: StandaloneHTMLBuilder, series: Mapping[str, str]) -> str:
    if film is None:
        title = _link(page, builder, series)
        return f'<li>{title} <span class="biograf-tid">{_("Filmen er ikke lavet endnu")}</span></li>'
    at = film_addresses(film, builder)
    names = {".mp4": "film", ".jpg": "poster", ".vtt": "vtt", CUES: "cues"}
    data = "".join(f' data-{name}="{at[suffix]}"' for suffix, name in names.items() if suffix in at)
    if film.kind == films.CAMERA:
        data += " data-spoken"
    asked = "".join(f'<p class="biograf-spoergsmaal">{escape(one.text)}</p>' for one in page.questions[-1:])
    return (
        f"<li>{_link(page, builder, series, local_id(builder, films.ANCHOR, page.docname), data)} "
        f'<span class="biograf-tid">{films.minutes_of(film.seconds)}</span>{asked}</li>'
    )


DIRECTIVES = {"biograf": (Cinema, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, cinema, _html)
