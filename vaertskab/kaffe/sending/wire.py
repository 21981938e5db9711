"""The bytes of an SMTP connection: smtplib's dialogue with a reader that keeps a deadline.

smtplib gives each read of the socket its own time-out, so that a server that sends a byte a minute
could hold us for ever. Here a whole answer has one.
"""

from __future__ import annotations

import ipaddress
import smtplib
import socket
import ssl
from time import monotonic

#: The longest answer that is read, in octets; RFC 5321 (4.5.3.1.5) has lines of 512.
MOST = 65_536
#: So much longer than asked for a read may wait, in seconds.
SLACK = 0.05


class Wire(smtplib.SMTP):
    """A connected SMTP dialogue. Raises OSError and smtplib's exceptions; never waits past a deadline."""

    sock: socket.socket | None

    def __init__(self, host: str, port: int, seconds: float, context: ssl.SSLContext | None = None) -> None:
        """Connect and read the greeting, waiting `seconds` for each; `context` encrypts from the start.

        The answers to smtplib's own commands have as long each, and four times as long together.
        """
        self._seconds, self._context, self._buffer = seconds, context, b""
        self._until = monotonic() + 4 * seconds
        # A machine without a name must not wait for the DNS to find that out: the name is set below.
        super().__init__(host, port, local_hostname="localhost", timeout=seconds)
        if self.sock is not None:
            self.local_hostname = _own_name(self.sock)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection = socket.create_connection((host, port), timeout)
        if self._context is None:
            return connection
        try:
            return self._context.wrap_socket(connection, server_hostname=host)
        except BaseException:
            connection.close()
            raise

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Begin TLS (RFC 3207). What was said in the clear is forgotten, also what was not read yet."""
        self.starttls(context=context)
        self._buffer = b""

    def write(self, data: bytes, seconds: float) -> None:
        """Send all of `data` within `seconds`."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("forbindelsen er lukket")
        self._patience(self.sock, max(seconds, 0.001))
        self.sock.sendall(data)

    def _patience(self, sock: socket.socket, seconds: float) -> None:
        """Let the socket wait so long, or hardly longer; it takes a system call, so not again and again."""
        if not 0 <= (sock.gettimeout() or 0) - seconds < SLACK:
            sock.settimeout(seconds)

    def answer(self, seconds: float) -> tuple[int, str]:
        """Read one answer (RFC 5321, 4.2), of one line or several, within `seconds`: its code, its words."""
        until, words, code = monotonic() + seconds, list[bytes](), 0
        for line in iter(lambda: self._line(until), b""):
            words.append(line[4:].strip())
            code = int(line[:3]) if line[:3].isdigit() else 0
            if not 200 <= code <= 599:
                raise smtplib.SMTPServerDisconnected("serveren svarer ikke som en mailserver")
            if line[3:4] != b"-":
                break
        return code, b" ".join(words).decode("utf-8", "replace")

    def _line(self, until: float) -> bytes:
        """Return the next line with its end; `until` is on the monotonic clock."""
        while (end := self._buffer.find(b"\n") + 1) == 0:
            if self.sock is None:
                raise smtplib.SMTPServerDisconnected("forbindelsen er lukket")
            left = until - monotonic()
            if left <= 0:
                raise TimeoutError("serveren svarer ikke i tide")
            self._patience(self.sock, left)
            data = self.sock.recv(8192)
            if not data or len(self._buffer) > MOST:
                raise smtplib.SMTPServerDisconnected("serveren lukkede forbindelsen")
            self._buffer += data
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        return line

    def getreply(self) -> tuple[int, bytes]:
        """Read an answer for smtplib's own commands, line by line as they want it."""
        until = min(monotonic() + self._seconds, self._until)
        lines, code, read = list[bytes](), 0, 0
        while read < MOST:
            line = self._line(until)
            read += len(line)
            lines.append(line[4:].strip())
            code = int(line[:3]) if line[:3].isdigit() else -1
            if code < 0 or line[3:4] != b"-":
                break
        return code, b"\n".join(lines)


def _own_name(sock: socket.socket) -> str:
    """Return what EHLO says we are (RFC 5321, 4.1.3): the machine's full name, else its address."""
    name = socket.gethostname()
    if "." in name and name.isascii():
        return name
    address = ipaddress.ip_address(sock.getsockname()[0].split("%")[0])
    return f"[IPv6:{address}]" if address.version == 6 else f"[{address}]"
