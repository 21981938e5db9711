"""Rules about the lines between --- at the top of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaertskab.checks.rules import pasted
from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model import limits, text
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import N_, _
from vaertskab.model.roles import Paper, Purpose, Role
from vaertskab.reading import english_names
from vaertskab.reading.allowed import HEAD_KEYS
from vaertskab.reading.collect import NO
from vaertskab.reading.front_matter import Head, says_otherwise
from vaertskab.reading.roles import purpose_in, role_in

#: What a key may say, where that is a closed list.
YES_OR_NO = ("ja", NO)


def _shown(key: str) -> str:
    """Return a key as a message has it: by its English name where that is spoken."""
    return english_names.shown(english_names.KEYS, (key,))


#: What only a page of a weekly part has: its week, and what its leader is asked in a mail of the same week.
OF_A_WEEK = ("uge", "leder-spørgsmål", "leder-bemærk")


@rule(
    "Linjerne mellem --- øverst på siden kan læses.",
    "{what}",
    'Skriv »navn: værdi« på hver linje mellem to linjer med ---, og sæt "…" om en tekst med kolon.',
)
def front_matter_is_read(material: Material) -> Iterator[Place]:
    """What stands there is lost without a word when it cannot be read."""
    for docname, head in material.heads.items():
        if head.fault and not pasted.holds_unseen(material.texts[docname].split("\n")[head.fault[0] - 1]):
            yield docname, head.fault[0], {"what": head.fault[1]}


@rule(
    "Hver side har en beskrivelse på højst {most} tegn.",
    "{what}",
    "Skriv mellem --- øverst: »beskrivelse: Én sætning om, hvad siden giver.«, højst {most} tegn.",
    fills=lambda: {"most": limits.DESCRIPTION_MAX_CHARS},
)
def has_a_description(material: Material) -> Iterator[Place]:
    """Lists, mails and search engines show it."""
    for page in material.course.pages():
        head = material.heads.get(page.docname)
        if head is None or head.values is None:
            continue
        line = head.line_of("beskrivelse")
        given = head.values.get("beskrivelse")
        given = material.settings.filled(given) if isinstance(given, str) else given
        if given is None and _meant(head, "beskrivelse"):
            continue
        if given in (None, ""):
            yield page.docname, line, {"what": _("Sidens beskrivelse mangler.")}
        elif not isinstance(given, str) or len(text.words(given)) < 2:
            yield page.docname, line, {"what": _("Sidens beskrivelse er ikke en sætning.")}
        elif len(given) > limits.DESCRIPTION_MAX_CHARS:
            what = _("Sidens beskrivelse er på {count} tegn.").format(count=len(given))
            yield page.docname, line, {"what": what}


@rule(
    "En side med en titel på mere end {longest} tegn har en kort-titel på højst {most} tegn.",
    "{what}",
    "Skriv mellem --- øverst, hvad siden kaldes, hvor der er lidt plads: »kort-titel: Nogle få ord«.",
    fills=lambda: {"longest": limits.TITLE_MAX_CHARS, "most": limits.SHORT_TITLE_MAX_CHARS},
)
def long_titles_have_a_short_one(material: Material) -> Iterator[Place]:
    """It stands at the top of each printed page."""
    for page in material.course.pages():
        head = material.heads.get(page.docname)
        if head is None or head.values is None or _meant(head, "kort-titel"):
            continue
        line = head.line_of("kort-titel")
        given = head.values.get("kort-titel", "")
        given = material.settings.filled(given) if isinstance(given, str) else given
        if "kort-titel" in head.values and not (isinstance(given, str) and given.strip()):
            yield page.docname, line, {"what": _("Sidens kort-titel er ikke en tekst.")}
        elif len(str(given)) > limits.SHORT_TITLE_MAX_CHARS:
            what = _("Sidens kort-titel er på {count} tegn.").format(count=len(str(given)))
            yield page.docname, line, {"what": what}
        elif not given and len(page.title) > limits.TITLE_MAX_CHARS:
            what = _("Titlen er på {count} tegn, så den har ikke plads øverst på papiret.")
            yield page.docname, 1, {"what": what.format(count=len(page.title))}


def _meant(head: Head, name: str) -> bool:
    """Tell whether a key looks like a misspelt `name`; another rule tells of it."""
    return any(key not in HEAD_KEYS and did_you_mean(key, (name,)) for key, _ in head.keys)


@rule(
    "Uge og minutter er hele tal.",
    "{what}",
    "Skriv et tal, fx »{key}: 4«.",
)
def numbers_are_numbers(material: Material) -> Iterator[Place]:
    """A week or a number of minutes can be counted."""
    for docname, head in material.heads.items():
        for key, line in head.keys if head.values is not None else ():
            value = (head.values or {}).get(key)
            if key not in ("uge", "minutter"):
                continue
            # What week it may be is told by the rule about weeks.
            if type(value) is not int or (key == "minutter" and value <= 0):
                what = _("»{key}: {value}« er ikke et helt tal.")
            elif key == "minutter" and value > limits.MAX_PAGE_MINUTES:
                what = _("»{key}: {value}« er for mange minutter til en side.")
            else:
                continue
            written = material.texts[docname].split("\n")[line - 1].partition(":")[2].strip()
            yield (
                docname,
                line,
                {"key": _shown(key), "what": what.format(key=_shown(key), value=written[:40])},
            )


@rule(
    "Øverst på en side står kun {keys} og {last}.",
    "»{key}« øverst på siden bruges ikke til noget.{hint}",
    "Slet linjen, eller ret navnet.",
    fills=lambda: {
        "keys": english_names.shown(english_names.KEYS, HEAD_KEYS[:-1]),
        "last": _shown(HEAD_KEYS[-1]),
    },
)
def front_matter_is_known(material: Material) -> Iterator[Place]:
    """A misspelt key would be lost without a word."""
    weekly = {page.docname for page in material.weekly()}
    for docname, head in material.heads.items():
        for key, line in head.keys if head.values is not None else ():
            if key not in HEAD_KEYS:
                yield docname, line, {"key": key[:40], "hint": did_you_mean(key, [*map(_shown, HEAD_KEYS)])}
            elif key in OF_A_WEEK and docname not in weekly:
                yield docname, line, {"key": _shown(key), "hint": _(" Kun en side i et ugeforløb har det.")}


@rule(
    "Hver dels forside siger, hvad delen er.",
    "{what}",
    "Skriv mellem --- øverst: »rolle: {first}«. Der kan stå {roles}.",
    fills=lambda: {
        "first": english_names.shown(english_names.WORDS, (Role.GUIDANCE,)),
        "roles": english_names.shown(english_names.WORDS, Role),
    },
)
def parts_have_a_role(material: Material) -> Iterator[Place]:
    """What a part's pages must hold hangs on it, not on the name of its folder."""
    for part in material.course.parts:
        head = material.heads.get(part.index.docname)
        if head is None or head.values is None:
            continue
        if "rolle" not in head.values:
            yield part.index.docname, 1, {"what": _("Delen har ingen rolle.")}
        elif role_in(head.values) is None:
            what = _("Delen kan ikke have rollen »{role}«.").format(role=head.values["rolle"])
            yield part.index.docname, head.line_of("rolle"), {"what": what}


