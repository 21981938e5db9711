"""`kaffe send` as cron runs it: what it sends, says and leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database

from .conftest import Command
from .reading import bodies, parsed
from .sending import rows, weeks_sent
from .servers import Post, smtp_server

DUE = "2027-01-12T09:00"


@pytest.fixture
def ordered(kaffe: Command) -> Command:
    """An order for three people from week 2 of 2027, its confirmation not sent."""
    (kaffe.folder / "liste.csv").write_text(
        "Navn;E-mail\nÅse Bo;god1@example.org\nBo;god2@example.org\n;god3@example.org\n", "utf-8"
    )
    done = kaffe(
        "bestil", "liste.csv", "--arbejdsplads", "Eksempelby", "--bestiller", "Lis <god@example.org>",
        "--start", "2027-W02", "--nu", "2026-12-01", "--ja",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return kaffe


def test_a_run_confirms_the_order_sends_what_is_due_and_sums_up(ordered: Command, database: Database) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        before = ordered("send", "--nu", "2027-01-11", **smtp)
        assert post.recipients() == ["god@example.org"]
        assert "bestilt" in bodies(parsed(post.mails[0][1]))[0]
        done = ordered("send", "--nu", DUE, **smtp)
        again = ordered("send", "--nu", DUE, "--json", **smtp)
    assert (before.returncode, done.returncode, again.returncode) == (0, 0, 0), done.stderr
    assert post.recipients()[1:4] == ["god1@example.org", "god2@example.org", "god3@example.org"]
    assert post.recipients()[4:] == ["god@example.org"], "the leader hears of the week, once"
    assert "3 mails sendt." in done.stdout
    assert json.loads(again.stdout)["sendt"] == 0
    greeted = [bodies(parsed(data))[0].split("\n\n") for _, data in post.mails[1:4]]
    assert [next(line for line in lines if line.startswith("Hej")) for lines in greeted] == [
        "Hej Åse",
        "Hej Bo",
        "Hej",
    ]
    assert weeks_sent(database).keys() == {"god1@example.org", "god2@example.org", "god3@example.org"}


@pytest.mark.parametrize("option", ["--tørløb", "--toerloeb"])
def test_a_dry_run_lists_and_leaves_all_as_it_was(ordered: Command, database: Database, option: str) -> None:
    before = rows(database)
    done = ordered("send", option, "--nu", DUE)
    assert done.returncode == 0, done.stderr
    assert "3 mails ville gå nu" in done.stdout
    assert "god2@example.org" in done.stdout
    assert rows(database) == before


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_wrong_password_ends_with_a_fault_and_the_password_is_not_told(
    ordered: Command, database: Database
) -> None:
    before, post = rows(database), Post()
    with smtp_server(post, password="rigtig") as port:
        done = ordered("send", "--nu", DUE, KAFFE_SMTP=f"smtp://kaffe:hemmelig@127.0.0.1:{port}")
    assert done.returncode == 1
    assert "adgangskode" in done.stderr
    assert "hemmelig" not in done.stdout + done.stderr
    assert rows(database) == before


def test_a_machine_that_was_off_sends_one_mail_at_a_time_and_says_so(
    ordered: Command, database: Database
) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        done = ordered("send", "--nu", "2027-02-12T09:00", **smtp)
        assert "3 deltagere mangler mere end én mail" in done.stdout
        ordered("send", "--nu", "2027-02-13T09:00", **smtp)
        assert weeks_sent(database)["god1@example.org"] == [1]
        ordered("send", "--nu", "2027-02-15T09:01", **smtp)
    assert weeks_sent(database)["god1@example.org"] == [1, 2]


def test_a_machine_that_comes_on_at_night_waits_for_the_morning_and_says_so(
    ordered: Command, database: Database
) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        night = ordered("send", "--nu", "2027-01-13T03:00", **smtp)
        weekend = ordered("send", "--nu", "2027-01-16T12:00", "--json", **smtp)
        assert post.recipients() == ["god@example.org"], "the orderer's own confirmation"
        stand = ordered("status", "--nu", "2027-01-16T12:00")
        ordered("send", "--nu", "2027-01-18T07:00", **smtp)
    assert "0 mails sendt." in night.stdout
    assert "3 mails er forsinkede og går først on. 13.01.2027 kl. 07.00" in night.stdout
    (told,) = json.loads(weekend.stdout)["bemærkninger"]
    assert "ma. 18.01.2027 kl. 07.00" in told
    assert "3 mails er forsinkede og går først ma. 18.01.2027 kl. 07.00." in stand.stdout
    assert "klar til at gå nu" not in stand.stdout
    assert weeks_sent(database)["god1@example.org"] == [1]


def test_one_order_at_night_does_not_hold_up_another_by_day(ordered: Command, database: Database) -> None:
    post = Post()
    (ordered.folder / "sen.csv").write_text("Navn;E-mail\n;god9@example.org\n", "utf-8")
    ordered(
        "bestil", "sen.csv", "--arbejdsplads", "B", "--bestiller", "god@example.org", "--start", "2027-W02",
        "--tid", "20", "--nu", "2026-12-01", "--ja",
    )  # fmt: skip
    with smtp_server(post) as port:
        done = ordered("send", "--nu", "2027-01-12T20:00", KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
    assert weeks_sent(database) == {"god9@example.org": [1]}
    assert "3 mails er forsinkede" in done.stdout


def test_a_limit_for_the_day_is_kept_and_told(ordered: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_PR_DOEGN": "2"}
        done = ordered("send", "--nu", DUE, **smtp)
        assert "1 mail sendt." in done.stdout, "the confirmation is a mail too"
        assert "2 mails venter" in done.stdout
        assert "0 mails sendt." in ordered("send", "--nu", DUE, **smtp).stdout
        assert "2 mails sendt." in ordered("send", "--nu", "2027-01-13T09:01", **smtp).stdout


def test_a_term_signal_stops_in_good_order(ordered: Command, database: Database, tmp_path: Path) -> None:
    """What systemd sends at shutdown: the mail under way gets its answer, and nothing stays leased."""
    post = Post()
    (tmp_path / "sen.csv").write_text(
        "Navn;E-mail\n" + "".join(f";langsom{n}@example.org\n" for n in range(20)), "utf-8"
    )
    ordered(
        "bestil", "sen.csv", "--arbejdsplads", "B", "--bestiller", "god@example.org", "--start", "2027-W02",
        "--nu", "2026-12-01", "--ja",
    )  # fmt: skip
    with smtp_server(post) as port:
        environment = os.environ | ordered.environment | {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        words = [sys.executable, "-m", "vaertskab", "kaffe", "send", "--nu", DUE, "--json"]
        with subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as process:
            until = time.monotonic() + 60
            while (
                not any(name.startswith("langsom") for name in post.recipients()) and time.monotonic() < until
            ):
                time.sleep(0.02)
            process.send_signal(signal.SIGTERM)
            told, _ = process.communicate(timeout=60)
    sent = sum(1 for name in post.recipients() if name != "god@example.org")
    assert not [name for name in post.recipients()[-1:] if name == "god@example.org"], "nor does it go on"
    assert process.returncode == 0
    assert json.loads(told)["sendt"] == sent < 23
    assert all(row.owner is None and not row.in_flight for row in rows(database).values())
    assert sum(map(len, weeks_sent(database).values())) == sent
