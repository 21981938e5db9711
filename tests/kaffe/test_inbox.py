"""The sender's mailbox: what servers, machines and people write back, and what may be made of it."""

from __future__ import annotations

import datetime as dt
import json
import mailbox
from collections import Counter
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.carry_out import Outcome, carry_out, understood
from vaertskab.kaffe.inbox.mailbox import RawMessage, read_path
from vaertskab.kaffe.model import Participant, Status
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.schema import participants
from vaertskab.kaffe.sending.ledger import Ledger

from .conftest import ROOT, Command
from .ordering import claimed, edition, person, placed, queue, run, standing
from .sending import FIRST

NOW = dt.datetime(2027, 1, 13, 8, tzinfo=dt.UTC)
#: Enough people that one or two of them are no large part.
NAMES = ("anna", "bo", "carl", "ditte", "emil", "freja", "gry", "hans", "ida", "jens", "karl", "lise")


class Scene:
    """A ledger with an order, and messages that are read into it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.url = folder, f"sqlite:///{folder / 'kaffe.sqlite3'}"
        self.database = Database(self.url)
        self.ledger = Ledger(self.database)
        placed(self.database, *NAMES)

    def person(self, name: str) -> Participant:
        return person(self.database, f"{name}@example.org")

    def outcomes(self, *messages: bytes | str, opened: bool = False) -> list[Outcome]:
        raw = [one.encode() if isinstance(one, str) else one for one in messages]
        return list(carry_out((understood(RawMessage(one, opened)) for one in raw), self.ledger))

    def read(self, *messages: bytes | str) -> Counter[str]:
        return Counter(outcome.kind for outcome in self.outcomes(*messages))

    def out(self) -> dict[str, str]:
        """Who no longer gets mails, and how they stand."""
        with self.database.read() as connection:
            rows = connection.execute(participants.select()).all()
        return {
            row.address.partition("@")[0]: row.status for row in rows if row.status != Status.ACTIVE.value
        }


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene(tmp_path)
    yield made
    made.database.close()


def report(
    person: Participant, status: str = "5.1.1", words: str = "550 5.1.1 No such user", *,
    action: str = "failed", returned: str = "headers", envelope: bool = False, mark: str = "",
    recipient: str = "",
) -> str:  # fmt: skip
    """A delivery status notification (RFC 3464) as mail servers write them."""
    address = recipient or person.person.address
    mark = mark or f"Message-ID: <kaffe.{person.token}.3@example.org>"
    head = f"{mark}\nTo: {person.person.address}\nSubject: Kafferefleksion, uge 3\n"
    back = {
        "headers": f"--b\nContent-Type: text/rfc822-headers\n\n{head}\n",
        "whole": f"--b\nContent-Type: message/rfc822\n\n{head}\nHej\n\n", "": "",
    }[returned]  # fmt: skip
    about = f"Original-Envelope-Id: {person.token}.3\n" if envelope else ""
    return (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: kaffe@example.org\nSubject: Undelivered\n"
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nCould not be delivered.\n\n"
        f"--b\nContent-Type: message/delivery-status\n\n{about}Reporting-MTA: dns; mx.example.net\n\n"
        f"Original-Recipient: rfc822;{address}\nFinal-Recipient: RFC822; {address}\nAction: {action}\n"
        f"Status: {status}\nDiagnostic-Code: smtp; {words}\n\n{back}--b--\n"
    )  # fmt: skip


def letter(subject: str, body: str = "Hej", sender: str = "bo@example.org", **fields: str) -> str:
    """An ordinary mail to the sender."""
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return f"From: Bo Bo <{sender}>\nTo: kaffe@example.org\nSubject: {subject}\n{more}\n{body}\n"


def answer(person: Participant, body: str, subject: str = "SV: Kafferefleksion, uge 3", **more: str) -> str:
    """An answer to the mail of week 3."""
    return letter(subject, body, In_Reply_To=f"<kaffe.{person.token}.3@example.org>", **more)


# What reports mean


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"])
def test_only_that_nobody_has_the_address_stops_a_person(scene: Scene, status: str) -> None:
    mail = report(scene.person("bo"), status, f"550 {status} No")
    assert scene.read(mail) == {"afvist": 1}
    assert scene.out() == {"bo": "bounced"}
    assert scene.read(mail) == {"før": 1}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("5.2.2", "552 5.2.2 Mailbox full"),
        ("4.2.2", "452 4.2.2 Over quota"),
        ("5.7.26", "550 5.7.26 Unauthenticated email is not accepted due to domain's DMARC policy"),
        ("5.3.4", "552 5.3.4 Message size exceeds limit"),
        ("5.4.14", "554 5.4.14 Hop count exceeded - possible mail loop"),
        ("5.4.6", "554 5.4.6 Too many hops"),
        ("4.4.7", "450 4.4.7 Message expired"),
        ("5.4.300", "550 5.4.300 Message expired"),
        ("5.7.1", "554 5.7.1 Client host blocked using zen.example.net"),
        ("5.7.511", "550 5.7.511 Access denied, banned sender"),
        ("5.7.133", "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup"),
        ("5.0.0", "550 Rejected as spam; sender unknown user"),
        ("5.4.4", "host not found"),
    ],
)
def test_a_report_on_anything_else_is_told_and_stops_nobody(scene: Scene, status: str, words: str) -> None:
    (outcome,) = scene.outcomes(report(scene.person("bo"), status, words))
    assert outcome.kind == "forsinket"
    assert "bo@example.org fik ikke mailen for uge 3" in outcome.words
    assert scene.out() == {}


def test_a_mail_that_came_back_is_told_once_and_in_status(scene: Scene) -> None:
    """As a real Postfix reports a full mailbox: the code alone says so."""
    run(scene.database, FIRST)
    bo = scene.person("bo")
    full = report(bo, "5.2.2", "input/output error").replace(f"{bo.token}.3", f"{bo.token}.1")
    (outcome,) = scene.outcomes(full)
    assert "mailen for uge 1. Mailene går videre. Postkassen er fuld. 5.2.2 input/output" in outcome.words
    assert scene.read(full, full) == {"før": 2}
    (trouble,) = standing(scene.database, NOW).troubles
    assert (trouble.kind, trouble.week) == ("kom ikke frem", 1)
    assert "Postkassen er fuld" in trouble.why
    Participants(scene.database).send_again("bo@example.org", None, 1)
    assert not standing(scene.database, NOW).troubles


def test_the_true_status_is_found_in_the_words_where_the_field_says_nothing(scene: Scene) -> None:
    assert scene.read(report(scene.person("bo"), "5.0.0", "550 5.1.1 user unknown")) == {"afvist": 1}
    assert scene.read(report(scene.person("ida"), "5.0.0", "550 user unknown")) == {"afvist": 1}
    assert scene.read(report(scene.person("emil"), "5.0.0", "552 5.2.2 full")) == {"forsinket": 1}


def test_a_report_that_does_not_say_why_is_for_a_human(scene: Scene) -> None:
    (outcome,) = scene.outcomes(report(scene.person("bo"), "5.0.0", ""))
    assert (outcome.kind, "siger ikke hvorfor" in outcome.words) == ("andet", True)
    assert scene.out() == {}


def test_a_delay_stops_nobody_and_what_was_delivered_is_nothing(scene: Scene) -> None:
    assert scene.read(report(scene.person("bo"), "4.4.1", "timed out", action="delayed")) == {"forsinket": 1}
    assert scene.read(report(scene.person("bo"), "2.0.0", "250 ok", action="delivered")) == {}
    assert scene.read(report(scene.person("bo"), "5.1.1", "550 5.1.1 x", action="relayed")) == {}
    assert scene.out() == {}


@pytest.mark.parametrize(
    "make",
    [
        lambda person: report(person, returned="whole"),
        lambda person: report(person, returned="", envelope=True),
        lambda person: report(person, mark=f"Message-ID: <new@outlook.example>\nX-Kaffe: {person.token}.3"),
        lambda person: report(
            person, mark=f"List-Unsubscribe: <mailto:kaffe@example.org?subject=Afmeld%20{person.token}>"
        ),
    ],
    ids=["whole mail", "envelope", "our header", "the link to leave"],
)  # fmt: skip
def test_whom_a_report_is_about_is_told_by_what_comes_back(
    scene: Scene, make: Callable[[Participant], str]
) -> None:
    assert scene.read(make(scene.person("bo"))) == {"afvist": 1}
    assert scene.out() == {"bo": "bounced"}


def test_a_report_that_names_an_address_and_no_mail_of_ours_stops_nobody(scene: Scene) -> None:
    bo = scene.person("bo")
    assert scene.read(report(bo, returned="")) == {"ukendt": 1}
    assert scene.read(report(bo, mark="Message-ID: <andet@example.org>")) == {"ukendt": 1}
    assert scene.read(report(bo, mark="Message-ID: <kaffe.0123456789abcdef.3@example.org>")) == {"ukendt": 1}
    assert scene.out() == {}


def test_a_report_on_another_address_than_the_persons_own_stops_nobody(scene: Scene) -> None:
    bo = scene.person("bo")
    forwarded = report(bo, returned="", envelope=True, recipient="videre@example.net")
    assert scene.read(forwarded) == {"før": 1}
    old = report(bo)
    Participants(scene.database).correct("bo@example.org", None, new_address="rettet@example.org")
    assert scene.read(old) == {"før": 1}
    assert scene.out() == {}


def test_when_a_server_calls_a_large_part_of_an_order_unknown_nobody_is_stopped(scene: Scene) -> None:
    gone = [report(scene.person(name), "5.1.2", "550 5.1.2 Bad DNS") for name in NAMES[:3]]
    outcomes = scene.outcomes(*gone)
    assert [outcome.kind for outcome in outcomes] == ["andet"] * 3
    assert "ingen er stoppet" in outcomes[0].words
    assert scene.out() == {}
    assert scene.read(*gone[:2]) == {"afvist": 2}


def dated(message: str, minutes: int, *, by_server: bool = True) -> str:
    """A message that came so many minutes from now."""
    when = format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes))
    return (
        f"Received: from x by mx.example.org; {when}\n{message}" if by_server else f"Date: {when}\n{message}"
    )


@pytest.mark.parametrize("by_server", [True, False])
@pytest.mark.parametrize(
    "make",
    [
        lambda bo: report(bo),
        lambda bo: letter(f"Afmeld {bo.token}"),
        lambda bo: answer(bo, "Afmeld mig"),
    ],
    ids=["report", "link", "answer"],
)
def test_a_message_from_before_a_person_was_let_go_on_is_over_however_often_it_is_read(
    scene: Scene, make: Callable[[Participant], str], by_server: bool
) -> None:
    old, new = (dated(make(scene.person("bo")), minutes, by_server=by_server) for minutes in (-60, 60))
    scene.read(old)
    Participants(scene.database).correct("bo@example.org", None, again=True)
    assert scene.read(old, old, old) == {"før": 3}
    assert scene.out() == {}
    scene.read(new)
    assert list(scene.out()) == ["bo"], "what came since then counts"


def test_reports_from_before_a_whole_order_was_let_go_on_are_over(scene: Scene) -> None:
    gone = [dated(report(scene.person(name)), -60) for name in NAMES[:2]]
    assert scene.read(*gone) == {"afvist": 2}
    assert Participants(scene.database).resume_bounced(1) == 2
    assert scene.read(*gone, dated(report(scene.person("carl")), 1)) == {"før": 2, "afvist": 1}
    assert scene.out() == {"carl": "bounced"}


def test_an_undated_message_about_somebody_who_was_let_go_on_is_for_a_human(scene: Scene) -> None:
    undated = letter(f"Afmeld {scene.person('bo').token}")
    assert scene.read(undated) == {"meldt_fra": 1}
    Participants(scene.database).correct("bo@example.org", None, again=True)
    (outcome,) = scene.outcomes(undated)
    assert (outcome.kind, "bo@example.org" in outcome.words) == ("andet", True)
    assert scene.out() == {}


@pytest.mark.parametrize("how", ["mail", "afmeld"])
def test_whose_address_was_unknown_can_leave_for_good(scene: Scene, how: str) -> None:
    scene.read(report(scene.person("bo")))
    if how == "mail":
        assert scene.read(letter(f"Afmeld {scene.person('bo').token}")) == {"meldt_fra": 1}
    else:
        assert Participants(scene.database).leave("bo@example.org", None) == 1
    assert Participants(scene.database).resume_bounced(1) == 0
    Participants(scene.database).correct("bo@example.org", None, new_address="bo2@example.org")
    assert scene.out() == {"bo2": "left"}


def test_who_has_had_all_mails_or_whose_order_was_stopped_can_still_leave(scene: Scene) -> None:
    Orders(scene.database).stop(1, NOW)
    assert scene.read(letter(f"Afmeld {scene.person('bo').token}")) == {"meldt_fra": 1}
    assert Orders(scene.database).taken({"bo@example.org", "ida@example.org"}, edition()) == {
        "bo@example.org": (1, Status.LEFT)
    }


def test_what_waits_is_told_again_when_it_is_another_message_of_the_same_number(scene: Scene) -> None:
    kaffe = Command(scene.folder, {
        "PYTHONPATH": str(ROOT), "KAFFE_DATABASE": scene.url, "KAFFE_POSTKASSE": str(scene.folder / "eml"),
    })  # fmt: skip
    folder = filled(scene.folder, "eml", [letter("Hej")])
    kaffe("indbakke")
    assert "1 mail er til et menneske" in kaffe("tilsyn", "--nu", "2026-12-02T10:00").stdout
    kaffe("tilsyn", "--set")
    kaffe("indbakke")
    assert kaffe("tilsyn", "--nu", "2026-12-02T10:00").returncode == 0
    (folder / "0.eml").write_text(letter("Et andet spørgsmål"), "utf-8")
    kaffe("indbakke")
    assert "1 mail er til et menneske" in kaffe("tilsyn", "--nu", "2026-12-02T10:00").stdout


def test_a_complaint_takes_the_person_off_and_is_shown(scene: Scene) -> None:
    bo = scene.person("bo")
    complaint = (
        "From: staff@hotmail.example\nSubject: complaint\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nAn email abuse report\n\n"
        "--b\nContent-Type: message/feedback-report\n\nFeedback-Type: {kind}\nVersion: 1\n\n"
        "--b\nContent-Type: message/rfc822\n\n"
        f"Message-ID: <kaffe.{bo.token}.3@example.org>\nTo: x\n\nHej\n--b--\n"
    )
    assert scene.read(complaint.format(kind="not-spam")) == {}
    (outcome,) = scene.outcomes(complaint.format(kind="abuse"))
    assert (outcome.kind, "bo@example.org" in outcome.words) == ("klage", True)
    assert scene.out() == {"bo": "left"}


def exim(person: Participant, said: str) -> str:
    return (
        "Return-Path: <>\nX-Failed-Recipients: bo@example.org\nAuto-Submitted: auto-replied\n"
        "From: Mail Delivery System <Mailer-Daemon@mx.example.net>\nSubject: Mail delivery failed\n\n"
        f"A message that you sent could not be delivered:\n\n  bo@example.org\n    {said}\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
        f"Message-ID: <kaffe.{person.token}.3@example.org>\nTo: bo@example.org\n\nHej\n"
    )


def test_exims_own_report_is_understood(scene: Scene) -> None:
    bo = scene.person("bo")
    assert scene.read(exim(bo, "retry timeout exceeded")) == {"andet": 1}
    assert scene.read(exim(bo, "SMTP error after RCPT TO: 552 5.2.2 Mailbox full")) == {"forsinket": 1}
    assert scene.out() == {}
    assert scene.read(exim(bo, "SMTP error after RCPT TO: 550 5.1.1 No such user")) == {"afvist": 1}


def test_a_report_in_an_old_form_is_told_and_stops_nobody(scene: Scene) -> None:
    bo = scene.person("bo")
    qmail = (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nSubject: failure notice\n\n"
        "Hi. This is the qmail-send program at mx.example.net.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<bo@example.org>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\n"
        f"Message-ID: <kaffe.{bo.token}.3@example.org>\nTo: bo@example.org\n\nHej\n"
    )
    (outcome,) = scene.outcomes(qmail)
    assert (outcome.kind, "siger ikke hvorfor" in outcome.words) == ("andet", True)
    assert scene.out() == {}


# What people write


@pytest.mark.parametrize(
    "make",
    [
        lambda bo: letter(f"Afmeld {bo.token}", sender="fra-sin-telefon@example.net"),
        lambda bo: letter(f"afmeld {bo.token.upper()}", Auto_Submitted="auto-generated"),
        lambda bo: letter(f"=?utf-8?q?Afmeld_{bo.token}?="),
        lambda bo: answer(bo, "Afmeld mig"),
        lambda bo: answer(bo, "Meld mig fra, tak.\n\nMvh Bo\n\nDen 12. jan. skrev Kafferefleksion:\n> Hej"),
        lambda bo: answer(bo, "Hej\n\nVenligst afmeld mig fra mailene.\n\nVenlig hilsen\nBo Bo\nTlf. 1"),
        lambda bo: answer(bo, "", "SV: Afmeld"),
        lambda bo: answer(bo, "Unsubscribe please", sender="BO@example.org"),
        lambda bo: letter(
            "SV: Kafferefleksion", "<p>Afmeld mig</p><hr><blockquote>Hej</blockquote>"
            f'<a href="mailto:kaffe@example.org?subject=Afmeld%20{bo.token}">Meld dig fra</a>',
            Content_Type="text/html", In_Reply_To="<nyt@outlook.example>",
        ),
    ],
)  # fmt: skip
def test_a_plain_wish_to_leave_is_carried_out(scene: Scene, make: Callable[[Participant], str]) -> None:
    assert scene.read(make(scene.person("bo"))) == {"meldt_fra": 1}
    assert scene.out() == {"bo": "left"}


@pytest.mark.parametrize(
    "make",
    [
        lambda bo: letter("Afmeld"),  # the address alone, as anybody can write it
        lambda bo: letter("Meld mig fra", "Jeg vil ikke have flere mails"),
        lambda bo: letter("Afmeld 0123456789abcde"),
        lambda bo: letter(f"SV: Afmeld {bo.token}", sender="anden@example.net"),
        lambda bo: answer(bo, "Afmeld mig endelig ikke!"),
        lambda bo: answer(bo, "Afmeld Jens Hansen"),
        lambda bo: answer(bo, "Afmeld mig\n\nfra mødet på torsdag, men ikke fra mailene"),
        lambda bo: answer(bo, "Afmeldt sygefraværet er alt ved det gamle."),
        lambda bo: answer(bo, "Hvordan afmelder jeg mig?"),
        lambda bo: answer(bo, "Afmeld mig", sender="kollega@example.net"),
        lambda bo: answer(bo, "Afmeld mig", "VS: Kafferefleksion, uge 3"),
        lambda bo: answer(bo, "Tak for en god film!\n\n> Afmeld mig"),
        lambda bo: letter(
            "SV: Kafferefleksion til Eksempelby er bestilt", "Afmeld Jens Hansen", sender="lis@example.org",
            In_Reply_To="<kaffe.ordre.1.20261201100000@example.org>",
        ),
        lambda bo: letter(
            "SV: Kafferefleksion er bestilt", "Afmeld mig", In_Reply_To="<kaffe.ordre.1.20261201@example.org>"
        ),
    ],
)  # fmt: skip
def test_anything_in_doubt_is_for_a_human(scene: Scene, make: Callable[[Participant], str]) -> None:
    assert scene.read(make(scene.person("bo"))) == {"andet": 1}
    assert scene.out() == {}


def test_what_looks_like_leaving_is_pointed_out_to_whoever_reads(scene: Scene) -> None:
    (outcome,) = scene.outcomes(letter("Afmeld", sender="bo@example.org"))
    assert "»Afmeld« fra bo@example.org" in outcome.words and "ligner en afmelding" in outcome.words
    (opened,) = scene.outcomes(letter("Afmeld"), opened=True)
    assert opened == Outcome("læst")


def test_an_answer_by_machine_is_not_for_a_person_to_read(scene: Scene) -> None:
    bo = scene.person("bo")
    assert scene.read(
        answer(bo, "Afmeld mig", "Automatisk svar: Kafferefleksion"),
        answer(bo, "Afmeldt sygefraværet", Auto_Submitted="auto-replied; x=y"),
        answer(bo, "Afmeld mig", Precedence="auto_reply"), letter("Tak"),
    ) == {"automatisk": 3, "andet": 1}  # fmt: skip
    assert scene.out() == {}


@pytest.mark.parametrize(
    "data",
    [
        b"ingenting", b"", b"\xff\xfe\0\0", b"Subject: =?x-ukendt?q?=FF?=\n\n",
        b"Content-Type: multipart/report; boundary=b\n\n"
        b"--b\nContent-Type: message/delivery-status\n\n\xff\n--b--\n",
        b"Return-Path: <>\nFrom: MAILER-DAEMON\nContent-Type: multipart/report; boundary=b\n\n--b\n",
    ],
)  # fmt: skip
def test_what_cannot_be_understood_changes_nothing(scene: Scene, data: bytes) -> None:
    scene.read(data)
    assert scene.out() == {}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000))
def test_no_message_stops_the_reading(data: bytes) -> None:
    understood(RawMessage(data))
    understood(RawMessage(b"Return-Path: <>\nContent-Type: text/html; charset=x\nIn-Reply-To: " + data))


def test_long_lines_and_fields_are_read_in_no_time(scene: Scene) -> None:
    """Each of them takes hours where the time goes with the square of the length."""
    dashes, long = "-" * 1_000_000, "<a@b.dk>, " * 200_000
    exims = exim(scene.person("bo"), f"550 5.1.1 x\n{dashes}\n{dashes}")
    assert scene.read(exims) == {"afvist": 1}
    for field in ("From", "To", "Subject", "X-Failed-Recipients", "References", "Received"):
        assert scene.read(f"{field}: {long}\nSubject: x\n\nHej\n") == {"andet": 1}
    inner = report(scene.person("ida"), mark=f"Message-ID: <x@y>\nReferences: {long}")
    assert scene.read(inner) == {"andet": 1}


# Where messages lie


def filled(folder: Path, kind: str, messages: list[str]) -> Path:
    path = folder / kind
    if kind == "eml":
        path.mkdir()
        for number, message in enumerate(messages):
            (path / f"{number}.eml").write_text(message, "utf-8")
        return path
    box: mailbox.Mailbox[mailbox.Message] = {"mbox": mailbox.mbox, "Maildir": mailbox.Maildir}[kind](path)
    for message in messages:
        box.add(message.encode())
    box.flush()
    box.close()
    return path


@pytest.mark.parametrize("kind", ["mbox", "Maildir", "eml"])
def test_the_command_reads_every_kind_of_mailbox_and_leaves_it_alone(scene: Scene, kind: str) -> None:
    messages = [report(scene.person("bo")), letter(f"Afmeld {scene.person('ida').token}"), letter("Hej")]
    path = filled(scene.folder, kind, messages)
    files = [file for file in (path, *sorted(path.rglob("*"))) if file.is_file()]
    before = [file.read_bytes() for file in files]
    kaffe = Command(scene.folder, {"PYTHONPATH": str(ROOT), "KAFFE_DATABASE": scene.url})
    done = kaffe("indbakke", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "bo@example.org får ikke flere mails. Adressen er afvist: 550 5.1.1 No such user" in done.stdout
    assert "ida@example.org er meldt fra." in done.stdout
    assert "1 mail er til et menneske" in done.stdout
    assert [file.read_bytes() for file in files] == before
    again = json.loads(kaffe("indbakke", str(path), "--json").stdout)
    assert (again["før"], again["andet"], again["afvist"]) == (2, 1, 0)
    assert scene.out() == {"bo": "bounced", "ida": "left"}


def test_a_message_in_a_maildir_that_somebody_has_opened_waits_for_nobody(scene: Scene) -> None:
    path = filled(scene.folder, "Maildir", [letter("Hej")])
    (file,) = (path / "new").iterdir()
    file.rename(path / "cur" / f"{file.name}:2,S")
    assert [understood(one).is_opened for one in read_path(path)] == [True]


def test_what_is_no_mailbox_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("hej")
    (tmp_path / "tom").mkdir()
    (tmp_path / "outlook").mkdir()
    (tmp_path / "outlook" / "svar.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    for name, told in (("findes-ikke", "filen eller mappen findes ikke"), ("fil", "mbox"), ("tom", ".eml"),
                       ("outlook", ".msg"), ("outlook/svar.msg", "Gem mailen som .eml")):  # fmt: skip
        with pytest.raises(KaffeError, match=told):
            list(read_path(tmp_path / name))


def test_leaving_stops_the_next_mail(scene: Scene) -> None:
    scene.read(letter(f"Afmeld {scene.person('bo').token}"))
    due = claimed(queue(scene.database), NOW)
    assert sorted(message.participant.person.name.lower() for message in due) == [
        name for name in NAMES if name != "bo"
    ]
