"""The course as an accessible PDF, compiled by Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the builders; their parts are imported when they are used."""
    from vaertskab.outputs.print.builder import BinderBuilder
    from vaertskab.outputs.print.proof import ProofBuilder

    app.add_builder(BinderBuilder)
    app.add_builder(ProofBuilder)
