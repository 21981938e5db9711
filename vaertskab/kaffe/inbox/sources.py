"""Where messages are read from: an mbox file, a Maildir, a folder of .eml files, or one .eml file."""

from __future__ import annotations

import datetime as dt
import hashlib
import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.inbox.findings import Other, Read, has_long_field
from vaertskab.kaffe.inbox.replies import reply
from vaertskab.kaffe.inbox.reports import reports

#: The largest message that is read, in bytes: a delivery report is some thousand.
MAX_BYTES = 10_000_000
#: Characters of a hash that tell the messages of a mailbox apart.
NAME_CHARS = 16


@dataclass(frozen=True, slots=True)
class RawMessage:
    """A message as it lies in a mailbox: its first bytes, and whether a person has opened it."""

    data: bytes
    is_opened: bool = False


def read_path(path: Path) -> Iterator[RawMessage]:
    """Give the messages in a file or a folder, which is not changed.

    :raises KaffeError: it is none that can be read.
    """
    try:
        if path.is_dir():
            yield from _folder(path)
            return
        with path.open("rb") as file:
            begins = file.read(5)
            if path.suffix.lower() == ".eml":
                yield RawMessage((begins + file.read())[: MAX_BYTES + 1])
                return
        if path.suffix.lower() == ".msg":
            raise KaffeError(f"{path} er en .msg-fil. {_MSG}")
        if begins not in (b"", b"From "):
            raise KaffeError(f"{path} er ikke en mbox-fil. Den skal begynde med »From «.")
        yield from _messages(mailbox.mbox(path, factory=None, create=False))
    except OSError as error:
        raise KaffeError(f"Postkassen {path} kan ikke læses: {in_danish(error)}.") from None


_MSG = "Gem mailen som .eml i stedet. Det kan Outlook på nettet: Åbn mailen, og vælg »Download« i menuen."


def _folder(path: Path) -> Iterator[RawMessage]:
    if (path / "cur").is_dir() or (path / "new").is_dir():
        for name in ("cur", "new", "tmp"):
            if not (path / name).is_dir():
                raise KaffeError(f"Maildir'en {path} mangler mappen »{name}«.")
        yield from _messages(mailbox.Maildir(path, factory=None, create=False))
        return
    files = sorted(file for file in path.iterdir() if file.is_file())
    if msg := [file.name for file in files if file.suffix.lower() == ".msg"]:
        raise KaffeError(f"Mappen {path} har .msg-filer: {', '.join(msg[:10])}. {_MSG}")
    letters = [file for file in files if file.suffix.lower() == ".eml"]
    if not letters:
        raise KaffeError(f"Mappen {path} er hverken en Maildir eller en mappe med .eml-filer.")
    for file in letters:
        with file.open("rb") as opened:
            yield RawMessage(opened.read(MAX_BYTES + 1))


def _messages(box: mailbox.Mailbox[mailbox.Message]) -> Iterator[RawMessage]:
    try:
        for key in box.iterkeys():
            with box.get_file(key) as file:
                data = file.read(MAX_BYTES + 1)
            flags = box.get_message(key).get_flags() if isinstance(box, mailbox.Maildir) else ""
            yield RawMessage(data, "S" in flags)
    finally:
        box.close()


def understood(message: RawMessage) -> Read:
    """Return what a message means; one that cannot be understood is for a person."""
    name = hashlib.sha256(message.data).hexdigest()[:NAME_CHARS]
    if len(message.data) > MAX_BYTES:
        return Read((Other("(for stor til at læse)"),), message.is_opened, None, name)
    try:
        parsed = message_from_bytes(message.data, policy=policy.default)
        if has_long_field(parsed):
            return Read((Other("(for lang til at læse)"),), message.is_opened, None, name)
        findings = tuple(reports(parsed))
        is_report = parsed.get_content_type() == "multipart/report"
        meant = findings if findings or is_report else (reply(parsed),)
        return Read(meant, message.is_opened, _came(parsed), name)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        # The parser does not raise for what it reads, but its headers do, for what they hold.
        return Read((Other("(kan ikke læses)"),), message.is_opened, None, name)


def _came(message: Message) -> dt.datetime | None:
    """When a message came: as the last server on its way wrote on top of it, else as its sender says."""
    written = str(message.get("Received", "")).rpartition(";")[2] or str(message.get("Date", ""))
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
