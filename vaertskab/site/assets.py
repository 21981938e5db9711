"""Stylesheets and scripts: many small sources, one file of each for the reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME = Path(__file__).parent / "theme" / "vaertskab"
#: Output under _static/ ← folder of numbered sources, joined in the order of their names.
BUNDLES = {"css/vaertskab.css": "css", "js/vaertskab.js": "js"}
UNUSED = (
    "basic.css",
    "copybutton.css",
    "pygments.css",
    "sphinx_highlight.js",
    "file.png",
    "plus.png",
    "minus.png",
)
#: Comments are for us; the reader need not fetch them.
_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


def _bundle(app: Sphinx) -> None:
    """Join the sources before any page is written, so that Sphinx can hash what it links."""
    if app.builder.format != "html":
        return
    for target, folder in BUNDLES.items():
        sources = sorted((THEME / "sources" / folder).iterdir())
        out = Path(app.outdir, "_static", target)
        out.parent.mkdir(parents=True, exist_ok=True)
        joined = "".join(_COMMENT.sub("", source.read_text("utf-8")) for source in sources)
        if not out.exists() or out.read_text("utf-8") != joined:
            out.write_text(joined, "utf-8")


def _prune(app: Sphinx, exception: Exception | None) -> None:
    """Remove what Sphinx and its extensions bring, and no page of ours asks for."""
    if exception or app.builder.format != "html":
        return
    for name in UNUSED:
        Path(app.outdir, "_static", name).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Join stylesheets and scripts when the builder is ready; tidy up when it is done."""
    app.connect("builder-inited", _bundle)
    app.connect("build-finished", _prune)
