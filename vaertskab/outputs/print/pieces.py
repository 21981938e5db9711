"""A long document laid out in pieces, each in a process of its own, so that it takes little memory.

Typst keeps all that it lays out until its process ends, most of a megabyte for each page. What a piece
says of pages in others comes from the round before; the rounds go on until nothing has moved.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from vaertskab.model.errors import CourseError
from vaertskab.outputs.print.apart import apart
from vaertskab.outputs.print.document import Document
from vaertskab.outputs.print.typesetter import compiler, main_file, pages_in, typeset

WORKERS = 2
#: The second moves what the guess took more or less room than, the third what that moved.
ROUNDS = 6
GUESS = 100

_QUOTED = re.compile(r'"([^"]+)"')
_INCLUDE = re.compile(r'#include "/([^"]+)"')
_LABEL = re.compile(r'(?:label\(|anchor\(|target: )"([^"]+)"')


@dataclass(frozen=True)
class Spot:
    """Where a label stands: the page in its piece, from 1, and points from the page's top left corner."""

    label: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class Piece:
    """A PDF of Typst's, how many pages it has, and what can be linked to in it."""

    pdf: bytes
    pages: int
    spots: tuple[Spot, ...]


def first_pages(pieces: list[Piece]) -> list[int]:
    """Return which page each piece begins with; all begin on the right-hand side."""
    found = [1]
    for piece in pieces[:-1]:
        found.append(found[-1] + piece.pages + piece.pages % 2)
    return found


def in_pieces(root: Path, stamp: int, document: Document) -> tuple[bytes, int] | list[CourseError] | None:
    """Return the document, whose files lie in `root`, made of its pieces, and how many pages it has.

    What is wrong with it, when something is; None when it cannot be made so: pikepdf is missing (it has
    no wheel for every system), or the page numbers never come to rest.
    """
    if find_spec("pikepdf") is None:
        return None
    texts = [_text(root, source) for source in document.pieces]
    labels = [set(_LABEL.findall(text)) for text in texts]
    pages = dict.fromkeys(sorted(set().union(*labels)), GUESS)
    # What each piece speaks of in others.
    used = [set(_QUOTED.findall(text)) & pages.keys() - own for text, own in zip(texts, labels, strict=True)]
    firsts = [1] * len(texts)
    # What each piece was told the last time, and what it became.
    told: list[tuple[int, dict[str, int]] | None] = [None] * len(texts)
    made: list[Piece] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in range(ROUNDS):
            asked = [
                (first, {name: pages[name] for name in names})
                for first, names in zip(firsts, used, strict=True)
            ]
            moved = [number for number, now in enumerate(asked) if now != told[number]]
            if not moved:
                return apart(_joined, made, firsts)
            jobs = [(_laid_out, root, stamp, document, number, *asked[number]) for number in moved]
            results = dict(zip(moved, pool.map(lambda job: apart(*job), jobs), strict=True))
            if faults := [
                fault for found in results.values() if not isinstance(found, Piece) for fault in found
            ]:
                return faults
            made = [results.get(number) or made[number] for number in range(len(texts))]
            told, firsts = [*asked], first_pages(made)
            pages |= {
                spot.label: first + spot.page - 1
                for first, piece in zip(firsts, made, strict=True)
                for spot in piece.spots
            }
    return None


def _text(root: Path, source: str) -> str:
    """Return the source with the pages that it takes in."""
    pages = (root / name for name in _INCLUDE.findall(source))
    return "\n".join([source, *(page.read_text("utf-8") for page in pages)])


def _laid_out(
    root: Path, stamp: int, document: Document, number: int, first: int, pages: Mapping[str, int]
) -> Piece | list[CourseError]:
    """Lay out a piece that begins with page `first`; `pages` is where what it speaks of stands."""
    path = main_file(root, document).with_suffix(f".{number}.typ")
    path.write_text(document.pieces[number], "utf-8")
    typesetter = compiler(root, {"first": str(first), "pages": json.dumps(pages)})
    pdf = typeset(typesetter, root, document, path, stamp)
    if not isinstance(pdf, bytes):
        return pdf
    spots = json.loads(typesetter.query("<spots>", field="value", one=True))
    return Piece(pdf, pages_in(pdf), tuple(Spot(*spot) for spot in spots))


def _joined(pieces: list[Piece], firsts: list[int]) -> tuple[bytes, int]:
    from vaertskab.outputs.print.join import joined

    return joined(pieces, firsts), firsts[-1] + pieces[-1].pages - 1
