"""Rules about the lines like :id: at the top of a block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.components import DIRECTIVES, ENGLISH
from vaertskab.reading.fences import blocks as blocks_of
from vaertskab.reading.fences import find_fences

#: The blocks' names, and what may stand in them. What may not is told by who reads the block.
OPTIONS = {
    **{
        name: tuple(directive.option_spec)
        for name, (directive, _) in DIRECTIVES.items()
        if directive.option_spec
    },
    **{name: tuple(directive.option_spec) for name, directive in ENGLISH.items() if directive.option_spec},
    "figure": ("alt", "width"),
    "image": ("alt", "width"),
}
#: Options that mean nothing when they are empty.
_NEEDED = ("id", "slags", "kind", "linjer", "lines", "width")
_OPTION = re.compile(r"\s*:([\w-]+):\s*(.*)$")
#: The same in other clothes: a name without its colons, in a list, in bold, with = or wide colons, after @.
_DRESSED = re.compile(
    r"(?:[^\w@]|_|\d+[.)]\s)*?(?P<at>@)?(?P<name>[^\W\d_]+)[*_`\"'”“»«\])]*"
    r"(?(at)\s|\s*(?:[:：=→]|[-=]>|(?<=\W)[-–—]\s|\s*$))"
)

#: A line of a block: its number in the page, and the line.
_Lines = Sequence[tuple[int, str]]


def _blocks(text: str) -> Iterator[tuple[str, _Lines, _Lines]]:
    """Yield each block that has options: its name, the lines right below it, and those after the gap."""
    lines = text.split("\n")
    fences = find_fences(text)
    names = {fence.line: fence.name for fence in fences.named}
    every = blocks_of(text)
    for block in every:
        if names[block.start] not in OPTIONS:
            continue
        # What stands in a block inside it is that block's own, and code is shown as it is.
        inner = {line for other in every if other.start in block[1:] for line in other} | fences.verbatim
        top: list[tuple[int, str]] = []
        rest: list[tuple[int, str]] = []
        here = top
        for number in block[1:-1]:
            if lines[number - 1].strip() == "---":
                break  # lines like those at the top of a page: who reads the block tells of them
            if not lines[number - 1].strip() or number in inner:
                here = rest
            if number not in inner:
                here.append((number, lines[number - 1]))
        yield names[block.start], top, rest


@rule(
    "En linje som :id: begynder med et kolon.",
    "»{written}« er ikke en linje som :id:, men vises på siden.",
    "Skriv den med et kolon før og efter navnet, og ikke andet: :{name}: …",
)
def options_begin_with_a_colon(material: Material) -> Iterator[Place]:
    """Without it, the line is a part of the text."""
    for page, _source, text in material.pages():
        for name, top, _ in _blocks(text):
            for number, line in top:
                found = None if _OPTION.match(line) else _DRESSED.match(line)
                if found and (meant := found["name"].casefold()) in OPTIONS[name]:
                    yield page.docname, number, {"written": line.strip()[:40], "name": meant}


@rule(
    "Linjer som :id: står lige under blokkens første linje.",
    "»{written}« står for langt nede i blokken og vises på siden.",
    "Flyt linjen op lige under :::{{{block}}}, uden en tom linje imellem.",
)
def options_stand_at_the_top(material: Material) -> Iterator[Place]:
    """Further down, the line is a part of the text."""
    for page, _source, text in material.pages():
        for name, top, rest in _blocks(text):
            ended = next((at for at, (_, line) in enumerate(top) if not _OPTION.match(line)), len(top))
            for number, line in (*top[ended:], *rest):
                if (found := _OPTION.match(line)) and found[1] in OPTIONS[name]:
                    yield page.docname, number, {"written": line.strip()[:40], "block": name}


@rule(
    "Linjer som :id: står én gang i en blok.",
    "»:{name}:« står to gange i blokken.",
    "Behold den ene linje, og slet den anden.",
)
def options_stand_once(material: Material) -> Iterator[Place]:
    """Only one of them would count."""
    for page, _source, text in material.pages():
        for _, top, _ in _blocks(text):
            seen: set[str] = set()
            for number, line in top:
                if not (found := _OPTION.match(line)):
                    break
                if found[1] in seen:
                    yield page.docname, number, {"name": found[1]}
                seen.add(found[1])


@rule(
    "Linjer som :id: siger noget.",
    "Der mangler noget efter :{name}:.",
    "Skriv det på samme linje, eller slet linjen.",
)
def options_say_something(material: Material) -> Iterator[Place]:
    """An empty one was meant to be filled in."""
    for page, _source, text in material.pages():
        for _, top, _ in _blocks(text):
            for number, line in top:
                found = _OPTION.match(line)
                if found and found[1] in _NEEDED and not found[2].strip():
                    yield page.docname, number, {"name": found[1]}
