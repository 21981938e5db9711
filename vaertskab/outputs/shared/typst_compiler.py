"""How whatever is drawn by Typst looks: its faces, its layout, and the course's own drawings."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from vaertskab.model.language import Language, current
from vaertskab.model.palette import OWN, Palette, Tone
from vaertskab.model.question_kinds import Kind
from vaertskab.outputs.shared.recolouring import as_drawn
from vaertskab.outputs.shared.texts import texts_in
from vaertskab.reading import drawings
from vaertskab.reading.brand import PLAIN, Brand

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


@cache
def _spoken(language: Language) -> str:
    """Return the language, and what the layouts say in it."""
    layouts = "".join(path.read_text("utf-8") for path in sorted(HERE.parent.glob("**/*.typ")))
    return json.dumps(
        {
            "code": language.code,
            "region": language.region.lower(),
            "quotes": language.quotes,
            "texts": texts_in(layouts),
        }
    )


def inputs(brand: Brand = PLAIN) -> dict[str, str]:
    """Return what `look.typ` reads: palette, faces, what kinds of question look like; and the language."""
    palette = brand.palette
    look = {
        "palette": {name: colour.light for name, colour in palette.colours.items()},
        "faces": {
            "text": [face.name for face in (brand.text,) if face],
            "heads": [face.name for face in (brand.heads or brand.text,) if face],
        },
        "kinds": {
            kind.value: {
                "tone": _on_paper(palette.tone(kind.traits.tone)),
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
    return {"look": json.dumps(look), "language": _spoken(current())}


def drawing(path: Path, palette: Palette = OWN) -> bytes:
    """Return the picture's bytes; a drawing has our typeface for a generic one, and the course's colours."""
    if path.suffix.lower() != ".svg":
        return path.read_bytes()
    return as_drawn(drawings.read(path).root, palette).replace('"sans-serif"', f"\"'{SANS}'\"").encode()


def compiler(root: Path, brand: Brand = PLAIN, course: Path | None = None) -> typst.Compiler:
    """Return a compiler of what is in `root`, with our faces and those of the course in `course` alone."""
    import typst

    folders = tuple(str((course or root) / one.folder) for one in brand.typefaces)
    return typst.Compiler(
        root=root, font_paths=_fonts(folders), ignore_system_fonts=True, sys_inputs=inputs(brand)
    )


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS), *folders])
