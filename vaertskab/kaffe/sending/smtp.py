"""SMTP: one connection, kept open, that hands over one mail at a time and tells what the server said.

RFC 5321 (SMTP), 3207 (STARTTLS), 3461 (delivery status), 4954 (login). The dialogue is `smtplib`'s.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vaertskab.kaffe.errors import in_words
from vaertskab.kaffe.sending.transport import (
    AuthError,
    BrokenError,
    Envelope,
    HaltError,
    Reply,
    UnreachableError,
)
from vaertskab.kaffe.values import Server, tls_context
from vaertskab.model.language import _

#: Codes that are about the login, whatever they answer (RFC 4954, section 6).
LOGIN_CODES = frozenset({530, 534, 535, 538})
#: An address as it may stand in an envelope: printable ASCII without what SMTP gives a meaning.
_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[A-Za-z0-9.-]{1,253}")
_IDENTITY = re.compile(r"[A-Za-z0-9.]{1,100}")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait: for a connection, for the answer to a command, for the answer to a whole mail.

    Ten minutes for a mail is RFC 5321's advice (4.5.3.2.6): who gives up sooner may have it delivered twice.
    """

    connect: float = 30.0
    command: float = 60.0
    mail: float = 600.0

    @classmethod
    def within(cls, lease: float) -> Timeouts:
        """Return time-outs that together, with one new connection on the way, are shorter than `lease`.

        That is: an envelope of three answers, a connection (to the last of four addresses at the worst)
        with its greeting and login, the envelope again, and the mail.
        """
        return cls(min(30.0, lease / 60), min(60.0, lease / 40), min(600.0, lease / 2))


