"""A server that answers each line with what it has been given, sense or not: for what no good server says."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

#: An answer after which the server hangs up.
HANGS_UP = b""


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        server = cast("_Server", self.server)
        self.wfile.write(server.greeting)
        while line := self.rfile.readline():
            word = line.split()[0].upper().decode("ascii", "replace") if line.strip() else ""
            server.heard.append(word)
            answer = server.answers.get(word, b"250 OK\r\n" if server.greeting else None)
            if answer is None:
                continue
            if answer == HANGS_UP:
                return
            self.wfile.write(answer)
            if word == "GET":
                return


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    greeting: bytes
    answers: Mapping[str, bytes]
    heard: list[str]


@contextmanager
def lines_server(answers: Mapping[str, bytes], greeting: bytes = b"") -> Iterator[tuple[int, list[str]]]:
    """Run it; give its port and the first words that it has heard. With a greeting it speaks SMTP."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.answers, server.greeting, server.heard = answers, greeting, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield int(server.server_address[1]), server.heard
        finally:
            server.shutdown()
            thread.join(timeout=10)
