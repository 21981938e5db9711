"""What strangers write in mails and lists can neither steer a terminal nor be kept as it is."""

from __future__ import annotations

import json
import mailbox
from pathlib import Path

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.schema import participants

from .conftest import ROOT, Command
from .ordering import person, placed

#: Clears the screen, sets the title, turns the direction of text; in seven and in eight bits.
CODES = "\x1b[2J\x1b]0;hej\x07\x9b31m\u202e"


def kaffe_on(folder: Path) -> tuple[Command, Database]:
    """The command line and a ledger with one person, in an SQLite file."""
    path = folder / "kaffe.sqlite3"
    database = Database(f"sqlite:///{path}")
    placed(database, "bo")
    environment = {
        "PYTHONPATH": str(ROOT),
        "KAFFE_DATABASE": str(path),
        "KAFFE_AFSENDER": "kaffe@example.org",
    }
    return Command(folder, environment), database


def harmless(text: str) -> bool:
    return all(char.isprintable() or char == "\n" for char in text)


def test_a_report_with_terminal_codes_is_told_and_kept_without_them(tmp_path: Path) -> None:
    kaffe, database = kaffe_on(tmp_path)
    bo = person(database, "bo@example.org")
    report = (
        "Subject: Returned\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; bo@example.org\nAction: failed\nStatus: 5.1.1\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 {CODES}No such user\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n"
        f"Message-ID: <kaffe.{bo.token}.1@example.org>\nTo: bo@example.org\n\n--b--\n"
    )
    letter = f"From: X{CODES} <x{CODES}@example.org>\nSubject: Afmeld{CODES}\n\nHej\n"
    box = mailbox.mbox(tmp_path / "postkasse")
    for message in (report, letter):
        box.add(message.encode())
    box.close()
    done = kaffe("indbakke", str(tmp_path / "postkasse"))
    assert "No such user" in done.stdout, done.stderr
    assert harmless(done.stdout) and harmless(done.stderr)
    with database.read() as connection:
        (row,) = connection.execute(participants.select()).all()
    assert "No such user" in row.why and harmless(row.why)
    database.close()


def test_what_an_older_version_kept_raw_is_shown_without_its_codes(tmp_path: Path) -> None:
    kaffe, database = kaffe_on(tmp_path)
    with database.write() as connection:
        bad = {"status": "bounced", "why": f"550 {CODES}nej", "error": f"{CODES}451", "ready": None}
        connection.execute(participants.update().values(bad))
    database.close()
    for words in (("status",), ("status", "--json"), ("udtræk", "bo@example.org"),
                  ("udtræk", "bo@example.org", "--json")):  # fmt: skip
        done = kaffe(*words)
        assert "nej" in done.stdout and harmless(done.stdout), words
        if "--json" in words:
            assert "\\u001b" not in done.stdout and json.loads(done.stdout)
