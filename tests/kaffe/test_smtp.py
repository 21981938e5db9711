"""One SMTP connection: what goes over the wire, and what a server may do to it."""

from __future__ import annotations

import contextlib

import pytest

from vaertskab.kaffe.sending.smtp import SmtpTransport, Timeouts
from vaertskab.kaffe.sending.transport import BrokenError, Envelope, HaltError, Reply, UnreachableError
from vaertskab.kaffe.values import Server

from .lines_server import HANGS_UP, lines_server
from .sending import QUICK
from .servers import Post, smtp_server

ENVELOPE = Envelope("kaffe@example.org", "god@example.org", "x.1")


def transport(port: int) -> SmtpTransport:
    return SmtpTransport(Server("127.0.0.1", port), QUICK)


def test_an_envelope_cannot_be_broken_out_of() -> None:
    with smtp_server(Post()) as port, contextlib.closing(transport(port)) as connection:
        for address in (
            "a@b.dk>\r\nRCPT TO:<c@d.dk",
            "a b@example.org",
            "",
            "ingen",
            "a@b.dk\0",
            "å@example.org",
        ):
            with pytest.raises(ValueError, match="adressen"):
                connection.send(Envelope("kaffe@example.org", address, "x.1"), b"")
        with pytest.raises(ValueError, match="navn"):
            connection.send(Envelope("kaffe@example.org", "a@example.org", "x 1"), b"")


def test_a_line_with_a_dot_and_a_mail_without_an_end_arrive_whole() -> None:
    post = Post()
    with smtp_server(post) as port, contextlib.closing(transport(port)) as connection:
        for data in (b".\r\n.\r\n..x\r\nslut", b"A: b\r\n\r\n.\r\n"):
            assert connection.send(ENVELOPE, data).code == 250
    assert [data.rstrip(b"\r\n") for _, data in post.mails] == [b".\r\n.\r\n..x\r\nslut", b"A: b\r\n\r\n."]


def test_a_closed_connection_says_so_and_whether_the_mail_may_have_arrived() -> None:
    with smtp_server(Post()) as port:
        # More than fits between the two machines is not all on the wire when the connection goes.
        lines = {"taber@example.org": 2_000_000, "tier@example.org": 100}
        for address, maybe in (("taber@example.org", False), ("tier@example.org", True)):
            connection = transport(port)
            with pytest.raises(BrokenError) as broken:
                envelope = Envelope("kaffe@example.org", address, "x.1")
                connection.send(envelope, b"A: b\r\n\r\n" + b"x\r\n" * lines[address])
            assert broken.value.maybe_taken is maybe
            connection.close()


@pytest.mark.parametrize(
    ("answers", "maybe"),
    [
        ({"RCPT": b"354 go on\r\n"}, False),
        ({"RCPT": b"hvad?\r\n"}, False),
        ({"DATA": b"250 OK\r\n"}, False),
        ({"DATA": b"hvad?\r\n"}, False),
        ({"DATA": b"354 go on\r\n", ".": b"hvad?\r\n"}, True),
        ({"DATA": b"354 go on\r\n", ".": b"354 go on\r\n"}, True),
    ],
)
def test_an_answer_that_is_neither_yes_nor_no_never_counts_as_taken(
    answers: dict[str, bytes], maybe: bool
) -> None:
    with lines_server({"A:": None, "": None} | answers, b"220 klar\r\n") as (port, heard):  # type: ignore[dict-item]
        connection = transport(port)
        with pytest.raises(BrokenError) as broken:
            connection.send(ENVELOPE, b"A: b\r\n")
        assert broken.value.maybe_taken is maybe
        assert ("A:" in heard) is maybe, "the mail goes only after a 354 to DATA"
        connection.close()


@pytest.mark.parametrize("rset", [HANGS_UP, b"421 bye\r\n"])
def test_a_refusal_counts_although_the_server_hangs_up_right_after_it(rset: bytes) -> None:
    answers = {"RCPT": b"550 5.1.1 ukendt\r\n", "RSET": rset, "QUIT": b"221 bye\r\n"}
    with (
        lines_server(answers, b"220 klar\r\n") as (port, _),
        contextlib.closing(transport(port)) as connection,
    ):
        assert connection.send(ENVELOPE, b"A: b\r\n") == Reply(550, "5.1.1 ukendt")
        assert connection.send(ENVELOPE, b"A: b\r\n").code == 550, "on a new connection"


def test_a_check_asks_for_the_sender_and_sends_nothing() -> None:
    post = Post()
    with smtp_server(post) as port:
        with contextlib.closing(transport(port)) as connection:
            connection.check("kaffe@example.org")
            assert connection.send(ENVELOPE, b"A: b\r\n\r\nx\r\n").code == 250
        post.refuse_sender = "550 5.7.60 client does not have permissions to send as this sender"
        with pytest.raises(HaltError, match=r"5\.7\.60"):
            transport(port).check("kaffe@example.org")
        post.refuse_sender = "451 4.7.0 kom igen"
        with pytest.raises(UnreachableError, match=r"4\.7\.0"):
            transport(port).check("kaffe@example.org")
    assert len(post.mails) == 1


def test_what_a_server_says_is_one_line_without_control_characters() -> None:
    said = Reply.of(550, b"5.1.1 \x1b[31mukendt\x1b[0m\r\nbruger \xff" + b"x" * 999)
    assert str(said).startswith("550 5.1.1 [31mukendt[0m bruger")
    assert len(said.text) <= 300
    assert not any(ord(char) < 32 for char in said.text)


def test_all_time_outs_of_a_mail_are_shorter_than_the_lease() -> None:
    for lease in (1.0, 60.0, 1200.0, 86_400.0):
        short = Timeouts.within(lease)
        envelopes, reconnect = 2 * 4 * short.command, 4 * short.connect + 6 * short.command
        assert envelopes + reconnect + short.mail < lease
