"""Drawings in the colours of the course: they carry the palette as attributes, and name it by class."""

from __future__ import annotations

import re
from copy import deepcopy
from xml.etree.ElementTree import Element

from vaertskab.model.palette import OWN, PALETTE, Palette
from vaertskab.reading import drawings

#: What a class of a figure's colours: `f-ler` what it is filled with, `s-ler` the line.
_CLASS = re.compile(r"([fs])-([a-z-]+)")
_ATTRIBUTES = {"f": "fill", "s": "stroke"}


def as_drawn(root: Element, palette: Palette) -> str:
    """Return the drawing as text, for whatever has no stylesheet; in our own palette it is as it was."""
    if palette is OWN or palette.colours == PALETTE:
        return drawings.as_text(root)
    made = deepcopy(root)
    for element in made.iter():
        for what, name in _CLASS.findall(element.get("class", "")):
            if name in palette.colours:
                element.set(_ATTRIBUTES[what], palette.colours[name].light)
    return drawings.as_text(made)


def in_colours(data: bytes, palette: Palette) -> bytes:
    """Return a drawing of ours, or one that has been read, in the colours of the course."""
    if palette is OWN or palette.colours == PALETTE:
        return data
    return as_drawn(drawings.parse(data).root, palette).encode()
