"""Værtskab: a workplace course in plain Markdown, built with Sphinx into everything it is read as.

`setup` is what Sphinx calls. Each room is imported inside it, so that a part of the package that
needs no Sphinx can be used where Sphinx is not installed.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


@cache
def _code() -> str:
    """Return a digest of what reads and writes pages: new code must not leave old pages standing."""
    here, digest = Path(__file__).parent, hashlib.sha256()
    for room in (
        "model",
        "reading",
        "components",
        "checks",
        "outputs/site",
        "outputs/shared",
        "outputs/epub",
        "locale",
    ):
        # Templates, stylesheets and scripts too: their versions stand in every page. What Python and Sphinx
        # compile is written while others read, with the time in it; and faces change no page.
        for source in sorted((here / room).rglob("*.*")):
            if not source.is_file() or source.suffix == ".mo":
                continue
            if not {"__pycache__", "fonts"} & set(source.relative_to(here).parts):
                digest.update(source.read_bytes())
    return digest.hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register every room of the course with Sphinx; one line for each."""
    from vaertskab import components
    from vaertskab.checks import findings, rules
    from vaertskab.outputs import epub, film, site
    from vaertskab.outputs import print as printed
    from vaertskab.outputs.shared import framing
    from vaertskab.reading import (
        brand,
        domain,
        encoding,
        files,
        folds,
        gc_tuning,
        i18n,
        lost_text,
        parser,
        removals,
        roles,
        row_heads,
        settings,
    )

    gc_tuning.setup(app)
    app.add_config_value("kursus_code", _code(), "env", types=frozenset({str}))
    findings.setup(app)
    i18n.setup(app)
    settings.setup(app)
    brand.setup(app)
    roles.setup(app)
    lost_text.setup(app)
    files.setup(app)
    domain.setup(app)
    components.setup(app)
    encoding.setup(app)
    parser.setup(app)
    removals.setup(app)
    row_heads.setup(app)
    folds.setup(app)
    rules.setup(app)
    framing.setup(app)
    site.setup(app)
    epub.setup(app)
    printed.setup(app)
    film.setup(app)
    # Bump env_version when what the domain stores changes shape: old pickles are then read anew.
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
