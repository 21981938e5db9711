"""What the mailbox says, carried out in the ledger. Doing it again changes nothing.

Only the token of a mail that we sent says whom a message is about. What a report means is decided by the
same table as a server's refusal (`sending.retry`): only that nobody has the address stops a person, and not
when it is said of a large part of an order at once.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parsedate_to_datetime

from vaertskab.kaffe.address import key_of, shown
from vaertskab.kaffe.inbox.findings import (
    Complaint,
    Failure,
    Finding,
    Leaving,
    Mark,
    Other,
    Read,
    has_long_field,
)
from vaertskab.kaffe.inbox.mailbox import MAX_BYTES, RawMessage
from vaertskab.kaffe.inbox.replies import reply
from vaertskab.kaffe.inbox.reports import reports
from vaertskab.kaffe.model import Participant, Status
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.retry import FULL, code_of, too_many, verdict_of
from vaertskab.kaffe.sending.transport import Reply, Verdict
from vaertskab.model.language import N_, _

#: Every kind of outcome; those of `FOR_HUMANS` are to be read by somebody.
KINDS = ("afvist", "meldt_fra", "klage", "forsinket", "ukendt", "før", "automatisk", "andet", "læst")
FOR_HUMANS = ("andet", "ukendt")
#: Characters of a hash that tell the messages of a mailbox apart.
NAME_CHARS = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one message led to: a `kind` of `KINDS`, and a sentence, "" where there is nothing to tell.

    "læst" would be for a human, and somebody has opened it already. `name` tells what is for a human apart.
    """

    kind: str
    words: str = ""
    name: str = ""


def carry_out(messages: Iterable[Read], ledger: Ledger) -> Iterator[Outcome]:
    """Mark and take out whom the messages are about; give what each led to.

    All are read before the first is carried out: how many an order would lose is seen first.
    """
    read = list(messages)
    stopping = {person.id: person.order_id for one in read for person in _unknown(one, ledger)}
    lost = Counter(stopping.values())
    braked = {order for order, gone in lost.items() if too_many(gone, ledger.people_in(order))}
    for one in read:
        for finding in one.findings:
            outcome = _carried_out(finding, one.came, ledger, braked)
            if outcome.kind in FOR_HUMANS:
                outcome = Outcome("læst") if one.is_opened else replace(outcome, name=one.name)
            yield outcome


def _carried_out(finding: Finding, came: dt.datetime | None, ledger: Ledger, braked: set[int]) -> Outcome:
    person = None if isinstance(finding, Other) else _person(finding.mark, ledger)
    if person and (over := _over(person, came)):
        return over
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
            words = ""
            if why:
                told = _("Læs mailen »{subject}«. Den {why}, men der er tvivl.")
                if sender:
                    told = _("Læs mailen »{subject}« fra {sender}. Den {why}, men der er tvivl.")
                words = told.format(subject=subject, sender=shown(sender), why=_(why))
            return Outcome("andet", words)


def _person(mark: Mark | None, ledger: Ledger) -> Participant | None:
    return ledger.find(mark.token) if mark else None


def _over(person: Participant, came: dt.datetime | None) -> Outcome | None:
    """What to say of a message from before somebody let its person go on; None for one that counts."""
    if person.resumed is None or (came and came > person.resumed):
        return None
    address = shown(person.person.address)
    if came is None:
        return Outcome(
            "andet",
            _("En mail om {address} siger ikke, hvornår den er kommet, så intet er gjort. Læs den.").format(
                address=address
            ),
        )
    return Outcome("før", _("{address} er sat i gang igen, efter at mailen kom.").format(address=address))


def _verdict(failure: Failure) -> Verdict:
    """What a report means, as if the server had said it to us."""
    if failure.is_late:
        return Verdict.PUT_OFF
    match = re.match(r"([45])\d\d\b", failure.words)
    kind = failure.status[:1] or (match[1] if match else "5")
    return verdict_of(Reply.of(450 if kind == "4" else 550, f"{failure.status} {failure.words}".strip()))


def _unknown(one: Read, ledger: Ledger) -> Iterator[Participant]:
    """The people whom a message would stop."""
    for finding in one.findings:
        if isinstance(finding, Failure) and _verdict(finding) is Verdict.UNKNOWN:
            person = _person(finding.mark, ledger)
            if (
                person and _is_about(finding, person) and not _over(person, one.came)
                and person.status in (Status.ACTIVE, Status.DONE)
            ):  # fmt: skip
                yield person


def _is_about(failure: Failure, person: Participant) -> bool:
    """Whether a report is about the address that a person has now."""
    return not failure.addresses or key_of(person.person.address) in failure.addresses