@rule(
    "En side med en rolle har en, som kurset kender, og den eneste af sin slags.",
    "{what}",
    "Slet linjen, eller skriv en af disse: {roles}.",
    fills=lambda: {"roles": english_names.shown(english_names.WORDS, Purpose)},
)
def purposes_are_known(material: Material) -> Iterator[Place]:
    """The foot of every page leads to the page that has one."""
    indexes = {part.index.docname for part in material.course.parts}
    seen: dict[tuple[Purpose, str], str] = {}
    for docname, head in material.heads.items():
        if docname in indexes or "rolle" not in (head.values or {}):
            continue
        place = docname, head.line_of("rolle")
        role = (head.values or {})["rolle"]
        if (purpose := purpose_in(head.values)) is None:
            what = _("»rolle: {role}« findes ikke for en enkelt side.").format(role=role)
            yield *place, {"what": what}
        elif purpose is Purpose.TOOL:
            continue
        elif (for_what := (purpose, _described(material, docname, purpose))) in seen:
            what = _("»rolle: {role}« står også på siden {other}.md.")
            yield *place, {"what": what.format(role=role, other=seen[for_what])}
        else:
            seen[for_what] = docname


def _described(material: Material, docname: str, purpose: Purpose) -> str:
    """Return the folder of the part that a description is of: each that goes week by week may have one."""
    if purpose is not Purpose.DESCRIPTION:
        return ""
    part = material.course.described_by(docname)
    return part.name if part else ""


