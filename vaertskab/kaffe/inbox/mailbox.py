"""What the sender's mailbox says, carried out in the ledger. Doing it again changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from vaertskab.kaffe.address import shown
from vaertskab.kaffe.inbox.bounce import Failure, Finding, Leaving, Other
from vaertskab.kaffe.model import Participant, Status


class Book(Protocol):
    """What is needed of a ledger; `vaertskab.kaffe.ledger.Ledger` says what each does."""

    def find(self, *, token: str = "", address: str = "") -> list[Participant]:
        """Return the participants with this token or address."""

    def leave(self, participant_id: int, at: dt.datetime, why: str) -> bool:
        """Take a person out at their own wish."""

    def bounce(self, participant_id: int, at: dt.datetime, error: str) -> bool:
        """Stop mail to a dead address."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one message led to: `kind` is afvist, meldt_fra, forsinket, før, ukendt, automatisk or andet.

    `words` is a Danish sentence; "" where there is nothing to tell.
    """

    kind: str
    words: str


def carry_out(findings: Iterable[Finding], book: Book, at: dt.datetime) -> Iterator[Outcome]:
    """Mark and take out whom the findings are about; give what each led to."""
    for finding in findings:
        match finding:
            case Failure():
                yield from _failed(finding, book, at)
            case Leaving():
                yield from _left(finding, book, at)
            case Other(subject, by_machine):
                kind = "automatisk" if by_machine else "andet"
                yield Outcome(
                    kind, f"»{subject}« er {'et automatisk svar' if by_machine else 'til et menneske'}."
                )


def _failed(failure: Failure, book: Book, at: dt.datetime) -> Iterator[Outcome]:
    people = _people(book, failure.token, failure.addresses)
    who = ", ".join(sorted(map(shown, failure.addresses))) or "en modtager, som ikke står i rapporten"
    if not people:
        yield Outcome("ukendt", f"{who} kunne ikke få en mail, men er ikke i nogen ordre.")
    for person in people:
        address = person.person.address
        if failure.addresses and address.lower() not in failure.addresses:
            # The address has been put right since that mail went.
            yield Outcome("før", f"{shown(address)} har fået en ny adresse siden.")
        elif not failure.permanent:
            yield Outcome("forsinket", f"{shown(address)} kunne ikke få en mail denne gang: {failure.words}")
        elif book.bounce(person.id, at, failure.words):
            yield Outcome(
                "afvist", f"{shown(address)} får ikke flere mails. Adressen er afvist: {failure.words}"
            )
        else:
            yield Outcome("før", f"{shown(address)} fik i forvejen ingen mails.")


def _left(leaving: Leaving, book: Book, at: dt.datetime) -> Iterator[Outcome]:
    people = _people(book, leaving.token, frozenset({leaving.address} - {""}))
    if not people:
        yield Outcome("ukendt", f"{shown(leaving.address)} vil meldes fra, men er ikke i nogen ordre.")
    for person in people:
        if book.leave(person.id, at, "svarede på mailen"):
            yield Outcome("meldt_fra", f"{shown(person.person.address)} er meldt fra.")
        else:
            yield Outcome("før", f"{shown(person.person.address)} fik i forvejen ingen mails.")


def _people(book: Book, token: str, addresses: frozenset[str]) -> list[Participant]:
    """The person that a token names; without one, those still in a course at these addresses."""
    if token and (found := book.find(token=token)):
        return found
    if token:
        return []
    found = [person for address in sorted(addresses) for person in book.find(address=address)]
    running = [person for person in found if person.status is Status.ACTIVE]
    return running or found
