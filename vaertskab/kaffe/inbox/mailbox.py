"""Where messages are read from: files and folders, IMAP (RFC 3501), Microsoft Graph. Nothing is changed."""

from __future__ import annotations

import datetime as dt
import imaplib
import json
import mailbox
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaertskab.kaffe.errors import KaffeError, in_words
from vaertskab.kaffe.microsoft365 import Answer, Session, refusal, user_path
from vaertskab.kaffe.sending.transports import session_of
from vaertskab.kaffe.settings import Settings
from vaertskab.kaffe.text import words_of
from vaertskab.kaffe.values import Server, tls_context
from vaertskab.model.language import N_, _

#: The largest message that is read, in bytes: a delivery report is some thousand.
MAX_BYTES = 10_000_000
_MSG = N_("Gem mailen som .eml i stedet. Det kan Outlook på nettet: Åbn mailen, og vælg »Download« i menuen.")
#: Seconds to wait for each answer.
TIMEOUT = 60.0
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
#: Messages in each answer, and answers that are asked for at most.
PAGE, MAX_PAGES = 50, 200


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
        if path.suffix.lower() == ".eml":
            yield _letter(path)
            return
        if path.suffix.lower() == ".msg":
            raise KaffeError(_("{path} er en .msg-fil. {msg}").format(path=path, msg=_(_MSG)))
        with path.open("rb") as file:
            begins = file.read(5)
        if begins not in (b"", b"From "):
            raise KaffeError(_("{path} er ikke en mbox-fil. Den skal begynde med »From «.").format(path=path))
        yield from _messages(mailbox.mbox(path, factory=None, create=False))
    except OSError as error:
        raise KaffeError(
            _("Postkassen {path} kan ikke læses: {why}.").format(path=path, why=in_words(error))
        ) from None


def _folder(path: Path) -> Iterator[RawMessage]:
    if (path / "cur").is_dir() or (path / "new").is_dir():
        for name in ("cur", "new", "tmp"):
            if not (path / name).is_dir():
                raise KaffeError(_("Maildir'en {path} mangler mappen »{name}«.").format(path=path, name=name))
        yield from _messages(mailbox.Maildir(path, factory=None, create=False))
        return
    files = sorted(file for file in path.iterdir() if file.is_file())
    if msg := [file.name for file in files if file.suffix.lower() == ".msg"]:
        raise KaffeError(
            _("Mappen {path} har .msg-filer: {names}. {msg}").format(
                path=path, names=", ".join(msg[:10]), msg=_(_MSG)
            )
        )
    letters = [file for file in files if file.suffix.lower() == ".eml"]
    if not letters:
        raise KaffeError(
            _("Mappen {path} er hverken en Maildir eller en mappe med .eml-filer.").format(path=path)
        )
    yield from map(_letter, letters)


def _letter(path: Path) -> RawMessage:
    with path.open("rb") as file:
        return RawMessage(file.read(MAX_BYTES + 1))


def _messages(box: mailbox.Mailbox[mailbox.Message]) -> Iterator[RawMessage]:
    try:
        for key in box.iterkeys():
            with box.get_file(key) as file:
                data = file.read(MAX_BYTES + 1)
            flags = box.get_message(key).get_flags() if isinstance(box, mailbox.Maildir) else ""
            yield RawMessage(data, "S" in flags)
    finally:
        box.close()


def read_imap(target: Server, since: dt.datetime, token: Callable[[], str]) -> Iterator[RawMessage]:
    """Give the messages that have come since the day of `since`; `token` is asked where OAuth is wanted.

    :raises KaffeError: the server does not answer, or refuses.
    """
    where = _("Postkassen {target}").format(target=target)
    try:
        with _opened(target) as imap:
            _log_in(imap, target, token)
            _ok(where, imap.select(f'"{target.folder}"', readonly=True))
            day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
            (found, *_more) = _ok(where, imap.uid("SEARCH", "SINCE", day))
            for number in (found or b"").split():
                # PEEK leaves it unread; a message that is too large is told by its first bytes.
                wanted = f"(FLAGS BODY.PEEK[]<0.{MAX_BYTES + 1}>)"
                parts = _ok(where, imap.uid("FETCH", number.decode("ascii"), wanted))
                for part in parts:
                    if isinstance(part, tuple):
                        head = b" ".join(one if isinstance(one, bytes) else one[0] for one in parts if one)
                        yield RawMessage(part[1], bool(re.search(rb"\\Seen", head)))
    except imaplib.IMAP4.error as error:
        said = error.args[0] if error.args else ""
        words = words_of(said if isinstance(said, bytes) else str(said))
        raise KaffeError(_("{where} kan ikke læses: {words}").format(where=where, words=words)) from None
    except OSError as error:
        raise KaffeError(_("{where} svarer ikke: {why}.").format(where=where, why=in_words(error))) from None


