"""What every directive of the course can do: tell a fault in Danish, find official wording, have an id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from vaertskab.model.wordings import Wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.writers.html5 import HTML5Translator

    from vaertskab.outputs.shared.typst import Visitors

logger = logging.getLogger(__name__)

_OPTION = re.compile(r"\s*(:[\w-]+:)(?:\s|$)")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CourseDirective(SphinxDirective):
    """A directive of the course: faults are told in Danish at its line."""

    def fault(self, message: str, subtype: str) -> None:
        """Warn about this directive; -W makes the build fail."""
        logger.warning(message, location=self.get_location(), type="kursus", subtype=subtype)

    def stray_options(self) -> None:
        """Tell each line like `:id: x` at the top of a block that has no options: it would be text."""
        for line, written in enumerate(self.content, self.lineno + 1):
            if not (found := _OPTION.match(written)):
                break
            logger.warning(
                f"{{{self.name}}} har ingen {found[1]}. Slet linjen.",
                location=(self.env.docname, line),
                type="kursus",
                subtype="valg",
            )

    def name_of(self, written: str, line: int) -> str:
        """Return the name on a line of a list; one with a stroke in front of it is told of."""
        name = written.strip()
        if not name.startswith(("- ", "* ")):
            return name
        bare = name[2:].strip()
        logger.warning(
            f"Skriv »{bare}« alene på linjen, uden streg foran.",
            location=(self.env.docname, line),
            type="kursus",
            subtype="navn",
        )
        return bare

    def official(self, reference: str) -> Wording | None:
        """Return the official wording that `reference` names; a fault when there is none."""
        return find_wording(self, reference, self.fault)

    def option_id(self, fallback: str) -> tuple[str, bool]:
        """Return the directive's id and whether the editor gave it."""
        given = self.options.get("id", "").strip()
        if not given:
            return fallback, False
        if not _ID.fullmatch(given):
            self.fault(
                f"»{given}« kan ikke være et id. Brug små bogstaver fra a til z, tal og bindestreg, "
                f"fx {nodes.make_id(given) or 'mit-spoergsmaal'}.",
                "id",
            )
            return fallback, False
        return given, True


def find_wording(
    inst: SphinxDirective | SphinxRole, reference: str, fault: Callable[[str, str], None]
) -> Wording | None:
    """Return the piece of ordlyd.toml that `reference` names; tell a fault when there is none."""
    found: Wording | None = inst.config.kursus_wordings.find(reference)
    if found is None:
        near = inst.config.kursus_wordings.nearest(reference)
        hint = f" Mente du »{near}«?" if near else " Se nøglerne i ordlyd.toml."
        fault(f"Ordlyden »{reference}« findes ikke i ordlyd.toml.{hint}", "ordlyd")
    return found


def html_paragraph(css_class: str) -> Visitors:
    """Return the visitors of a paragraph that the stylesheet knows as `css_class`."""

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "p", "", CLASS=css_class))

    def depart(self: HTML5Translator, node: nodes.Element) -> None:
        self.body.append("</p>\n")

    return visit, depart
