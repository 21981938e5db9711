"""The HTML of a film on its page, and of the list that the cinema page plays.

Everything here works without a script: the film by the browser's own controls, a chapter as an address
inside the film. The scripts in `js/film/` and `js/biograf/` add what takes one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urljoin

from vaertskab.model.course import Page
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film
from vaertskab.outputs.site.film import CUES, addresses

#: Where the manuscript stands, on a page that has its film too.
TEXT_ID = "filmens-ord"


def megabytes(size: int) -> str:
    """Return a size in bytes as "0,9 MB"."""
    return f"{max(size, 50_000) / 1e6:.1f} MB".replace(".", ",")


def player(film: Film, page: Page, root: str, base_url: str) -> str:
    """Return the film with what belongs to it. `root` leads to the top of the site, `base_url` may be ""."""
    at = addresses(film, root)
    on = film.kind == films.CAMERA
    track = ""
    if ".vtt" in at:
        default = " default" if on else ""
        track = f'<track kind="captions" srclang="da" label="Dansk"{default} src="{at[".vtt"]}">'
    cues = f' data-cues="{at[CUES]}"' if CUES in at else ""
    poster = f' poster="{at[".jpg"]}"' if ".jpg" in at else ""
    machine = "Den er læst op af en maskine. " if film.kind == films.MACHINE else ""
    words = f'<a href="#{TEXT_ID}">Læs, hvad den siger</a>. ' if page.manuscript else ""
    return (
        f'<div class="film" id="{films.ANCHOR}">'
        f'<video controls playsinline preload="none" width="{film.width}" height="{film.height}"'
        f'{poster}{cues} aria-label="Filmen: {escape(page.title)}" aria-describedby="om-filmen">'
        f'<source src="{at[".mp4"]}" type="video/mp4">{track}</video>'
        f'<p class="film-om" id="om-filmen">Filmen varer {films.minutes_of(film.seconds)} {machine}{words}'
        f'<a href="{at[".mp4"]}" download="{film.name}.mp4">'
        f"Hent filmen (mp4, {megabytes(film.size)})</a>.</p>"
        f"{_chapters(film, at['.mp4'])}"
        f'<p class="film-papir">{_on_paper(page, base_url)}</p></div>\n'
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
    return f'<nav class="film-kapitler" aria-label="Filmens kapitler"><ol>{rows}</ol></nav>'


def _on_paper(page: Page, base_url: str) -> str:
    if not base_url:
        return "Se filmen på siden i kurset."
    return f"Se filmen på {escape(urljoin(base_url, films.permalink(page)))}"


def cinema(shown: Sequence[tuple[Page, Film | None]], to: Callable[[str], str], root: str) -> str:
    """Return the list of pages and their films, in that order; `to` gives the address of a page.

    Without a single film it says so, and leads to the pages.
    """
    if not any(film for _, film in shown):
        rows = "".join(f"<li>{_link(page, to)}</li>" for page, _ in shown)
        return (
            '<div class="biograf-tom"><p>Der er ingen film i denne udgave af kurset endnu. '
            "Teksterne er her allerede, så I kan læse en af dem højt for hinanden og tale om spørgsmålet.</p>"
            f"<ul>{rows}</ul></div>\n"
        )
    rows = "".join(_seat(page, film, to, root) for page, film in shown)
    return f'<div class="biograf"><ol class="biograf-liste">{rows}</ol></div>\n'


def _week(page: Page) -> str:
    return f"Uge {page.week}: " if page.week else ""


def _link(page: Page, to: Callable[[str], str], anchor: str = "", data: str = "") -> str:
    return f'{_week(page)}<a href="{to(page.docname)}{anchor}"{data}>{escape(page.title)}</a>'


def _seat(page: Page, film: Film | None, to: Callable[[str], str], root: str) -> str:
    if film is None:
        return f'<li>{_link(page, to)} <span class="biograf-tid">Filmen er ikke lavet endnu</span></li>'
    at = addresses(film, root)
    names = {".mp4": "film", ".jpg": "poster", ".vtt": "vtt", CUES: "cues"}
    data = "".join(f' data-{name}="{at[suffix]}"' for suffix, name in names.items() if suffix in at)
    if film.kind == films.CAMERA:
        data += " data-spoken"
    asked = "".join(f'<p class="biograf-spoergsmaal">{escape(one.text)}</p>' for one in page.questions[-1:])
    return (
        f"<li>{_link(page, to, f'#{films.ANCHOR}', data)} "
        f'<span class="biograf-tid">{films.minutes_of(film.seconds)}</span>{asked}</li>'
    )
