"""{mail}: a button that opens a mail whose subject and text are written already."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from docutils import nodes
from docutils.parsers.rst import directives

from vaertskab.components.base import PLAIN, CourseDirective
from vaertskab.components.setting import SettingRole
from vaertskab.model import settings
from vaertskab.model.language import _, current
from vaertskab.outputs.shared.typst_visitors import THROUGH, pass_through
from vaertskab.reading import english_names
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

#: The settings that are somebody's mail address.
ADDRESSES = tuple(name for name in SettingRole.names if name.endswith("-mail"))


class mail_link(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """A mail to be written: its `label`, `address`, `subject` and `lines`.

    It holds the same in words, for outputs without buttons.
    """


class MailLink(CourseDirective):
    """A button that opens a mail to an address from kursus.toml, with a subject and a text to fill in.

    ```markdown
    :::{mail} bestilling-mail
    :knap: Bestil Kafferefleksion
    :emne: Bestilling af Kafferefleksion

    Vi vil gerne begynde i uge:
    Vi har lukket i disse uger eller dage:
    :::
    ```
    """

    has_content = True
    holds_names = True
    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {"knap": directives.unchanged, "emne": directives.unchanged}

    def run(self) -> list[Node]:
        """Return the mail; nothing where the organisation has not set its address."""
        name = english_names.danish(english_names.SETTINGS, self.arguments[0].strip())
        if name not in ADDRESSES:
            message = _("»{name}« er ingen mailadresse i {file}. Skriv en af disse: {known}.")
            known = english_names.shown(english_names.SETTINGS, ADDRESSES)
            self.fault(message.format(name=name, file=settings.FILE, known=known), "mail")
            return []
        empty = [key for key in MailLink.option_spec if not self.options.get(key, "").strip()]
        shown = english_names.OPTIONS if current().code == "en" else {}
        missing = [f":{shown.get(key, key)}:" for key in empty]
        if missing:
            message = _("{{{name}}} mangler {missing}. Skriv det på linjen under.")
            self.fault(message.format(name=self.name, missing=_(" og ").join(missing)), "mail")
            return []
        address = self.config.kursus_settings[SettingRole.names[name]]
        node = mail_link(
            label=self.options["knap"],
            subject=self.options["emne"],
            address=address,
            lines=list(self.content),
            official=True,
        )
        node += _in_words(node)
        self.set_source_info(node)
        return [node] if address else []


def mail_address(node: mail_link) -> str:
    """Return the address that opens the mail. Mail programs want CR LF between its lines (RFC 6068)."""
    body = quote("\r\n".join([*node["lines"], ""]))
    return f"mailto:{quote(node['address'], safe='@')}?subject={quote(node['subject'])}&body={body}"


def _in_words(node: mail_link) -> list[nodes.Node]:
    """Return what the button does where there is none: to whom to write, with which subject, and what."""
    asked = [line for line in node["lines"] if line.strip()]
    words = _(" Skriv til {address} med emnet »{subject}«") + (":" if asked else ".")
    before, after = words.split("{address}")
    said = nodes.paragraph(
        "", "", nodes.strong("", f"{node['label']}:"), nodes.Text(before.format(subject=node["subject"]))
    )
    said += nodes.reference("", node["address"], refuri=f"mailto:{node['address']}")
    said += nodes.Text(after.format(subject=node["subject"]))
    if not asked:
        return [said]
    items = (nodes.list_item("", nodes.paragraph("", line)) for line in asked)
    return [said, nodes.bullet_list("", *items, bullet="-")]


def _visit_html(self: HTML5Translator, node: mail_link) -> None:
    href = html.escape(mail_address(node))
    address, subject, label = (html.escape(node[key]) for key in ("address", "subject", "label"))
    otherwise = _("Åbner der ingen mail, så skriv selv til {address} med emnet »{subject}«.").format(
        address=f'<a href="mailto:{address}">{address}</a>', subject=subject
    )
    self.body.append(
        f'<p class="mail-knap"><a class="knap" href="{href}">{label}</a></p>\n<p>{otherwise}</p>\n'
    )
    raise nodes.SkipNode


DIRECTIVES = {"mail": (MailLink, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    app.add_node(
        mail_link,
        html=(_visit_html, THROUGH[1]),
        typst=(pass_through, pass_through),
        **PLAIN,
    )
