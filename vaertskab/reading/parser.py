"""MyST's parser, which must not stop the build of a course because of one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util import logging

from vaertskab.reading.encoding import UNREADABLE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

#: What a page that could not be read has in its metadata, so that no rule asks for what stands in it.
UNREAD = "kursus-ulæst"


class CourseParser(MystParser):
    """MyST for Sphinx; a page that it cannot read is told, and the others are read on."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse a page into `document`; one that is not text stays empty, and a rule tells of it."""
        try:
            super().parse("" if UNREADABLE in inputstring else inputstring, document)
        except Exception as error:
            env = document.settings.env
            docname = env.docname
            env.metadata[docname][UNREAD] = True
            document.clear()
            super().parse("", document)  # leaves the document as those who come after expect it
            logger.warning(
                "Siden kan ikke læses fra dette sted. Se efter tegn, der ikke hører til, eller hent den "
                "forrige udgave igen. (Programmet siger: %s)",
                str(error).splitlines()[0] if str(error) else type(error).__name__,
                location=(docname, 1),
                type="kursus",
                subtype="parser",
            )


def setup(app: Sphinx) -> None:
    """Read every page with this parser."""
    app.add_source_parser(CourseParser, override=True)
