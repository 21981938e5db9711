"""The course as an accessible PDF, compiled by Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builder; its parts are imported when it is used."""
    from vaertskab.outputs.print.builder import BinderBuilder

    app.add_builder(BinderBuilder)
