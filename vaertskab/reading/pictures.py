"""What a picture is, as its own bytes tell: its kind, its size in points, and whether it is whole."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import imagesize
from PIL import Image, UnidentifiedImageError

#: The most bytes that are read of a picture; a rule asks for far smaller ones.
MOST_BYTES = 10_000_000
#: What a picture is called by how its name ends (Pillow's names).
KINDS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
#: Several pictures in one file, of which others show the first: telephones save so.
_ALIASES = {"MPO": "JPEG"}
#: How files of other kinds begin, from the byte given.
_OTHERS = (
    (4, b"ftypheic", "HEIC"), (4, b"ftypheix", "HEIC"), (4, b"ftyphevc", "HEIC"), (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"), (0, b"BM", "BMP"), (0, b"II*\0", "TIFF"), (0, b"MM\0*", "TIFF"),
    (0, b"%PDF", "PDF"), (0, b"<svg", "SVG"), (0, b"<?xml", "SVG"), (0, b"8BPS", "Photoshop"),
)  # fmt: skip

#: The most points of all pictures in the course together: the binder holds them all at once.
MOST_TOGETHER = 400_000_000

OTHER, POINTS, MOVING, CMYK, BROKEN = "other", "points", "moving", "cmyk", "broken"


def fault_of(path: Path, kind: str, most_points: int) -> tuple[str, Mapping[str, object]] | None:
    """Return why the picture at `path` cannot be shown, and the words for it; None when it can.

    `kind` is how its name ends. Nothing is decoded of a picture that has more than
    `most_points` points on a side.
    """
    wanted = KINDS[kind]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is too large is told below
            image = Image.open(path, formats=sorted(set(KINDS.values())))
    except Image.DecompressionBombError:
        width, height = imagesize.get(path)
        return POINTS, {"width": width, "height": height, "most": most_points}
    except UnidentifiedImageError:
        other = _other_kind(path)
        return (OTHER, {"wanted": wanted, "is": other}) if other else (BROKEN, {})
    except Exception:  # a decoder may raise anything of bytes that lie
        return BROKEN, {}
    with image:
        found = _ALIASES.get(image.format or "", image.format)
        if found != wanted:
            return OTHER, {"wanted": wanted, "is": found}
        if max(image.size) > most_points:
            return POINTS, {"width": image.width, "height": image.height, "most": most_points}
        try:
            if image.format != "MPO" and getattr(image, "is_animated", False):
                return MOVING, {}
            if image.mode == "CMYK":
                return CMYK, {}
            image.load()
        except Exception:
            return BROKEN, {}
    return None


def points(path: Path) -> int:
    """Return how many points a picture that has been judged has in all; 0 for a drawing."""
    return _points(path, path.stat().st_mtime_ns) if path.suffix.lower() != ".svg" else 0


@cache
def _points(path: Path, stamp: int) -> int:
    width, height = imagesize.get(path)
    return max(0, int(width)) * max(0, int(height))


def _other_kind(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(32)
    return next((name for at, mark, name in _OTHERS if head[at:].startswith(mark)), "")
