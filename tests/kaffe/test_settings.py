"""The settings: where they come from, what is wrong with them, and `tjek`."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path

import pytest

from kaffe.conftest import Command, course_data
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.settings import load_settings
from vaertskab.kaffe.values import parse_database

SECRET = "hemmelig-kode-77"


def test_tjek_tries_everything_and_says_what_is_wrong(tmp_path: Path, course_file: Path) -> None:
    kaffe = Command(tmp_path, {"KAFFE_DATABASE": str(tmp_path), "KAFFE_KURSUS": str(course_file)})
    done = kaffe("tjek", "--json", KAFFE_SMTP="smtp://127.0.0.1:9")
    found = {one["hvad"]: one for one in json.loads(done.stdout)}
    assert done.returncode == 1
    assert [name for name, one in found.items() if not one["i_orden"]] == [
        "Database", "Adresse", "Afsender", "Mailserver",
    ]  # fmt: skip
    assert "er en mappe" in found["Database"]["besked"]
    assert "KAFFE_AFSENDER" in found["Afsender"]["besked"]


def test_tjek_compares_how_long_names_are_kept_with_what_the_course_promises(
    tmp_path: Path, course_file: Path
) -> None:
    course_file.write_text(json.dumps(course_data() | {"keep_months": 6}), "utf-8")
    kaffe = Command(tmp_path, {"KAFFE_KURSUS": str(course_file), "KAFFE_DATABASE": str(tmp_path)})

    def told(**more: str) -> str:
        lines = kaffe("tjek", **more).stdout.splitlines()
        return next(line for line in lines if "Navne:" in line)

    wrong = told()
    assert wrong.startswith("Galt") and "slettes 6 måneder" in wrong and "dem efter 3" in wrong
    assert "»slet-efter« i kaffe.toml til 6" in wrong and "[privatliv] i kursus.toml" in wrong
    assert "»slet-efter« i KAFFE_SLET_EFTER til 6" in told(KAFFE_SLET_EFTER="1")
    assert told(KAFFE_SLET_EFTER="6").startswith("Godt")
    course_file.write_text(json.dumps(course_data()), "utf-8")  # a course that was built before it said so
    assert told().startswith("Godt")


def test_tjek_opens_the_page_that_the_mails_link_to(tmp_path: Path, course_file: Path) -> None:
    asked = list[bytes]()

    def serve(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            asked.append(connection.recv(4096))
            connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        data = json.loads(course_file.read_text("utf-8"))
        base = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        changed = json.dumps(data).replace("https://kursus.example.org/vaertskab/", base)
        course_file.write_text(changed, "utf-8")
        kaffe = Command(tmp_path, {
            "KAFFE_DATABASE": str(tmp_path / "kaffe.sqlite3"), "KAFFE_KURSUS": str(course_file)
        })  # fmt: skip
        done = kaffe("tjek")
        thread.join(timeout=30)
    assert asked[0].startswith(b"GET /modules/kaffe/uge-01.html")
    assert f"Godt  Adresse:       {base}" in done.stdout


def test_settings_come_from_the_file_and_the_environment_counts_first(tmp_path: Path) -> None:
    file = tmp_path / "kaffe.toml"
    file.write_text(
        'database = "data/kaffe.sqlite3"\nkursus = "kursus.json"\nafsender = "Kaffe <kaffe@example.org>"\n'
        'smtp = "smtp://mail.example.org"\npr-minut = 30\nadresse = "https://kursus.example.org"\n',
        "utf-8",
    )
    settings = load_settings(str(file), {"KAFFE_AFSENDER": "hej@example.org", "KAFFE_PR_DOEGN": "1000"})
    assert settings.database.database == str(tmp_path / "data" / "kaffe.sqlite3")
    assert settings.course == str(tmp_path / "kursus.json")
    assert settings.sender and settings.sender.address == "hej@example.org"
    assert (settings.keep_months, settings.administrator, settings.notes) == (3, None, ())
    assert (settings.per_minute, settings.per_day, settings.base_url) == (
        30,
        1000,
        "https://kursus.example.org/",
    )
    assert settings.smtp and settings.smtp.port == 25


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('smpt = "x"', "»smpt« kendes ikke"),
        ("smtp = [1]", "»smtp« skal være en tekst"),
        ('smtp "x"\nkursus = "y"', "Linje 1 kan ikke læses"),
        ("smtp = ", "Slutningen kan ikke læses"),
        ('pr-minut = "mange"', "(pr-minut): Skriv et helt tal"),
        ('afsender = "Kaffe"', "(afsender): Mailadressen »Kaffe« mangler et @."),
    ],
)
def test_a_settings_file_that_is_wrong_says_where(tmp_path: Path, content: str, told: str) -> None:
    file = tmp_path / "kaffe.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(KaffeError) as caught:
        load_settings(str(file), {})
    assert told in str(caught.value)
    assert str(file) in str(caught.value)


def test_the_database_is_a_path_an_sqlite_address_or_postgresql(tmp_path: Path) -> None:
    assert parse_database("kaffe.db", tmp_path).database == str(tmp_path / "kaffe.db")
    assert parse_database(f"sqlite:///{tmp_path}/x.db", Path()).database == str(tmp_path / "x.db")
    assert parse_database("postgres://a@b/c", Path()).drivername == "postgresql+psycopg"
    for wrong in ("sqlite://", "sqlite:///:memory:", "oracle://a@b/c", "http://x"):
        with pytest.raises(ValueError, match="Skriv en sti"):
            parse_database(wrong, Path())


def test_a_settings_file_with_a_password_that_others_can_read_is_told(
    tmp_path: Path, course_file: Path
) -> None:
    file = tmp_path / "kaffe.toml"
    file.write_text(f'smtp = "smtp://kaffe:{SECRET}@127.0.0.1:9"\n', "utf-8")
    kaffe = Command(
        tmp_path, {"KAFFE_DATABASE": str(tmp_path / "k.sqlite3"), "KAFFE_KURSUS": str(course_file)}
    )
    file.chmod(0o644)
    assert "chmod 600" in kaffe("tjek").stdout
    file.chmod(0o600)
    assert "chmod 600" not in kaffe("tjek").stdout
