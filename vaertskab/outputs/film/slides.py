"""Slides, drawn by Typst in the binder's faces, colours and manner of drawing."""

from __future__ import annotations

import json
import math
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from vaertskab.outputs.film.script import Script
from vaertskab.outputs.shared.characters import unprintable, unusual
from vaertskab.outputs.shared.typst_compiler import compiler, inputs
from vaertskab.reading.brand import PLAIN, Brand

#: What `film.typ` may read from.
OUTPUTS = Path(__file__).parent.parent
LAYOUT = Path(__file__).with_name("film.typ")
#: A slide in pixels.
WIDTH, HEIGHT = 1920, 1080
#: How many levels the coffee sinks by.
LEVELS = 8
#: What is no character, by Unicode's categories: half of a pair, private use and what is not assigned.
_NO_CHARACTER = ("Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class Look:
    """What the slides of a film show beside its sentences; `kind` is the question's.

    `label` stands over the title, `foot` under it on the poster; `emblem` is an SVG drawing, or "".
    `drawings` are SVG drawings of what is told, which follow each other beside the sentences.
    """

    title: str
    week: str
    label: str
    foot: str
    organisation: str
    emblem: str
    question: str
    help: str
    kind: str
    kind_label: str
    drawings: tuple[str, ...] = ()
    subtitle: str = ""
    brand: Brand = PLAIN


@dataclass(frozen=True, slots=True)
class Drawn:
    """A film's pictures as PNG of `WIDTH` × `HEIGHT` pixels: its slides, the ground of each, and the poster.

    A slide is reached through its ground, which is the slide without its words: no words stand on others.
    """

    slides: list[bytes]
    grounds: list[bytes]
    poster: bytes


def draw(look: Look, script: Script, course: Path | None = None) -> Drawn:
    """Return the pictures of a film of the course in `course`.

    A character that the faces lack is left out of the picture; the captions keep it.
    """
    whole = script.slides[-1].start
    slides = [
        {
            "kind": slide.kind,
            "pieces": [{"text": visible(piece.text), "side": piece.side} for piece in slide.pieces],
            "mark": slide.mark,
            "level": math.ceil(LEVELS * (1 - slide.start / whole)) / LEVELS,
            "drawing": int(slide.start / whole * len(look.drawings)) if slide.kind == "saetning" else 0,
        }
        for slide in script.slides
    ]
    grounds = [{**slide, "pieces": []} for slide in slides]
    apart = [ground for n, ground in enumerate(grounds) if ground not in grounds[:n]]
    told = {
        name: visible(getattr(look, name))
        for name in Look.__slots__
        if name not in ("emblem", "drawings", "brand")
    }
    data = {**told, "emblem": look.emblem, "drawings": look.drawings, "slides": slides, "grounds": apart}
    # One page would come as bytes, but there are always two at least.
    found = json.dumps(data, ensure_ascii=False)
    made = compiler(OUTPUTS, look.brand, course).compile(
        input=LAYOUT, format="png", ppi=72, sys_inputs=inputs(look.brand) | {"film": found}
    )
    assert isinstance(made, list)
    shown, empty, poster = made[: len(slides)], made[len(slides) : -1], made[-1]
    return Drawn(shown, [empty[apart.index(ground)] for ground in grounds], poster)


def visible(words: str) -> str:
    """Return the words without the characters that the faces lack."""
    shown = unicodedata.normalize("NFC", words)
    missing = unprintable(unusual(shown))
    kept = (c for c in shown if c not in missing and unicodedata.category(c) not in _NO_CHARACTER)
    return " ".join("".join(kept).split())
