"""The course's own drawings, put into the page so that the theme can colour them."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from vaertskab.outputs.shared.emblems import FIGURES
from vaertskab.reading import drawings, files

#: The classes that the theme colours: what fills, and what strokes.
_COLOURED = re.compile(r"[fs]-[a-z-]+")


def _drawing(root: Path, path: str) -> Element | None:
    """Return a copy of the drawing, with only the classes that the theme knows, when a page may hold it."""
    if not (root / path).is_file() or files.judge(root, path, 0):
        return None
    drawing = drawings.read(root / path)
    if not drawing.plain:
        return None
    made = deepcopy(drawing.root)
    made.attrib.pop("xmlns")
    for element in made.iter():
        if kept := " ".join(_COLOURED.findall(element.attrib.pop("class", ""))):
            element.set("class", kept)
    return made


@cache
def _decorated(root: Path, path: str, stamp: int) -> str:
    drawing = _drawing(root, path)
    if drawing is None:
        return ""
    _untitle(drawing)
    pointed = {name for element in drawing.iter() for name in drawings.references(element)}
    for element in drawing.iter():
        for name in list(element.keys()):
            if (
                name == "role"
                or name.startswith("aria-")
                or (name == "id" and element.get(name) not in pointed)
            ):
                element.attrib.pop(name)
    drawing.set("aria-hidden", "true")
    return drawings.as_text(drawing)


def _untitle(drawing: Element) -> None:
    for name in ("title", "desc"):
        for child in drawing.findall(name):
            drawing.remove(child)


def decoration(root: Path, path: Path | None) -> str:
    """Return the drawing at `path` without its words, to stand beside what says the same; "" for None."""
    if path is None:
        return ""
    return _decorated(root, path.relative_to(root).as_posix(), path.stat().st_mtime_ns)


def stands_in_page(root: Path, path: str) -> bool:
    """Tell whether pages hold the drawing at `path` themselves: a figure of the course, without a style."""
    return path.startswith(f"{FIGURES}/") and path.endswith(".svg") and _drawing(root, path) is not None


def figure(root: Path, path: str, alt: str, unique: str) -> str:
    """Return the drawing at `path`, heard as what the page says of it, its ids made `unique` on the page.

    Where the page says nothing, its own title stands. It is "" when
    it is none of the course's figures, or holds a style: then the page shows it as a picture.
    """
    drawing = _drawing(root, path) if stands_in_page(root, path) else None
    if drawing is None:
        return ""
    if alt:
        _untitle(drawing)
        for name in ("aria-labelledby", "aria-describedby"):
            drawing.attrib.pop(name, None)
        drawing.set("role", "img")
        drawing.set("aria-label", alt)
    known = {element.attrib["id"] for element in drawing.iter() if "id" in element.attrib}
    for element in drawing.iter():
        for name, value in element.items():
            element.set(name, _renamed(name, value, known, unique))
    drawing.set("class", "figur")
    return drawings.as_text(drawing)


def _renamed(name: str, value: str, known: set[str], unique: str) -> str:
    if name in ("id", "aria-labelledby", "aria-describedby"):
        return " ".join(f"{unique}-{one}" if one in known else one for one in value.split(" "))
    if "#" not in value:
        return value
    return re.sub(
        r"#([^\s\"'()]+)", lambda match: f"#{unique}-{match[1]}" if match[1] in known else match[0], value
    )
