"""The Sphinx builder `proof`: what `vaertskab check` reads a course with; it makes nothing.

What the binder cannot print is told here too, so that no page is right for the check and wrong for the build.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from vaertskab.outputs.print.builder import BinderBuilder
from vaertskab.outputs.print.writer import Surroundings
from vaertskab.reading.domain import course_of


class ProofBuilder(BinderBuilder):
    """Resolves and writes every page, and keeps only what is wrong."""

    name = "proof"

    def init(self) -> None:
        """Have nothing made."""

    def write_documents(self, docnames: Set[str]) -> None:
        """Tell what is wrong with the links of every page, and with those that are printed."""
        course = course_of(self.env)
        around = Surroundings(Path(self.srcdir), course)
        self._write_pages(course, around)
        printed = {page.docname for page in course.pages()} - around.unprinted
        for docname in sorted(docnames - printed):
            self.env.get_and_resolve_doctree(docname, self, tags=self.tags)
        self._tell(around.faults)
