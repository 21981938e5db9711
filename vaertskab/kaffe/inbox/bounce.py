"""The sender's mailbox: delivery reports mark a person, and who writes to leave is taken out.

RFC 3462 and 3464 (delivery reports), 3834 (answers by machine). What is read is from anybody: the token
of a mail that we sent is what counts, and nothing in it is ever executed or followed.
"""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from pathlib import Path

from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.text import one_line

#: The largest message that is read, in bytes: a delivery report is some thousand.
MOST = 10_000_000
_TOKEN = re.compile(r"<?kaffe\.([0-9a-f]{16})\.\d{1,2}@")
_ENVELOPE = re.compile(r"([0-9a-f]{16})\.\d{1,2}")
_LEAVE_TOKEN = re.compile(r"\bafmeld\w*\W+([0-9a-f]{16})\b", re.IGNORECASE)
_LEAVE = re.compile(
    r"^\W*(?:(?:re|sv|vs|fw|fwd)\s*:\s*)*(?:afmeld\w*|frameld\w*|unsubscribe|meld mig (?:af|fra))\b", re.I
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that a mail was not delivered.

    `token` names the person, "" when the report does not; `addresses` are those that it is about;
    `permanent` when it is no use to try again (RFC 3463: 5.x.x); `words` are the other server's.
    """

    token: str
    addresses: frozenset[str]
    permanent: bool
    words: str


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who wants out: by the token of their mails, or by the address that they write from."""

    token: str
    address: str


@dataclass(frozen=True, slots=True)
class Other:
    """A message that changes nothing; `by_machine` when no person wrote it, as when somebody is away."""

    subject: str
    by_machine: bool = False


Finding = Failure | Leaving | Other


def open_mailbox(path: Path) -> mailbox.Mailbox[mailbox.Message]:
    """Open an mbox file or a Maildir folder, for reading.

    :raises KaffeError: there is neither.
    """
    if path.is_dir():
        if not (path / "cur").is_dir() and not (path / "new").is_dir():
            raise KaffeError(f"Mappen {path} er ikke en Maildir: den har hverken »cur« eller »new«.")
        for name in ("cur", "new", "tmp"):
            if not (path / name).is_dir():
                raise KaffeError(f"Maildir'en {path} mangler mappen »{name}«.")
        return mailbox.Maildir(path, factory=None, create=False)
    try:
        with path.open("rb") as file:
            begins = file.read(5)
    except OSError as error:
        raise KaffeError(f"Postkassen {path} kan ikke læses: {in_danish(error)}.") from None
    if begins not in (b"", b"From "):
        raise KaffeError(f"{path} er ikke en mbox-fil. Den skal begynde med »From «.")
    return mailbox.mbox(path, factory=None, create=False)


def read(box: mailbox.Mailbox[mailbox.Message]) -> Iterator[Finding]:
    """Read the messages one at a time; one that cannot be understood is `Other`."""
    for key in box.iterkeys():
        with box.get_file(key) as file:
            data = file.read(MOST + 1)
        if len(data) > MOST:
            yield Other("(for stor til at læse)")
            continue
        try:
            yield from understood(message_from_bytes(data, policy=policy.default))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # The parser does not raise for what it reads, but its headers do, for what they hold.
            yield Other("(kan ikke læses)")


def understood(message: EmailMessage) -> Iterator[Finding]:
    """Return what a message says: one finding for each recipient of a report, else one."""
    failures = list(_failures(message))
    if failures or message.get_content_type() == "multipart/report":
        yield from failures
        return
    subject = one_line(str(message.get("Subject", "")))
    if found := _LEAVE_TOKEN.search(subject):
        yield Leaving(found[1].lower(), _from(message))
        return
    by_machine = _by_machine(message)
    if not by_machine and (_LEAVE.match(subject) or _LEAVE.match(_first_line(message))):
        answered = f"{message.get('In-Reply-To', '')} {message.get('References', '')}"
        token = _TOKEN.search(answered)
        yield Leaving(token[1] if token else "", _from(message))
        return
    yield Other(one_line(subject, 100), by_machine)


def _by_machine(message: EmailMessage) -> bool:
    """Whether a machine wrote it (RFC 3834, 5); older servers say so in their own ways."""
    submitted = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    precedence = str(message.get("Precedence", "")).strip().lower()
    return submitted != "no" or precedence in ("auto_reply", "bulk", "junk") or "X-Autoreply" in message


def _from(message: EmailMessage) -> str:
    pairs = getaddresses([str(message.get("From", ""))])
    return one_line(pairs[0][1], 254).lower() if pairs else ""


def _first_line(message: EmailMessage) -> str:
    """The first line that somebody wrote, in the plain text of a message."""
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    lines = (line.strip() for line in str(text)[:4000].splitlines())
    return next((line for line in lines if line and not line.startswith(">")), "")


def _failures(message: EmailMessage) -> Iterator[Failure]:
    """The recipients that a delivery report (RFC 3464) says were not reached."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = [block for block in part.get_payload() if isinstance(block, Message)]
        token = _reported(message, blocks[0] if blocks else None)
        for block in blocks[1:]:
            if str(block.get("Action", "")).strip().lower() != "failed":
                continue
            status = str(block.get("Status", "")).strip()
            words = _value(block.get("Diagnostic-Code")) or status
            about = {_value(block.get(name)).lower() for name in ("Original-Recipient", "Final-Recipient")}
            addresses = {address.strip("<>") for address in about if "@" in address}
            if token:
                addresses |= _written_to(message)
            # A report without a status that can be read is believed: it says that delivery has failed.
            yield Failure(token, frozenset(addresses), not status.startswith(("4", "2")), one_line(words))


def _value(field: object) -> str:
    """The value of a field such as "rfc822; x@example.org", on one line, without its type."""
    text = one_line(str(field or ""))
    kind, semicolon, value = text.partition(";")
    return value.strip() if semicolon and " " not in kind else text


def _reported(message: EmailMessage, about_message: Message | None) -> str:
    """The token of the mail that a report is about: by its envelope's name, else by its Message-ID."""
    envelope = str(about_message.get("Original-Envelope-Id", "")).strip() if about_message else ""
    if found := _ENVELOPE.fullmatch(envelope):
        return found[1]
    for header in _returned(message):
        if found := _TOKEN.search(str(header.get("Message-ID", ""))):
            return found[1]
    answered = f"{message.get('In-Reply-To', '')} {message.get('References', '')}"
    found = _TOKEN.search(answered)
    return found[1] if found else ""


def _returned(message: EmailMessage) -> Iterator[Message]:
    """The headers of the mail that comes back with a report, whole or only its head."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list):
            yield from (inner for inner in part.get_payload() if isinstance(inner, Message))
        elif kind == "text/rfc822-headers":
            data = part.get_payload(decode=True)
            yield message_from_bytes(data if isinstance(data, bytes) else b"")


def _written_to(message: EmailMessage) -> set[str]:
    fields = [str(header.get("To", "")) for header in _returned(message)]
    return {address.lower() for _, address in getaddresses(fields) if "@" in address}