class SmtpTransport:
    """A `Transport` over SMTP."""

    def __init__(
        self, server: Server, timeouts: Timeouts | None = None, token: Callable[[], str] | None = None
    ) -> None:
        """Keep the address; nothing is sent before `open`. `token` gives OAuth's, instead of a password."""
        self._server, self._timeouts, self._token = server, timeouts or Timeouts(), token
        self._smtp: smtplib.SMTP | None = None
        self._carried = 0  # mails on this connection: a used one is worth a new try when it is gone

    @property
    def _where(self) -> str:
        return _("Mailserveren {host}:{port}").format(host=self._server.host, port=self._server.port)

    def open(self) -> None:
        """Connect, encrypt and log in; see `Transport.open`; AuthError: the login is refused."""
        if self._smtp is not None:
            return
        where, smtp = self._where, None
        try:
            smtp = self._connect()
            self._greet(smtp)
            self._smtp, self._carried, smtp = smtp, 0, None
        except smtplib.SMTPAuthenticationError as error:
            said = Reply.of(error.smtp_code, error.smtp_error)
            if error.smtp_code // 100 == 4:  # RFC 4954: the server's own trouble, not the password's
                raise UnreachableError(
                    _("{where} kan ikke tjekke login lige nu: {said}").format(where=where, said=said)
                ) from None
            raise AuthError(
                _("{where} afviser brugernavn eller adgangskode: {said}").format(where=where, said=said)
            ) from None
        except smtplib.SMTPNotSupportedError:
            raise AuthError(
                _(
                    "{where} tager ikke imod login på den forbindelse. Prøv med starttls=1 eller smtps://."
                ).format(where=where)
            ) from None
        except UnicodeEncodeError:
            raise AuthError(_("Brugernavn og adgangskode til SMTP må kun have ASCII-tegn.")) from None
        except ssl.SSLCertVerificationError as error:
            raise HaltError(
                _(
                    "{where}: {why}. Intet er sendt. Brug navnet i certifikatet, eller peg på jeres egen "
                    "rod med ca=FIL."
                ).format(where=where, why=in_words(error))
            ) from None
        except smtplib.SMTPResponseException as error:
            raise UnreachableError(
                _("{where} svarer: {reply}").format(
                    where=where, reply=Reply.of(error.smtp_code, error.smtp_error)
                )
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            raise UnreachableError(
                _("{where} svarer ikke: {why}").format(where=where, why=in_words(error))
            ) from None
        finally:
            if smtp is not None:
                smtp.close()

    def _connect(self) -> smtplib.SMTP:
        """Open a connection that waits for `command` seconds at most from then on."""
        server, timeouts = self._server, self._timeouts
        # A machine without a name must not wait for the DNS to find that out: the name is set below.
        name, wait = "localhost", timeouts.connect
        smtp = (
            smtplib.SMTP_SSL(
                server.host, server.port, name, timeout=wait, context=tls_context(self._server.ca_file)
            )
            if server.implicit_tls
            else smtplib.SMTP(server.host, server.port, name, timeout=wait)
        )
        assert smtp.sock is not None
        smtp.local_hostname = _own_name(smtp.sock)
        smtp.sock.settimeout(timeouts.command)
        return smtp

    def _greet(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if self._server.starttls:
            if not smtp.has_extn("starttls"):
                raise HaltError(
                    _(
                        "Mailserveren {host} tilbyder ikke STARTTLS. Intet er sendt. Brug smtps://, "
                        "eller fjern starttls=1, hvis serveren står på jeres eget net."
                    ).format(host=self._server.host)
                )
            smtp.starttls(context=tls_context(self._server.ca_file))
            smtp.ehlo_or_helo_if_needed()
        if self._token is not None:
            login = self._server.xoauth2(self._token())
            # To a refusal the answer is empty; then the server says why.
            smtp.auth("XOAUTH2", lambda challenge=None: login if challenge is None else "")
        elif self._server.user:
            smtp.login(self._server.user, self._server.password)

    def check(self, sender: str) -> None:
        """Say MAIL FROM and take it back with RSET; see `Transport.check`."""
        self.open()
        smtp = self._smtp
        assert smtp is not None
        try:
            reply = Reply.of(*smtp.mail(sender))
            if reply.code // 100 == 2:
                smtp.rset()
        except (OSError, smtplib.SMTPException) as error:
            raise UnreachableError(
                _("{where} svarer ikke: {why}").format(where=self._where, why=in_words(error))
            ) from None
        self._judge_sender(reply)

    def send(self, envelope: Envelope, data: bytes) -> Reply:
        """Hand over one mail; see `Transport.send`."""
        for address in (envelope.sender, envelope.recipient):
            if not _ADDRESS.fullmatch(address):
                raise ValueError(
                    _("adressen {address!r} kan ikke bruges i en mail").format(address=address[:80])
                )
        if not _IDENTITY.fullmatch(envelope.identity):
            raise ValueError(_("mailens navn kan ikke bruges i en kuvert"))
        self.open()
        if self._carried:
            # A server may hang up after any mail: a used connection is worth one new try at once.
            try:
                return self._hand_over(envelope, data)
            except BrokenError as error:
                if error.maybe_taken:
                    raise
            self.open()
        return self._hand_over(envelope, data)

    def _hand_over(self, envelope: Envelope, data: bytes) -> Reply:
        smtp = self._smtp
        assert smtp is not None
        dsn = smtp.has_extn("dsn")
        with self._unbroken(maybe_taken=False):
            reply = Reply.of(
                *smtp.mail(envelope.sender, ["RET=HDRS", f"ENVID={envelope.identity}"] if dsn else [])
            )
            self._judge_sender(reply)
            reply = Reply.of(*smtp.rcpt(envelope.recipient, ["NOTIFY=FAILURE"] if dsn else []))
            is_welcome = reply.code // 100 == 2
            if is_welcome:
                reply = Reply.of(*smtp.docmd("DATA"))
            if not is_welcome or reply.code != 354:
                return self._refused(smtp, reply)
            assert smtp.sock is not None
            smtp.sock.settimeout(self._timeouts.mail)
            # A line that begins with a dot gets one more (RFC 5321, 4.5.2).
            stuffed = (b"\r\n" + data).replace(b"\r\n.", b"\r\n..")[2:]
            smtp.send(stuffed + (b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"))
        with self._unbroken(maybe_taken=True):
            reply = Reply.of(*smtp.getreply())
            smtp.sock.settimeout(self._timeouts.command)
        self._need_answer(reply, maybe_taken=True)
        self._carried += 1
        self._need_patience(reply)
        return reply

    def _refused(self, smtp: smtplib.SMTP, reply: Reply) -> Reply:
        """Return what the server said to the recipient, with the dialogue ready for the next mail."""
        if reply.code // 100 == 2:  # to DATA, and none was sent
            reply = Reply.of(-1, str(reply))
        self._need_answer(reply, maybe_taken=False)
        self._need_patience(reply)
        try:
            if smtp.rset()[0] != 250:
                self.close()
        except (OSError, smtplib.SMTPException):  # it hung up, and its answer counts all the same
            self._drop()
        return reply

    def _need_answer(self, reply: Reply, *, maybe_taken: bool) -> None:
        """Give up a dialogue in which the server says neither yes nor no: what comes next cannot be known."""
        if reply.code // 100 not in (2, 4, 5):
            self._drop()
            said = _("serveren svarede noget, som ikke kan forstås: {reply}").format(reply=reply)
            raise BrokenError(said, maybe_taken=maybe_taken)

    def _judge_sender(self, reply: Reply) -> None:
        """Raise for an answer to MAIL FROM that is no yes: it is about us, whoever the mail is to."""
        if reply.code // 100 == 2:
            return
        self._need_patience(reply, is_late=reply.code // 100 != 5)
        self.close()
        raise HaltError(
            _("Mailserveren vil ikke sende fra adressen i KAFFE_AFSENDER: {reply}").format(reply=reply)
        )

    def _need_patience(self, reply: Reply, *, is_late: bool = False) -> None:
        """Hang up for an answer that is about the login, or asks us to come back later."""
        if reply.code in LOGIN_CODES:
            self.close()
            raise AuthError(
                _("Mailserveren vil have et login, før den tager imod: {reply}").format(reply=reply)
            )
        if is_late or reply.code == 421:  # not taken, and the server hangs up
            self.close()
            raise UnreachableError(
                _("{where} beder os vente: {reply}. Resten går i en senere kørsel.").format(
                    where=self._where, reply=reply
                )
            )

    @contextlib.contextmanager
    def _unbroken(self, *, maybe_taken: bool) -> Iterator[None]:
        try:
            yield
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise BrokenError(in_words(error), maybe_taken=maybe_taken) from None

    def _drop(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    def close(self) -> None:
        """Say goodbye and hang up; never raises."""
        smtp = self._smtp
        if smtp is not None and smtp.sock is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                smtp.sock.settimeout(1.0)
                smtp.quit()
        self._drop()


def _own_name(sock: socket.socket) -> str:
    """Return what EHLO says we are (RFC 5321, 4.1.3): the machine's full name, else its address."""
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    address = ipaddress.ip_address(sock.getsockname()[0].split("%")[0])
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"
