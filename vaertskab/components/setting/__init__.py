"""{kursus}: a value of kursus.toml in running text. A sentence whose value nobody has set is left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from vaertskab.components.base import logger
from vaertskab.model import settings
from vaertskab.model.hints import did_you_mean
from vaertskab.model.language import _, ngettext
from vaertskab.model.settings_keys import PERMISSIONS
from vaertskab.model.text import day_in_words, number_word
from vaertskab.reading import english_names
from vaertskab.reading.lost_text import LEFT_OUT

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx

#: The end of a sentence that another follows, with the space between.
_ENDS = re.compile(r"[.?]\s+(?=[A-ZÆØÅ»«“‘]|$)")


class Unset(nodes.Inline, nodes.Element):
    """Where a value would stand that nobody has set."""


class LeaveOutSentences(SphinxTransform):
    """Take away each sentence with an `Unset` in it, and a paragraph that becomes empty."""

    default_priority = 100

    def apply(self, **_: Any) -> None:
        """Read the paragraphs once; what stands beside the sentence stays as it is."""
        left_out = [leave_out_sentence(unset) for unset in list(self.document.findall(Unset))]
        if left_out:
            self.document[LEFT_OUT] = " ".join(left_out)


def leave_out_sentence(node: Node) -> str:
    """Take away the sentence of its paragraph that `node` stands in; return its words, "" when it is gone."""
    paragraph = node.parent
    if node not in paragraph.children:
        return ""
    at = paragraph.index(node)
    text = paragraph.astext()
    before, after = _upto_sentence(paragraph[:at]), _after_sentence(paragraph[at + 1 :])
    end = len(text) - sum(len(kept.astext()) for kept in after)
    left_out = text[sum(len(kept.astext()) for kept in before) : end]
    paragraph.clear()
    paragraph.extend([*before, *after])
    if not paragraph.astext().strip():
        paragraph.parent.remove(paragraph)
    return left_out


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
        "cvr": "organisation.cvr",
        "titel": "kursus.titel",
        "kontakt-navn": "kontakt.navn",
        "kontakt-mail": "kontakt.mail",
        "kontakt-telefon": "kontakt.telefon",
        "bestilling-mail": "kontakt.bestilling-mail",
        "redaktion-mail": "kontakt.redaktion-mail",
        "tilgaengelighed-erklaering": "erklaeringer.tilgaengelighed",
        "tilgaengelighed-intranet": "erklaeringer.tilgaengelighed-intranet",
        "tilgaengelighed-dato": "erklaeringer.tilgaengelighed-dato",
        "privatliv-erklaering": "erklaeringer.privatliv",
        "dataansvarlig": "privatliv.dataansvarlig",
        "dpo-mail": "privatliv.dpo-mail",
        "retsgrundlag": "privatliv.retsgrundlag",
        "mail-udbyder": "privatliv.mail-udbyder",
        "tredjelande": "privatliv.tredjelande",
        "slet-efter": "privatliv.slet-efter",
    }
    #: How the name begins of what an owner of official wording has allowed: {kursus}`tilladelse-odense`.
    permission = "tilladelse-"

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the value, as a link when it is an address; what marks the sentence when it is not set."""
        explicit = re.fullmatch(r"(?s)(.+?)\s*<([^<>]+)>", self.text.strip())
        shown, name = explicit.groups() if explicit else ("", self.text.strip())
        name = english_names.danish(english_names.SETTINGS, name)
        owner = name.removeprefix(self.permission) if name.startswith(self.permission) else ""
        wordings = self.config.kursus_wordings
        if name not in self.names and not (owner and wordings.knows_owner(owner)):
            logger.warning(
                _("»{name}« findes ikke i {file}.").format(name=name, file=settings.FILE)
                + (
                    did_you_mean(name, self.names)
                    or _(" Skriv en af disse: {names}.").format(
                        names=english_names.shown(english_names.SETTINGS, self.names)
                    )
                ),
                location=self.get_location(),
                type="kursus",
                subtype="oplysning",
            )
            return [], []
        values = self.config.kursus_settings.values
        value = values.get(f"{PERMISSIONS}.{owner}", "") if owner else values[self.names[name]]
        if not value:
            return [Unset()], []
        if address := _address(name, value):
            return [nodes.reference("", shown or value, refuri=address, internal=False)], []
        return [nodes.Text(shown or _in_words(name, value))], []


def _address(name: str, value: str) -> str:
    """Return where a value leads that is an address of some kind, or ""."""
    if name.endswith("-mail"):
        return f"mailto:{value}"
    return value if value.startswith("http") else ""


def _in_words(name: str, value: str) -> str:
    """Return a value as it is read in a sentence: a day and a number in words."""
    if name == "tilgaengelighed-dato":
        return day_in_words(dt.date.fromisoformat(value))
    if name == "slet-efter":
        return ngettext("{number} måned", "{number} måneder", int(value)).format(
            number=number_word(int(value))
        )
    return value


ROLES = {"kursus": SettingRole()}


def setup(app: Sphinx) -> None:
    """Register what takes away sentences without their value."""
    app.add_transform(LeaveOutSentences)
