"""Which transport the settings ask for."""

from __future__ import annotations

from vaertskab.kaffe.sending.smtp import SmtpTransport, Timeouts
from vaertskab.kaffe.sending.transport import Transport
from vaertskab.kaffe.settings import Settings


def transport_of(settings: Settings) -> Transport:
    """Return the way to hand over mail, not open yet; its time-outs add up to less than the lease.

    :raises KaffeError: the mail server is not set.
    """
    return SmtpTransport(settings.need_smtp(), Timeouts.within(settings.lease))
