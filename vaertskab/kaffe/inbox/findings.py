"""What a message in the mailbox can mean. Whom it is about is told by the token of a mail that we sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message

#: A mail's Message-ID or the name of its envelope: the person's token and the week.
MESSAGE_ID = re.compile(r"<?kaffe\.([0-9a-f]{16})\.(\d{1,2})@")
ENVELOPE = re.compile(r"([0-9a-f]{16})\.(\d{1,2})")
#: The header of ours that survives where a server gives the mail a Message-ID of its own.
MARK_HEADER = "X-Kaffe"
#: The longest header field that is understood: Python's parser takes its time for long ones.
MAX_FIELD_CHARS = 20_000
#: How the subject of "Meld dig fra" begins, in each language: whoever reads the mailbox, all are understood.
LEAVE = "(?:afmeld|avmeld|unsubscribe)"
#: The address that "Meld dig fra" writes to, as it stands in a mail that comes back.
LEAVE_LINK = re.compile(rf"{LEAVE}(?:%20|\+|\s|=20|=\r?\n)+([0-9a-f]{{16}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Which mail of ours a message is about: the person's `token` and the week, 0 where it is not told."""

    token: str
    week: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that a mail was not delivered, or is late.

    `mark` is None when it does not say which mail of ours; `addresses` are those that it is about, in
    lower case; `status` is x.y.z of RFC 3463, "" without one; `words` are the other server's, on one line.
    """

    mark: Mark | None
    addresses: frozenset[str]
    status: str
    words: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """A mail provider says that somebody called our mail spam (RFC 5965)."""

    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Leaving:
    """Somebody who wants out. `sender` is the address that it was written from.

    `is_reply` when it answers a mail: then it counts only from the address that the mail went to, for
    whoever answers a mail that was forwarded answers for themselves.
    """

    mark: Mark
    sender: str
    is_reply: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A message that changes nothing. `why` is Danish and says what it looks like, else "".

    `by_machine` when no person wrote it, as when somebody is away.
    """

    subject: str
    sender: str = ""
    by_machine: bool = False
    why: str = ""


Finding = Failure | Complaint | Leaving | Other


@dataclass(frozen=True, slots=True)
class Read:
    """What one message means; `is_opened` when a person has seen it already.

    `came` is when the sender's server had it (aware), None when it does not say. `name` is short and its own.
    """

    findings: tuple[Finding, ...] = field(default=())
    is_opened: bool = False
    came: dt.datetime | None = None
    name: str = ""


def mark_of(message: Message) -> Mark | None:
    """Return which mail of ours `message` is, by its own headers."""
    for name, pattern in (("Message-ID", MESSAGE_ID), (MARK_HEADER, ENVELOPE)):
        if match := pattern.search(str(message.get(name, ""))):
            return Mark(match[1], int(match[2]))
    if match := LEAVE_LINK.search(str(message.get("List-Unsubscribe", ""))):
        return Mark(match[1].lower())
    return None


def answered_mark(message: Message) -> Mark | None:
    """Return which mail of ours `message` answers; None for none, or several people's."""
    for name in ("In-Reply-To", "References"):
        found = {Mark(token, int(week)) for token, week in MESSAGE_ID.findall(str(message.get(name, "")))}
        if len({mark.token for mark in found}) == 1:
            return max(found, key=lambda mark: mark.week)
        if found:
            return None
    return None


def has_long_field(message: Message) -> bool:
    """Return whether a message, or one inside it, has a header field that is too long to read."""
    parts = [*message.walk(), *returned_messages(message)]
    return any(len(str(value)) > MAX_FIELD_CHARS for part in parts for _, value in part.raw_items())


def returned_messages(message: Message) -> Iterator[Message]:
    """Give what comes back inside a message, whole or only its head."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list):
            yield from (inner for inner in part.get_payload() if isinstance(inner, Message))
        elif kind == "text/rfc822-headers":
            data = part.get_payload(decode=True)
            yield message_from_bytes(data if isinstance(data, bytes) else b"")


def texts(message: Message) -> str:
    """Return all text of a message, for the marks in it."""
    found = []
    for part in message.walk():
        if part.get_content_maintype() == "text":
            data = part.get_payload(decode=True)
            found.append(data.decode("utf-8", "replace") if isinstance(data, bytes) else "")
    return "\n".join(found)