def _failed(failure: Failure, ledger: Ledger, braked: set[int]) -> Outcome:
    about = ", ".join(sorted(map(shown, failure.addresses))) or _("en modtager, som ikke står i rapporten")
    person = _person(failure.mark, ledger)
    if person is None or failure.mark is None:
        return Outcome(
            "ukendt",
            _("{about} kunne ikke få en mail, men rapporten hører ikke til en mail fra en ordre.").format(
                about=about
            ),
        )
    address, week = shown(person.person.address), failure.mark.week
    of_week = _("mailen for uge {week}").format(week=week) if week else _("en mail")
    if not _is_about(failure, person):
        return Outcome(
            "før",
            _("{about} kunne ikke få en mail, men {address} er en anden adresse.").format(
                about=about, address=address
            ),
        )
    verdict = _verdict(failure)
    if verdict is not Verdict.UNKNOWN:
        if not failure.words and not failure.is_late:
            return Outcome(
                "andet",
                _("{address} fik ikke {of_week}, men rapporten siger ikke hvorfor. Læs den.").format(
                    address=address, of_week=of_week
                ),
            )
        if week and not failure.is_late and not ledger.note_failure(person.id, week, _reason(failure)):
            return Outcome(
                "før",
                _("{address} fik ikke {of_week}, som det er fortalt før.").format(
                    address=address, of_week=of_week
                ),
            )
        return Outcome(
            "forsinket",
            _("{address} fik ikke {of_week}. Mailene går videre. {reason}")
            .format(address=address, of_week=of_week, reason=_reason(failure))
            .strip(),
        )
    if person.order_id in braked:
        return Outcome(
            "andet",
            _(
                "{address} er ukendt, siger {of_week}, men det siges om en stor del af ordre {order_id} "
                "på én gang, så ingen er stoppet. Se, om en server tager fejl. {words}"
            )
            .format(address=address, of_week=of_week, order_id=person.order_id, words=failure.words)
            .strip(),
        )
    if ledger.bounce(person.id, failure.words, week or None):
        return Outcome(
            "afvist",
            _("{address} får ikke flere mails. Adressen er afvist: {words}").format(
                address=address, words=failure.words
            ),
        )
    return Outcome("før", _("{address} fik i forvejen ingen mails.").format(address=address))


def _reason(failure: Failure) -> str:
    """Why a mail did not arrive; some servers say it in their code alone."""
    said = failure.words if failure.status in failure.words else f"{failure.status} {failure.words}"
    return _("Postkassen er fuld. {said}").format(said=said) if code_of(failure.status) in FULL else said


def _complained(mark: Mark | None, ledger: Ledger) -> Outcome:
    person = _person(mark, ledger)
    if person is None:
        return Outcome("ukendt", _("Nogen har meldt en mail som uønsket, men den hører ikke til en ordre."))
    words = _("{address} har meldt mailen som uønsket og er meldt fra.")
    return _out(person, ledger, N_("meldte mailen som uønsket"), "klage", words)


def _left(leaving: Leaving, ledger: Ledger) -> Outcome:
    person = _person(leaving.mark, ledger)
    sender = shown(leaving.sender) or _("nogen uden adresse")
    if person is None:
        return Outcome(
            "ukendt",
            _("{sender} vil meldes fra, men kendetegnet er ikke i nogen ordre.").format(sender=sender),
        )
    if leaving.is_reply and key_of(person.person.address) != leaving.sender:
        return Outcome(
            "andet",
            _(
                "{sender} vil meldes fra og svarer på en mail til {address}. Læs mailen, og brug »afmeld«."
            ).format(sender=sender, address=shown(person.person.address)),
        )
    return _out(person, ledger, N_("svarede på mailen"), "meldt_fra", _("{address} er meldt fra."))


def _out(person: Participant, ledger: Ledger, why: str, kind: str, words: str) -> Outcome:
    """Take a person out, and say so; somebody who is out already stays so.

    `words` take the `address`; `why` is kept in Danish, and translated where it is shown.
    """
    address = shown(person.person.address)
    if ledger.leave(person.id, why):
        return Outcome(kind, words.format(address=address))
    return Outcome("før", _("{address} fik i forvejen ingen mails.").format(address=address))


def understood(message: RawMessage) -> Read:
    """Return what a message means; one that cannot be understood is for a person."""
    name = hashlib.sha256(message.data).hexdigest()[:NAME_CHARS]
    if len(message.data) > MAX_BYTES:
        return Read((Other(_("(for stor til at læse)")),), message.is_opened, None, name)
    try:
        parsed = message_from_bytes(message.data, policy=policy.default)
        if has_long_field(parsed):
            return Read((Other(_("(for lang til at læse)")),), message.is_opened, None, name)
        findings = tuple(reports(parsed))
        is_report = parsed.get_content_type() == "multipart/report"
        meant = findings if findings or is_report else (reply(parsed),)
        return Read(meant, message.is_opened, _came(parsed), name)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError):
        # The parser does not raise for what it reads, but its headers do, for what they hold.
        return Read((Other(_("(kan ikke læses)")),), message.is_opened, None, name)


def _came(message: Message) -> dt.datetime | None:
    """When a message came: as the last server on its way wrote on top of it, else as its sender says."""
    written = str(message.get("Received", "")).rpartition(";")[2] or str(message.get("Date", ""))
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