def _opened(target: Server) -> imaplib.IMAP4:
    context = tls_context(target.ca_file)
    if target.implicit_tls:
        return imaplib.IMAP4_SSL(target.host, target.port, ssl_context=context, timeout=TIMEOUT)
    imap = imaplib.IMAP4(target.host, target.port, timeout=TIMEOUT)
    if target.starttls:
        imap.starttls(context)
    return imap


def _log_in(imap: imaplib.IMAP4, target: Server, token: Callable[[], str]) -> None:
    if target.oauth:
        login = target.xoauth2(token()).encode()
        imap.authenticate("XOAUTH2", lambda challenge: login if not challenge else b"")
    elif (target.user + target.password).isascii():
        imap.login(target.user, target.password)
    else:  # LOGIN knows ASCII alone, PLAIN (RFC 4616) is UTF-8
        login = f"\0{target.user}\0{target.password}".encode()
        imap.authenticate("PLAIN", lambda _: login)


def _ok(where: str, answer: tuple[str, list[Any]]) -> list[Any]:
    kind, data = answer
    if kind != "OK":
        said = next((one.decode("utf-8", "replace") for one in data if isinstance(one, bytes)), kind)
        raise KaffeError(_("{where} kan ikke læses: {words}").format(where=where, words=words_of(said)))
    return data


def read_graph(session: Session, mailbox: str, since: dt.datetime) -> Iterator[RawMessage]:
    """Give the messages that have come to the inbox of `mailbox` since then (aware).

    :raises KaffeError: Microsoft does not answer, or refuses.
    """
    query = {
        "$select": "id,isRead", "$top": str(PAGE), "$orderby": "receivedDateTime",
        "$filter": f"receivedDateTime ge {since.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
    }  # fmt: skip
    path = f"{user_path(mailbox)}/mailFolders/inbox/messages?{urllib.parse.urlencode(query, safe='$,:')}"
    for _page in range(MAX_PAGES):
        try:
            listing = json.loads(_get(session, path).body)
            found = [(str(entry["id"]), bool(entry.get("isRead"))) for entry in listing.get("value", ())]
            path = str(listing.get("@odata.nextLink") or "")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise KaffeError(_("Microsoft 365 svarer med noget, som ikke er en liste over mails.")) from None
        for number, is_read in found:
            whole = f"{user_path(mailbox)}/messages/{urllib.parse.quote(number, safe='')}/$value"
            yield RawMessage(_get(session, whole).body[: MAX_BYTES + 1], is_read)
        if not path:
            return


def _get(session: Session, path: str) -> Answer:
    answer = session.call(path)
    if answer.status != 200:
        raise refusal(answer, _("Microsoft 365 vil ikke vise postkassen ({answer})."))
    return answer


def read_mailbox(settings: Settings, since: dt.datetime) -> Iterator[RawMessage]:
    """Give the messages of the sender's mailbox; of one on a server those that have come since then (aware).

    :raises KaffeError: it is not set, or cannot be read.
    """
    mailbox = settings.mailbox
    if mailbox is None:
        raise KaffeError(
            _(
                "Postkassen mangler. Skriv den efter »indbakke«, eller sæt KAFFE_POSTKASSE, fx "
                "imaps://bruger:kode@host/INBOX eller m365."
            )
        )
    if isinstance(mailbox, Path):
        return read_path(mailbox)
    if isinstance(mailbox, Server):
        return read_imap(mailbox, since, lambda: session_of(settings).outlook_token())
    return read_graph(session_of(settings), settings.need_sender().address, since)
