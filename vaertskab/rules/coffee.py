"""Rules about the coffee reflections: weeks, manuscripts and the closing question."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.rules.base import Material, Place, rule


@rule(
    "En kafferefleksion slutter med præcis ét spørgsmål.",
    "Kafferefleksionen skal slutte med præcis ét refleksionsspørgsmål; her er der {count}{last}.",
    "Behold ét :::{{refleksion}}, og lad det stå allersidst.",
)
def coffee_ends_in_one_question(material: Material) -> Iterator[Place]:
    """The film ends in one question, and so does the page."""
    for page in material.coffee():
        source = material.sources[page.docname]
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
    taken: dict[int, str] = {}
    for page in material.coffee():
        head = material.heads.get(page.docname)
        if head is None or head.values is None:
            continue
        line = next((line for key, line in head.keys if key == "uge"), 1)
        if page.week is None or not 1 <= page.week <= 12:
            yield page.docname, line, {"other": ""}
        elif page.week in taken:
            yield page.docname, line, {"other": f" ({taken[page.week]}.md)"}
        else:
            taken[page.week] = page.docname


@rule(
    "Et manuskript varer 2–5 minutter.",
    "Manuskriptet varer {minutes} minutter som film.",
    "Det skal vare 2–5 minutter. {what}",
)
def manuscripts_last_two_to_five_minutes(material: Material) -> Iterator[Place]:
    """A film is short enough for one cup; the clock is the film's own."""
    for page in material.course.pages():
        if page.manuscript is None:
            continue
        seconds = page.manuscript.seconds
        if not 120 <= seconds <= 300:
            minutes = f"{seconds / 60:.1f}".replace(".", ",")
            what = "Skriv mere." if seconds < 120 else "Kort det ned."
            yield page.docname, page.manuscript.line, {"minutes": minutes, "what": what}


@rule(
    "Hver kafferefleksion har et manuskript.",
    "Kafferefleksionen har ikke noget manuskript.",
    "Skriv det mellem :::{{manuskript}} og :::.",
)
def coffee_has_a_manuscript(material: Material) -> Iterator[Place]:
    """Without one there is no film."""
    for page in material.coffee():
        if page.manuscript is None:
            yield page.docname, 1, {}


@rule(
    "Hver kafferefleksion har en plads til sin film.",
    "Kafferefleksionen har ingen plads til filmen, så den får ingen.",
    "Skriv :::{{film}} og ::: på hver sin linje over manuskriptet.",
)
def coffee_has_a_place_for_its_film(material: Material) -> Iterator[Place]:
    """A film is made where there is a place for it."""
    for page in material.coffee():
        if not page.film:
            yield page.docname, 1, {}
