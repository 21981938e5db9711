"""An IMAP server on a socket (RFC 3501), as far as a mailbox is only read; how it logs in is set."""

from __future__ import annotations

import base64
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast


class Box:
    """The messages of the INBOX with whether they are opened, and what was asked of the server."""

    def __init__(self, *messages: tuple[bytes, bool], password: str = "kode", token: str = "") -> None:
        self.messages, self.password, self.token = list(messages), password, token
        self.asked: list[str] = []


class _Handler(socketserver.StreamRequestHandler):
    def line(self, text: str | bytes) -> None:
        self.wfile.write((text if isinstance(text, bytes) else text.encode()) + b"\r\n")

    def handle(self) -> None:
        box = cast("_Server", self.server).box
        self.line("* OK IMAP4rev1 ready")
        while raw := self.rfile.readline():
            tag, _, command = raw.decode().strip().partition(" ")
            box.asked.append(command)
            word = command.upper()
            if word.startswith("CAPABILITY"):
                self.line("* CAPABILITY IMAP4rev1 AUTH=XOAUTH2")
            elif word.startswith("LOGIN"):
                if box.password not in command:
                    self.line(f"{tag} NO [AUTHENTICATIONFAILED] Authentication failed.")
                    continue
            elif word.startswith("AUTHENTICATE PLAIN"):
                self.line("+ ")
                if base64.b64decode(self.rfile.readline()).decode().split("\0")[2] != box.password:
                    self.line(f"{tag} NO [AUTHENTICATIONFAILED] Authentication failed.")
                    continue
            elif word.startswith("AUTHENTICATE"):
                self.line("+ ")
                login = base64.b64decode(self.rfile.readline()).decode()
                if login != f"user=kaffe@example.org\1auth=Bearer {box.token}\1\1":
                    self.line("+ " + base64.b64encode(b'{"status":"400"}').decode())
                    self.rfile.readline()
                    self.line(f"{tag} NO AUTHENTICATE failed.")
                    continue
            elif word.startswith("EXAMINE"):
                self.line(f"* {len(box.messages)} EXISTS")
            elif word.startswith("SELECT"):
                self.line(f"{tag} BAD it would be changed")
                continue
            elif word.startswith("UID SEARCH"):
                self.line("* SEARCH " + " ".join(str(number + 1) for number in range(len(box.messages))))
            elif found := re.match(r"UID FETCH (\d+) ", word):
                data, opened = box.messages[int(found[1]) - 1]
                flags = "\\Seen" if opened else ""
                head = f"* {found[1]} FETCH (UID {found[1]} BODY[]<0> {{{len(data)}}}"
                self.line(head)
                self.wfile.write(data)
                self.line(f" FLAGS ({flags}))")
            self.line(f"{tag} OK done")
            if word.startswith("LOGOUT"):
                return


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    box: Box


@contextmanager
def imap_server(box: Box) -> Iterator[int]:
    """Run the server; give its port."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.box = box
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()
            thread.join(timeout=10)
