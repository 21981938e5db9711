"""The palette: each colour of the course once, for the light page, the dark page and paper.

The site's stylesheet gets it as custom properties (`outputs/site/assets.py`), Typst as `look.palette`
(`outputs/shared/typst_compiler.py`), and mails by `kursus.json`. Names are those of the figures' classes
(f-ler, s-skov …). `brand_colours.py` makes another of what an organisation has chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as "#rrggbb": on the light page and on paper, and on the dark page."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour in its three uses: `line` for edges, `text` for words and icons, `panel` for the ground.

    `text` keeps 7:1 on `panel`, on the page and on its panels, light and dark: WCAG's level AAA.
    """

    line: Colour
    text: Colour
    panel: Colour


INK = Colour("#2b2320", "#f4ebe0")
SURFACE = Colour("#ffffff", "#28211c")
CLAY = Tone(Colour("#a3472c", "#ee9d7d"), Colour("#863419", "#f4b094"), Colour("#fcf1ea", "#2d211b"))
FOREST = Tone(Colour("#2f6657", "#9fd3bf"), Colour("#1f5143", "#a9dbc8"), Colour("#eef5f1", "#1c2823"))
SUN = Tone(Colour("#d99a2b", "#efc06a"), Colour("#63430a", "#f2ca7f"), Colour("#fdf5e2", "#2b2419"))
PLAIN = Tone(INK, INK, SURFACE)

PALETTE: dict[str, Colour] = {
    "papir": Colour("#fffaf3", "#1e1915"),
    "blaek": INK,
    "ler": CLAY.line,
    "ler-lys": Colour("#f3ddd0", "#4a2b1e"),
    "ler-text": CLAY.text,
    "ler-panel": CLAY.panel,
    "skov": FOREST.line,
    "skov-lys": Colour("#d6e6de", "#1f3d33"),
    "skov-text": FOREST.text,
    "skov-panel": FOREST.panel,
    "sol": SUN.line,
    "sol-lys": Colour("#f8e8c6", "#43341a"),
    "sol-text": SUN.text,
    "sol-panel": SUN.panel,
    # What they are used for
    "surface": SURFACE,
    "band": Colour("#f8eee2", "#171310"),
    "muted": Colour("#55473f", "#d3c5b8"),
    "line": Colour("#e3d3c3", "#4b3f36"),
    "edge": Colour("#8d7c70", "#94857a"),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one course. `tones` maps a tone above to what it is there, where it is another."""

    colours: Mapping[str, Colour]
    tones: Mapping[Tone, Tone] = field(default_factory=dict)

    def tone(self, tone: Tone) -> Tone:
        """Return what a tone of this file is in the course."""
        return self.tones.get(tone, tone)


#: That of a course which has chosen no colours of its own.
OWN = Palette(PALETTE)
