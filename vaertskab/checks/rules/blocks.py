"""Rules about blocks: opened, named, closed, and only those that the course can show everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.hints import did_you_mean
from vaertskab.reading import vocabulary
from vaertskab.reading.fences import find_fences


@rule(
    "Hver blok bliver lukket.",
    "Blokken »{opening}« bliver ikke lukket.",
    "Skriv {mark} på en linje for sig, hvor den slutter.",
)
def fences_are_closed(material: Material) -> Iterator[Place]:
    """An open block swallows the rest of the page."""
    for page, _source, text in material.pages():
        for fence in find_fences(text).unclosed:
            yield page.docname, fence.line, {"opening": fence.written.strip(), "mark": fence.mark}


@rule(
    "Hver række koloner begynder eller slutter en blok.",
    "Her står {mark}, men der er ingen blok at lukke.",
    "Slet linjen, eller skriv blokkens navn efter kolonerne, fx :::{{prøv}}.",
)
def fences_close_something(material: Material) -> Iterator[Place]:
    """What follows a stray fence would be shown as code."""
    for page, _source, text in material.pages():
        for fence in find_fences(text).stray:
            yield page.docname, fence.line, {"mark": fence.mark}


@rule(
    "En blok slutter med lige så mange koloner, som den begynder med.",
    "Blokken »{opening}« kan ikke slutte med {mark}.",
    "Skriv {wanted} her.",
)
def fences_end_as_they_began(material: Material) -> Iterator[Place]:
    """With fewer the block goes on."""
    for page, _source, text in material.pages():
        for fence, opening in find_fences(text).short:
            words = {"opening": opening.written.strip(), "mark": fence.mark, "wanted": opening.mark}
            yield page.docname, fence.line, words


@rule(
    "En blok med en anden blok inde i sig har flere koloner end den.",
    "Blokken »{opening}« har en blok inde i sig, som ikke har færre koloner.",
    "Giv den yderste flere: skriv {more} både, hvor den begynder, og hvor den slutter.",
)
def fences_hold_shorter_ones(material: Material) -> Iterator[Place]:
    """The inner block's end would close the outer one."""
    for page, _source, text in material.pages():
        for fence, more in find_fences(text).holding:
            yield page.docname, fence.line, {"opening": fence.written.strip(), "more": more}


@rule(
    "En blok slutter med koloner alene på en linje.",
    "Her står »{rest}« efter {mark}, så blokken ikke slutter.",
    "Flyt teksten ned på sin egen linje, med en tom linje imellem.",
)
def fences_end_alone(material: Material) -> Iterator[Place]:
    """Colons with a text after them begin a block."""
    for page, _source, text in material.pages():
        for fence in find_fences(text).trailing:
            yield page.docname, fence.line, {"mark": fence.mark, "rest": fence.rest.strip()[:40]}


#: What a page has one of.
_ONCE = ("film", "manuskript", "script")


@rule(
    "Hver side har højst én film og ét manuskript.",
    "{{{name}}} står to gange på siden.",
    "Behold den ene, og slet den anden.",
)
def blocks_stand_once(material: Material) -> Iterator[Place]:
    """A page has one film, and it says one thing."""
    for page, _source, text in material.pages():
        seen: set[str] = set()
        for fence in find_fences(text).named:
            if fence.name in _ONCE and fence.name in seen:
                yield page.docname, fence.line, {"name": fence.name}
            seen.add(fence.name)


@rule(
    "En bloks navn står i krølleparentes.",
    "»{opening}« kan ikke læses.{hint}",
    "Skriv navnet i krølleparentes uden mellemrum, fx :::{{prøv}}.",
)
def fences_are_named(material: Material) -> Iterator[Place]:
    """Without its braces a block is shown as code."""
    for page, _source, text in material.pages():
        for fence in find_fences(text).unnamed:
            name = re.sub(r"[{}\s]+", " ", fence.rest).strip().partition(" ")[0]
            hint = did_you_mean(name, vocabulary.SHOWN_BLOCKS)
            yield page.docname, fence.line, {"opening": fence.written.strip(), "hint": hint}


@rule(
    "Siden bruger kun blokke, som kurset kan vise overalt.",
    "{{{name}}} bruges ikke i kurset.",
    "Slet blokken, eller skriv indholdet på siden. Se »Ret en side«.",
)
def blocks_are_ours(material: Material) -> Iterator[Place]:
    """A page is read on screen, on paper and in a mail; what fetches, hides or computes is never run."""
    for docname, source in material.sources.items():
        for line, name in source.refused("block"):
            yield docname, line, {"name": name.lower()}


@rule(
    "Navnet foran `…` er et, som kurset kan vise overalt.",
    "»{{{name}}}« foran `…` bruges ikke i kurset.",
    "Slet det, og skriv ordene, som de skal stå.",
)
def roles_are_ours(material: Material) -> Iterator[Place]:
    """What stands in a sentence can fetch and compute as much as a block can."""
    for docname, source in material.sources.items():
        for line, name in source.refused("role"):
            yield docname, line, {"name": name.lower()}


@rule(
    "Krølleparenteser efter et billede siger kun, hvor bredt det er.",
    "»{written}« bruges ikke i kurset.",
    "Slet krølleparentesen. Efter et billede kan der stå {{width=60%}}.",
)
def attributes_are_ours(material: Material) -> Iterator[Place]:
    """Classes and names are what the theme goes by."""
    for docname, source in material.sources.items():
        for line, written in source.refused("attribute"):
            yield docname, line, {"written": written}


@rule(
    "Sproget, som en kode er mærket med, findes.",
    "»{name}« efter ``` er ikke et kendt sprog.",
    "Skriv et kendt navn, fx ```markdown, eller ingenting.",
)
def code_languages_exist(material: Material) -> Iterator[Place]:
    """Whoever colours the code must know the language."""
    for docname, source in material.sources.items():
        for line, name in source.refused("language"):
            yield docname, line, {"name": name}


@rule(
    "En kode er skrevet i det sprog, som den er mærket med.",
    "Teksten her er ikke {name}.",
    "Ret den, eller slet sprogets navn efter ```.",
)
def code_is_in_its_language(material: Material) -> Iterator[Place]:
    """What is told to be code is coloured as such."""
    for page, source, _text in material.pages():
        for line, name in source.wrong_code:
            yield page.docname, line, {"name": name}
