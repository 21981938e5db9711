"""What the site takes of the course's files: what its pages show and hand on, and nothing else.

Nothing is copied because it lies in `_static/`. A picture that was withdrawn is gone from the site, and so
from what is packed, when it is built again.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.palette import OWN, Palette
from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.shared.recolouring import as_drawn
from vaertskab.outputs.site import assets, branding, svg
from vaertskab.reading import drawings, files
from vaertskab.reading.brand import ICON

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from vaertskab.reading.brand import Brand

#: What others show when they link to the site.
SHARED = "_static/deling.png"
#: The icon of a course that has none of its own.
DEFAULT_ICON = Path(__file__).parent / "theme" / "vaertskab" / "favicon.svg"


def write(source: Path, target: Path, palette: Palette = OWN) -> None:
    """Copy a file that has been judged; of a drawing, what was read of it, in the course's colours."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.suffix.lower() == ".svg":
        assets.write_changed(target, as_drawn(drawings.read(source).root, palette))
    else:
        shutil.copyfile(source, target)


def _bring(app: Sphinx) -> None:
    """Bring what every page links, before any is written: its address holds its version."""
    if not is_site(app.builder):
        return
    root, brand = Path(app.srcdir), app.config.kursus_brand
    for name, place in _own(brand).items():
        target = Path(app.outdir, place)
        if (root / name).is_file() and not files.judge(root, name, app.config.kursus_settings.most_points):
            write(root / name, target, brand.palette)
        elif name == ICON:
            write(DEFAULT_ICON, target, brand.palette)
        else:
            target.unlink(missing_ok=True)
    for name, place in branding.files(brand):
        write(root / name, Path(app.outdir, place), brand.palette)


def _own(brand: Brand) -> dict[str, str]:
    """Return where the icon and the picture of the course stand on the site, by path in the course."""
    return {brand.icon or ICON: branding.icon(brand), SHARED: SHARED}


def pictures(app: Sphinx) -> dict[str, str]:
    """Return the name in the site's folder of pictures of each that a page shows, by path from the root."""
    taken = ((path, name) for path, (_, name) in app.env.images.items())
    return {path: name for path, name in taken if not svg.stands_in_page(Path(app.srcdir), path)}


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove what no page asks for any more."""
    if exception or not is_site(app.builder):
        return
    out, brand = Path(app.outdir), app.config.kursus_brand
    own = {*_own(brand).values(), *(place for _, place in branding.files(brand))}
    _keep(out / "_images", pictures(app).values())
    _keep(out / "_downloads", (str(name) for _, name in app.env.dlfiles.values()))
    # Scripts and stylesheets are ours and the extensions'; pictures and documents were the course's.
    for path in sorted((out / "_static").rglob("*")):
        kind = path.suffix.removeprefix(".").lower()
        if (
            kind in (*files.PICTURES, *files.DOCUMENTS, "woff2")
            and path.relative_to(out).as_posix() not in own
        ):
            path.unlink()
    _drop_empty(out / "_static")


def _keep(folder: Path, names: Iterable[str]) -> None:
    """Remove every file in `folder` but those with these names, and the folders that are empty then."""
    kept = {folder / name for name in names}
    for path in sorted(folder.rglob("*"), reverse=True):
        if not path.is_dir() and path not in kept:
            path.unlink()
    _drop_empty(folder)


def _drop_empty(folder: Path) -> None:
    """Remove the folders in `folder` that hold nothing, and `folder` too when it holds nothing."""
    for path in (*sorted(folder.rglob("*"), reverse=True), folder):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()


def setup(app: Sphinx) -> None:
    """Take what is asked for, and leave nothing else behind."""
    app.connect("builder-inited", _bring)
    app.connect("build-finished", _tidy)
