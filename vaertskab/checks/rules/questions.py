"""Rules about reflection questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.lists import format_list

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.content import round_anchor
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _, current
from vaertskab.model.question_kinds import Kind
from vaertskab.reading import english_names


def _statements() -> dict[str, object]:
    """Return the kinds that may end in a full stop, as a sentence has them."""
    kinds = [
        english_names.shown(english_names.WORDS, (kind,)) for kind in Kind if kind.traits.may_be_statement
    ]
    return {"kinds": format_list(kinds, style="or", locale=current().code)}


@rule(
    "Hvert modul og hver øvelse har et refleksionsspørgsmål.",
    "Siden har ikke noget refleksionsspørgsmål.",
    "Tilføj et med :::{{refleksion}} Dit spørgsmål? og ::: på linjen efter.",
)
def has_a_question(material: Material) -> Iterator[Place]:
    """A page that teaches also asks."""
    for page, _source, text in material.teaching_pages():
        if not page.questions and not page.shown and not material.attempts_block(page.docname, "refleksion"):
            yield page.docname, max(1, len(text.splitlines())), {}


@rule(
    "Et spørgsmål ender på ? eller …; er slagsen {kinds}, må det ende på punktum.",
    "Spørgsmålet »{text}« ender ikke på spørgsmålstegn.",
    "Skriv ? eller … til sidst, eller vælg :slags: {kinds}.",
    fills=_statements,
)
def questions_ask(material: Material) -> Iterator[Place]:
    """A wondering ends in a question mark, or is left open."""
    for question in material.course.questions():
        ends = ("?", "…", ".") if question.kind.traits.may_be_statement else ("?", "…")
        if not question.text.rstrip("«»’”").endswith(ends):
            yield question.docname, question.line, {"text": question.text}


#: What a card does not show: things told on the page, a place on it, or what »dem« stands for.
_POINTS = {
    "da": re.compile(
        r"\b(?:de (?:to|tre|fire|fem|seks|syv|otte|ni|ti|tolv)(?! principper)"
        r"|(?:højre|venstre|midterste|første|anden) kolonne|ovenfor|nedenfor|herover|herunder)\b"
        r"|^(?:hvad|hvordan|hvor|hvem|hvornår|hvilke[nt]?|hvorfor) (?:\w+ ){0,5}dem\b(?!,? (?:der|som)\b)",
        re.IGNORECASE,
    ),
    "nb": re.compile(
        r"\b(?:(?:høyre|venstre|midterste|første|andre) kolonne|ovenfor|nedenfor)\b", re.IGNORECASE
    ),
    "en": re.compile(r"\b(?:(?:left|right|middle|first|second) column|above(?! all)|below)\b", re.IGNORECASE),
}


@rule(
    "Et samtalekort kan forstås uden sin side.",
    "Spørgsmålet siger »{words}«, men det kan man ikke se på et kort.",
    "Skriv efter :kort:, hvad kortet skal sige, eller :kort: nej.",
)
def cards_stand_alone(material: Material) -> Iterator[Place]:
    """Whoever draws the card has not read the page."""
    points = _POINTS[current().code]
    for question in material.course.questions():
        if not question.card and not question.answer and (found := points.search(question.text)):
            yield question.docname, question.line, {"words": found[0]}


#: What is only said of a card that has something on its back.
_TURNED = {
    "da": re.compile(r"\bvend\w* kortet\b", re.IGNORECASE),
    "nb": re.compile(r"\bsnu\w* kortet\b", re.IGNORECASE),
    "en": re.compile(r"\bturn\w* (?:over )?(?:the|this) card\b", re.IGNORECASE),
}


@rule(
    "Et kort, der skal vendes, har et svar på bagsiden.",
    "Spørgsmålet siger »{words}«, men bag på kortet står der ikke noget svar.",
    "Skriv efter :svar:, hvilken ordlyd der er svaret, fx :svar: system-1, system-2.",
)
def cards_to_turn_have_a_back(material: Material) -> Iterator[Place]:
    """Whoever turns it wants to know whether she remembered."""
    turned = _TURNED[current().code]
    for question in material.course.questions():
        found = turned.search(question.on_card) or turned.search(question.text)
        if found and not question.answer:
            yield question.docname, question.line, {"words": found[0]}


@rule(
    "Fodnoter står i den løbende tekst.",
    "Her står en fodnote i {where}. På kort, i mails og i film bliver den til et løst tal.",
    "Flyt fodnoten til teksten omkring, eller skriv forklaringen i en parentes.",
)
def footnotes_stand_in_running_text(material: Material) -> Iterator[Place]:
    """What is shown elsewhere too would end in a bare number."""
    for page, source, _text in material.pages():
        for line, where in source.misplaced_notes:
            yield page.docname, line, {"where": where}


@rule(
    "Hvert id bruges én gang.",
    "Id'et »{id}« bruges allerede på {other}.md.",
    "Giv spørgsmålet et andet :id:.",
)
def question_ids_are_unique(material: Material) -> Iterator[Place]:
    """Notes, cards and links hang on the id."""
    first: dict[str, str] = {}
    for question in material.course.questions():
        if question.id in first:
            yield question.docname, question.line, {"id": question.id, "other": first[question.id]}
        first.setdefault(question.id, question.docname)


@rule(
    "Hvert sted at skrive har sit eget id, så det får sin egen note.",
    "{what}",
    "{how}",
)
def places_to_write_are_unique(material: Material) -> Iterator[Place]:
    """A reader's words are kept by the id: what is written in one place would stand in the other too."""
    first: dict[str, str] = {}
    for page in material.course.pages():
        for room in page.writing:
            if other := first.get(room.anchor):
                how = _("Skriv :id: og et andet navn på linjen under blokkens navn.")
                what = _("Id'et »{id}« bruges allerede på {other}.md, så de to steder får den samme note.")
                words = {"what": what.format(id=room.id, other=other), "how": how}
                yield page.docname, room.line, words
            first.setdefault(room.anchor, page.docname)
        if page.round:
            anchor = round_anchor(page.docname)
            if other := first.get(anchor):
                line = material.find(page.docname, ("{runde}", "{round}"))
                what = _(
                    "Filen hedder det samme, og der er også en {{runde}} på {other}.md, så de to steder får "
                    "den samme note."
                )
                how = _("Giv den ene side et andet filnavn.")
                yield page.docname, line, {"what": what.format(other=other), "how": how}
            first.setdefault(anchor, page.docname)


