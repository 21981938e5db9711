"""Sphinx's HTML builder, which knows what another builder has read, and renders a title once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from vaertskab.outputs.site import copied_files

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx


class CourseBuilder(StandaloneHTMLBuilder):
    """The builder `html`. A page names itself, its neighbours and its parents: five titles or more."""

    #: Sphinx's own index, its page and its scripts; `search.py` has taken their place.
    search = False

    def init(self) -> None:
        """Begin with no title rendered."""
        super().init()
        self._titles: dict[nodes.title, dict[str, str]] = {}

    def get_outdated_docs(self) -> Iterator[str]:
        """Name the pages to write again: as Sphinx does, and those read since they were written.

        What makes PDFs or films shares the memory of what has been read; to Sphinx, a page that one of them
        read because a settings file had changed is up to date. The page's file is compared with what the
        reader wrote, and not with the time at which it read: a disk's time may be coarser than the clock's.
        """
        named = set()
        for docname in super().get_outdated_docs():
            named.add(docname)
            yield docname
        for docname in sorted(self.env.all_docs.keys() - named):
            written, read = Path(self.get_outfilename(docname)), Path(self.doctreedir, f"{docname}.doctree")
            if written.is_file() and written.stat().st_mtime_ns < read.stat().st_mtime_ns:
                yield docname

    def copy_image_files(self) -> None:
        """Copy the pictures that pages show; of a drawing, what was read of it."""
        for path, name in copied_files.pictures(self._app).items():
            if path in self.images:
                copied_files.write(
                    Path(self.srcdir, path),
                    Path(self.outdir, self.imagedir, name),
                    self.config.kursus_brand.palette,
                )

    def render_partial(self, node: Node | None) -> dict[str, str]:
        """Render a lone node; a title looks the same on every page, so it is kept."""
        if not isinstance(node, nodes.title):
            return super().render_partial(node)
        if node not in self._titles:
            self._titles[node] = super().render_partial(node)
        return self._titles[node]


def setup(app: Sphinx) -> None:
    """Build HTML with it."""
    app.add_builder(CourseBuilder, override=True)
