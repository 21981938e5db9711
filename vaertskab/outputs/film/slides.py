"""Slides, drawn by Typst in the binder's faces, colours and manner of drawing."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.outputs.film.script import Script
from vaertskab.outputs.shared.drawing import FONTS, INPUTS
from vaertskab.outputs.shared.escape import string

if TYPE_CHECKING:
    import typst

PACKAGE = Path(__file__).parent.parent
LAYOUT = Path(__file__).with_name("film.typ")
#: A slide in pixels.
WIDTH, HEIGHT = 1920, 1080

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


@cache
def _compiler() -> typst.Compiler:
    import typst

    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(PACKAGE), font_paths=fonts, ignore_system_fonts=True, sys_inputs=INPUTS)


def draw(look: Look, script: Script) -> list[bytes]:
    """Return each slide as a PNG of `WIDTH` × `HEIGHT` pixels, and last the poster.

    A character that the faces lack, as an emoji, is left out of the picture; the captions keep it.
    """
    whole = script.slides[-1].start
    slides = [
        {
            "kind": slide.kind,
            "text": visible(slide.text),
            "mark": slide.mark,
            "level": round(1 - slide.start / whole, 3),
        }
        for slide in script.slides
    ]
    told = {name: visible(getattr(look, name)) for name in Look.__slots__ if name != "emblem"}
    data = json.dumps({**told, "emblem": look.emblem, "slides": slides}, ensure_ascii=False)
    # One page would come as bytes, but there are always two at least.
    made = _compiler().compile(input=LAYOUT, format="png", ppi=72, sys_inputs={**INPUTS, "film": data})
    assert isinstance(made, list)
    return made


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
