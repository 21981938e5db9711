"""Short films, made from the manuscripts: a reading film, or a colleague's own voice or camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder; its parts are imported when it is used."""
    from vaertskab.outputs.film.builder import FilmBuilder

    app.add_builder(FilmBuilder)
