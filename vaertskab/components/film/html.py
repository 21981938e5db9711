"""The HTML of a film on its page.

Everything here works without a script: the film by the browser's own controls, a chapter as an address
inside the film.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from vaertskab.components.manuscript import TEXT_ID
from vaertskab.model.course import Course
from vaertskab.model.language import _, current
from vaertskab.model.page import Page
from vaertskab.model.text import megabytes
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film
from vaertskab.outputs.shared.html import CUES, film_addresses, local_id
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

#: The speeds that a reader may choose: times the film's own.
SPEEDS = (0.75, 1, 1.25, 1.5)


def player(film: Film, page: Page, builder: StandaloneHTMLBuilder) -> str:
    """Return the film of `page` with what belongs to it, for the page that is being written."""
    at = film_addresses(film, builder)
    here, about, text = (
        local_id(builder, name, page.docname) for name in (films.ANCHOR, "om-filmen", TEXT_ID)
    )
    on = film.kind == films.CAMERA
    track = ""
    if ".vtt" in at:
        default = " default" if on else ""
        track = (
            f'<track kind="captions" srclang="{current().code}" label="{current().name}"{default} '
            f'src="{at[".vtt"]}">'
        )
    cues = f' data-cues="{at[CUES]}"' if CUES in at else ""
    poster = f' poster="{at[".jpg"]}"' if ".jpg" in at else ""
    silent = " data-stille" if film.kind == films.READING and cues else ""
    sound = {
        films.MACHINE: _("Den er læst op af en maskine.") + " ",
        films.READING: _("Den er uden lyd: Ordene kommer frem på skærmen.") + " ",
    }.get(film.kind, "")
    words = f'<a href="#{text}">{_("Læs, hvad den siger")}</a>. ' if page.manuscript else ""
    name = _("Filmen: {title}").format(title=escape(page.title))
    length = _("Filmen varer {minutes}").format(minutes=films.minutes_of(film.seconds))
    fetch = _("Hent filmen (mp4, {size})").format(size=megabytes(film.size))
    return (
        f'<div class="film" id="{here}">'
        f'<video controls playsinline preload="none" width="{film.width}" height="{film.height}"'
        f'{poster}{cues}{silent} aria-label="{name}" aria-describedby="{about}">'
        f'<source src="{at[".mp4"]}" type="video/mp4">{track}</video>'
        f'{tools(captions=CUES in at)}<p class="note-status" role="status"></p>'
        f'<p class="film-om" id="{about}">{length} {sound}{words}'
        f'<a href="{at[".mp4"]}" download="{film.name}.mp4">{fetch}</a>.</p>'
        f"{_chapters(film, at['.mp4'])}"
        f'<p class="film-papir">{_on_paper(page, course_of(builder.env))}</p></div>\n'
    )


def tools(*, captions: bool) -> str:
    """Return what a film has beside the browser's own controls; shown and wired where scripts run.

    It stands on the page from the start, so that nothing below it moves when the script comes.
    """
    words = _("Undertekster")
    switch = f'<button type="button" class="tool" aria-pressed="false">{words}</button>' if captions else ""
    speeds = "".join(
        f'<option value="{speed:g}"{" selected" if speed == 1 else ""}>'
        f"{f'{speed:g}'.replace('.', current().decimal)} ×</option>"
        for speed in SPEEDS
    )
    steps = "".join(
        f'<button type="button" class="tool" data-trin="{by}" aria-keyshortcuts="{key}">{words}</button>'
        for by, key, words in ((-1, "F", _("Forrige sætning")), (1, "N", _("Næste sætning")))
    )
    return (
        f'<p class="tools">{switch}<label class="film-fart">{_("Hastighed")} '
        f"<select>{speeds}</select></label>{steps if captions else ''}</p>"
    )


def _chapters(film: Film, address: str) -> str:
    """Return the chapters as addresses inside the film (W3C's Media Fragments 1.0, 4.2.1)."""
    if len(film.timeline.chapters) < 2:
        return ""
    rows = "".join(
        f'<li><a href="{address}#t={one.start:g}"><span>{films.clock(one.start)}</span> '
        f"{escape(one.title)}</a></li>"
        for one in film.timeline.chapters
    )
    return f'<nav class="film-kapitler" aria-label="{_("Filmens kapitler")}"><ol>{rows}</ol></nav>'


def _on_paper(page: Page, course: Course) -> str:
    if not course.base_url:
        return _("Se filmen på siden i kurset.")
    return _("Se filmen på {address}").format(
        address=escape(urljoin(course.base_url, films.permalink(course, page)))
    )
