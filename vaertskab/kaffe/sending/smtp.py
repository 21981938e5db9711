"""SMTP: one connection, kept open, that hands over one mail at a time and tells what the server said.

RFC 5321 (SMTP), 2920 (pipelining), 3207 (STARTTLS), 3461 (delivery status), 4954 (login).
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic

from vaertskab.kaffe.errors import in_danish
from vaertskab.kaffe.sending.sending import (
    AuthError,
    BrokenError,
    Envelope,
    HaltError,
    Reply,
    UnreachableError,
)
from vaertskab.kaffe.sending.wire import Wire
from vaertskab.kaffe.values import SmtpTarget

#: Codes that are about the login, whatever they answer (RFC 4954, section 6).
LOGIN_CODES = frozenset({530, 534, 535, 538})
#: An address as it may stand in an envelope: printable ASCII without what SMTP gives a meaning.
_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[A-Za-z0-9.-]{1,253}")
_IDENTITY = re.compile(r"[A-Za-z0-9.]{1,100}")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait: for each answer while connecting, for the answer to a command, for a whole mail.

    Ten minutes for a mail is RFC 5321's advice (4.5.3.2.6): who gives up sooner may have it delivered twice.
    """

    connect: float = 30.0
    command: float = 60.0
    mail: float = 600.0

    @classmethod
    def within(cls, lease: float) -> Timeouts:
        """Return time-outs that together, with one new connection on the way, are shorter than `lease`.

        That is: an envelope of four answers, a connection (to the last of four addresses at the worst),
        the envelope again, and the mail.
        """
        return cls(min(30.0, lease / 60), min(60.0, lease / 30), min(600.0, lease / 2))


