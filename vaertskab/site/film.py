"""A coffee reflection's film on its page, where one stands beside the page in `film/`.

`film/04.mp4` belongs to the page whose file name begins with 04; `04.vtt` (captions) and `04.jpg`
(poster) are used when they are there.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

SUFFIXES = (".mp4", ".vtt", ".jpg")


def files(env: BuildEnvironment, docname: str) -> dict[str, Path]:
    """Return the film's files by suffix (".mp4", ".vtt", ".jpg"); empty when there is no film."""
    source = Path(env.doc2path(docname))
    number = re.match(r"\d+", source.name)
    if not number:
        return {}
    found = {s: source.parent / "film" / f"{number[0]}{s}" for s in SUFFIXES}
    found = {suffix: path for suffix, path in found.items() if path.is_file()}
    return found if ".mp4" in found else {}


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    for docname in sorted(app.env.found_docs):
        for path in files(app.env, docname).values():
            out = Path(app.outdir, "film", path.name)
            out.parent.mkdir(exist_ok=True)
            shutil.copy2(path, out)


def setup(app: Sphinx) -> None:
    """Copy the films that exist into the site."""
    app.connect("build-finished", _copy)
