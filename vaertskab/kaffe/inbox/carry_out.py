"""What the mailbox says, carried out in the ledger. Doing it again changes nothing.

Only the token of a mail that we sent says whom a message is about. What a report means is decided by the
same table as a server's refusal (`sending.retry`): only that nobody has the address stops a person, and not
when it is said of a large part of an order at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaertskab.kaffe.address import key_of, shown
from vaertskab.kaffe.inbox.findings import Complaint, Failure, Finding, Leaving, Mark, Other, Read
from vaertskab.kaffe.model import Participant, Status
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.retry import too_many, verdict_of
from vaertskab.kaffe.sending.transport import Reply, Verdict

#: Every kind of outcome; those of `FOR_HUMANS` are to be read by somebody.
KINDS = ("afvist", "meldt_fra", "klage", "forsinket", "ukendt", "før", "automatisk", "andet", "læst")
FOR_HUMANS = ("andet", "ukendt")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one message led to: a `kind` of `KINDS`, and a Danish sentence, "" where there is nothing to tell.

    "læst" would be for a human, and somebody has opened it already.
    """

    kind: str
    words: str = ""


def carry_out(messages: Iterable[Read], ledger: Ledger) -> Iterator[Outcome]:
    """Mark and take out whom the messages are about; give what each led to.

    All are read before the first is carried out: how many an order would lose is seen first.
    """
    read = list(messages)
    lost = Counter(
        person.order_id
        for number, token in {(n, t) for one in read for n, t in _unknown(one.findings, ledger)}
        for person in ledger.find(token=token)
        if person.id == number
    )
    braked = {order for order, gone in lost.items() if too_many(gone, ledger.people_in(order))}
    for one in read:
        for finding in one.findings:
            outcome = _carried_out(finding, ledger, braked)
            if one.is_opened and outcome.kind in FOR_HUMANS:
                outcome = Outcome("læst")
            yield outcome


def _carried_out(finding: Finding, ledger: Ledger, braked: set[int]) -> Outcome:
    match finding:
        case Failure():
            return _failed(finding, ledger, braked)
        case Complaint(mark):
            return _complained(mark, ledger)
        case Leaving():
            return _left(finding, ledger)
        case Other(subject, sender, by_machine, why):
            if by_machine:
                return Outcome("automatisk")
            from_whom = f" fra {shown(sender)}" if sender else ""
            words = f"Læs mailen »{subject}«{from_whom}. Den {why}, men der er tvivl." if why else ""
            return Outcome("andet", words)


def _person(mark: Mark | None, ledger: Ledger) -> Participant | None:
    found = ledger.find(token=mark.token) if mark else []
    return found[0] if found else None


def _verdict(failure: Failure) -> Verdict:
    """What a report means, as if the server had said it to us."""
    if failure.is_late:
        return Verdict.PUT_OFF
    match = re.match(r"([45])\d\d\b", failure.words)
    kind = failure.status[:1] or (match[1] if match else "5")
    return verdict_of(Reply.of(450 if kind == "4" else 550, f"{failure.status} {failure.words}".strip()))


def _unknown(findings: Iterable[Finding], ledger: Ledger) -> Iterator[tuple[int, str]]:
    """The people whom these findings would stop."""
    for finding in findings:
        if isinstance(finding, Failure) and _verdict(finding) is Verdict.UNKNOWN:
            person = _person(finding.mark, ledger)
            if person and _is_about(finding, person) and person.status in (Status.ACTIVE, Status.DONE):
                yield person.id, person.token


def _is_about(failure: Failure, person: Participant) -> bool:
    """Whether a report is about the address that a person has now."""
    return not failure.addresses or key_of(person.person.address) in failure.addresses


def _failed(failure: Failure, ledger: Ledger, braked: set[int]) -> Outcome:
    about = ", ".join(sorted(map(shown, failure.addresses))) or "en modtager, som ikke står i rapporten"
    person = _person(failure.mark, ledger)
    if person is None or failure.mark is None:
        return Outcome(
            "ukendt", f"{about} kunne ikke få en mail, men rapporten hører ikke til en mail fra en ordre."
        )
    address, week = shown(person.person.address), failure.mark.week
    of_week = f"mailen for uge {week}" if week else "en mail"
    if not _is_about(failure, person):
        return Outcome("før", f"{about} kunne ikke få en mail, men {address} er en anden adresse.")
    verdict = _verdict(failure)
    if verdict is not Verdict.UNKNOWN:
        if not failure.words and not failure.is_late:
            return Outcome(
                "andet", f"{address} fik ikke {of_week}, men rapporten siger ikke hvorfor. Læs den."
            )
        return Outcome(
            "forsinket", f"{address} fik ikke {of_week}. Mailene går videre. {failure.words}".strip()
        )
    if person.order_id in braked:
        return Outcome(
            "andet",
            f"{address} er ukendt, siger {of_week}, men det siges om en stor del af ordre {person.order_id} "
            f"på én gang, så ingen er stoppet. Se, om en server tager fejl. {failure.words}".strip(),
        )
    if ledger.bounce(person.id, failure.words, week or None):
        return Outcome("afvist", f"{address} får ikke flere mails. Adressen er afvist: {failure.words}")
    return Outcome("før", f"{address} fik i forvejen ingen mails.")


def _complained(mark: Mark | None, ledger: Ledger) -> Outcome:
    person = _person(mark, ledger)
    if person is None:
        return Outcome("ukendt", "Nogen har meldt en mail som uønsket, men den hører ikke til en ordre.")
    address = shown(person.person.address)
    if ledger.leave(person.id, "meldte mailen som uønsket"):
        return Outcome("klage", f"{address} har meldt mailen som uønsket og er meldt fra.")
    return Outcome("før", f"{address} fik i forvejen ingen mails.")


def _left(leaving: Leaving, ledger: Ledger) -> Outcome:
    person = _person(leaving.mark, ledger)
    sender = shown(leaving.sender) or "nogen uden adresse"
    if person is None:
        return Outcome("ukendt", f"{sender} vil meldes fra, men kendetegnet er ikke i nogen ordre.")
    address = shown(person.person.address)
    if leaving.is_reply and key_of(person.person.address) != leaving.sender:
        return Outcome(
            "andet",
            f"{sender} vil meldes fra og svarer på en mail til {address}. Læs mailen, og brug »afmeld«.",
        )
    if ledger.leave(person.id, "svarede på mailen"):
        return Outcome("meldt_fra", f"{address} er meldt fra.")
    return Outcome("før", f"{address} fik i forvejen ingen mails.")
