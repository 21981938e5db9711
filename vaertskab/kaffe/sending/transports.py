"""Which transport the settings ask for."""

from __future__ import annotations

from vaertskab.kaffe.microsoft365.session import Session
from vaertskab.kaffe.sending.graph import GraphTransport
from vaertskab.kaffe.sending.smtp import SmtpTransport, Timeouts
from vaertskab.kaffe.sending.transport import Transport
from vaertskab.kaffe.settings import Settings


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
