"""Rules about the films that have been made: their length, their captions, and whether they are up to date.

A film is made of its page by `make film`; what falls short is told at the page's place for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.content import Manuscript
from vaertskab.model.language import _
from vaertskab.model.limits import MAX_FILM_MINUTES, MIN_FILM_MINUTES, is_films_length
from vaertskab.model.page import Page
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film

#: A film may have stopped a frame before the end that its captions were laid to.
SLACK = 0.1


def _shown(material: Material) -> Iterator[tuple[Page, Manuscript, Film, int]]:
    """Yield each film with its page, what it is to say, and the line of its place."""
    for page in material.course.pages():
        film = material.films.get(page.docname)
        if film and page.manuscript:
            yield page, page.manuscript, film, material.line(page.docname, "{film}")


@rule(
    "To sider med en film har hver sit filnavn.",
    "Siden hedder det samme som {other}, så deres film ville få det samme navn.",
    "Giv den ene fil et andet navn, og ret navnet på delens liste.",
)
def films_have_names_of_their_own(material: Material) -> Iterator[Place]:
    """A film is found by its page's own name, whatever folder the page lies in."""
    taken: dict[str, str] = {}
    for page in material.course.pages():
        if page.film:
            other = taken.setdefault(films.name_of(page.docname), page.docname)
            if other != page.docname:
                yield page.docname, material.line(page.docname, "{film}"), {"other": f"{other}.md"}


@rule(
    "En film varer {shortest}–{longest} minutter.",
    "Filmen varer {length}, og den skal vare {shortest}–{longest} minutter.",
    "Ret manuskriptet, eller tal ind igen, og kør så: make film",
    fills=lambda: {"shortest": MIN_FILM_MINUTES, "longest": MAX_FILM_MINUTES},
)
def films_have_the_right_length(material: Material) -> Iterator[Place]:
    """It is short enough for one cup, also when a colleague has recorded it."""
    for page, manuscript, film, line in _shown(material):
        # That the manuscript is too short or too long has been told.
        if film.kind == films.READING and films.says(film, manuscript):
            continue
        if not is_films_length(round(film.seconds)):
            yield page.docname, line, {"length": films.minutes_of(film.seconds)}


@rule(
    "En film har undertekster, og de følger filmen.",
    "{fault}",
    "Ligger der en .vtt-fil i film/ ved siden af siden, så ret den. Kør så: make film",
)
def films_have_captions_in_step(material: Material) -> Iterator[Place]:
    """Who does not hear the film reads it, and at the right moment."""
    for page, _manuscript, film, line in _shown(material):
        if fault := _out_of_step(film):
            yield page.docname, line, {"fault": fault}


def _out_of_step(film: Film) -> str:
    cues = film.timeline.cues
    if not cues or ".vtt" not in film.files:
        return _("Filmens undertekster mangler.")
    if any(cue.start < 0 or cue.end <= cue.start for cue in cues):
        return _("Filmens undertekster har en tekst, der slutter, før den begynder.")
    for one, other in pairwise(cues):
        if other.start < one.end:
            return _("Filmens undertekster har to tekster på én gang ved {time}.").format(
                time=films.clock(other.start)
            )
    if cues[-1].end > film.seconds + SLACK:
        return _("Filmens undertekster slutter ved {last}, men filmen slutter ved {end}.").format(
            last=films.clock(cues[-1].end), end=films.clock(film.seconds)
        )
    return ""


@rule(
    "En film siger det samme som sit manuskript.",
    "Filmen er ældre end manuskriptet.",
    "Kør: make film",
    advice=True,
)
def films_say_what_their_manuscript_says(material: Material) -> Iterator[Place]:
    """Who corrects the text is reminded that the film still says the old one; it is shown until then."""
    for page, manuscript, film, line in _shown(material):
        if film.timeline.cues and not films.says(film, manuscript):
            yield page.docname, line, {}


#: So many of a voice's sentences must end in a pause, or its captions are worth a look.
SURE = 0.75


@rule(
    "En films undertekster er lagt efter de pauser, der kan høres.",
    "Underteksterne er usikre: kun {share} % af sætningerne slutter i en pause, der kan høres. "
    "De kan komme nogle sekunder for tidligt eller for sent.",
    "Se filmen igennem. Passer de ikke, så skriv dine egne i en .vtt-fil ved siden af optagelsen.",
    advice=True,
)
def captions_are_sure(material: Material) -> Iterator[Place]:
    """A voice without pauses gives nothing to lay them by."""
    for page, _manuscript, film, line in _shown(material):
        if film.sure < SURE:
            yield page.docname, line, {"share": round(100 * film.sure)}


@rule(
    "En films lyd er ikke for høj for mikrofonen.",
    "Optagelsen er så høj, at lyden skratter.",
    "Hold telefonen lidt længere væk, og optag igen, hvis det kan høres.",
    advice=True,
)
def sound_is_not_clipped(material: Material) -> Iterator[Place]:
    """What the microphone has cut off cannot be mended."""
    for page, _manuscript, film, line in _shown(material):
        if film.clipped:
            yield page.docname, line, {}
