"""What is stored of a person, its removal in the file too, and passwords that are never shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from kaffe.conftest import Command
from kaffe.ordering import placed
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.settings import load_settings
from vaertskab.kaffe.values import parse_server

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


def files(kaffe: Command) -> list[Path]:
    """The files that the ledger lies in."""
    path = Path(make_url(kaffe.environment["KAFFE_DATABASE"]).database or "")
    return list(path.parent.glob(f"{path.name}*"))


def stored(kaffe: Command) -> str:
    """Every value in every table of the database, as text."""
    database = Database(kaffe.environment["KAFFE_DATABASE"])
    with database.read() as connection:
        tables = ("edition", "course_order", "track", "slot", "participant", "delivery", "run", "notice")
        found = [str(connection.execute(text(f"SELECT * FROM {table}")).all()) for table in tables]
    database.close()
    return "\n".join(found)


def test_an_extract_has_everything_that_is_stored_of_a_person(ordered: Command) -> None:
    data = json.loads(ordered("udtræk", "Anne@Example.org", "--json").stdout)
    (taken,) = data["deltagelser"]
    assert (taken["navn"], taken["arbejdsplads"]) == ("Anne-Sofie Særnavn", "Eksempelby")
    assert (taken["gemmes_til"], taken["tilstand"], taken["mails"]) == ("2027-12-28", "i gang", [])
    plain = ordered("udtræk", "anne@example.org").stdout
    assert "Anne-Sofie Særnavn" in plain and "gemmes til: 2027-12-28" in plain
    (placed,) = json.loads(ordered("udtræk", "lis@example.org", "--json").stdout)["bestillinger"]
    assert placed["navn"] == "Lis Ledernavn"
    assert "ikke gemt noget" in ordered("udtræk", "ingen@example.org").stdout


def test_nothing_is_left_of_a_person_who_was_removed(ordered: Command) -> None:
    token = json.loads(ordered("udtræk", "anne@example.org", "--json").stdout)["deltagelser"][0]["kendetegn"]
    assert token in stored(ordered) and "Særnavn" in stored(ordered)
    assert ordered("slet", "ANNE@example.org").returncode == 0
    left = stored(ordered)
    assert not any(word in left for word in ("Særnavn", "anne@example.org", token))
    assert "bo@example.org" in left
    for file in files(ordered):
        content = file.read_bytes()
        assert not any(word.encode() in content for word in ("Særnavn", "anne@example.org", token)), file.name
    assert ordered("slet", "anne@example.org").returncode == 1


def test_an_orderer_can_be_removed_and_the_order_goes_on(ordered: Command) -> None:
    assert "som bestiller af 1 ordre" in ordered("slet", "LIS@example.org").stdout
    assert not any(word in stored(ordered) for word in ("Ledernavn", "lis@example.org"))
    (order,) = json.loads(ordered("status", "--json").stdout)
    assert order["deltagere"]["i gang"] == 2
    assert "Bekræftelsen" not in ordered("status").stdout


def test_a_correction_leaves_nothing_of_what_was_wrong(ordered: Command) -> None:
    ordered("ret", "anne@example.org", "--navn", "Anne Rettet", "--mail", "rettet@example.org")
    assert "Særnavn" not in stored(ordered)
    for file in files(ordered):
        assert b"anne@example.org" not in file.read_bytes()


def test_names_are_kept_until_three_months_after_the_orders_last_mail_and_not_a_day_longer(
    ordered: Command,
) -> None:
    late = ordered("tilføj", "Ida <ida@example.org>", "--nu", "2027-03-01T12:00")
    assert late.returncode == 0
    kept = json.loads(ordered("udtræk", "anne@example.org", "--json").stdout)["deltagelser"][0]["gemmes_til"]
    assert kept == "2028-02-16", "Ida's last follow-up is the order's last mail: Tuesday 16 November"
    assert "Der er ingen ordre" in ordered("ryd", "--nu", f"{kept}T12:00").stdout
    assert ordered("ryd", "--nu", "2028-02-17T12:00").stdout == "Slettet: 3 deltagere og 1 ordre.\n"
    assert "example.org" not in stored(ordered), "the orderer and the text too"


def test_how_long_names_are_kept_is_a_setting(ordered: Command) -> None:
    ordered("stop", "1", "--nu", NOW)
    assert "6 måneder" in ordered("ryd", "--nu", "2027-04-01", KAFFE_SLET_EFTER="6").stdout
    kept = json.loads(ordered("udtræk", "anne@example.org", "--json").stdout)["deltagelser"][0]["gemmes_til"]
    assert kept == "2027-03-01", "nothing went, and nothing comes: counted from the order"
    assert "2 deltagere" in ordered("ryd", "--nu", "2027-04-01").stdout


#: Those whose `tjek` is run in a process of its own as well, one of each kind.
IN_A_PROCESS = (
    ("KAFFE_SMTP", f"smtp://kaffe:{SECRET}@127.0.0.1:9"),
    ("KAFFE_DATABASE", f"postgresql:kaffe:{SECRET}@127.0.0.1/kaffe"),
)


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
    if (name, value) not in IN_A_PROCESS:
        return
    done = kaffe.process("tjek")
    assert done.returncode == 1
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_password_is_in_no_representation_of_the_settings() -> None:
    target = parse_server(f"smtp://bruger%40example.org:{SECRET}%2F@mail.example.org:587?starttls=1")
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
    StoredData(database, 3).erase("særnavn@example.org")
    for file in tmp_path.glob("kaffe.sqlite3*"):
        assert "særnavn".encode() not in file.read_bytes().lower(), file.name
    other.close()
    database.close()
