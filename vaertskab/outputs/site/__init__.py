"""The course as a site: a theme on Sphinx's `basic`, Danish throughout, without inline script or style."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.outputs.site import (
    assets,
    builder,
    context,
    copied_files,
    extras,
    film,
    live,
    one_page,
    prints,
    publish,
    teleprompter,
    translator,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def _configure(app: Sphinx, config: Config) -> None:
    config["html_theme"] = "vaertskab"
    config["html_permalinks_icon"] = "#"
    for name in ("html_copy_source", "html_show_sourcelink", "html_use_index", "html_show_sphinx"):
        config[name] = False
    # A picture with a width is no link to itself.
    config["html_scaled_image_link"] = False


def setup(app: Sphinx) -> None:
    """Register the theme and what fills it."""
    app.add_html_theme("vaertskab", str(assets.THEME))
    app.connect("config-inited", _configure, priority=100)
    assets.setup(app)
    builder.setup(app)
    translator.setup(app)
    one_page.setup(app)
    film.setup(app)
    prints.setup(app)
    context.setup(app)
    extras.setup(app)
    teleprompter.setup(app)
    publish.setup(app)
    copied_files.setup(app)
    live.setup(app)
