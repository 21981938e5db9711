"""A mailbox over IMAP: read by itself beside `send`, changed by nobody, with a password or a token."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.inbox.mailbox import read_imap
from vaertskab.kaffe.values import Server, parse_mailbox

from .conftest import ROOT, Command
from .imap_server import Box, imap_server
from .ordering import person, placed

SINCE = dt.datetime(2027, 1, 5, tzinfo=dt.UTC)
HELLO = b"From: x@example.org\r\nSubject: Hej\r\n\r\nHej\r\n"


def no_token() -> str:
    raise AssertionError("no token is wanted")


def test_messages_are_read_with_a_password_and_stay_as_they_are() -> None:
    box = Box((HELLO, False), (HELLO * 2, True))
    with imap_server(box) as port:
        target = Server("127.0.0.1", port, folder="INBOX", user="kaffe", password="kode")
        found = list(read_imap(target, SINCE, no_token))
    assert [(one.data, one.is_opened) for one in found] == [(HELLO, False), (HELLO * 2, True)]
    assert "UID SEARCH SINCE 5-Jan-2027" in box.asked
    assert all("BODY.PEEK" in asked for asked in box.asked if "FETCH" in asked)


def test_a_token_from_microsoft_365_logs_in_too() -> None:
    box = Box((HELLO, False), token="outlook-token")
    with imap_server(box) as port:
        target = Server("127.0.0.1", port, folder="INBOX", user="kaffe@example.org", oauth=True)
        assert len(list(read_imap(target, SINCE, lambda: "outlook-token"))) == 1
        with pytest.raises(KaffeError, match="kan ikke læses: AUTHENTICATE failed"):
            list(read_imap(target, SINCE, lambda: "gammelt"))


def test_a_wrong_password_and_a_server_that_is_gone_are_told_without_the_password() -> None:
    with imap_server(Box()) as port:
        target = Server("127.0.0.1", port, folder="INBOX", user="kaffe", password="forkert-77")
        with pytest.raises(KaffeError, match="Authentication failed") as caught:
            list(read_imap(target, SINCE, no_token))
    assert "forkert-77" not in str(caught.value)
    with pytest.raises(KaffeError, match="tager imod"):
        list(read_imap(target, SINCE, no_token))


def test_a_password_with_danish_letters_logs_in(tmp_path: Path) -> None:
    box = Box((HELLO, False), password="blåbær")
    with imap_server(box) as port:
        right, wrong = (
            Server("127.0.0.1", port, folder="INBOX", user="k", password=one) for one in ("blåbær", "brød")
        )
        assert len(list(read_imap(right, SINCE, no_token))) == 1
        with pytest.raises(KaffeError, match="kan ikke læses"):
            list(read_imap(wrong, SINCE, no_token))


def test_the_mailbox_of_the_settings_is_read_and_tilsyn_tells_what_waits_until_it_is_opened(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'kaffe.sqlite3'}"
    database = Database(url)
    placed(database, "bo", "ida")
    bo = person(database, "bo@example.org")
    leave = f"From: bo@example.org\r\nSubject: Afmeld {bo.token}\r\n\r\n\r\n".encode()
    box = Box((leave, False), (HELLO, False))
    with imap_server(box) as port:
        kaffe = Command(tmp_path, {
            "PYTHONPATH": str(ROOT), "KAFFE_DATABASE": url, "KAFFE_AFSENDER": "kaffe@example.org",
            "KAFFE_POSTKASSE": f"imap://kaffe:kode@127.0.0.1:{port}",
        })  # fmt: skip
        done = kaffe("indbakke")
        assert "bo@example.org er meldt fra." in done.stdout, done.stderr
        now = ("--nu", "2026-12-02T10:00")
        waits = kaffe("tilsyn", *now)
        assert (waits.returncode, "1 mail er til et menneske" in waits.stdout) == (1, True)
        kaffe("indbakke")
        assert json.loads(kaffe("tilsyn", "--json", *now).stdout)["fund"] == [
            "1 mail er til et menneske. Læs dem i postkassen."
        ]
        box.messages[1] = (HELLO, True)
        kaffe("indbakke")
        assert kaffe("tilsyn", *now).returncode == 0
    database.close()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("imaps://kaffe:k%40de@mail.example.org",
         Server("mail.example.org", 993, True, user="kaffe", password="k@de", folder="INBOX")),
        ("imap://kaffe:k@mail.example.org:1143/INBOX/Kaffe?starttls=1",
         Server("mail.example.org", 1143, False, True, "kaffe", "k", folder="INBOX/Kaffe")),
        ("imaps://kaffe%40example.org@outlook.office365.com/?oauth=1",
         Server("outlook.office365.com", 993, True, user="kaffe@example.org", oauth=True, folder="INBOX")),
        ("m365", "m365"),
        ("svar.mbox", Path("/opt/kaffe/svar.mbox")),
    ],
)  # fmt: skip
def test_what_the_setting_says_is_where_the_mailbox_is(text: str, target: object) -> None:
    found = parse_mailbox(text, Path("/opt/kaffe"))
    assert found == target
    assert "k@de" not in f"{found}{found!r}"


@pytest.mark.parametrize(
    "text", ["pop3://kaffe:kode77@host", "imap://kaffe:kode77@host?x=1", 'imaps://kaffe:kode77@host/"a',
             "imap://kaffe@host?oauth=1", "imaps://kaffe:kode77@host?oauth=1"],
)  # fmt: skip
def test_what_is_no_mailbox_is_refused_without_the_password(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_mailbox(text, Path())
    assert "kode77" not in str(caught.value)