@rule(
    "{{spørgsmål-igen}} står på en side, der selv har et spørgsmål.",
    "Siden har ikke noget spørgsmål at stille igen.",
    "Skriv et højere oppe med :::{{refleksion}} Dit spørgsmål?, eller slet blokken.",
)
def asks_again_what_it_asked(material: Material) -> Iterator[Place]:
    """What stands on another page is asked again there."""
    for page in material.course.pages():
        if page.asks_again and not page.open_questions:
            yield page.docname, page.asks_again, {}


@rule(
    "Hvert spørgsmål står ét sted.",
    "Spørgsmålet »{text}« står allerede på {other}.md.",
    "Skriv det om, eller vis det andet med :::{{spørgsmål}} og dets id.",
)
def questions_stand_once(material: Material) -> Iterator[Place]:
    """One question, one place, one card."""
    first: dict[str, str] = {}
    for question in material.course.questions():
        words = question.text.casefold()
        if words in first:
            yield question.docname, question.line, {"text": question.text, "other": first[words]}
        first.setdefault(words, question.docname)


@rule(
    "{{spørgsmål}} nævner sider og spørgsmål, der findes.",
    "Der er ikke noget spørgsmål på »{target}«.{hint}",
    "Skriv en side med spørgsmål eller et spørgsmåls id.",
)
def shown_questions_exist(material: Material) -> Iterator[Place]:
    """What {spørgsmål} names is a question, or a page that has one."""
    ids = {question.id for question in material.course.questions()}
    known = ids | {page.docname for page in material.course.pages() if page.open_questions}
    for page in material.course.pages():
        for target, line in page.shown:
            if target not in known:
                hint = did_you_mean(target, tuple(known))
                yield page.docname, line, {"target": target, "hint": hint}
