"""How whatever is drawn by Typst looks: its faces, its layout, and the course's own drawings."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
#: `base.typ`, which every layout of Typst's imports.
LAYOUT = HERE / "layout"
SANS = "Source Sans 3"


def drawing(path: Path) -> bytes:
    """Return the picture's bytes; a drawing's generic typeface becomes the binder's own."""
    data = path.read_bytes()
    if path.suffix.lower() == ".svg":
        data = data.replace(b'"sans-serif"', f"\"'{SANS}'\"".encode())
    return data