class Connection:
    """A Messenger over SMTP. One thread at a time."""

    def __init__(self, server: SmtpTarget, timeouts: Timeouts = Timeouts()) -> None:
        """Keep the address; nothing is sent before `open`."""
        self._server, self._timeouts = server, timeouts
        self._wire: Wire | None = None
        self._commands: list[tuple[str, bytes]] = []
        self._written = 0
        self._taken = 0
        self._unclean = False

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, as far as we know: the server may have dropped it."""
        return self._wire is not None

    def open(self) -> None:
        """Connect, encrypt and log in.

        :raises UnreachableError: the server does not answer, or has no time.
        :raises AuthError: it refuses the login.
        :raises HaltError: encryption cannot be had; then neither password nor mail is sent.
        """
        self.close()
        server, wire = self._server, None
        where = f"Mailserveren {server.host}:{server.port}"
        try:
            tls = self._context() if server.implicit_tls else None
            wire = Wire(server.host, server.port, self._timeouts.connect, tls)
            self._greet(wire)
            self._wire, wire = wire, None
        except smtplib.SMTPAuthenticationError as error:
            if error.smtp_code // 100 == 4:  # RFC 4954: the server's own trouble, not the password's
                raise UnreachableError(f"{where} kan ikke tjekke login lige nu: {_said(error)}") from None
            raise AuthError(f"{where} afviser brugernavn eller adgangskode: {_said(error)}") from None
        except smtplib.SMTPNotSupportedError:
            raise AuthError(
                f"{where} tager ikke imod login på den forbindelse. Prøv med starttls=1 eller smtps://."
            ) from None
        except UnicodeEncodeError:
            raise AuthError("Brugernavn og adgangskode til SMTP må kun have ASCII-tegn.") from None
        except ssl.SSLCertVerificationError as error:
            raise HaltError(
                f"{where} har et certifikat, som ikke kan godkendes ({error.verify_message}). "
                "Intet er sendt. Brug navnet i certifikatet, eller peg på jeres egen rod med ca=FIL."
            ) from None
        except smtplib.SMTPResponseException as error:
            raise UnreachableError(f"{where} svarer: {_said(error)}") from None
        except (OSError, smtplib.SMTPException) as error:
            raise UnreachableError(f"{where} svarer ikke: {in_danish(error)}") from None
        finally:
            if wire is not None:
                wire.close()

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self._server.ca_file:
            context.load_verify_locations(self._server.ca_file)
        return context

    def _greet(self, wire: Wire) -> None:
        server = self._server
        wire.ehlo_or_helo_if_needed()
        if server.starttls:
            if not wire.has_extn("starttls"):
                raise HaltError(
                    f"Mailserveren {server.host} tilbyder ikke STARTTLS. Intet er sendt. "
                    "Brug smtps://, eller fjern starttls=1, hvis serveren står på jeres eget net."
                )
            wire.encrypt(self._context())
            wire.ehlo_or_helo_if_needed()
        if server.user:
            wire.login(server.user, server.password)
        self._commands, self._taken, self._unclean = [], 0, False

    def begin(self, envelope: Envelope) -> None:
        """Put the envelope on the wire without waiting for the answer, so that work can go on meanwhile.

        :raises BrokenError: the connection is gone.
        :raises ValueError: an address cannot stand in an envelope.
        """
        for address in (envelope.sender, envelope.recipient):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(f"adressen {address[:80]!r} kan ikke bruges i en mail")
        if not _IDENTITY.fullmatch(envelope.identity):
            raise ValueError("mailens navn kan ikke bruges i en kuvert")
        wire = self._live()
        dsn = wire.has_extn("dsn")
        mail = f"MAIL FROM:<{envelope.sender}>" + (f" RET=HDRS ENVID={envelope.identity}" if dsn else "")
        rcpt = f"RCPT TO:<{envelope.recipient}>" + (" NOTIFY=FAILURE" if dsn else "")
        lines = ["RSET"] * self._unclean + [mail, rcpt, "DATA"]
        self._commands = [(line[:4].lower(), f"{line}\r\n".encode("ascii")) for line in lines]
        self._written = len(lines) if wire.has_extn("pipelining") else 1
        with self._guard(False):
            wire.write(b"".join(line for _, line in self._commands[: self._written]), self._timeouts.command)

    def finish(self, data: bytes, meanwhile: Callable[[], None] = lambda: None) -> Reply:
        """Hand over `data` (a whole mail, lines end in CRLF) and return the server's answer.

        `meanwhile` is called while the server works on the mail; it must not raise.

        :raises BrokenError: the connection went, or the server closed it.
        :raises AuthError: the server wants a login first.
        :raises HaltError: it refuses our own address.
        """
        wire = self._live()
        with self._guard(False):
            refused = self._envelope(wire)
        if refused is not None:
            self._unclean = True
            return refused
        # A line that begins with a dot gets one more (RFC 5321, 4.5.2).
        stuffed = (b"\r\n" + data).replace(b"\r\n.", b"\r\n..")
        until = monotonic() + self._timeouts.mail
        end = b".\r\n" if stuffed[-2:] == b"\r\n" else b"\r\n.\r\n"
        with self._guard(False):  # the end is not on the wire unless all of it is
            wire.write(b"".join((memoryview(stuffed)[2:], end)), self._timeouts.mail)
        meanwhile()
        with self._guard(True):
            reply = Reply(*wire.answer(until - monotonic()), "body")
        self._unclean = False
        self._taken += 1
        if reply.code == 421:  # not taken, and the server hangs up
            self.close()
        return reply

    def _envelope(self, wire: Wire) -> Reply | None:
        """Read the answers to the envelope; return the first refusal, or None when the mail may come."""
        refused = None
        for number, (stage, line) in enumerate(self._commands):
            if number >= self._written:
                if refused is not None:
                    break
                wire.write(line, self._timeouts.command)
            reply = Reply(*wire.answer(self._timeouts.command), stage)
            if reply.code == 421 or (stage == "rset" and reply.code != 250):
                raise smtplib.SMTPServerDisconnected(f"serveren svarer {reply}")
            if reply.code in LOGIN_CODES:
                self.close()
                raise AuthError(f"Mailserveren vil have et login, før den tager imod: {reply}")
            if stage == "mail" and reply.for_good:
                self.close()
                raise HaltError(f"Mailserveren vil ikke sende fra adressen i KAFFE_AFSENDER: {reply}")
            if stage == "data" and reply.code == 354:
                if refused is not None:  # RFC 2920, 3.1: nobody to send it to, so nothing is sent
                    wire.write(b".\r\n", self._timeouts.command)
                    wire.answer(self._timeouts.command)
            elif refused is None and reply.code // 100 != 2:
                refused = reply
        return refused

    def _live(self) -> Wire:
        if self._wire is None:
            raise BrokenError("forbindelsen er lukket", maybe_taken=False, worn=True)
        return self._wire

    @contextlib.contextmanager
    def _guard(self, maybe_taken: bool) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException) as error:
            worn = self._taken > 0 and not maybe_taken
            self.abort()
            raise BrokenError(in_danish(error), maybe_taken=maybe_taken, worn=worn) from None

    def abort(self) -> None:
        """Drop the connection; a mail that was begun and not ended is forgotten by the server."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()

    def close(self) -> None:
        """Say goodbye and hang up; never raises, and does not wait for the answer."""
        if self._wire is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._wire.write(b"QUIT\r\n", 1.0)
        self.abort()


def _said(error: smtplib.SMTPResponseException) -> str:
    """What the server said, on one line; passwords are never in it, as only the client sends them."""
    words = error.smtp_error
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{error.smtp_code} {' '.join(text.split())}"[:300]
