"""{kursus}: a value of kursus.toml in running text. A sentence whose value nobody has set is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from vaertskab.components.base import logger
from vaertskab.model import settings
from vaertskab.reading.lost_text import LEFT_OUT

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

#: The end of a sentence that another follows, with the space between.
_ENDS = re.compile(r"[.?]\s+(?=[A-ZÆØÅ»]|$)")


class Unset(nodes.Inline, nodes.Element):
    """Where a value would stand that nobody has set."""


class LeaveOutSentences(SphinxTransform):
    """Take away each sentence with an `Unset` in it, and a paragraph that becomes empty."""

    default_priority = 100

    def apply(self, **_: Any) -> None:
        """Read the paragraphs once; what stands beside the sentence stays as it is."""
        left_out = list[str]()
        for unset in list(self.document.findall(Unset)):
            paragraph = unset.parent
            if unset not in paragraph.children:  # its sentence is gone already
                continue
            at = paragraph.index(unset)
            text = paragraph.astext()
            before, after = _upto_sentence(paragraph[:at]), _after_sentence(paragraph[at + 1 :])
            end = len(text) - sum(len(node.astext()) for node in after)
            left_out.append(text[sum(len(node.astext()) for node in before) : end])
            paragraph.clear()
            paragraph.extend([*before, *after])
            if not paragraph.astext().strip():
                paragraph.parent.remove(paragraph)
        if left_out:
            self.document[LEFT_OUT] = " ".join(left_out)


def _upto_sentence(children: Sequence[Node]) -> list[Node]:
    """What stands before the sentence that `children` end in the middle of."""
    kept = list(children)
    while kept:
        last = kept.pop()
        if isinstance(last, nodes.Text) and (ends := list(_ENDS.finditer(last))):
            return [*kept, nodes.Text(last[: ends[-1].end()])]
    return []


def _after_sentence(children: Sequence[Node]) -> list[Node]:
    """What stands after the sentence that `children` begin in the middle of."""
    for number, child in enumerate(children):
        if isinstance(child, nodes.Text) and (end := _ENDS.search(child)):
            return [nodes.Text(child[end.end() :]), *children[number + 1 :]]
    return []


class SettingRole(SphinxRole):
    """A value of kursus.toml: {kursus}`kontakt-mail`, {kursus}`vores politik <privatliv-erklaering>`."""

    holds_a_key = True

    names: ClassVar[dict[str, str]] = {
        "organisation": "organisation.navn",
        "titel": "kursus.titel",
        "kontakt-navn": "kontakt.navn",
        "kontakt-mail": "kontakt.mail",
        "bestilling-mail": "kontakt.bestilling-mail",
        "redaktion-mail": "kontakt.redaktion-mail",
        "tilgaengelighed-erklaering": "erklaeringer.tilgaengelighed",
        "privatliv-erklaering": "erklaeringer.privatliv",
        "dataansvarlig": "privatliv.dataansvarlig",
        "dpo-mail": "privatliv.dpo-mail",
        "retsgrundlag": "privatliv.retsgrundlag",
        "mail-udbyder": "privatliv.mail-udbyder",
    }

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the value, as a link when it is an address; what marks the sentence when it is not set."""
        explicit = re.fullmatch(r"(?s)(.+?)\s*<([^<>]+)>", self.text.strip())
        shown, name = explicit.groups() if explicit else ("", self.text.strip())
        if name not in self.names:
            logger.warning(
                f"»{name}« findes ikke i {settings.FILE}. Skriv en af disse: {', '.join(self.names)}.",
                location=self.get_location(),
                type="kursus",
                subtype="oplysning",
            )
            return [], []
        values = self.config.kursus_settings
        value = values[self.names[name]]
        if not value and not shown:
            return [Unset()], []
        address = f"mailto:{value}" if name.endswith("-mail") else value
        if not address.startswith(("mailto:", "http")):
            return [nodes.Text(shown or value)], []
        return [nodes.reference("", shown or value, refuri=address, internal=False)], []


ROLES = {"kursus": SettingRole()}


def setup(app: Sphinx) -> None:
    """Register what takes away sentences without their value."""
    app.add_transform(LeaveOutSentences)
