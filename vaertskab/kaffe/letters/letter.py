"""A mail from a template: its words stand once, in `templates/`, and are shown both as text and as HTML.

RFC 5322 (the format), 3834 (automatic mail). The mail itself is Python's `email.message.EmailMessage`.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from binascii import b2a_qp
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email._header_value_parser import TokenList
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from vaertskab.kaffe.model import Person
from vaertskab.kaffe.text import one_line, safe
from vaertskab.model.language import _, current, ngettext
from vaertskab.model.palette import OWN, Palette

#: The most characters of a name in a header.
NAME_CHARS = 60
_IDENTIFIER = re.compile(r"<[A-Za-z0-9.]+@[A-Za-z0-9.-]+>")
#: Stands in no part of a mail: "=_" is none of quoted-printable's, nor of base64's. `email` would search it.
BOUNDARY = "=_kaffe"


class WholeHeader(UniqueUnstructuredHeader):
    """A header field that is written as it is: plain ASCII of ours that need not or may not be folded."""

    name: str

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        """Take the value as it is."""
        kwds |= {"parse_tree": TokenList(), "decoded": value}

    def fold(self, *, policy: EmailPolicy) -> str:
        """Return its line."""
        return f"{self.name}: {self}{policy.linesep}"


class _Registry(HeaderRegistry):
    """The kinds of header fields, each made once: `email` makes them anew for every field of every mail."""

    @cache  # noqa: B019  # there is one registry
    def __getitem__(self, name: str) -> type:
        """Return the kind of the field `name`."""
        return super().__getitem__(name)


_registry = _Registry()
for _name in (
    "message-id", "list-unsubscribe", "date", "auto-submitted", "x-auto-response-suppress", "x-kaffe",
    "mime-version", "content-language", "content-type", "content-transfer-encoding", "content-id",
):  # fmt: skip
    _registry.map_to_type(_name, WholeHeader)  # type: ignore[arg-type]  # it becomes a BaseHeader there
POLICY = SMTP.clone(header_factory=_registry)


def mailto(address: str) -> str:
    """Return `address` as it stands after "mailto:" (RFC 6068)."""
    return quote(address, safe="@")


@lru_cache(1024)
def wrap(text: str, indent: str = "") -> str:
    """Return `text` in lines of 72 columns; a long address stays whole."""
    return textwrap.fill(
        safe(text), 72, initial_indent=indent, subsequent_indent=indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _finalize(value: Any) -> Any:
    """Take out of what comes from others what no text may bring along; our own HTML is as it is."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else safe(value)


@cache
def _environment(*, html: bool) -> Environment:
    made = Environment(
        loader=PackageLoader("vaertskab.kaffe.letters"), autoescape=html, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
    )  # fmt: skip
    made.filters |= {"wrap": wrap, "mailto": mailto}
    made.globals |= {"_": _, "ngettext": ngettext}
    return made


@cache
def _template(name: str, *, html: bool) -> Template:
    return _environment(html=html).get_template(name)


@dataclass(frozen=True, slots=True)
class Words:
    """A rendered mail: its subject on one line, its text, and its HTML."""

    subject: str
    text: str
    html: str


def render(name: str, values: Mapping[str, Any], palette: Palette = OWN) -> Words:
    """Return the mail of the template `name` ("weekly") with `values` in it, in the course's colours.

    It speaks the language that is spoken.
    """
    plain, page = (
        vars(_template(f"{name}.jinja", html=html).make_module(dict(values))) for html in (False, True)
    )
    colour = {"colour": palette.colours}
    text = _template("text.jinja", html=False).module
    look = _template("html.jinja", html=True).make_module(colour)
    blocks = f"{plain['content'](text)}\n\n-- \n{plain['footer'](text)}"
    lines = re.sub(r"\n[ \n]*\n", "\n\n", blocks.replace("-- \n", "\0")).replace("\0", "-- \n")
    subject = one_line(str(plain["subject"]()))
    framed = _template("frame.html", html=True).render(
        subject=subject, preview=str(plain["preview"]()), content=page["content"](look),
        footer=page["footer"](look), language=current().code, **colour,
    )  # fmt: skip
    return Words(subject, lines.strip() + "\n", framed)


def new_mail(
    sender: Person, recipient: Person, words: Words, at: dt.datetime, message_id: str
) -> EmailMessage:
    """Return a mail as text and as HTML, dated `at` (aware), by a machine.

    :raises ValueError: something stored cannot stand in a mail; a clause.
    """
    if not _IDENTIFIER.fullmatch(message_id):
        raise ValueError(_("ordrens maildomæne kan ikke bruges i et Message-ID"))
    mail = EmailMessage(POLICY)
    mail["From"], mail["To"] = _address(sender), _address(recipient)
    mail["Subject"] = _as_written(words.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id
    # No person wrote this, so that no absent person's machine answers.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail["MIME-Version"] = "1.0"
    mail.make_alternative(BOUNDARY)
    mail.attach(_part("plain", words.text))
    mail.attach(_part("html", words.html))
    mail["Content-Language"] = (
        current().code
    )  # last: making it multipart moves such fields into its first part
    return mail


def new_draft(words: Words, recipients: Sequence[Person]) -> EmailMessage:
    """Return a mail that a person is to send, as Outlook opens one: without a sender, to be looked at.

    The recipients do not see each other.
    """
    mail = EmailMessage(POLICY)
    mail["X-Unsent"] = "1"
    mail["Subject"] = _as_written(words.subject)
    if recipients:
        mail["Bcc"] = [_address(person) for person in recipients]
    mail.set_content(words.text)
    mail.add_alternative(words.html, subtype="html")
    mail["Content-Language"] = current().code
    return mail


def html_part(mail: EmailMessage) -> MIMEPart:
    """Return the HTML of a mail that `new_mail` made, for what it shows from inside the mail."""
    part = mail.get_body(("html",))
    assert part is not None
    return part


def _part(subtype: str, text: str) -> EmailMessage:
    """Return a text part; `email`'s own quoted-printable takes as long as all the rest of a mail."""
    part = EmailMessage(POLICY)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(text.encode(), istext=True).decode("ascii"))
    return part


def _address(person: Person) -> Address:
    return Address(_as_written(one_line(person.name, NAME_CHARS)), addr_spec=person.address)


def _as_written(text: str) -> str:
    """Return a text that no mail program takes for an encoded word (RFC 2047)."""
    return text.replace("=?", "= ?")
