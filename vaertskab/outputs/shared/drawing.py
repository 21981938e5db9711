"""How whatever is drawn by Typst looks: its faces, its layout, and the course's own drawings."""

from __future__ import annotations

from pathlib import Path

from vaertskab.reading import drawings

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
#: `base.typ`, which every layout of Typst's imports.
LAYOUT = HERE / "layout"
SANS = "Source Sans 3"


def drawing(path: Path) -> bytes:
    """Return the picture's bytes; a drawing's generic typeface becomes the binder's own."""
    if path.suffix.lower() != ".svg":
        return path.read_bytes()
    return drawings.as_text(drawings.read(path).root).replace('"sans-serif"', f"\"'{SANS}'\"").encode()
