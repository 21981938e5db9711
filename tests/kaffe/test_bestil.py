"""`bestil` as an administrator runs it: on a terminal, and without one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kaffe.asking import ABOUT, NOW, order, orders
from kaffe.conftest import LIST, ROOT, Command, course_data


def test_an_order_is_shown_stored_and_followed(kaffe: Command, listing: Path) -> None:
    done = order(kaffe, listing, "--spring-over", "2027-W07", "--ja")
    assert (done.returncode, done.stderr) == (0, "")
    for words in (
        "Ordre til Hovedbiblioteket, bestilt af Lis <lis@example.org>",
        "2 deltagere, en mail om ugen, tirsdag kl. 09.00:",
        "uge 1   2027-W02  ti. 12.01.2027 kl. 09.00",
        "uge 6   2027-W08  ti. 23.02.2027 kl. 09.00",
        "Linkene går til https://kursus.example.org/vaertskab/",
        "Gemt som ordre 1.",
    ):
        assert words in done.stdout
    status = kaffe("status", "--nu", NOW)
    assert "2 deltagere: 2 i gang" in status.stdout
    assert "Næste mail: ti. 12.01.2027 kl. 09.00." in status.stdout
    assert "Bekræftelsen er ikke sendt endnu" in status.stdout
    (found,) = json.loads(kaffe("plan", "1", "--json").stdout)
    mails = found["planer"][0]["mails"]
    assert (len(mails), mails[0]["hvornår"]) == (12, "2027-01-12T09:00:00+01:00")
    assert "✓" not in kaffe("plan", "--nu", NOW).stdout
    assert kaffe("plan", "--nu", "2027-01-20").stdout.count("✓") == 2


def test_without_a_terminal_nothing_is_stored_before_somebody_has_said_yes(
    kaffe: Command, listing: Path
) -> None:
    done = order(kaffe, listing)
    assert done.returncode == 1
    assert "uge 12" in done.stdout
    assert "Uden en terminal at svare i skal der stå --ja" in done.stderr
    assert orders(kaffe) == []


@pytest.mark.parametrize(
    ("answer", "stored"),
    [
        ("J", 1),
        ("", 0),
        pytest.param("ja", 1, marks=pytest.mark.slow),
        pytest.param("nej", 0, marks=pytest.mark.slow),
    ],
)
def test_on_a_terminal_the_plan_is_shown_and_the_answer_counts(
    tmp_path: Path, course_file: Path, listing: Path, answer: str, stored: int
) -> None:
    import pty

    kaffe = Command(tmp_path, {
        "PYTHONPATH": str(ROOT), "KAFFE_DATABASE": str(tmp_path / "kaffe.sqlite3"), "PYTHONUTF8": "1",
        "KAFFE_KURSUS": str(course_file), "KAFFE_AFSENDER": "kaffe@example.org",
    })  # fmt: skip
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "vaertskab", "kaffe", "bestil", str(listing), *ABOUT, "--nu", NOW],
        stdin=theirs, stdout=theirs, stderr=theirs, cwd=tmp_path, env=os.environ | kaffe.environment,
    )  # fmt: skip
    os.close(theirs)
    seen, end = b"", time.monotonic() + 60
    try:
        while b"[ja/nej]" not in seen and time.monotonic() < end:
            seen += os.read(ours, 4096)
        os.write(ours, f"{answer}\n".encode())
        assert process.wait(timeout=60) == (0 if stored else 1)
    finally:
        process.kill()
        process.wait(timeout=10)
        os.close(ours)
    assert "uge 12" in seen.decode()
    assert len(orders(kaffe)) == stored


def test_a_faulty_list_is_told_line_by_line_and_nothing_is_stored(kaffe: Command, tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes("Navn;E-mail\r\nÅse;åse\r\nBo;bo@example.org\r\nIda;\r\n".encode("cp1252"))
    done = order(kaffe, path, "--ja")
    assert done.returncode == 1
    assert done.stderr == (
        "Fejl: liste.csv kan ikke bruges. Intet er gemt.\n"
        "Linje 2: Mailadressen »åse« mangler et @.\n"
        "Linje 4: Mailadressen mangler for »Ida«.\n"
    )
    assert orders(kaffe) == []


def test_a_doubled_address_and_whoever_gets_the_mails_already_are_told(
    kaffe: Command, tmp_path: Path, listing: Path
) -> None:
    assert order(kaffe, listing, "--ja").returncode == 0
    kaffe("afmeld", "anne@example.org")
    path = tmp_path / "flere.csv"
    path.write_text(f"{LIST}Ida;ida@example.org\nIda igen;IDA@example.org\n".replace("\r", ""), "utf-8")
    done = order(kaffe, path, "--ja")
    assert done.returncode == 0
    assert "Linje 5: IDA@example.org står også i linje 4 og får kun mailen én gang. " in done.stdout
    assert "bo@example.org får allerede mailene (ordre 1) og kommer ikke med igen." in done.stdout
    assert "anne@example.org har meldt sig fra (ordre 1) og kommer ikke med." in done.stdout
    assert "1 deltager, en mail om ugen" in done.stdout
    again = order(kaffe, path, "--ja")
    assert (again.returncode, "Der er ingen at sende til." in again.stderr) == (1, True)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--start", "2026-W48"], "Uge 2026-W48 er gået. Vælg 2026-W49 eller senere."),
        (["--start", "2027-W53"], "2027 har ikke en uge 53. Den sidste er uge 52."),
        (["--start", "snart"], "»snart« er ikke en uge. Skriv år og uge sådan: 2027-W02."),
        (["--dag", "frokost"], "»frokost« er ikke en ugedag"),
        (["--tid", "25:00"], "»25:00« er ikke et klokkeslæt"),
        (["--spring-over", "2027-W40"], "springes over: mailene går fra 2027-W02 til 2027-W13"),
        (["--spring-over", "2027-W02"], "2027-W02 kan ikke springes over"),
        (["--lukket", "fredag"], "»fredag« er ikke en dato"),
        (["--bestiller", "Lis"], "Mailadressen »Lis« mangler et @"),
        (["--arbejdsplads", "x" * 1000], "Arbejdspladsen er på 1000 tegn"),
        (["--arbejdsplads", " "], "Arbejdspladsen mangler et navn"),
        (["--nu", "i går"], "»i går« er ikke et tidspunkt"),
    ],
)  # fmt: skip
def test_what_cannot_be_ordered_is_refused_with_its_reason(
    kaffe: Command, listing: Path, more: list[str], told: str
) -> None:
    done = order(kaffe, listing, *more, "--ja")
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert orders(kaffe) == []


def test_this_week_may_be_ordered_and_says_that_the_first_mail_goes_at_once(
    kaffe: Command, listing: Path
) -> None:
    done = order(kaffe, listing, "--start", "2026-W49", "--dag", "mandag", "--ja")
    assert done.returncode == 0
    assert "Den første mail går med det samme" in done.stdout


def test_an_order_in_the_evening_says_that_the_first_mail_waits_for_the_morning(
    kaffe: Command, listing: Path
) -> None:
    words = ("--start", "2026-W49", "--dag", "mandag", "--ja", "--nu", "2026-12-01T21:00")
    done = order(kaffe, listing, *words)
    assert done.returncode == 0
    assert "Den første mail går først on. 02.12.2026 kl. 07.00" in done.stdout


def test_there_is_no_order_without_an_address_on_the_net(
    kaffe: Command, listing: Path, course_file: Path
) -> None:
    course_file.write_text(json.dumps(course_data("")), "utf-8")
    done = order(kaffe, listing, "--ja")
    assert done.returncode == 1
    assert "Kurset har ingen adresse på nettet" in done.stderr
    assert orders(kaffe) == []
    done = order(kaffe, listing, "--ja", KAFFE_ADRESSE="https://kaffe.example.org/kursus")
    assert done.returncode == 0
    assert "Linkene går til https://kaffe.example.org/kursus/" in done.stdout


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data.update(version=2), "nyere udgave (version 2"),
        (lambda data: data["parts"][0]["pages"].pop(4), "Se på uge 5"),
        (lambda data: data["parts"][0]["pages"][2].update(questions=[]), "Uge 3 i kurset"),
        (lambda data: data.pop("questions"), "mangler noget"),
        (lambda data: data.clear(), "er ikke en kursusfil"),
    ],
)
def test_a_course_file_that_cannot_be_used_is_told(
    kaffe: Command, listing: Path, course_file: Path, change, told: str
) -> None:
    data = course_data()
    change(data)
    course_file.write_text(json.dumps(data), "utf-8")
    done = order(kaffe, listing, "--ja")
    assert (done.returncode, told in done.stderr) == (1, True)
