"""Reports from mail servers, in the shapes that they write them.

RFC 3464 (delivery reports), 5965 (complaints), Exim's header, and for all others `flufl.bounce`, which
knows who a report is about but not why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr

from flufl.bounce import all_failures

from vaertskab.kaffe.inbox.findings import (
    ENVELOPE,
    LEAVE_LINK,
    MESSAGE_ID,
    Complaint,
    Failure,
    Finding,
    Mark,
    answered_mark,
    mark_of,
    returned_messages,
    texts,
)
from vaertskab.kaffe.text import one_line

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
#: What a server answered, as it is quoted in a text.
_ANSWER = re.compile(r"\b([45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3}\b)?[^\r\n]{0,300})")
_DAEMONS = ("mailer-daemon", "postmaster", "maildelivery", "mail-daemon", "microsoftexchange")


def reports(message: EmailMessage) -> Iterator[Finding]:
    """Give what a report says: one finding for each recipient; nothing when it is no report."""
    kinds = [part.get_content_type() for part in message.walk()]
    if "message/feedback-report" in kinds:
        yield from _complaint(message)
    elif "message/delivery-status" in kinds:
        yield from _delivery_report(message)
    elif failed := str(message.get("X-Failed-Recipients", "")):
        addresses = {address.lower() for _, address in getaddresses([failed]) if "@" in address}
        text = texts(message)
        # In Exim's text the answer stands below the address, before the mail that comes back.
        answer = _ANSWER.search(re.split(r"^----.*copy of", text, maxsplit=1, flags=re.MULTILINE)[0])
        words = one_line(answer[1]) if answer else ""
        yield Failure(_mark(message, text), frozenset(addresses), _status("", words), words)
    elif _is_from_daemon(message):
        temporary, permanent = all_failures(message)
        addresses = {
            one_line(address.decode("utf-8", "replace"), 254).lower() for address in permanent | temporary
        }
        if addresses:
            mark = _mark(message, texts(message))
            yield Failure(mark, frozenset(addresses), "", "", is_late=not permanent)


def _is_from_daemon(message: Message) -> bool:
    sender = parseaddr(str(message.get("From", "")))[1].lower()
    return str(message.get("Return-Path", "")).strip() == "<>" or sender.startswith(_DAEMONS)


def _complaint(message: Message) -> Iterator[Finding]:
    for part in message.walk():
        if part.get_content_type() == "message/feedback-report":
            fields = part.get_payload()
            fields = fields[0] if isinstance(fields, list) and fields else part
            kind = str(fields.get("Feedback-Type", "")).strip().lower() if isinstance(fields, Message) else ""
            if kind != "not-spam":
                yield Complaint(_mark(message, ""))


def _delivery_report(message: Message) -> Iterator[Finding]:
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = [block for block in part.get_payload() if isinstance(block, Message)]
        envelope = ENVELOPE.fullmatch(_value(blocks[0].get("Original-Envelope-Id")) if blocks else "")
        mark = Mark(envelope[1], int(envelope[2])) if envelope else _mark(message, "")
        for block in blocks[1:]:
            action = _value(block.get("Action")).lower() or "failed"
            if action not in ("failed", "delayed"):
                continue
            about = {_value(block.get(name)).lower() for name in ("Original-Recipient", "Final-Recipient")}
            addresses = {address.strip("<>") for address in about if "@" in address}
            if mark:
                addresses |= _written_to(message)
            words = _value(block.get("Diagnostic-Code"))
            status = _status(_value(block.get("Status")), words)
            yield Failure(mark, frozenset(addresses), status, words or status, action == "delayed")


def _status(field: str, words: str) -> str:
    """The status that says most: many servers write 5.0.0, and the true one in their words."""
    match = _STATUS.search(field)
    status = match[1] if match else ""
    if not status or status.endswith(".0.0"):
        match = _STATUS.search(words)
        status = match[1] if match else ""
    return status


def _value(field: object) -> str:
    """The value of a field such as "rfc822; x@example.org", on one line, without its type."""
    text = one_line(str(field or ""))
    kind, semicolon, value = text.partition(";")
    return value.strip() if semicolon and " " not in kind else text


def _mark(message: Message, text: str) -> Mark | None:
    """Which mail of ours a report is about: by what it brings back, what it answers, or quotes."""
    for returned in returned_messages(message):
        if mark := mark_of(returned):
            return mark
    if mark := answered_mark(message):
        return mark
    if match := MESSAGE_ID.search(text):
        return Mark(match[1], int(match[2]))
    match = LEAVE_LINK.search(text)
    return Mark(match[1].lower()) if match else None


def _written_to(message: Message) -> set[str]:
    fields = [str(returned.get("To", "")) for returned in returned_messages(message)]
    return {one_line(address, 254).lower() for _, address in getaddresses(fields) if "@" in address}
