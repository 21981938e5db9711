"""What is stored of a person, its removal in the file too, and passwords that are never shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from kaffe.conftest import Command
from kaffe.ordering import placed
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.settings import load_settings
from vaertskab.kaffe.values import parse_smtp

NOW = "2026-12-01T10:00"
SECRET = "hemmelig-kode-77"


@pytest.fixture
def ordered(kaffe: Command, tmp_path: Path) -> Command:
    """A stored order for Anne and Bo, by Lis."""
    path = tmp_path / "liste.csv"
    path.write_text("Navn;Mail\nAnne-Sofie Særnavn;anne@example.org\nBo;bo@example.org\n", "utf-8")
    done = kaffe(
        "bestil", str(path), "--arbejdsplads", "Eksempelby", "--bestiller", "Lis Ledernavn <lis@example.org>",
        "--start", "2027-W02", "--nu", NOW, "--ja",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return kaffe


def stored(kaffe: Command) -> str:
    """Every value in every table of the database, as text."""
    database = Database(kaffe.environment["KAFFE_DATABASE"])
    with database.read() as connection:
        tables = ("edition", "course_order", "track", "slot", "participant", "delivery")
        found = [str(connection.execute(text(f"SELECT * FROM {table}")).all()) for table in tables]
    database.close()
    return "\n".join(found)


def test_an_extract_has_everything_that_is_stored_of_a_person(ordered: Command) -> None:
    data = json.loads(ordered("udtræk", "Anne@Example.org", "--json").stdout)
    (taken,) = data["deltagelser"]
    assert (taken["navn"], taken["arbejdsplads"]) == ("Anne-Sofie Særnavn", "Eksempelby")
    assert (taken["gemmes_til"], taken["tilstand"], taken["mails"]) == ("2029-01-12", "i gang", [])
    plain = ordered("udtræk", "anne@example.org").stdout
    assert "Anne-Sofie Særnavn" in plain and "gemmes til: 2029-01-12" in plain
    (placed,) = json.loads(ordered("udtræk", "lis@example.org", "--json").stdout)["bestillinger"]
    assert placed["navn"] == "Lis Ledernavn"
    assert "ikke gemt noget" in ordered("udtræk", "ingen@example.org").stdout


def test_nothing_is_left_of_a_person_who_was_removed(ordered: Command, tmp_path: Path) -> None:
    token = json.loads(ordered("udtræk", "anne@example.org", "--json").stdout)["deltagelser"][0]["kendetegn"]
    assert token in stored(ordered) and "Særnavn" in stored(ordered)
    assert ordered("slet", "ANNE@example.org").returncode == 0
    left = stored(ordered)
    assert not any(word in left for word in ("Særnavn", "anne@example.org", token))
    assert "bo@example.org" in left
    for file in tmp_path.glob("kaffe.sqlite3*"):
        content = file.read_bytes()
        assert not any(word.encode() in content for word in ("Særnavn", "anne@example.org", token)), file.name
    assert ordered("slet", "anne@example.org").returncode == 1


def test_an_orderer_can_be_removed_and_the_order_goes_on(ordered: Command) -> None:
    assert "som bestiller af 1 ordre" in ordered("slet", "LIS@example.org").stdout
    assert not any(word in stored(ordered) for word in ("Ledernavn", "lis@example.org"))
    (order,) = json.loads(ordered("status", "--json").stdout)
    assert order["deltagere"]["i gang"] == 2
    assert "Bekræftelsen" not in ordered("status").stdout


def test_a_correction_leaves_nothing_of_what_was_wrong(ordered: Command, tmp_path: Path) -> None:
    ordered("ret", "anne@example.org", "--navn", "Anne Rettet", "--mail", "rettet@example.org")
    assert "Særnavn" not in stored(ordered)
    for file in tmp_path.glob("kaffe.sqlite3*"):
        assert b"anne@example.org" not in file.read_bytes()


def test_what_is_past_its_two_years_is_removed_and_not_a_day_before(ordered: Command) -> None:
    late = ordered("tilføj", "Ida <ida@example.org>", "--nu", "2027-03-01T12:00")
    assert late.returncode == 0
    assert "ikke noget" in ordered("ryd", "--nu", "2029-01-12T12:00").stdout
    assert ordered("ryd", "--nu", "2029-01-13T12:00").stdout == "Slettet: 2 deltagere og 0 ordrer.\n"
    assert "ida@example.org" in stored(ordered)
    assert json.loads(ordered("ryd", "--json", "--nu", "2029-03-03").stdout) == {"deltagere": 1, "ordrer": 1}
    assert "example.org" not in stored(ordered), "the orderer and the text too"


def test_an_order_that_lost_its_people_is_kept_until_its_own_two_years_are_over(ordered: Command) -> None:
    ordered("slet", "anne@example.org")
    ordered("slet", "bo@example.org")
    assert "ikke noget" in ordered("ryd", "--nu", "2028-12-01").stdout
    assert ordered("ryd", "--nu", "2029-01-14").stdout == "Slettet: 0 deltagere og 1 ordre.\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KAFFE_SMTP", f"smtp://kaffe:{SECRET}@127.0.0.1:9"),
        ("KAFFE_SMTP", f"smtp://kaffe:{SECRET}@127.0.0.1:1?starttls=1"),
        ("KAFFE_SMTP", f"smtp:/kaffe:{SECRET}@127.0.0.1"),
        ("KAFFE_SMTP", f"smtp://kaffe:{SECRET}@127.0.0.1:port"),
        ("KAFFE_SMTP", f"smtp://kaffe:{SECRET}/#@127.0.0.1"),
        ("KAFFE_SMTP", f"smtp://kaffe:{SECRET}@127.0.0.1?kode={SECRET}"),
        ("KAFFE_SMTP", f"smtps://kaffe:{SECRET}@[::1"),
        ("KAFFE_SMTP", f"imap://kaffe:{SECRET}@127.0.0.1"),
        ("KAFFE_DATABASE", f"postgresql://kaffe:{SECRET}@127.0.0.1:9/kaffe"),
        ("KAFFE_DATABASE", f"postgresql://kaffe:{SECRET}@127.0.0.1:x/kaffe"),
        ("KAFFE_DATABASE", f"mysql://kaffe:{SECRET}@127.0.0.1/kaffe"),
        ("KAFFE_DATABASE", f"postgresql:/kaffe:{SECRET}@127.0.0.1/kaffe"),
        ("KAFFE_DATABASE", f"postgresql:kaffe:{SECRET}@127.0.0.1/kaffe"),
        ("KAFFE_DATABASE", f"nonsense://kaffe:{SECRET}@127.0.0.1/kaffe"),
        ("KAFFE_KURSUS", f"http://kaffe:{SECRET}@127.0.0.1:9/kursus.json?n={SECRET}"),
        ("KAFFE_ADRESSE", f"ftp://kaffe:{SECRET}@example.org"),
    ],
)
def test_a_password_is_never_printed_whatever_is_wrong(
    tmp_path: Path, course_file: Path, name: str, value: str
) -> None:
    environment = {
        "KAFFE_DATABASE": str(tmp_path / "kaffe.sqlite3"), "KAFFE_KURSUS": str(course_file),
        "KAFFE_AFSENDER": "kaffe@example.org",
    }  # fmt: skip
    kaffe = Command(tmp_path, environment | {name: value})
    for words in (["tjek"], ["tjek", "--json"], ["status"], ["send"]):
        done = kaffe(*words)
        assert SECRET not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    done = kaffe.process("tjek")
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_password_is_in_no_representation_of_the_settings() -> None:
    target = parse_smtp(f"smtp://bruger%40example.org:{SECRET}%2F@mail.example.org:587?starttls=1")
    assert (target.user, target.password, target.port) == ("bruger@example.org", f"{SECRET}/", 587)
    assert str(target) == "smtp://bruger@example.org:***@mail.example.org:587?starttls=1"
    environment = {
        "KAFFE_SMTP": f"smtps://kaffe:{SECRET}@mail.example.org", "KAFFE_DATABASE": f"postgres://a:{SECRET}@b/c"
    }  # fmt: skip
    settings = load_settings(None, environment)
    assert SECRET not in f"{settings!r} {target!r} {settings.smtp} {settings.database}"
    assert settings.smtp and settings.smtp.port == 465


def test_a_person_is_gone_from_the_file_also_while_another_program_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "kaffe.sqlite3"
    database, other = Database(f"sqlite:///{path}"), Database(f"sqlite:///{path}")
    placed(database, "særnavn")
    with other.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM participant")).scalar() == 1
    Participants(database).erase("særnavn@example.org")
    for file in tmp_path.glob("kaffe.sqlite3*"):
        assert "særnavn".encode() not in file.read_bytes().lower(), file.name
    other.close()
    database.close()
