"""A mail to whoever ordered goes once: with two runs side by side, after a kill, and beside a full disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.schema import orders
from vaertskab.kaffe.sending.single import OrdererMail
from vaertskab.kaffe.sending.smtp import SmtpTransport
from vaertskab.kaffe.settings import load_settings
from vaertskab.kaffe.values import Server

from .conftest import BOTH, Command
from .ordering import rows_of_runs
from .sending import FIRST, QUICK, course, weeks_sent
from .servers import Post, smtp_server

DUE = "2027-01-12T09:00"


def order(kaffe: Command, orderer: str, *people: str) -> None:
    (kaffe.folder / "liste.csv").write_text("E-mail\n" + "\n".join(people) + "\n", "utf-8")
    words = (
        "--arbejdsplads",
        "A",
        "--bestiller",
        orderer,
        "--start",
        "2027-W02",
        "--nu",
        "2026-12-01",
        "--ja",
    )
    done = kaffe("bestil", "liste.csv", *words)
    assert done.returncode == 0, done.stderr


def let_leases_end(database: Database) -> None:
    with database.write() as connection:
        connection.execute(orders.update().values(leased_until=0))


def repeated(kaffe: Command) -> int:
    return json.loads(kaffe("status", "--json").stdout)[0]["gentaget"]


@BOTH
def test_two_runs_side_by_side_mail_the_orderer_once(
    database: Database, database_url: str, kaffe: Command, tmp_path: Path
) -> None:
    order(kaffe, "langsom@example.org", "god1@example.org")
    kursus, post = course(tmp_path), Post()
    settings = load_settings(environment=kaffe.environment)

    def run() -> None:
        own = Database(database_url)
        transport = SmtpTransport(Server("127.0.0.1", port), QUICK)
        OrdererMail(settings, kursus, own, transport, FIRST).mail_all_plans(print)
        transport.close()
        own.close()

    with smtp_server(post) as port:
        threads = [threading.Thread(target=run) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert post.recipients() == ["langsom@example.org"]
    assert repeated(kaffe) == 0


def test_a_run_that_is_killed_with_the_orderers_mail_under_way_is_counted(
    kaffe: Command, database: Database, tmp_path: Path
) -> None:
    order(kaffe, "langsom@example.org", "god1@example.org")
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        words = [sys.executable, "-m", "vaertskab", "kaffe", "send", "--nu", DUE]
        with subprocess.Popen(words, cwd=tmp_path, env=os.environ | kaffe.environment | smtp) as process:
            until = time.monotonic() + 60
            while not under_way(database) and time.monotonic() < until:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
        kaffe("send", "--nu", DUE, **smtp)
        assert "langsom@example.org" not in post.recipients(), "the dead run has it yet"
        let_leases_end(database)
        kaffe("send", "--nu", DUE, **smtp)
        kaffe("send", "--nu", DUE, **smtp)
    assert post.recipients().count("langsom@example.org") == 2, "the confirmation and the week"
    assert repeated(kaffe) == 1


def under_way(database: Database) -> bool:
    with database.read() as connection:
        return any(row.in_flight for row in connection.execute(orders.select()))


def test_a_mail_that_may_have_been_taken_is_sent_again_and_counted(kaffe: Command) -> None:
    order(kaffe, "tier@example.org", "god1@example.org")
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_PR_DOEGN": "2"}
        done = kaffe("send", "--nu", DUE, **smtp)
        assert "Bekræftelsen af ordre 1 er ikke sendt. Forbindelsen faldt" in done.stderr
        assert repeated(kaffe) == 0
        kaffe("send", "--nu", DUE, **smtp)
    assert repeated(kaffe) == 1
    assert "god1@example.org" in post.recipients()


def test_a_leaders_mail_that_may_have_been_taken_is_counted_after_a_changed_plan_too(
    kaffe: Command, database: Database
) -> None:
    order(kaffe, "lis@example.org", "god1@example.org")

    def move_in(address: str) -> None:
        with database.write() as connection:
            connection.execute(orders.update().values(orderer_address=address))

    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        kaffe("send", "--nu", "2027-01-04", **smtp)
        move_in("tier@example.org")
        kaffe("send", "--nu", DUE, **smtp)
        move_in("lis@example.org")
        kaffe("flyt", "1", "--til", "2027-W05", "--nu", "2027-01-12T10:00", **smtp)
        assert repeated(kaffe) == 0, "the plan is another mail"
        kaffe("send", "--nu", "2027-01-12T10:10", **smtp)
    assert post.recipients().count("lis@example.org") == 3
    assert repeated(kaffe) == 1, "the week's mail was under way before the plan was changed"


def test_an_orderer_who_is_refused_takes_no_mail_of_the_day_and_is_a_warning(
    kaffe: Command, database: Database
) -> None:
    order(kaffe, "afvist@example.org", "god1@example.org", "god2@example.org")
    post = Post()
    with smtp_server(post) as port:
        for _ in range(3):
            done = kaffe("send", "--nu", DUE, KAFFE_SMTP=f"smtp://127.0.0.1:{port}", KAFFE_PR_DOEGN="3")
            assert done.returncode == 0
            assert "Bekræftelsen af ordre 1 er ikke sendt." in done.stderr
    assert weeks_sent(database) == {"god1@example.org": [1], "god2@example.org": [1]}
    told = kaffe("tilsyn", "--nu", "2027-01-12T10:00")
    assert (told.returncode, "Bekræftelsen af ordre 1 er ikke sendt." in told.stdout) == (1, True)


def test_one_order_alone_mails_its_own_orderer_alone(kaffe: Command) -> None:
    order(kaffe, "lis@example.org", "god1@example.org")
    order(kaffe, "bo@example.org", "god2@example.org")
    post = Post()
    with smtp_server(post) as port:
        kaffe("send", "--ordre", "2", "--nu", DUE, KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
        assert sorted(post.recipients()) == ["bo@example.org", "bo@example.org", "god2@example.org"]
        kaffe("send", "--nu", DUE, KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
    assert sorted(post.recipients())[2:] == ["god1@example.org", "god2@example.org", *["lis@example.org"] * 2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_disk_for_what_is_printed_stops_no_mail(
    kaffe: Command, database: Database, tmp_path: Path
) -> None:
    order(kaffe, "afvist@example.org", "god1@example.org", "god2@example.org")
    post = Post()
    with smtp_server(post) as port, Path("/dev/full").open("wb") as full:
        environment = os.environ | kaffe.environment | {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        words = [sys.executable, "-m", "vaertskab", "kaffe", "send", "--nu", DUE]
        subprocess.run(
            words, cwd=tmp_path, env=environment, stdout=full, stderr=full, timeout=60, check=False
        )
    assert sorted(post.recipients()) == ["god1@example.org", "god2@example.org"]
    (run,) = rows_of_runs(database)
    assert (run.ended is None, run.sent, run.error) == (False, 2, "")
