"""How whatever is drawn by Typst looks: its faces, its layout, and the course's own drawings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vaertskab.model.palette import PALETTE, Tone
from vaertskab.model.question_kinds import Kind
from vaertskab.reading import drawings

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
FONTS = HERE / "fonts"
#: What every layout of Typst's imports: `look.typ`, `components.typ`, `talks.typ`, and `base.typ` with all.
LAYOUT = HERE / "layout"
SANS = "Source Sans 3"
#: What every PDF keeps to, as Typst names it.
STANDARDS: Final = ("ua-1", "a-2a")


def _on_paper(tone: Tone) -> dict[str, str]:
    return {"tone": tone.line.light, "text": tone.text.light, "panel": tone.panel.light}


#: What `look.typ` reads from `sys.inputs`: the palette, and what each kind of question looks like.
INPUTS: Final = {
    "look": json.dumps(
        {
            "palette": {name: colour.light for name, colour in PALETTE.items()},
            "kinds": {
                kind.value: {
                    "tone": _on_paper(kind.traits.tone),
                    "icon": kind.traits.icon,
                    "ribbon": (
                        kind.traits.ribbon.step_mm,
                        kind.traits.ribbon.path,
                        str(kind.traits.ribbon.stroke_mm),
                    ),
                }
                for kind in Kind
            },
        }
    )
}


def drawing(path: Path) -> bytes:
    """Return the picture's bytes; a drawing's generic typeface becomes the binder's own."""
    if path.suffix.lower() != ".svg":
        return path.read_bytes()
    return drawings.as_text(drawings.read(path).root).replace('"sans-serif"', f"\"'{SANS}'\"").encode()


def compiler(root: Path) -> typst.Compiler:
    """Return a compiler of what lies in `root`, which has the course's own faces and no others."""
    import typst

    return typst.Compiler(root=root, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=INPUTS)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])
