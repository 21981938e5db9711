"""Rules about what goes week by week: weeks, manuscripts and the closing question."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.course import Part
from vaertskab.model.language import _
from vaertskab.model.limits import MAX_FILM_MINUTES, MIN_FILM_MINUTES, MIN_FILM_SECONDS, is_films_length
from vaertskab.model.page import Page
from vaertskab.model.text import decimal
from vaertskab.reading.fences import find_fences


def _weekly(material: Material) -> Iterator[tuple[str, Page]]:
    """Each page of the weekly parts, with what its part is called."""
    for part in material.course.weekly_parts():
        yield from ((part.index.short_title, page) for page in part.pages)


@rule(
    "En uges side slutter med præcis ét spørgsmål.",
    "{what}",
    "Behold ét :::{{refleksion}}, og lad det stå allersidst.",
)
def coffee_ends_in_one_question(material: Material) -> Iterator[Place]:
    """The film ends in one question, and so does the page."""
    for part, page in _weekly(material):
        source = material.sources[page.docname]
        if material.attempts_block(page.docname, "refleksion"):
            continue
        if len(page.questions) != 1 or not source.ends_in_question:
            line = page.questions[-1].line if page.questions else 1
            what = _(
                "Ugens side i {part} skal slutte med præcis ét refleksionsspørgsmål; her er der {count}."
            )
            if page.questions and not source.ends_in_question:
                what = _(
                    "Ugens side i {part} skal slutte med præcis ét refleksionsspørgsmål; her er der {count}, "
                    "og det står ikke sidst."
                )
            yield page.docname, line, {"what": what.format(part=part, count=len(page.questions))}


@rule(
    "I et ugeforløb har hver side sin uge, og ugerne følger efter hinanden fra 1.",
    "Ugen mangler, er uden for 1–{weeks} eller er taget af en anden side{other}.",
    "Skriv fx »uge: {place}« mellem --- øverst: et tal fra 1 til {weeks}, som ingen anden side har.",
)
def weeks_are_counted(material: Material) -> Iterator[Place]:
    """A participant gets one mail a week: there are as many weeks as pages."""
    for part in material.course.weekly_parts():
        place = {page.docname: number for number, page in enumerate(part.pages, 1)}
        for docname, line, other in _wrong_weeks(material, part):
            yield docname, line, {"other": other, "weeks": len(part.pages), "place": place[docname]}


def _wrong_weeks(material: Material, part: Part) -> Iterator[tuple[str, int, str]]:
    taken: dict[int, Page] = {}
    for page in part.pages:
        head = material.heads.get(page.docname)
        if head is None or head.values is None:
            continue
        if "uge" in head.values and type(head.values["uge"]) is not int:
            continue  # told already
        if (week := page.week) is None or not 1 <= week <= len(part.pages):
            yield page.docname, head.line_of("uge"), ""
        elif other := taken.get(week):
            # The page whose name begins with the week has it; what was just changed is the other one.
            if _is_named_by(page, week) and not _is_named_by(other, week):
                page, other = other, page
            yield page.docname, material.heads[page.docname].line_of("uge"), f" ({other.docname}.md)"
        else:
            taken[week] = page


def _is_named_by(page: Page, week: int) -> bool:
    return page.docname.rpartition("/")[2].startswith(f"{week:02}-")


@rule(
    "Et manuskript varer {shortest}–{longest} minutter.",
    "Manuskriptet varer {minutes} minutter som film.",
    "Det skal vare {shortest}–{longest} minutter. {what}",
    fills=lambda: {"shortest": MIN_FILM_MINUTES, "longest": MAX_FILM_MINUTES},
)
def manuscripts_have_the_right_length(material: Material) -> Iterator[Place]:
    """A film is short enough for one cup; the clock is the film's own."""
    for page in material.course.pages():
        if page.manuscript is None or find_fences(material.texts[page.docname]).broken:
            continue
        seconds = page.manuscript.seconds
        if not is_films_length(seconds):
            minutes = decimal(seconds / 60)
            what = _("Skriv mere.") if seconds < MIN_FILM_SECONDS else _("Kort det ned.")
            yield page.docname, page.manuscript.line, {"minutes": minutes, "what": what}


@rule(
    "Hver uges side har et manuskript.",
    "Ugens side i {part} har ikke noget manuskript.",
    "Skriv det mellem :::{{manuskript}} og :::.",
)
def coffee_has_a_manuscript(material: Material) -> Iterator[Place]:
    """Without one there is no film; a part in which no page has one or a place for one has no films."""
    for part in material.course.weekly_parts():
        if not any(page.manuscript or page.film for page in part.pages):
            continue
        for page in part.pages:
            if page.manuscript is None and not material.attempts_block(page.docname, "manuskript"):
                yield page.docname, 1, {"part": part.index.short_title}


@rule(
    "Hver uges side har en plads til sin film.",
    "Ugens side i {part} har ingen plads til sin film.",
    "Skriv :::{{film}} og ::: på linjen efter, lige over manuskriptet.",
)
def coffee_has_a_place_for_its_film(material: Material) -> Iterator[Place]:
    """A film is made where there is a place for it."""
    for part, page in _weekly(material):
        if page.manuscript and not page.film and not material.attempts_block(page.docname, "film"):
            yield page.docname, page.manuscript.line, {"part": part}
