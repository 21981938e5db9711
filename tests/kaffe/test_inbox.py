"""The sender's mailbox: delivery reports and people who want out, in the shapes that servers write them."""

from __future__ import annotations

import datetime as dt
import mailbox
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.bounce import open_mailbox, read
from vaertskab.kaffe.inbox.mailbox import carry_out
from vaertskab.kaffe.model import Participant, Status
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.sending.ledger import Ledger

from .conftest import Command
from .ordering import claimed, queue
from .sending import FIRST, course, place, rows

ADDRESSES = ["afvist@example.org", "ude@example.org", "bliver@example.org"]


def report(person: Participant, *, action: str = "failed", status: str = "5.1.1", returned: str = "headers",
           recipient: str = "", envelope: bool = False, token: bool = True) -> bytes:  # fmt: skip
    """A delivery status notification (RFC 3464) as mail servers write them."""
    message_id = f"<kaffe.{person.token}.1@example.org>" if token else "<andet@example.org>"
    original = f"Message-ID: {message_id}\nTo: {person.person.address}\nSubject: Kafferefleksion, uge 1\n"
    parts = {
        "headers": f"--b\nContent-Type: text/rfc822-headers\n\n{original}\n",
        "whole": f"--b\nContent-Type: message/rfc822\n\n{original}\nHej\n\n",
        "": "",
    }
    about = f"Original-Envelope-Id: {person.token}.1\n" if envelope else ""
    text = dedent("""\
        From: MAILER-DAEMON@example.org
        To: kaffe@example.org
        Subject: Undelivered Mail Returned to Sender
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        Could not be delivered.

        --b
        Content-Type: message/delivery-status

        {about}Reporting-MTA: dns; mx.example.org

        Original-Recipient: rfc822;{recipient}
        Final-Recipient: RFC822; {recipient}
        Action: {action}
        Status: {status}
        Diagnostic-Code: smtp; 550 5.1.1 No such user

        """).format(about=about, recipient=recipient or person.person.address, action=action, status=status)
    return (text + parts[returned] + "--b--\n").encode()


def letter(subject: str, sender: str = "ude@example.org", body: str = "Hej", **fields: str) -> bytes:
    """An ordinary mail to the sender."""
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in fields.items())
    return f"From: Ude Bo <{sender}>\nTo: kaffe@example.org\nSubject: {subject}\n{more}\n{body}\n".encode()


