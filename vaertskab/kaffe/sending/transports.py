"""Which way of handing over mail the settings ask for: SMTP, or Microsoft Graph's `sendMail`.

The mail that Graph gets is the MIME that SMTP would get. Exchange gives it a Message-ID of its own; our
header X-Kaffe stays, and comes back in a report. Whether the recipient exists is told by a report later,
never by the answer.
"""

from __future__ import annotations

import base64

from vaertskab.kaffe.microsoft365 import Session, refusal, user_path
from vaertskab.kaffe.sending.smtp import SmtpTransport, Timeouts
from vaertskab.kaffe.sending.transport import BrokenError, Envelope, Reply, Transport, Verdict
from vaertskab.kaffe.settings import Settings
from vaertskab.model.language import _

#: What is about one mail and not about us; the address cannot be used.
_ABOUT_RECIPIENT = frozenset({"ErrorInvalidRecipients"})
#: Answers of something between us and Exchange, which may have the mail all the same.
_MAYBE_TAKEN = frozenset({500, 502, 504})


class GraphTransport:
    """A `Transport` over Microsoft Graph."""

    def __init__(self, session: Session, mailbox: str) -> None:
        """Send from `mailbox`, which must be the sender's address."""
        self._session, self._mailbox = session, mailbox

    def open(self) -> None:
        """Log in; see `Transport.open`."""
        self._session.token()

    def check(self, sender: str) -> None:
        """Log in: Graph has no way to ask whether it would send. See `Transport.check`."""
        self.open()

    def send(self, envelope: Envelope, data: bytes) -> Reply:
        """Hand over one mail; see `Transport.send`."""
        answer = self._session.call(f"{user_path(self._mailbox)}/sendMail", base64.b64encode(data))
        if answer.status == 202:
            return Reply.of(202, "", Verdict.TAKEN)
        if answer.status == 413:
            return Reply.of(
                413,
                _("mailen er for stor til Microsoft 365. {words}").format(words=answer.words),
                Verdict.PUT_OFF,
            )
        if answer.status == 400 and answer.code in _ABOUT_RECIPIENT:
            return Reply.of(400, answer.words, Verdict.SUSPECT)
        if answer.status in _MAYBE_TAKEN:
            raise BrokenError(
                _("Microsoft 365 svarer {status} {words}")
                .format(status=answer.status, words=answer.words)
                .strip(),
                maybe_taken=True,
            )
        told = _("Microsoft 365 vil ikke sende fra {mailbox} ({answer}).")
        raise refusal(answer, told, mailbox=self._mailbox)

    def close(self) -> None:
        """Do nothing: there is no connection that lasts."""


def session_of(settings: Settings) -> Session:
    """Return the login to Microsoft 365; KaffeError: the app is not set."""
    return Session(settings.need_app(), timeout=min(60.0, settings.lease / 12))


def transport_of(settings: Settings) -> Transport:
    """Return the way to hand over mail, not open yet; its time-outs add up to less than the lease.

    That is SMTP where `smtp` is set, else Microsoft Graph where an app is.

    :raises KaffeError: neither is set.
    """
    if settings.smtp is None and settings.app is not None:
        return GraphTransport(session_of(settings), settings.need_sender().address)
    target = settings.need_smtp()
    token = session_of(settings).outlook_token if target.oauth else None
    return SmtpTransport(target, Timeouts.within(settings.lease), token)
