"""Rules about what colleagues have recorded, in `film/` beside the pages: told by the files' names alone.

What is in a recording is told by `make film`, which listens to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from vaertskab.checks.rules.base import Material, Place, rule
from vaertskab.model.hints import suggestion
from vaertskab.outputs.shared.recordings import CAMERA, CAPTIONS, VOICE

_RECORDED = (*CAMERA, *VOICE)


def _numbers(material: Material) -> dict[tuple[str, str], str]:
    """Return the file name of each page whose name begins with a number, by its folder and the number."""
    found = {}
    for docname in sorted(material.texts):
        folder, _, name = docname.rpartition("/")
        if number := re.match(r"\d+", name):
            found[folder, number[0]] = f"{name}.md"
    return found


def _files(material: Material) -> Iterator[PurePosixPath]:
    return (PurePosixPath(path) for path in sorted(material.recordings))


def _known(path: PurePosixPath) -> bool:
    return path.suffix.lower() in (*_RECORDED, CAPTIONS)


@rule(
    "I en mappe, der hedder film, ligger kun lyd, film og undertekster.",
    "Filen er hverken lyd, film eller undertekster.",
    "Brug .m4a, .mp3 eller .wav til en stemme, .mp4 eller .mov til en film og .vtt til undertekster. "
    "Læg andre filer et andet sted.",
)
def recordings_are_of_a_known_kind(material: Material) -> Iterator[Place]:
    """What nobody reads would lie there unseen."""
    for path in _files(material):
        if not _known(path):
            yield str(path), 1, {}


@rule(
    "En optagelse hedder det samme som tallet først i sidens navn.",
    "Optagelsen hører ikke til nogen side.",
    "Den skal hedde som tallet først i sidens navn, fx 04.m4a til siden 04-….md.{hint}",
)
def recordings_belong_to_a_page(material: Material) -> Iterator[Place]:
    """The number is all that ties a recording to its page."""
    numbers = _numbers(material)
    for path in _files(material):
        folder = str(path.parent.parent)
        if not _known(path) or (folder, path.stem) in numbers:
            continue
        begins = re.match(r"\d+", path.stem)
        meant = [n for place, n in numbers if begins and place == folder and int(n) == int(begins[0])]
        hint = suggestion(f"{meant[0]}{path.suffix.lower()}") if meant else ""
        yield str(path), 1, {"hint": hint}


@rule(
    "En side har højst én optagelse.",
    "Siden {page} har også optagelsen {other}.",
    "Behold den, der skal bruges, og fjern den anden.",
)
def a_page_has_one_recording(material: Material) -> Iterator[Place]:
    """Of two, nobody could tell which one the film is made of."""
    numbers = _numbers(material)
    first: dict[tuple[str, str], str] = {}
    for path in _files(material):
        at = str(path.parent.parent), path.stem
        if at not in numbers or path.suffix.lower() not in _RECORDED:
            continue
        if at in first:
            yield str(path), 1, {"page": numbers[at], "other": first[at]}
        first.setdefault(at, path.name)


@rule(
    "Undertekster hører til en optagelse.",
    "Der er undertekster, men ingen optagelse, de hører til.",
    "Læg optagelsen her med samme navn, fx {number}.m4a, eller fjern filen.",
)
def captions_belong_to_a_recording(material: Material) -> Iterator[Place]:
    """A film that is made of the manuscript makes its own."""
    recorded = {path.with_suffix("") for path in _files(material) if path.suffix.lower() in _RECORDED}
    for path in _files(material):
        belongs = (str(path.parent.parent), path.stem) in _numbers(material)
        if path.suffix.lower() == CAPTIONS and belongs and path.with_suffix("") not in recorded:
            yield str(path), 1, {"number": path.stem}


@rule(
    "En optagelse er ikke tom.",
    "Filen er tom (0 byte).",
    "Send optagelsen fra telefonen igen, og læg den her i stedet.",
)
def recordings_are_not_empty(material: Material) -> Iterator[Place]:
    """A file that was broken off on its way is told before anybody waits for a film."""
    for path in _files(material):
        if _known(path) and not material.recordings[str(path)]:
            yield str(path), 1, {}
