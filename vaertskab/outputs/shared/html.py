"""What whatever writes HTML must know: where it is read, and where things lie as seen from a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.osutil import relative_uri

from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film
from vaertskab.outputs.shared.versions import version
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

#: Sphinx's builders of a site. Others of format "html" write what is read without our theme and scripts.
SITE = frozenset({"html", "dirhtml", "singlehtml"})
#: The captions of a film as a script, for pages that are opened as files: there, Chromium refuses a .vtt.
CUES = ".js"


def builder_of(env: BuildEnvironment) -> Builder:
    """Return what is being built, for a transform: from its version 11 on, Sphinx leaves it no other way."""
    return env._app.builder


def is_site(builder: Builder) -> bool:
    """Tell whether the builder makes the site, and not an e-book."""
    return builder.name in SITE


def has_own_pages(builder: Builder) -> bool:
    """Tell whether the builder makes pages that are no course pages: search, 404, teleprompter."""
    return is_site(builder) and builder.name != "singlehtml"


def page_around(builder: StandaloneHTMLBuilder, node: nodes.Node) -> str:
    """Return the docname of the page that `node` stands on, also where all pages are written as one."""
    at: nodes.Node | None = node
    while at is not None:
        # Sphinx writes the page's name into its sections, which still have the page as their parent.
        if isinstance(at, (addnodes.start_of_file, nodes.section)) and "docname" in at:
            return str(at["docname"])
        at = at.parent
    return builder.current_docname


def address_of(builder: StandaloneHTMLBuilder, docname: str, anchor: str = "") -> str:
    """Return the address of a page, or of a place on it, from the top of the site."""
    uri = builder.get_target_uri(docname)
    if uri.startswith("#"):  # all pages are one
        return f"{builder.config.root_doc}{builder.out_suffix}#{anchor or uri[1:]}"
    return f"{uri}#{anchor}" if anchor else uri


def link_to(builder: StandaloneHTMLBuilder, docname: str, anchor: str = "") -> str:
    """Return the address of a page, or of a place on it, as seen from the page that is being written."""
    uri = builder.get_relative_uri(builder.current_docname, docname)
    if uri.startswith("#"):
        return f"#{anchor}" if anchor else uri
    return f"{uri}#{anchor}" if anchor else uri


def local_id(builder: StandaloneHTMLBuilder, name: str, docname: str) -> str:
    """Return the id of what every page may have once; where all pages are one, the page's name is in it."""
    return f"{name}-{nodes.make_id(docname)}" if builder.name == "singlehtml" else name


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
