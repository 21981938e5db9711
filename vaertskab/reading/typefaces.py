"""A typeface of the organisation's own: a folder in the course with its files, read as FreeType reads them.

Files that end in .woff2 are for the site, .ttf and .otf for all that Typst sets; what each is (how heavy,
upright or not) the file itself says. A folder is taken whole or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

from vaertskab.model.language import _

#: What every face must have: what the languages of the course are written with.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅÉabcdefghijklmnopqrstuvwxyzæøåé0123456789.,:;!?()-–»«“”’…&/%"
WEB, PRINT = (".woff2",), (".ttf", ".otf")
#: A licence beside the files: an open one (the SIL Open Font License asks that it goes along) or one's own.
LICENCE = ".txt"
#: The most bytes of a file, and the most files in a folder.
MOST_BYTES, MOST_FILES = 2_000_000, 24
#: How heavy a face is, by what its style is called in small letters alone; "bold" stands in "semibold".
_WEIGHTS = {
    "extralight": 200, "ultralight": 200, "semibold": 600, "demibold": 600, "extrabold": 800,
    "ultrabold": 800,
    "black": 900, "heavy": 900, "light": 300, "thin": 100, "medium": 500, "bold": 700, "demi": 600,
}  # fmt: skip
REGULAR = "400"
#: What no face has a drawing for: Unicode keeps it free for ever.
_NOTHING = "\ufdd0"


class TypefaceError(Exception):
    """The folder cannot be used; the message says in Danish why, and what to do."""


@dataclass(frozen=True, slots=True)
class Face:
    """A file of a typeface: its path from the root, its weight ("400", or "100 900"), and a digest."""

    path: str
    weight: str
    italic: bool
    digest: str


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface: its name, the folder of its files, the files for the site, and those of its licence."""

    name: str
    folder: str
    web: tuple[Face, ...]
    printed: tuple[Face, ...]
    licences: tuple[str, ...]


def read(root: Path, folder: str) -> Typeface:
    """Return the typeface in `folder` (a path from `root` that lies in the course).

    :raises TypefaceError: it cannot be used.
    """
    files = sorted(path for path in (root / folder).iterdir() if not path.name.startswith("."))
    if any(path.is_symlink() for path in files):
        raise TypefaceError(_("Der ligger en genvej (symlink) i mappen. Læg selve filen der i stedet."))
    if len(files) > MOST_FILES:
        raise TypefaceError(
            _("Der ligger for mange filer i mappen. Der må højst være {most}.").format(most=MOST_FILES)
        )
    names, made = set[str](), {WEB: list[Face](), PRINT: list[Face]()}
    for kinds, faces in made.items():
        for path in files:
            if path.suffix.lower() in kinds:
                name, face = _face(root, path)
                names.add(name)
                faces.append(face)
        if not any(_is_regular(face) for face in faces):
            raise TypefaceError(
                _("Mappen mangler den almindelige udgave (Regular) som en fil, der ender på {ends}.").format(
                    ends=" / ".join(kinds)
                )
            )
    if len(names) > 1:
        raise TypefaceError(
            _("Filerne er af forskellige skrifter: {names}. Læg hver skrift i sin egen mappe.").format(
                names=", ".join(sorted(names))
            )
        )
    licences = tuple(path.relative_to(root).as_posix() for path in files if path.suffix.lower() == LICENCE)
    if not licences:
        raise TypefaceError(_("Mappen mangler skriftens licens. Læg den der som en tekstfil, fx OFL.txt."))
    return Typeface(names.pop(), folder, tuple(made[WEB]), tuple(made[PRINT]), licences)


def _face(root: Path, path: Path) -> tuple[str, Face]:
    """Return the name of the typeface that a file is of, and the file."""
    if path.stat().st_size > MOST_BYTES:
        raise TypefaceError(_("»{file}« er for stor til at være en skrift.").format(file=path.name))
    data = path.read_bytes()
    kinds = {".woff2": (b"wOF2",), ".ttf": (b"\0\1\0\0", b"true"), ".otf": (b"OTTO", b"\0\1\0\0")}
    try:
        if not data.startswith(kinds[path.suffix.lower()]):
            raise OSError
        font = ImageFont.truetype(path, 24)
        name, style = (part or "" for part in font.getname())
        missing = "".join(_missing(font))
    except (OSError, ValueError):
        raise TypefaceError(
            _("»{file}« er ikke en skrift, eller den er i stykker.").format(file=path.name)
        ) from None
    if not name.isprintable() or not name:
        raise TypefaceError(_("»{file}« siger ikke, hvad skriften hedder.").format(file=path.name))
    if missing:
        raise TypefaceError(
            _("»{file}« mangler {marks}. Skriv med en skrift, der har alle bogstaver.").format(
                file=path.name, marks=" ".join(missing)
            )
        )
    style = style.lower().replace(" ", "").replace("-", "")
    weight = _range(font) or str(next((heavy for word, heavy in _WEIGHTS.items() if word in style), 400))
    italic = "italic" in style or "oblique" in style
    digest = hashlib.sha256(data).hexdigest()[:12]
    return name, Face(path.relative_to(root).as_posix(), weight, italic, digest)


def _is_regular(face: Face) -> bool:
    return not face.italic and (face.weight == REGULAR or " " in face.weight)


def _range(font: ImageFont.FreeTypeFont) -> str:
    """Return from what to what a variable font's weight goes, or ""."""
    try:
        axes = font.get_variation_axes()
    except OSError:
        return ""
    for axis in axes:
        if (axis["name"] or b"").lower() in (b"weight", b"wght"):
            return f"{axis['minimum']:.0f} {axis['maximum']:.0f}"
    return ""


def _missing(font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Yield the letters that a font shows as it shows what it has no drawing for."""
    nothing = bytes(font.getmask(_NOTHING))
    for letter in LETTERS:
        shown = bytes(font.getmask(letter))
        if shown == nothing or not any(shown):
            yield letter
