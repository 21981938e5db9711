"""Stylesheets and scripts: many small sources, one file of each for the reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME = Path(__file__).parent / "theme" / "vaertskab"
#: Output under _static/ ← folder of numbered sources, joined in the order of their names.
BUNDLES = {"css/vaertskab.css": "css", "js/vaertskab.js": "js"}


def _bundle(app: Sphinx) -> None:
    """Join the sources before any page is written, so that Sphinx can hash what it links."""
    if app.builder.format != "html":
        return
    for target, folder in BUNDLES.items():
        sources = sorted((THEME / "static" / folder).glob("[0-9]*"))
        out = Path(app.outdir, "_static", target)
        out.parent.mkdir(parents=True, exist_ok=True)
        joined = "\n".join(source.read_text("utf-8").strip() for source in sources) + "\n"
        if not out.exists() or out.read_text("utf-8") != joined:
            out.write_text(joined, "utf-8")


def setup(app: Sphinx) -> None:
    """Join stylesheets and scripts when the builder is ready."""
    app.connect("builder-inited", _bundle)
