"""Who is told when it stops: runs in the ledger, `status`, `tjek`, `tilsyn`; and what --nu may not do."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import pytest

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.sending.runs import RunLog

from .conftest import ROOT, Command
from .reading import body, parsed
from .sending import rows
from .servers import Post, smtp_server

DUE = "2027-01-12T09:00"


@pytest.fixture
def ordered(kaffe: Command) -> Command:
    """An order for two people from week 2 of 2027."""
    (kaffe.folder / "liste.csv").write_text("Navn;E-mail\n;god1@example.org\n;god2@example.org\n", "utf-8")
    words = ("--arbejdsplads", "Eksempelby", "--bestiller", "Lis <god@example.org>", "--start", "2027-W02")
    done = kaffe("bestil", "liste.csv", *words, "--nu", "2026-12-01", "--ja")
    assert done.returncode == 0, done.stderr
    return kaffe


def test_every_run_is_written_down_and_status_and_tjek_show_the_last(ordered: Command) -> None:
    assert "»send« har ikke kørt endnu" in ordered("status").stdout
    with smtp_server(Post()) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", DUE, **smtp)
        told = ordered("tjek", **smtp).stdout
    last = "Sidste kørsel: ti. 12.01.2027 kl. 09.00 (med --nu): 2 mails sendt"
    assert last in ordered("status").stdout
    assert last.split(": ", 1)[1] in told


def test_a_run_that_halts_is_written_down_with_the_servers_words_and_no_address(
    ordered: Command, database: Database
) -> None:
    post = Post()
    post.refuse_sender = "550 5.7.60 <kaffe@example.org> may not send"
    with smtp_server(post) as port:
        done = ordered("send", "--nu", DUE, KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
    assert done.returncode == 1
    last = RunLog(database).last()
    assert last and last.error
    assert "5.7.60" in last.error and "kaffe@" not in last.error
    told = ordered("tilsyn", "--nu", DUE)
    assert (told.returncode, "5.7.60" in told.stdout) == (1, True)
    assert "Standset: " in ordered("status").stdout
    assert "Galt  Sidste kørsel:" in ordered("tjek").stdout


def test_all_is_well_until_mails_have_waited_for_a_day_without_a_good_run(ordered: Command) -> None:
    assert ordered("tilsyn", "--nu", "2026-12-20").returncode == 0, "nothing is due yet"
    assert ordered("tilsyn", "--nu", "2027-01-13T08:00").returncode == 0
    late = ordered("tilsyn", "--nu", "2027-01-13T09:30")
    assert (late.returncode, "i et døgn" in late.stdout) == (1, True)
    with smtp_server(Post()) as port:
        ordered("send", "--nu", "2027-01-13T10:00", KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
    good = ordered("tilsyn", "--nu", "2027-01-13T10:30", "--json")
    assert (good.returncode, json.loads(good.stdout)["i_orden"]) == (0, True)


def test_what_waits_for_a_human_is_told_until_it_is_seen(ordered: Command, database: Database) -> None:
    RunLog(database).notice("indbakke", "1 mail er til et menneske.", dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    told = ordered("tilsyn", "--nu", "2027-01-02")
    assert (told.returncode, "1 mail er til et menneske." in told.stdout) == (1, True)
    assert "Venter på et menneske: 1 mail er til et menneske." in ordered("status").stdout
    assert ordered("tilsyn", "--set", "--nu", "2027-01-02").returncode == 0
    assert ordered("tilsyn", "--nu", "2027-01-02").returncode == 0


def test_the_administrator_is_mailed_once_a_day(ordered: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        more = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_ADMINISTRATOR": "it@example.org"}
        for moment in ("2027-01-14T10:00", "2027-01-14T11:00", "2027-01-15T10:01"):
            assert ordered("tilsyn", "--nu", moment, **more).returncode == 1
    assert post.recipients() == ["it@example.org"] * 2
    assert "i et døgn" in body(parsed(post.mails[0][1]), "plain")
    assert "der er ingen" in ordered(
        "tilsyn", "--nu", "2027-01-20", KAFFE_SMTP="smtp://127.0.0.1:9", KAFFE_ADMINISTRATOR="it@example.org"
    ).stderr, "that the server is down is told, and the exit code is the same"  # fmt: skip


def test_a_ledger_that_cannot_be_opened_is_told_with_the_exit_code(ordered: Command) -> None:
    told = ordered("tilsyn", KAFFE_DATABASE=str(ordered.folder))
    assert (told.returncode, "er en mappe" in told.stdout) == (1, True)


def sent_for_real(database: Database) -> None:
    log = RunLog(database)
    number = log.begin(dt.datetime.now(dt.UTC), rehearsal=False)
    log.end(number, dt.datetime.now(dt.UTC), sent=1, put_off=0)


@pytest.mark.parametrize(
    "words",
    [("send",), ("ryd",), ("stop", "1"), ("flyt", "1", "--til", "2027-W09"), ("gensend", "--ordre", "1")],
)
def test_a_set_clock_changes_nothing_in_a_ledger_that_has_sent_for_real(
    ordered: Command, database: Database, words: tuple[str, ...]
) -> None:
    sent_for_real(database)
    before = database_content(database)
    done = ordered(*words, "--nu", "2030-01-04")
    assert done.returncode == 1
    assert "har sendt rigtige mails" in done.stderr
    assert database_content(database) == before
    assert ordered("status", "--nu", "2030-01-04").returncode == 0, "looking is free"


def database_content(database: Database) -> list[object]:
    with database.read() as connection:
        tables = ("course_order", "slot", "participant", "delivery", "run")
        return [connection.exec_driver_sql(f"SELECT * FROM {table}").all() for table in tables]


def test_a_ledger_that_was_practised_on_is_not_taken_for_a_real_one(
    ordered: Command, database: Database
) -> None:
    with smtp_server(Post()) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", "2026-12-02T09:00", **smtp)
        assert ordered("send", **smtp).returncode == 0, "nothing had gone, and nobody would be kept back"
        ordered("send", "--nu", "2029-01-04T09:00", **smtp)
        before, done = rows(database), ordered("send", **smtp)
    assert (done.returncode, "øve sig med --nu" in done.stderr) == (1, True)
    assert rows(database) == before


def test_overlapping_runs_keep_to_the_minutes_limit_together(ordered: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        more = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_PR_MINUT": "30"}
        environment = ordered.environment | more | {"PATH": "", "HOME": str(ordered.folder)}
        words = [sys.executable, "-m", "vaertskab", "kaffe", "send", "--nu", DUE]
        began = dt.datetime.now()
        runs = [subprocess.Popen(words, cwd=ordered.folder, env=environment) for _ in range(2)]
        assert [run.wait(60) for run in runs] == [0, 0]
        took = dt.datetime.now() - began
    assert sorted(post.recipients()).count("god1@example.org") == 1
    assert took > dt.timedelta(seconds=2), "two mails, thirty a minute"


@pytest.mark.parametrize(
    "words", [["vis"], ["--indstillinger", "kaffe.toml", "vis", "--uge", "1"], ["--help"]]
)
def test_without_the_mail_packages_every_command_says_which_is_missing(words: list[str]) -> None:
    code = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        f"from vaertskab.cli import main; main(['kaffe', *{words!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    assert "Pakken sqlalchemy mangler." in done.stderr
    assert "Kendes ikke" not in done.stderr and "Traceback" not in done.stderr
