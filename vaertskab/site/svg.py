"""The course's own drawings, put into the page so that the theme can colour them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FIGURES = "_static/figurer"


@cache
def _source(path: Path, stamp: int) -> str:
    text = path.read_text("utf-8")
    text = re.sub(r"<\?xml.*?\?>|<!--.*?-->|<!DOCTYPE.*?>", "", text, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", text).strip()


def _read(path: Path) -> str:
    return _source(path, path.stat().st_mtime_ns)


def emblem(root: Path, docname: str) -> str:
    """Return the emblem of a page, as decoration, or "".

    A page's emblem is `_static/figurer/emblem-<its file name>.svg`, or its folder's for a page without
    one of its own.
    """
    folder, _, name = docname.rpartition("/")
    part = folder.rpartition("/")[2]
    for candidate in (name, part):
        path = root / FIGURES / f"emblem-{candidate}.svg"
        if candidate and path.is_file():
            drawing = re.sub(r"<(title|desc)\b.*?</\1>", "", _read(path), flags=re.DOTALL)
            drawing = re.sub(r'\s(?:role|aria-[a-z]+|id|xmlns)="[^"]*"', "", drawing)
            return drawing.replace("<svg", '<svg aria-hidden="true"', 1)
    return ""


def figure(path: Path, unique: str) -> str:
    """Return the drawing at `path` with its title and description, its ids made `unique` on the page."""
    drawing = _read(path)
    for old in re.findall(r'\sid="([^"]+)"', drawing):
        drawing = re.sub(rf'(?<=["\s#]){re.escape(old)}(?=["\s)])', f"{unique}-{old}", drawing)
    drawing = re.sub(r'\sxmlns="[^"]*"', "", drawing, count=1)
    return drawing.replace("<svg", '<svg class="figur"', 1)
