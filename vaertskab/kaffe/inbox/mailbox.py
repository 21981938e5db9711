"""The mailbox that the settings name, wherever it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.graph import read_graph
from vaertskab.kaffe.inbox.imap import read_imap
from vaertskab.kaffe.inbox.sources import RawMessage, read_path
from vaertskab.kaffe.sending.transports import session_of
from vaertskab.kaffe.settings import Settings
from vaertskab.kaffe.values import ImapTarget


def read_mailbox(settings: Settings, since: dt.datetime) -> Iterator[RawMessage]:
    """Give the messages of the sender's mailbox; of one on a server those that have come since then (aware).

    :raises KaffeError: it is not set, or cannot be read.
    """
    mailbox = settings.mailbox
    if mailbox is None:
        raise KaffeError(
            "Postkassen mangler. Skriv den efter »indbakke«, eller sæt KAFFE_POSTKASSE, "
            "fx imaps://bruger:kode@host/INBOX eller m365."
        )
    if isinstance(mailbox, Path):
        return read_path(mailbox)
    if isinstance(mailbox, ImapTarget):
        return read_imap(mailbox, since, lambda: session_of(settings).outlook_token())
    return read_graph(session_of(settings), settings.need_sender().address, since)
