"""The course's own drawings, put into the page so that the theme can colour them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


@cache
def _source(path: Path, stamp: int) -> str:
    text = path.read_text("utf-8")
    text = re.sub(r"<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE.*?>", "", text, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", text).strip()


def _read(path: Path) -> str:
    return _source(path, path.stat().st_mtime_ns)


@cache
def _decoration(path: Path, stamp: int) -> str:
    drawing = re.sub(r"<(title|desc)\b.*?</\1>", "", _source(path, stamp), flags=re.DOTALL)
    drawing = re.sub(r'\s(?:role|aria-[a-z]+|id|xmlns)="[^"]*"', "", drawing)
    return drawing.replace("<svg", '<svg aria-hidden="true"', 1)


def decoration(path: Path | None) -> str:
    """Return the drawing at `path` without its words, to stand beside what says the same; "" for None."""
    return _decoration(path, path.stat().st_mtime_ns) if path else ""


def figure(path: Path, unique: str) -> str:
    """Return the drawing at `path` with its title and description, its ids made `unique` on the page."""
    drawing = _read(path)
    for old in re.findall(r'\sid="([^"]+)"', drawing):
        drawing = re.sub(rf'(?<=["\s#]){re.escape(old)}(?=["\s)])', f"{unique}-{old}", drawing)
    drawing = re.sub(r'\sxmlns="[^"]*"', "", drawing, count=1)
    return drawing.replace("<svg", '<svg class="figur"', 1)
