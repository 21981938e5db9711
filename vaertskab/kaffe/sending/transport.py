"""How a mail is handed over, apart from over what: the envelope, the answer, and what can go wrong.

What an answer means for the person and for the run is decided in one place, `retry.RetryPolicy`, by the
enhanced status code (RFC 3463) in `Reply.text`; a transport whose server has no such codes says what it means
in `Reply.verdict`. All that `send` may wait for, a new connection counted in, takes less time than the lease
(`settings.lease`); else another process believes that this one is dead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.text import words_of
from vaertskab.model.language import _


class UnreachableError(KaffeError):
    """The mail server does not answer or has no time: nobody is marked, the next run tries again."""


class HaltError(KaffeError):
    """The server will not have mail from us at all: the run stops, and nobody is marked for it."""


class AuthError(HaltError):
    """The server refuses the user name or the password, or wants them and got none."""


class BrokenError(KaffeError):
    """The connection went while this mail was being handed over.

    `maybe_taken`: all of it was on the wire, so that the server may have it although it never said so.
    """

    def __init__(self, why: str, *, maybe_taken: bool) -> None:
        """Keep whether the mail may have arrived; `why` is a Danish clause."""
        super().__init__(_("Forbindelsen faldt: {why}").format(why=why))
        self.maybe_taken = maybe_taken


class Verdict(Enum):
    """What an answer means for the person whose mail it was."""

    TAKEN = "taken"  # the server has the mail
    PUT_OFF = "put off"  # this mail not now: a full mailbox, a busy server
    SUSPECT = "suspect"  # refused, and it may be us: put off, and a second one halts the run
    UNKNOWN = "unknown"  # there is nobody at that address: the person is stopped


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom and to whom (addresses in ASCII); `identity` names the mail in a bounce (RFC 3461)."""

    sender: str
    recipient: str
    identity: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's answer: its code, and its words on one line without control characters.

    `verdict` is None for an answer in SMTP's codes, which `retry.verdict_of` reads.
    """

    code: int
    text: str
    verdict: Verdict | None = None

    @classmethod
    def of(cls, code: int, words: str | bytes, verdict: Verdict | None = None) -> Reply:
        """Return a reply with a stranger's `words` made harmless."""
        return cls(code, words_of(words), verdict)

    def __str__(self) -> str:
        """Return the code and the words, as they are told and kept."""
        return f"{self.code} {self.text}".strip()


class Transport(Protocol):
    """A way to hand over mail. One mail at a time; a second process opens its own."""

    def open(self) -> None:
        """Connect and log in; does nothing when that is done.

        :raises UnreachableError: the server does not answer, or has no time.
        :raises HaltError: it will not have us, or encryption cannot be had; nothing has been sent.
        """

    def check(self, sender: str) -> None:
        """Ask whether mail from `sender` would be taken, and send none: for `tjek`. Raises as `open`."""

    def send(self, envelope: Envelope, data: bytes) -> Reply:
        """Hand over `data`, a whole mail whose lines end in CRLF, and return the answer.

        :raises BrokenError: the connection went with this mail under way.
        :raises UnreachableError: the server asks us to come back later; the mail was not taken.
        :raises HaltError: the server will not have mail from us; the mail was not taken.
        :raises ValueError: the envelope cannot be used; a Danish clause.
        """

    def close(self) -> None:
        """Hang up; never raises."""
