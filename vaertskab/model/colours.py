"""Colours reckoned with: how well one is read on another, and the nearest one that is read well enough.

Sources: W3C, "Web Content Accessibility Guidelines (WCAG) 2.2" (2023), relative luminance and contrast ratio;
B. Ottosson, "A perceptual color space for image processing" (2020), OKLab and its polar form OKLCH.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

#: A colour as it is written: nothing else is ever put into a stylesheet.
WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
#: How finely the nearest colour is sought: so many halvings of the lightness.
_HALVINGS = 20


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb", from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def worst(colour: str, grounds: Iterable[str]) -> float:
    """Return the contrast of a colour on the one of `grounds` where it is read worst."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest(colour: str, grounds: Iterable[str], ratio: float) -> str:
    """Return the colour nearest to `colour`, of its own hue, with a contrast of `ratio` on all of `grounds`.

    It is `colour` itself where that has it. Only its lightness changes, and its strength where no screen has
    so strong a colour. Where nothing has the contrast, it is black or white.
    """
    grounds = tuple(grounds)
    if worst(colour, grounds) >= ratio:
        return colour
    light, strength, hue = to_oklch(colour)
    found = [
        (abs(at - light), made)
        for end in (0.0, 1.0)
        if (at := _boundary(light, end, strength, hue, grounds, ratio)) is not None
        for made in (from_oklch(at, strength, hue),)
    ]
    return min(found)[1] if found else max(("#000000", "#ffffff"), key=lambda one: worst(one, grounds))


def _boundary(
    light: float, end: float, strength: float, hue: float, grounds: tuple[str, ...], ratio: float
) -> float | None:
    """Return the lightness nearest to `light`, on the way to `end`, at which the contrast is had; or None."""
    if worst(from_oklch(end, strength, hue), grounds) < ratio:
        return None
    near, far = light, end
    for _ in range(_HALVINGS):
        middle = (near + far) / 2
        if worst(from_oklch(middle, strength, hue), grounds) >= ratio:
            far = middle
        else:
            near = middle
    return far


def to_oklch(colour: str) -> tuple[float, float, float]:
    """Return lightness (0 to 1), strength (chroma) and hue (radians) of "#rrggbb"."""
    red, green, blue = (_linear(part) for part in _parts(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    light = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return light, math.hypot(a, b), math.atan2(b, a)


def from_oklch(light: float, strength: float, hue: float) -> str:
    """Return the colour as "#rrggbb", as strong as a screen can show it at that lightness."""
    weak, strong = 0.0, strength
    if (whole := _rgb(light, strength, hue)) is not None:
        return whole
    made = _rgb(light, 0.0, hue) or ("#ffffff" if light > 0.5 else "#000000")
    for _ in range(_HALVINGS):
        middle = (weak + strong) / 2
        found = _rgb(light, middle, hue)
        if found is None:
            strong = middle
        else:
            weak, made = middle, found
    return made


def _rgb(light: float, strength: float, hue: float) -> str | None:
    """Return "#rrggbb", or None where no screen has the colour."""
    a, b = strength * math.cos(hue), strength * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    parts = [_written(part) for part in linear]
    if any(not -0.5 <= part <= 255.5 for part in parts):
        return None
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in parts)


def _parts(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def _written(part: float) -> float:
    """Return a linear part as sRGB writes it, from 0 to 255 on a screen, and outside where it has none."""
    if part <= 0.0031308:
        return 255 * 12.92 * part
    return 255 * (1.055 * math.pow(part, 1 / 2.4) - 0.055)
