"""Where a manuscript is read aloud while a colleague records it; the site makes the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaertskab.model.language import _

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

FOLDER = "teleprompter"


def name_of(docname: str) -> str:
    """Return the name, as Sphinx names pages, of the page from which `docname`'s manuscript is read aloud."""
    name = docname.removeprefix("modules/kaffe/").replace("/", "-")
    return f"{FOLDER}/{name}"


def link(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the line that leads from the manuscript of the page `docname` to where it is read aloud."""
    href = builder.get_relative_uri(builder.current_docname, name_of(docname))
    words = _("Læs op fra en teleprompter, og optag filmen")
    return f'<p class="page-facts"><a href="{href}">{words}</a></p>\n'
