"""{kursus}: a value of kursus.toml in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from vaertskab.components.base import logger
from vaertskab.model import settings

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


class SettingRole(SphinxRole):
    """A value of kursus.toml: {kursus}`kontakt-mail`, {kursus}`vores politik <privatliv-erklaering>`."""

    names: ClassVar[dict[str, str]] = {
        "organisation": "organisation.navn",
        "titel": "kursus.titel",
        "kontakt-navn": "kontakt.navn",
        "kontakt-mail": "kontakt.mail",
        "bestilling-mail": "kontakt.bestilling-mail",
        "redaktion-mail": "kontakt.redaktion-mail",
        "tilgaengelighed-erklaering": "erklaeringer.tilgaengelighed",
        "privatliv-erklaering": "erklaeringer.privatliv",
    }

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the value, as a link when it is an address."""
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
        value = self.config.kursus_settings[self.names[name]]
        address = f"mailto:{value}" if name.endswith("-mail") else value
        if not address.startswith(("mailto:", "http")):
            return [nodes.Text(shown or value)], []
        return [nodes.reference("", shown or value, refuri=address, internal=False)], []


ROLES = {"kursus": SettingRole()}
