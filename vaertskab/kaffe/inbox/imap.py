"""The sender's mailbox over IMAP (RFC 3501); it is opened for reading, and nothing in it is changed."""

from __future__ import annotations

import datetime as dt
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from typing import Any

from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.inbox.sources import MAX_BYTES, RawMessage
from vaertskab.kaffe.text import words_of
from vaertskab.kaffe.values import ImapTarget, tls_context

#: Seconds to wait for each answer.
TIMEOUT = 60.0
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def read_imap(target: ImapTarget, since: dt.datetime, token: Callable[[], str]) -> Iterator[RawMessage]:
    """Give the messages that have come since the day of `since`; `token` is asked where OAuth is wanted.

    :raises KaffeError: the server does not answer, or refuses.
    """
    where = f"Postkassen {target}"
    try:
        with _opened(target) as imap:
            _log_in(imap, target, token)
            _ok(where, imap.select(f'"{target.folder}"', readonly=True))
            day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
            (found, *_) = _ok(where, imap.uid("SEARCH", "SINCE", day))
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
        raise KaffeError(f"{where} kan ikke læses: {words}") from None
    except ssl.SSLCertVerificationError as error:
        raise KaffeError(
            f"{where} har et certifikat, som ikke kan godkendes ({error.verify_message})."
        ) from None
    except OSError as error:
        raise KaffeError(f"{where} svarer ikke: {in_danish(error)}.") from None


def _opened(target: ImapTarget) -> imaplib.IMAP4:
    context = tls_context(target.ca_file)
    if target.implicit_tls:
        return imaplib.IMAP4_SSL(target.host, target.port, ssl_context=context, timeout=TIMEOUT)
    imap = imaplib.IMAP4(target.host, target.port, timeout=TIMEOUT)
    if target.starttls:
        imap.starttls(context)
    return imap


def _log_in(imap: imaplib.IMAP4, target: ImapTarget, token: Callable[[], str]) -> None:
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
        raise KaffeError(f"{where} kan ikke læses: {words_of(said)}")
    return data
