"""How whatever is drawn by Typst looks: its faces, its layout, and the course's own drawings."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vaertskab.reading import drawings

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
#: `base.typ`, which every layout of Typst's imports.
LAYOUT = HERE / "layout"
SANS = "Source Sans 3"
#: What every PDF keeps to, as Typst names it.
STANDARDS: Final = ("ua-1", "a-2a")


def drawing(path: Path) -> bytes:
    """Return the picture's bytes; a drawing's generic typeface becomes the binder's own."""
    if path.suffix.lower() != ".svg":
        return path.read_bytes()
    return drawings.as_text(drawings.read(path).root).replace('"sans-serif"', f"\"'{SANS}'\"").encode()


def compiler(root: Path) -> typst.Compiler:
    """Return a compiler of what lies in `root`, which has the course's own faces and no others."""
    import typst

    return typst.Compiler(root=root, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
