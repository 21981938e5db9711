"""How a talk is shown in HTML: every scene stands on the page, and replies are links from one to another.

A stylesheet shows one scene at a time, that which the address names, so that a talk works without scripts,
with the browser's own way back. Where there is no such style, and on paper, it reads as a book with numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vaertskab.components.base import html_element
from vaertskab.components.conversation.parts import scene
from vaertskab.model.language import _

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.writers.html5 import HTML5Translator


def _visit_conversation(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('<div class="samtale">')


def _depart_conversation(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_scene(self: HTML5Translator, node: scene) -> None:
    # It is heard by what is said in it, as the focus comes to it.
    name = node["ids"][0]
    told: dict[str, Any] = {"tabindex": "-1", "role": "group", "aria-labelledby": f"{name}-siges"}
    last = " samtale-slut" if node["ends"] else ""
    self.body.append(self.starttag(node, "div", "", CLASS=f"samtale-trin{last}", **told))


def _depart_scene(self: HTML5Translator, node: scene) -> None:
    first, ways = next(node.parent.findall(scene)), ""
    if node is not first:
        begin, before = first["ids"][0], node["before"]
        if before not in ("", begin):
            ways = f'<a class="samtale-om" href="#{before}">{_("Prøv et andet svar")}</a> '
        ways += f'<a href="#{begin}">{_("Vælg igen") if node["ends"] else _("Begynd forfra")}</a>'
        ways = f'<p class="samtale-veje">{ways}</p>'
    self.body.append(f"{ways}</div>\n")


def _visit_said(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f'<div class="samtale-siges" id="{node.parent["ids"][0]}-siges">')


def _depart_said(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</div>\n")


def _visit_suggestion(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f"<details><summary>{_('Et bud')}</summary><p>")


def _depart_suggestion(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</p></details>\n")


def _visit_reply(self: HTML5Translator, node: nodes.Element) -> None:
    # The words for themselves: on paper, where to go follows them.
    self.body.append(f'<a href="#{node["refid"]}"><span class="samtale-svar-ord">')


def _depart_reply(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</a>")


def _visit_where_to(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append('</span><span class="samtale-til">')


def _depart_where_to(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</span>")


CONVERSATION = (_visit_conversation, _depart_conversation)
SCENE = (_visit_scene, _depart_scene)
SAID = (_visit_said, _depart_said)
HEARD = html_element("div", "samtale-hoert")
NUMBER = html_element("p", "samtale-nummer")
SUGGESTION = (_visit_suggestion, _depart_suggestion)
REPLIES = html_element("ul", "samtale-svar")
REPLY = (_visit_reply, _depart_reply)
WHERE_TO = (_visit_where_to, _depart_where_to)
