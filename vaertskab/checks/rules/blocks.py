"""Rules about blocks: opened, named, closed, and only those that the course can show everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.reading import fences, vocabulary
from vaertskab.reading.vocabulary import did_you_mean

#: Real blocks that fetch, hide or compute what the editor's page does not tell of.
_FOREIGN = {"include", "literalinclude", "eval-rst", "toctree", "only", "figure-md"}
#: Names that Sphinx knows beside Pygments' own.
_LANGUAGES = {"none", "guess", "default", "text"}


@rule(
    "Hver blok bliver lukket.",
    "Blokken »{opening}« bliver ikke lukket.",
    "Skriv {mark} på en linje for sig, hvor den slutter.",
)
def fences_are_closed(material: Material) -> Iterator[Place]:
    """An open block swallows the rest of the page."""
    for page, _, text in material.pages():
        for fence in fences.read(text).unclosed:
            yield page.docname, fence.line, {"opening": fence.written.strip(), "mark": fence.mark}


@rule(
    "Hver række koloner begynder eller slutter en blok.",
    "Her står {mark}, men der er ingen blok at lukke.",
    "Slet linjen, eller skriv blokkens navn efter kolonerne, fx :::{{prøv}}.",
)
def fences_close_something(material: Material) -> Iterator[Place]:
    """What follows a stray fence would be shown as code."""
    for page, _, text in material.pages():
        for fence in fences.read(text).stray:
            yield page.docname, fence.line, {"mark": fence.mark}


@rule(
    "En blok slutter med lige så mange koloner, som den begynder med.",
    "Blokken »{opening}« kan ikke slutte med {mark}.",
    "Skriv {wanted} her.",
)
def fences_end_as_they_began(material: Material) -> Iterator[Place]:
    """With fewer the block goes on."""
    for page, _, text in material.pages():
        for fence, opening in fences.read(text).short:
            words = {"opening": opening.written.strip(), "mark": fence.mark, "wanted": opening.mark}
            yield page.docname, fence.line, words


@rule(
    "En blok med en anden blok inde i sig har flere koloner end den.",
    "Blokken »{opening}« har en blok inde i sig, som ikke har færre koloner.",
    "Giv den yderste flere: skriv {more} både, hvor den begynder, og hvor den slutter.",
)
def fences_hold_shorter_ones(material: Material) -> Iterator[Place]:
    """The inner block's end would close the outer one."""
    for page, _, text in material.pages():
        for fence, more in fences.read(text).holding:
            yield page.docname, fence.line, {"opening": fence.written.strip(), "more": more}


@rule(
    "En blok slutter med koloner alene på en linje.",
    "Her står »{rest}« efter {mark}, så blokken ikke slutter.",
    "Flyt teksten ned på sin egen linje, med en tom linje imellem.",
)
def fences_end_alone(material: Material) -> Iterator[Place]:
    """Colons with a text after them begin a block."""
    for page, _, text in material.pages():
        for fence in fences.read(text).trailing:
            yield page.docname, fence.line, {"mark": fence.mark, "rest": fence.rest.strip()[:40]}


@rule(
    "Hver side har højst én film og ét manuskript.",
    "{{{name}}} står to gange på siden.",
    "Behold den ene, og slet den anden.",
)
def blocks_stand_once(material: Material) -> Iterator[Place]:
    """A page has one film, and it says one thing."""
    for page, _, text in material.pages():
        seen: set[str] = set()
        for fence in fences.read(text).named:
            name = fence.rest.strip()[1:].partition("}")[0].lower()
            if name in ("film", "manuskript") and name in seen:
                yield page.docname, fence.line, {"name": name}
            seen.add(name)


@rule(
    "En bloks navn står i krølleparentes.",
    "»{opening}« kan ikke læses.{hint}",
    "Skriv navnet i krølleparentes uden mellemrum, fx :::{{prøv}}.",
)
def fences_are_named(material: Material) -> Iterator[Place]:
    """Without its braces a block is shown as code."""
    for page, _, text in material.pages():
        for fence in fences.read(text).unnamed:
            name = re.sub(r"[{}\s]+", " ", fence.rest).strip().partition(" ")[0]
            hint = did_you_mean(name, vocabulary.blocks())
            yield page.docname, fence.line, {"opening": fence.written.strip(), "hint": hint}


@rule(
    "Siden bruger kun blokke, som kurset kan vise overalt.",
    "{{{name}}} bruges ikke i kurset.",
    "Slet blokken, eller skriv indholdet på siden. Se »Ret en side«.",
)
def blocks_are_ours(material: Material) -> Iterator[Place]:
    """A page is read on screen, on paper and in a mail."""
    for page, _, text in material.pages():
        for fence in fences.read(text).named:
            name = fence.rest.strip()[1:].partition("}")[0].lower()
            if name in _FOREIGN:
                yield page.docname, fence.line, {"name": name}


@rule(
    "Sproget, som en kode er mærket med, findes.",
    "»{name}« efter ``` er ikke et kendt sprog.",
    "Skriv et kendt navn, fx ```markdown, eller ingenting.",
)
def code_languages_exist(material: Material) -> Iterator[Place]:
    """Whoever colours the code must know the language."""
    for page, _, text in material.pages():
        for fence in fences.read(text).code:
            name = fence.rest.split()[0]
            if name not in _LANGUAGES:
                try:
                    get_lexer_by_name(name)
                except ClassNotFound:
                    yield page.docname, fence.line, {"name": name}


@rule(
    "En kode er skrevet i det sprog, som den er mærket med.",
    "Teksten her er ikke {name}.",
    "Ret den, eller slet sprogets navn efter ```.",
)
def code_is_in_its_language(material: Material) -> Iterator[Place]:
    """What is told to be code is coloured as such."""
    for page, source, _ in material.pages():
        for line, name in source.wrong_code:
            yield page.docname, line, {"name": name}
