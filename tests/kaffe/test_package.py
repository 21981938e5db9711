"""`pakke`: drafts and a calendar file for a leader who has no server to send from."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from icalendar import Calendar

from .conftest import ROOT, Command

ABOUT = ("--arbejdsplads", "Hovedbiblioteket", "--bestiller", "Lis Holm <lis@example.org>",
         "--start", "2027-W02", "--nu", "2026-12-01T10:00", "--mappe")  # fmt: skip


@pytest.fixture
def by_hand(tmp_path: Path, course_file: Path) -> Command:
    """The command line without a database, a sender or a mail server."""
    (tmp_path / "film").mkdir()
    picture = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6358ecae030002"
        "a70117e124f3d00000000049454e44ae426082"
    )
    (tmp_path / "film" / "uge-04.jpg").write_bytes(picture)
    return Command(tmp_path, {"PYTHONPATH": str(ROOT), "KAFFE_KURSUS": str(course_file)})


def mail(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage) and not found.defects
    return found


def test_a_leader_gets_twelve_drafts_and_the_days_to_send_them(by_hand: Command, tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_text("Navn;E-mail\nÅse Ø;aase@example.org\nBo;bo@example.org\n", "utf-8")
    done = by_hand("pakke", *ABOUT, "pakke", "--liste", "liste.csv", "--spring-over", "2027-W07")
    assert (done.returncode, done.stderr) == (0, "")
    assert "uge-06.eml         ti. 23.02.2027 kl. 09.00" in done.stdout
    folder = tmp_path / "pakke"
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["kafferefleksion.ics", *(f"opfoelgning-{number}.eml" for number in (1, 2, 3)),
                     *(f"uge-{week:02}.eml" for week in range(1, 13))]  # fmt: skip
    draft = mail(folder / "uge-04.eml")
    assert (draft["X-Unsent"], draft["From"], draft["To"], draft["Message-ID"]) == ("1", None, None, None)
    assert draft["Bcc"] == "Åse Ø <aase@example.org>, Bo <bo@example.org>"
    assert draft["Subject"] == "Kafferefleksion, uge 4: Tema 4 – blåbærgrød"
    text = draft.get_body(("plain",))
    assert text is not None
    words = text.get_content()
    assert "\nHej\n" in words.replace("\r", "") and "Hovedbiblioteket" in words
    assert "lis@example.org" in words and "Afmeld Kafferefleksion" in words
    html = draft.get_body(("html",))
    assert html is not None and "cid:film.4@example.org" in html.get_content()
    events = Calendar.from_ical((folder / "kafferefleksion.ics").read_bytes()).walk("VEVENT")
    assert [str(event["DTSTART"].dt)[:16] for event in events][:2] == ["2027-01-12 08:00", "2027-01-19 08:00"]
    assert len(events) == 15
    assert not list(tmp_path.glob("*.sqlite3"))


def test_without_a_list_the_leader_fills_in_the_recipients(by_hand: Command, tmp_path: Path) -> None:
    done = by_hand("pakke", *ABOUT, "pakke")
    assert "Skriv modtagerne i feltet Bcc" in done.stdout
    assert mail(tmp_path / "pakke" / "uge-01.eml")["Bcc"] is None


def test_nothing_is_written_over_and_a_faulty_list_gives_no_drafts(by_hand: Command, tmp_path: Path) -> None:
    (tmp_path / "fuld").mkdir()
    (tmp_path / "fuld" / "mine.txt").write_text("vigtigt", "utf-8")
    done = by_hand("pakke", *ABOUT, "fuld")
    assert (done.returncode, "er ikke tom" in done.stderr) == (1, True)
    (tmp_path / "liste.csv").write_text("Navn;E-mail\nBo;bo\n", "utf-8")
    done = by_hand("pakke", *ABOUT, "ny", "--liste", "liste.csv")
    assert (done.returncode, "Linje 2: Mailadressen »bo« mangler et @." in done.stderr) == (1, True)
    assert not (tmp_path / "ny").exists()
    assert "Uge 2026-W40 er gået" in by_hand("pakke", *ABOUT, "ny", "--start", "2026-W40").stderr
