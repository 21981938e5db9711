"""What whatever writes HTML must know: where it is read, and where things lie as seen from a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util.osutil import relative_uri

from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film
from vaertskab.outputs.shared.versions import version
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder

#: Sphinx's builders of a site. Others of format "html" write what is read without our theme and scripts.
SITE = frozenset({"html", "dirhtml", "singlehtml"})
#: The captions of a film as a script, for pages that are opened as files: there, Chromium refuses a .vtt.
CUES = ".js"


def is_site(builder: Builder) -> bool:
    """Tell whether the builder makes the site, and not an e-book."""
    return builder.name in SITE


def page_around(builder: StandaloneHTMLBuilder, node: nodes.Node) -> str:
    """Return the docname of the page that `node` stands on, also where all pages are written as one."""
    at: nodes.Node | None = node
    while at is not None:
        if isinstance(at, addnodes.start_of_file):
            return str(at["docname"])
        at = at.parent
    return builder.current_docname


def resource(builder: StandaloneHTMLBuilder, path: str) -> str:
    """Return the address of a file of the output, as seen from the page that is being written."""
    return relative_uri(builder.get_target_uri(builder.current_docname), path)


def film_here(builder: StandaloneHTMLBuilder, node: nodes.Node) -> Film | None:
    """Return the film of the page that `node` stands on; None where the output is to have none."""
    page = course_domain(builder.env).pages[page_around(builder, node)]
    if not page.film or not is_site(builder):
        return None
    return films.film_of(films.folder_of(Path(builder.outdir)), page.docname)


def film_addresses(film: Film, builder: StandaloneHTMLBuilder) -> dict[str, str]:
    """Return the addresses of the film's files by suffix, as seen from the page that is being written."""
    found = film_files(film)
    return {suffix: resource(builder, path) for suffix, path in found.items()}


def film_files(film: Film) -> dict[str, str]:
    """Return the film's files by suffix, as paths from the top of the site, with their versions.

    The version of the captions' script is that of the captions.
    """
    found = {suffix: f"{films.FOLDER}/{path.name}{version(path)}" for suffix, path in film.files.items()}
    if ".vtt" in film.files:
        found[CUES] = f"{films.FOLDER}/{film.name}{CUES}{version(film.files['.vtt'])}"
    return found
