"""What sending a mail is, apart from how: the envelope, the server's answer, and what can go wrong."""

from __future__ import annotations

from dataclasses import dataclass

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.untrusted import one_line


class UnreachableError(KaffeError):
    """The mail server does not answer or has no time: nobody is marked, the next run tries again."""


class HaltError(KaffeError):
    """The server will not have mail from us at all: the run stops before anyone is marked."""


class AuthError(HaltError):
    """The server refuses the user name or the password, or wants them and got none."""


class BrokenError(Exception):
    """The connection went while a mail was being handed over; `str` is Danish.

    `maybe_taken`: all of the mail was on the wire, so that the server may have it although it never
    said so. `worn`: the connection had carried mail before, so that a new one is worth trying at once.
    """

    def __init__(self, message: str, *, maybe_taken: bool, worn: bool) -> None:
        """Keep what decides between a new try at once and a pause."""
        super().__init__(message)
        self.maybe_taken, self.worn = maybe_taken, worn


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom and to whom (addresses in ASCII); `identity` names the mail in a bounce (RFC 3461)."""

    sender: str
    recipient: str
    identity: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer: three digits, its words, and what it answers (mail, rcpt, data or body)."""

    code: int
    text: str
    stage: str

    def __str__(self) -> str:
        """Return the code and the words, as they are told and kept."""
        return one_line(f"{self.code} {self.text}")

    @property
    def taken(self) -> bool:
        """Whether the server has taken charge of the mail (RFC 5321, 4.1.1.4)."""
        return self.stage == "body" and self.code // 100 == 2

    @property
    def for_good(self) -> bool:
        """Whether it is no use to try again."""
        return self.code // 100 == 5
