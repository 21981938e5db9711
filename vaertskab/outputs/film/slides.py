"""Slides, drawn by Typst in the binder's faces, colours and manner of drawing."""

from __future__ import annotations

import json
import math
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.outputs.film.script import Script
from vaertskab.outputs.shared.escape import string
from vaertskab.outputs.shared.typst_compiler import FONTS, INPUTS

if TYPE_CHECKING:
    import typst

PACKAGE = Path(__file__).parent.parent
LAYOUT = Path(__file__).with_name("film.typ")
#: A slide in pixels.
WIDTH, HEIGHT = 1920, 1080
#: How many levels the coffee sinks by.
LEVELS = 8

#: Characters that every face has; others are asked for, one by one.
_KNOWN = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789æøåÆØÅéÉäöüÄÖÜ"
    " .,:;!?…–—-»«›‹“”‘’'\"()[]/&%+=*@#§°×½\u00a0"
)
#: Joiners, and signs that choose between two looks of a character: without it they mean nothing.
_UNSEEN = {*range(0xFE00, 0xFE10), 0x200B, 0x200D, *range(0x1F3FB, 0x1F400)}


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


@cache
def _compiler() -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(PACKAGE), font_paths=fonts, ignore_system_fonts=True, sys_inputs=INPUTS)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A film's pictures as PNG of `WIDTH` × `HEIGHT` pixels: its slides, the ground of each, and the poster.

    A slide is reached through its ground, which is the slide without its words: no words stand on others.
    """

    slides: list[bytes]
    grounds: list[bytes]
    poster: bytes


def draw(look: Look, script: Script) -> Drawn:
    """Return the pictures of a film.

    A character that the faces lack, as an emoji, is left out of the picture; the captions keep it.
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
        name: visible(getattr(look, name)) for name in Look.__slots__ if name not in ("emblem", "drawings")
    }
    data = {**told, "emblem": look.emblem, "drawings": look.drawings, "slides": slides, "grounds": apart}
    # One page would come as bytes, but there are always two at least.
    found = json.dumps(data, ensure_ascii=False)
    made = _compiler().compile(input=LAYOUT, format="png", ppi=72, sys_inputs={**INPUTS, "film": found})
    assert isinstance(made, list)
    shown, empty, poster = made[: len(slides)], made[len(slides) : -1], made[-1]
    return Drawn(shown, [empty[apart.index(ground)] for ground in grounds], poster)


def visible(words: str) -> str:
    """Return the words without the characters that the faces lack."""
    shown = unicodedata.normalize("NFC", words)
    return " ".join("".join(c for c in shown if c in _KNOWN or _drawn(c)).split())


def unseen(words: str) -> list[str]:
    """Return the characters of the words that cannot be drawn, each once, joiners left out."""
    found = dict.fromkeys(unicodedata.normalize("NFC", words))
    return [c for c in found if c not in _KNOWN and ord(c) not in _UNSEEN and not _drawn(c)]


@cache
def _drawn(character: str) -> bool:
    """Ask Typst whether it can draw the character: a PDF/A with one that it cannot is refused."""
    import typst

    if ord(character) in _UNSEEN or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
        return False
    main = f'#set text(font: ("TeX Gyre Pagella", "Libertinus Serif"))\n#{string(character)}'
    try:
        _compiler().compile(input=main.encode(), format="pdf", pdf_standards=["a-2b"])
    except typst.TypstError:
        return False
    return True
