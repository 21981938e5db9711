"""Rules about the coffee reflections: weeks, manuscripts and the closing question."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model import text
from vaertskab.model.course import Page
from vaertskab.reading import fences


@rule(
    "En kafferefleksion slutter med præcis ét spørgsmål.",
    "Kafferefleksionen skal slutte med præcis ét refleksionsspørgsmål; her er der {count}{last}.",
    "Behold ét :::{{refleksion}}, og lad det stå allersidst.",
)
def coffee_ends_in_one_question(material: Material) -> Iterator[Place]:
    """The film ends in one question, and so does the page."""
    for page in material.coffee():
        source = material.sources[page.docname]
        if material.stumbles(page.docname, "refleksion"):
            continue
        if len(page.questions) != 1 or not source.ends_in_question:
            line = page.questions[-1].line if page.questions else 1
            last = "" if source.ends_in_question or not page.questions else ", og det står ikke sidst"
            yield page.docname, line, {"count": len(page.questions), "last": last}


@rule(
    "Kafferefleksionerne har hver sin uge, fra 1 til 12.",
    "Ugen mangler, er uden for 1–12 eller er taget af en anden side{other}.",
    "Skriv »uge: 4« mellem --- øverst, med et tal fra 1 til 12, som ingen anden side har.",
)
def weeks_are_one_to_twelve(material: Material) -> Iterator[Place]:
    """A participant gets one mail a week for twelve weeks."""
    taken: dict[int, Page] = {}
    for page in material.coffee():
        head = material.heads.get(page.docname)
        if head is None or head.values is None:
            continue
        line = next((line for key, line in head.keys if key == "uge"), 1)
        if "uge" in head.values and type(head.values["uge"]) is not int:
            continue  # told already
        if (week := page.week) is None or not 1 <= week <= 12:
            yield page.docname, line, {"other": ""}
        elif other := taken.get(week):
            # The page whose name begins with the week has it; what was just changed is the other one.
            if _is_named_by(page, week) and not _is_named_by(other, week):
                line = next((line for key, line in material.heads[other.docname].keys if key == "uge"), 1)
                page, other = other, page
            yield page.docname, line, {"other": f" ({other.docname}.md)"}
        else:
            taken[week] = page


def _is_named_by(page: Page, week: int) -> bool:
    return page.docname.rpartition("/")[2].startswith(f"{week:02}-")


@rule(
    f"Et manuskript varer {text.FILM_LENGTH}.",
    "Manuskriptet varer {minutes} minutter som film.",
    f"Det skal vare {text.FILM_LENGTH}. {{what}}",
)
def manuscripts_last_two_to_five_minutes(material: Material) -> Iterator[Place]:
    """A film is short enough for one cup; the clock is the film's own."""
    for page in material.course.pages():
        if page.manuscript is None or fences.read(material.texts[page.docname]).broken:
            continue
        seconds = page.manuscript.seconds
        if not text.is_films_length(seconds):
            minutes = f"{seconds / 60:.1f}".replace(".", ",")
            what = "Skriv mere." if seconds < 60 * text.FILM_MINUTES[0] else "Kort det ned."
            yield page.docname, page.manuscript.line, {"minutes": minutes, "what": what}


@rule(
    "Hver kafferefleksion har et manuskript.",
    "Kafferefleksionen har ikke noget manuskript.",
    "Skriv det mellem :::{{manuskript}} og :::.",
)
def coffee_has_a_manuscript(material: Material) -> Iterator[Place]:
    """Without one there is no film."""
    for page in material.coffee():
        if page.manuscript is None and not material.stumbles(page.docname, "manuskript"):
            yield page.docname, 1, {}


@rule(
    "Hver kafferefleksion har en plads til sin film.",
    "Kafferefleksionen har ingen plads til sin film.",
    "Skriv :::{{film}} og ::: på linjen efter, lige over manuskriptet.",
)
def coffee_has_a_place_for_its_film(material: Material) -> Iterator[Place]:
    """A film is made where there is a place for it."""
    for page in material.coffee():
        if page.manuscript and not page.film and not material.stumbles(page.docname, "film"):
            yield page.docname, page.manuscript.line, {}
