"""Mails as a mail program reads them, and the names that may not break one."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

#: What people put in a name by mistake, and others on purpose.
EVIL = (
    "Bo\r\nBcc: alle@example.org", "Bo\nX-Ond: ja", "Bo\rX-Ond: ja", "Bo\0", "Bo\r\n\r\n<h1>Slut</h1>",
    "Bo\x0b\x0c\x85\u2028\u2029Hansen", "x" * 1000, "Æ" * 1000, "\u202eoB", "\u2067Bo\u2069", "\ud800",
    "😀 👩\u200d👧 Bo", '"Bo" <en@anden.example.org>', "Bo\\", "=?utf-8?q?Bo?=",
    "--=_kaffe_a--", ".", "=\r\n=20",
    "Bo, Åse; (vikar) [x] @ :", "<script>alert(1)</script>", "&amp; $name ${token}", "{0} %s %(x)s",
    "{{ token }}", "{% raw %}",
)  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    """The mail as a mail program reads it; what is wrong in it is kept by the parser."""
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def body(mail: EmailMessage, kind: str) -> str:
    """The body of a mail of a kind, "plain" or "html"."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def bodies(mail: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of a mail."""
    return body(mail, "plain"), body(mail, "html")
