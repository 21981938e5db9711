"""Rules about the lines between --- at the top of a page."""

from __future__ import annotations

from collections.abc import Iterator

from vaertskab.checks.rules import pasted
from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.checks.translation import did_you_mean
from vaertskab.model import text
from vaertskab.reading.front_matter import Head

KEYS = ("beskrivelse", "kort-titel", "uge", "minutter")
LONGEST = 160
#: Characters of a title that has room at the top of a printed page, and of a short one.
LONG_TITLE, SHORT_TITLE = 60, 40


@rule(
    "Linjerne mellem --- øverst på siden kan læses.",
    "Det øverste på siden {what}.",
    'Skriv »navn: værdi« på hver linje mellem to linjer med ---, og sæt "…" om en tekst med kolon.',
)
def front_matter_is_read(material: Material) -> Iterator[Place]:
    """What stands there is lost without a word when it cannot be read."""
    for docname, head in material.heads.items():
        if head.fault and not pasted.holds_unseen(material.texts[docname].split("\n")[head.fault[0] - 1]):
            yield docname, head.fault[0], {"what": head.fault[1]}


@rule(
    "Hver side har en beskrivelse på højst 160 tegn.",
    "Sidens beskrivelse {what}.",
    "Skriv mellem --- øverst: »beskrivelse: Én sætning om, hvad siden giver.«, højst 160 tegn.",
)
def has_a_description(material: Material) -> Iterator[Place]:
    """Lists, mails and search engines show it."""
    for page in material.course.pages():
        head = material.heads.get(page.docname)
        if head is None or head.values is None:
            continue
        line = next((line for key, line in head.keys if key == "beskrivelse"), 1)
        given = head.values.get("beskrivelse")
        if given is None and _meant(head, "beskrivelse"):
            continue
        if given in (None, ""):
            yield page.docname, line, {"what": "mangler"}
        elif not isinstance(given, str) or len(text.words(given)) < 2:
            yield page.docname, line, {"what": "er ikke en sætning"}
        elif len(given) > LONGEST:
            yield page.docname, line, {"what": f"er på {len(given)} tegn"}


@rule(
    f"En side med en titel på mere end {LONG_TITLE} tegn har en kort-titel på højst {SHORT_TITLE} tegn.",
    "{what}.",
    "Skriv mellem --- øverst, hvad siden kaldes, hvor der er lidt plads: »kort-titel: Nogle få ord«.",
)
def long_titles_have_a_short_one(material: Material) -> Iterator[Place]:
    """It stands at the top of each printed page."""
    for page in material.course.pages():
        head = material.heads.get(page.docname)
        if head is None or head.values is None or _meant(head, "kort-titel"):
            continue
        line = next((line for key, line in head.keys if key == "kort-titel"), 1)
        given = head.values.get("kort-titel", "")
        if "kort-titel" in head.values and not (isinstance(given, str) and given.strip()):
            yield page.docname, line, {"what": "Sidens kort-titel er ikke en tekst"}
        elif len(str(given)) > SHORT_TITLE:
            yield page.docname, line, {"what": f"Sidens kort-titel er på {len(str(given))} tegn"}
        elif not given and len(page.title) > LONG_TITLE:
            what = f"Titlen er på {len(page.title)} tegn, så den har ikke plads øverst på papiret"
            yield page.docname, 1, {"what": what}


def _meant(head: Head, name: str) -> bool:
    """Tell whether a key looks like a misspelt `name`; another rule tells of it."""
    return any(key not in KEYS and did_you_mean(key, (name,)) for key, _ in head.keys)


@rule(
    "Uge og minutter er hele tal.",
    "»{key}: {value}« er ikke et helt tal.",
    "Skriv et tal, fx »{key}: 4«.",
)
def numbers_are_numbers(material: Material) -> Iterator[Place]:
    """A week or a number of minutes can be counted."""
    for docname, head in material.heads.items():
        for key, line in head.keys if head.values is not None else ():
            value = (head.values or {}).get(key)
            # What week it may be is told by the rule about weeks.
            if key in ("uge", "minutter") and not (type(value) is int and (value > 0 or key == "uge")):
                written = material.texts[docname].split("\n")[line - 1].partition(":")[2].strip()
                yield docname, line, {"key": key, "value": written}


@rule(
    f"Øverst på en side står kun {', '.join(KEYS[:-1])} og {KEYS[-1]}.",
    "»{key}« øverst på siden bruges ikke til noget.{hint}",
    "Slet linjen, eller ret navnet.",
)
def front_matter_is_known(material: Material) -> Iterator[Place]:
    """A misspelt key would be lost without a word."""
    coffee = {page.docname for page in material.coffee()}
    for docname, head in material.heads.items():
        for key, line in head.keys if head.values is not None else ():
            if key not in KEYS:
                yield docname, line, {"key": key, "hint": did_you_mean(key, KEYS)}
            elif key == "uge" and docname not in coffee:
                yield docname, line, {"key": key, "hint": " Kun en kafferefleksion har en uge."}


@rule(
    "Øverst på en side står hvert navn én gang.",
    "»{key}« står to gange øverst på siden.",
    "Behold den ene linje, og slet den anden.",
)
def front_matter_says_it_once(material: Material) -> Iterator[Place]:
    """Only the last one would count."""
    for docname, head in material.heads.items():
        seen: set[str] = set()
        for key, line in head.keys:
            if key in seen:
                yield docname, line, {"key": key}
            seen.add(key)