class Scene:
    """A ledger with three people, and a mailbox to read into it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.ledger, self.folder = database, Ledger(database), folder
        place(database, course(folder), ADDRESSES)
        self.bad, self.out, self.stays = (self.ledger.find(address=address)[0] for address in ADDRESSES)

    def fill(self, messages: list[bytes], kind: type[mailbox.mbox] | type[mailbox.Maildir]) -> Path:
        """Write a mailbox with `messages`."""
        path = self.folder / "postkasse"
        box = kind(path)
        for message in messages:
            box.add(message)
        box.flush()
        box.close()
        return path

    def read(self, *messages: bytes) -> Counter[str]:
        """Read messages out of an mbox; return how many of each outcome."""
        path = self.fill(list(messages), mailbox.mbox)
        box = open_mailbox(path)
        found = Counter(outcome.kind for outcome in carry_out(read(box), self.ledger, FIRST))
        box.close()
        path.unlink()
        return found

    def status(self, person: Participant) -> Status:
        """Where a person stands now."""
        return Status(rows(self.database)[person.person.address].status)


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Scene:
    return Scene(database, tmp_path)


@pytest.mark.parametrize("returned", ["headers", "whole"])
def test_a_dead_address_is_marked_and_reading_again_changes_nothing(scene: Scene, returned: str) -> None:
    assert scene.read(report(scene.bad, returned=returned)) == {"afvist": 1}
    assert scene.status(scene.bad) is Status.BOUNCED
    assert "No such user" in rows(scene.database)["afvist@example.org"].why
    assert scene.read(report(scene.bad, returned=returned)) == {"før": 1}
    assert scene.status(scene.stays) is Status.ACTIVE


def test_a_report_without_our_mail_in_it_is_told_by_its_envelope_or_its_address(scene: Scene) -> None:
    assert scene.read(report(scene.bad, returned="", envelope=True, recipient="videre@example.net")) == {
        "før": 1
    }
    assert scene.read(report(scene.bad, returned="", envelope=True)) == {"afvist": 1}
    assert scene.read(report(scene.out, token=False)) == {"afvist": 1}
    assert scene.status(scene.out) is Status.BOUNCED


def test_a_delay_stops_nobody(scene: Scene) -> None:
    assert scene.read(report(scene.bad, action="delayed", status="4.4.1")) == {}
    assert scene.read(report(scene.bad, status="4.4.7")) == {"forsinket": 1}
    assert scene.read(report(scene.bad, action="delivered", status="2.0.0")) == {}
    assert scene.status(scene.bad) is Status.ACTIVE


def test_a_report_on_an_address_that_has_been_put_right_stops_nobody(scene: Scene) -> None:
    old = report(scene.bad)
    Participants(scene.database).correct("afvist@example.org", None, FIRST, new_address="rettet@example.org")
    assert scene.read(old) == {"før": 1}
    assert rows(scene.database)["rettet@example.org"].status == Status.ACTIVE.value


def test_a_report_on_somebody_elses_mail_is_told_and_stops_nobody(scene: Scene) -> None:
    found = scene.read(report(scene.bad, token=False, recipient="ukendt@example.net"))
    assert found == {"ukendt": 1}


@pytest.mark.parametrize(
    "make",
    [
        lambda s: letter(f"Afmeld {s.out.token}", "fra-sin-telefon@example.net"),
        lambda s: letter(f"afmeld {s.out.token.upper()}", Auto_Submitted="auto-generated"),
        lambda s: letter(f"SV: =?utf-8?q?Afmeld_{s.out.token}?="),
        lambda s: letter("Afmeld"),
        lambda s: letter("Re: AFMELDING"),
        lambda s: letter("unsubscribe"),
        lambda s: letter("Sv: Kafferefleksion, uge 1", body="\n> Hej\nMeld mig fra, tak.\n"),
        lambda s: letter(
            "Sv: Kafferefleksion", "anden@example.net", "Afmeld mig",
            In_Reply_To=f"<kaffe.{s.out.token}.1@example.org>",
        ),
    ],
)  # fmt: skip
def test_who_writes_to_leave_is_out(scene: Scene, make: Callable[[Scene], bytes]) -> None:
    assert scene.read(make(scene)) == {"meldt_fra": 1}
    assert scene.status(scene.out) is Status.LEFT
    assert scene.status(scene.stays) is scene.status(scene.bad) is Status.ACTIVE


@pytest.mark.parametrize(
    "message",
    [
        letter("Automatisk svar: Kafferefleksion", body="Afmeld mig ikke", Auto_Submitted="auto-replied"),
        letter("Hvordan afmelder jeg mig?"),
        letter("Sv: Kafferefleksion, uge 1", body="Tak for en god film!\n> Afmeld\n"),
        letter("Afmeld 0123456789abcde"),
        b"ingenting", b"", b"\xff\xfe\0\0", b"Subject: =?x-ukendt?q?=FF?=\n\n",
        b"Content-Type: multipart/report; boundary=b\n\n"
        b"--b\nContent-Type: message/delivery-status\n\n\xff\n--b--\n",
    ],
)  # fmt: skip
def test_anything_else_is_for_a_person_to_read(scene: Scene, message: bytes) -> None:
    scene.read(message)
    if b"Afmeld 0123456789abcde" not in message:  # half a token, but the address is right
        assert {row.status for row in rows(scene.database).values()} == {Status.ACTIVE.value}


def test_an_answer_by_machine_is_not_for_a_person_to_read(scene: Scene) -> None:
    away = letter("Automatisk svar: Kafferefleksion, uge 1", Auto_Submitted="auto-replied; x=y")
    assert scene.read(away, letter("Ikke til stede", Precedence="auto_reply"), letter("Tak")) == {
        "automatisk": 2, "andet": 1,
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000))
def test_no_message_stops_the_reading(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("box") / "postkasse"
    box = mailbox.Maildir(path)
    (path / "new" / "1").write_bytes(data)
    (path / "new" / "2").write_bytes(letter("Afmeld 0123456789abcdef"))
    assert len(list(read(box))) >= 1


def test_the_command_reads_both_kinds_of_mailbox_and_leaves_them_alone(
    kaffe: Command, database: Database, tmp_path: Path
) -> None:
    scene = Scene(database, tmp_path)
    for kind in (mailbox.mbox, mailbox.Maildir):
        (tmp_path / kind.__name__).mkdir()
        scene.folder = tmp_path / kind.__name__
        path = scene.fill([report(scene.bad), letter(f"Afmeld {scene.out.token}"), letter("Hej")], kind)
        before = [
            file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()
        ] or path.read_bytes()
        done = kaffe("indbakke", str(path))
        assert done.returncode == 0, done.stderr
        assert (
            before == [file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()]
            or path.read_bytes()
        )
        if kind is mailbox.mbox:
            assert "afvist@example.org får ikke flere mails" in done.stdout
            assert "ude@example.org er meldt fra." in done.stdout
        assert "1 mail er til et menneske" in done.stdout
    assert scene.status(scene.bad) is Status.BOUNCED
    assert scene.status(scene.out) is Status.LEFT


def test_what_is_no_mailbox_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("hej")
    for path in (tmp_path / "findes-ikke", tmp_path, tmp_path / "fil"):
        with pytest.raises(KaffeError):
            open_mailbox(path)


def test_leaving_stops_the_next_mail(scene: Scene) -> None:
    scene.read(letter(f"Afmeld {scene.out.token}"))
    due = claimed(queue(scene.database), FIRST + dt.timedelta(hours=1))
    assert {message.participant.person.address for message in due} == {
        "afvist@example.org",
        "bliver@example.org",
    }
