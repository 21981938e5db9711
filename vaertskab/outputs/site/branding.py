"""An organisation's own look on the site: logo, icon, typefaces, and stylesheets of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from vaertskab.reading.brand import ICON, Brand
from vaertskab.reading.typefaces import Face, Typeface

#: Where they stand on the site.
_FACES, _STYLES = "_static/skrifter", "_static/egne"
_LOGO = "_static/logo"
#: A logo is drawn for light paper: on the dark page it brings its own.
#: On a phone the title stands under it.
_LOGO_RULE = (
    ".brand:has(.brand-logo) { grid-template-columns: auto; row-gap: .25rem; }\n"
    "@media (min-width: 50em) { .brand:has(.brand-logo) { grid-template-columns: auto 1fr; } }\n"
    ".brand-logo { width: auto; max-width: min(12rem, 45vw); height: 2.75rem; padding: .25rem; "
    "border-radius: .25rem; background: light-dark(transparent, #fff); object-fit: contain; }\n"
)
#: What stands for a face that has not arrived, or has not a letter.
_FALLBACK = {"sans": "system-ui, sans-serif", "serif": "Georgia, serif"}


def icon(brand: Brand) -> str:
    """Return the path on the site of the icon that browsers show."""
    return str(PurePosixPath(ICON).with_suffix(Path(brand.icon or ICON).suffix.lower()))


def logo(brand: Brand) -> str:
    """Return the path on the site of the organisation's logo, or ""."""
    return _LOGO + Path(brand.logo).suffix.lower() if brand.logo else ""


def styles(brand: Brand) -> list[str]:
    """Return the paths below `_static/` of the organisation's own stylesheets."""
    return [f"egne/{Path(path).name}" for path in brand.styles]


def files(brand: Brand) -> Iterator[tuple[str, str]]:
    """Yield what the site takes along beside the icon, by its path in the course and on the site."""
    if brand.logo:
        yield brand.logo, logo(brand)
    for path in brand.styles:
        yield path, f"{_STYLES}/{Path(path).name}"
    for typeface in brand.typefaces:
        for path in (*(face.path for face in typeface.web), *typeface.licences):
            yield path, f"{_folder(typeface)}/{Path(path).name}"


def _folder(typeface: Typeface) -> str:
    return f"{_FACES}/{typeface.folder.removeprefix('_static/').replace('/', '-')}"


def stylesheet(brand: Brand) -> str:
    """Return the rules for the organisation's logo and typefaces; without any there are none."""
    made = _LOGO_RULE if brand.logo else ""
    for name, called, typeface in (
        ("sans", "Kursets skrift", brand.text),
        ("serif", "Kursets overskrift", brand.heads or brand.text),
    ):
        if typeface:
            made += "".join(_face(typeface, face, called) for face in typeface.web)
            made += f':root {{ --{name}: "{called}", {_FALLBACK[name]}; }}\n'
    return made


def _face(typeface: Typeface, face: Face, called: str) -> str:
    # As seen from the stylesheet. Nothing of a name but what an address may hold stands there.
    address = quote(f"../{_folder(typeface).removeprefix('_static/')}/{Path(face.path).name}")
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{called}"; src: url("{address}?v={face.digest}") format("woff2"); '
        f"font-weight: {face.weight}; font-style: {style}; font-display: swap; }}\n"
    )
