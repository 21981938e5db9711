"""A real SMTP server on a socket (aiosmtpd). How it behaves is in the addresses that are written to.

`afvist…` is refused for good, `venter…` for now, `langsom…` is answered after a while, `taber…` loses the
connection in the middle of a mail, `tier…` is taken without an answer.
"""

from __future__ import annotations

import asyncio
import re
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATE = Path(__file__).with_name("localhost.pem")
#: Seconds that an address beginning with `langsom` waits for its answer.
SLOW = 0.5


class Protocol(SMTP):
    """aiosmtpd's dialogue, with connections that are counted and can be lost."""

    def connection_made(self, transport: Any) -> None:
        if self._original_transport is None:  # not the second time, after STARTTLS
            self.event_handler.open += 1
            self.event_handler.connections += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self.event_handler.open -= 1
        super().connection_lost(error)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  aiosmtpd's name
        recipients = self.envelope.rcpt_tos
        if recipients and recipients[0].startswith("taber"):
            await self.push("354 go on")
            await self._reader.read(100)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Post:
    """What arrived, and how the server answers."""

    def __init__(self, *, pipelining: bool = True) -> None:
        self.pipelining = pipelining
        self.mails: list[tuple[str, bytes]] = []
        self.open = self.connections = 0
        self.most_in_connection = 0
        self.refuse_sender = ""
        self.hangs_up = False
        self._lock = threading.Lock()

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        if self.pipelining:
            responses.insert(1, "250-PIPELINING")
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        if self.hangs_up and getattr(session, "count", 0):
            server.transport.abort()
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        match re.match("[a-z]*", address)[0]:
            case "afvist":
                return "550 5.1.1 ukendt bruger"
            case "fremmed":
                return "554 5.7.1 relay access denied"
            case "venter":
                return "451 4.2.0 kom igen senere"
            case "langsom":
                await asyncio.sleep(SLOW)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        recipient = envelope.rcpt_tos[0]
        if recipient.startswith("spam"):
            return "554 5.7.1 indholdet er afvist"
        if recipient.startswith("stor"):
            return "552 5.3.4 mailen er for stor"
        with self._lock:
            self.mails.append((recipient, envelope.content or b""))
        count = getattr(session, "count", 0) + 1
        session.count = count
        self.most_in_connection = max(self.most_in_connection, count)
        if recipient.startswith("tier"):
            server.transport.abort()
        return "250 taget"

    def recipients(self) -> list[str]:
        """Who got a mail, in order."""
        with self._lock:
            return [recipient for recipient, _ in self.mails]

    def message_ids(self) -> Counter[str]:
        """How often each Message-ID arrived."""
        with self._lock:
            found = [re.search(rb"^Message-ID: (<.*>)\r$", data, re.MULTILINE) for _, data in self.mails]
        return Counter(match[1].decode() for match in found if match)

    def wait_idle(self, seconds: float = 10.0) -> None:
        """Wait until no connection is open."""
        until = time.monotonic() + seconds
        while self.open and time.monotonic() < until:
            time.sleep(0.001)
        assert self.open == 0


class Server(Controller):
    """An aiosmtpd controller with our dialogue, on a free port."""

    def factory(self) -> SMTP:
        return Protocol(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        # aiosmtpd tries the port that it was given; 0 is one that the system chooses.
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def smtp_server(post: Post, *, starttls: bool = False, password: str = "") -> Iterator[int]:
    """Run a server with `post`; give its port. `password` is that of the user "kaffe", "" for no login."""

    def check(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: object) -> AuthResult:
        right = (
            isinstance(data, LoginPassword) and data.login == b"kaffe" and data.password == password.encode()
        )
        return AuthResult(success=right, handled=False)

    options: dict[str, Any] = {"server_hostname": "localhost", "data_size_limit": 10_000_000}
    if starttls:
        options["tls_context"] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        options["tls_context"].load_cert_chain(CERTIFICATE)
        options["require_starttls"] = True
    if password:
        options |= {"authenticator": check, "auth_required": True, "auth_require_tls": False}
    server = Server(post, hostname="127.0.0.1", port=0, ready_timeout=20, **options)
    post.open = 0  # an earlier server of this post may have stopped before it saw a connection go
    server.start()
    post.wait_idle()  # start() has tried the port
    post.connections = 0
    try:
        yield server.port
    finally:
        server.stop()
