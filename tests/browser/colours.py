"""Contrast between colours, as WCAG reckons it."""

from __future__ import annotations


def luminance(colour: str) -> float:
    """The relative luminance of "rgb(…)"."""
    parts = [float(x) / 255 for x in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast between two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
