"""One SMTP connection: what goes over the wire, and what a server may do to it."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from vaertskab.kaffe.sending.sending import BrokenError, Envelope, UnreachableError

from vaertskab.kaffe.sending.smtp import Connection, Timeouts
from vaertskab.kaffe.values import SmtpTarget

from .sending import QUICK
from .servers import Post, smtp_server


def test_slow_drops_of_an_answer_do_not_hold_a_connection_for_ever() -> None:
    """A server that sends a byte now and then resets the time-out of each read, not that of the answer."""
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        client, _ = listener.accept()
        with client:
            for _ in range(100):
                try:
                    client.sendall(b"2")
                except OSError:
                    return
                time.sleep(0.05)

    thread = threading.Thread(target=drip)
    thread.start()
    began = time.monotonic()
    with pytest.raises(UnreachableError):
        Connection(SmtpTarget("127.0.0.1", listener.getsockname()[1]), Timeouts(0.4, 0.4, 0.4)).open()
    assert time.monotonic() - began < 2
    thread.join(10)
    listener.close()


def test_an_envelope_cannot_be_broken_out_of() -> None:
    with smtp_server(Post()) as port:
        connection = Connection(SmtpTarget("127.0.0.1", port), QUICK)
        connection.open()
        for address in (
            "a@b.dk>\r\nRCPT TO:<c@d.dk",
            "a b@example.org",
            "",
            "ingen",
            "a@b.dk\0",
            "å@example.org",
        ):
            with pytest.raises(ValueError, match="adressen"):
                connection.begin(Envelope("kaffe@example.org", address, "x.1"))
        with pytest.raises(ValueError, match="navn"):
            connection.begin(Envelope("kaffe@example.org", "a@example.org", "x 1"))
        connection.close()


def test_a_line_with_a_dot_and_a_mail_without_an_end_arrive_whole() -> None:
    post = Post()
    with smtp_server(post) as port:
        connection = Connection(SmtpTarget("127.0.0.1", port), QUICK)
        connection.open()
        for data in (b".\r\n.\r\n..x\r\nslut", b"A: b\r\n\r\n.\r\n"):
            connection.begin(Envelope("kaffe@example.org", "god@example.org", "x.1"))
            assert connection.finish(data).taken
        connection.close()
    assert [data.rstrip(b"\r\n") for _, data in post.mails] == [b".\r\n.\r\n..x\r\nslut", b"A: b\r\n\r\n."]


def test_a_closed_connection_says_so_and_whether_the_mail_may_have_arrived() -> None:
    post = Post()
    with smtp_server(post) as port:
        for address, maybe in (("taber@example.org", False), ("tier@example.org", True)):
            connection = Connection(SmtpTarget("127.0.0.1", port), QUICK)
            connection.open()
            connection.begin(Envelope("kaffe@example.org", address, "x.1"))
            with pytest.raises(BrokenError) as broken:
                connection.finish(b"A: b\r\n\r\n" + b"x\r\n" * 2_000_000)
            assert (broken.value.maybe_taken, connection.is_open) == (maybe, False)
