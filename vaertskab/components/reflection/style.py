"""The part of the stylesheet that hangs on the kinds of question: the colours and the icon of each."""

from __future__ import annotations

from urllib.parse import quote

from vaertskab.model.palette import OWN, Colour, Palette, Tone
from vaertskab.model.question_kinds import Kind

_SVG = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='red' "
    "stroke-width='2' stroke-linecap='round' stroke-linejoin='round'>{}</svg>"
)


def stylesheet(palette: Palette = OWN) -> str:
    """Return a rule for each kind, for the cards' custom properties."""
    return "".join(_rule(kind, palette.tone(kind.traits.tone)) for kind in Kind)


def _rule(kind: Kind, tone: Tone) -> str:
    # The icon is a mask: its own colour is not seen.
    icon = quote(_SVG.format(kind.traits.icon), safe=" '/:=,;")
    return (
        f".refleksion-{kind} {{ --tone: {_pair(tone.line)}; --tone-text: {_pair(tone.text)}; "
        f'--tone-panel: {_pair(tone.panel)}; --icon: url("data:image/svg+xml,{icon}"); }}\n'
    )


def _pair(colour: Colour) -> str:
    return f"light-dark({colour.light}, {colour.dark})"