@rule(
    "Det, der står efter et navn øverst på siden, bliver læst, som det er skrevet.",
    "Efter »{key}« læser programmet kun »{value}« og ikke »{written}«.",
    "{how}",
)
def front_matter_says_what_is_written(material: Material) -> Iterator[Place]:
    """What follows a # is a remark to YAML, 010 is eight, and 1:30 is ninety."""
    for docname, head in material.heads.items():
        for key, written in head.written.items():
            value = (head.values or {}).get(key)
            if (
                key in HEAD_KEYS
                and value is not None
                and (read := says_otherwise(written, value)) is not None
            ):
                number = key in ("uge", "minutter")
                how = _("Skriv tallet, som det er: {key}: {value}.") if number else _('Sæt "…" om det hele.')
                how = how.format(key=_shown(key), value=read)
                words = {"key": _shown(key), "value": read[:60], "written": written[:60], "how": how}
                yield docname, head.line_of(key), words


_MARKS_IN_TEXT = re.compile(r"\*\*|__|`|\]\(|\{\w+\}|\[\^|(?<!\w)[*_](?=\w)[^*_]*[*_](?!\w)|<\w|&\w+;|^#+ ")


@rule(
    "En beskrivelse er ren tekst.",
    "Tegnene »{mark}« i beskrivelsen bliver vist, som de står.",
    "Slet dem. Fed skrift, links og andre tegn virker kun på selve siden.",
)
def descriptions_are_plain_text(material: Material) -> Iterator[Place]:
    """Lists, mails and search engines show it without reading Markdown."""
    for docname, head in material.heads.items():
        given = (head.values or {}).get("beskrivelse")
        if isinstance(given, str) and (found := _MARKS_IN_TEXT.search(material.settings.filled(given))):
            yield docname, head.line_of("beskrivelse"), {"mark": found[0]}


#: What »nej« does to a page, by the key that it stands at.
_LEFT_OUT = {
    "tryk": N_(
        "Skriv »tryk: nej«, hvis siden ikke skal med i mappen, eller »ark« eller »plakat«, hvis den også "
        "skal have sådan et."
    ),
    "næste": N_("Skriv »næste: nej«, hvis »Næste« skal gå uden om siden."),
}


@rule(
    "»tryk« og »næste« er ja eller nej; »tryk« kan også være ark eller plakat.",
    "»{key}: {value}« kan ikke læses.",
    "{how} Ellers slet linjen.",
)
def choices_are_yes_or_no(material: Material) -> Iterator[Place]:
    """A page would stand in the binder or in the way, though its editor left it out."""
    for docname, head in material.heads.items():
        given = head.values or {}
        for key, how in _LEFT_OUT.items():
            if key in given and given[key] not in (*YES_OR_NO, *(Paper if key == "tryk" else ())):
                yield docname, head.line_of(key), {"key": _shown(key), "value": given[key], "how": _(how)}


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
                yield docname, line, {"key": _shown(key)[:40]}
            seen.add(key)
