"""The sender's mailbox over Microsoft Graph; nothing in it is changed."""

from __future__ import annotations

import datetime as dt
import json
import urllib.parse
from collections.abc import Iterator

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.sources import MAX_BYTES, RawMessage
from vaertskab.kaffe.microsoft365.session import Answer, Session, refusal, user_path
from vaertskab.kaffe.sending.transport import BrokenError

#: Messages in each answer, and answers that are asked for at most.
PAGE, MAX_PAGES = 50, 200


def read_graph(session: Session, mailbox: str, since: dt.datetime) -> Iterator[RawMessage]:
    """Give the messages that have come to the inbox of `mailbox` since then (aware).

    :raises KaffeError: Microsoft does not answer, or refuses.
    """
    query = {
        "$select": "id,isRead", "$top": str(PAGE), "$orderby": "receivedDateTime",
        "$filter": f"receivedDateTime ge {since.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
    }  # fmt: skip
    path = f"{user_path(mailbox)}/mailFolders/inbox/messages?{urllib.parse.urlencode(query, safe='$,:')}"
    for _ in range(MAX_PAGES):
        try:
            listing = json.loads(_get(session, path).body)
            found = [(str(entry["id"]), bool(entry.get("isRead"))) for entry in listing.get("value", ())]
            path = str(listing.get("@odata.nextLink") or "")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise KaffeError("Microsoft 365 svarer med noget, som ikke er en liste over mails.") from None
        for number, is_read in found:
            whole = f"{user_path(mailbox)}/messages/{urllib.parse.quote(number, safe='')}/$value"
            yield RawMessage(_get(session, whole).body[: MAX_BYTES + 1], is_read)
        if not path:
            return


def _get(session: Session, path: str) -> Answer:
    try:
        answer = session.call(path)
    except BrokenError as error:
        raise KaffeError(f"Forbindelsen til Microsoft 365 faldt: {error}.") from None
    if answer.status != 200:
        raise refusal(answer, "vise postkassen")
    return answer
