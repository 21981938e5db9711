"""A sender that is killed at any instant: no mail is lost, and at most the one under way comes twice.

`KAFFE_DRAB` is how many times each case kills; `make slow` asks for more than the daily run.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database

from .sending import course, place, rows, weeks_sent
from .servers import Post, smtp_server

KILLS = int(os.environ.get("KAFFE_DRAB", "4"))
#: Seconds that dead senders' leases last, and that one case may kill: a busy machine takes some for each.
LEASE, PATIENCE = 2.0, 20.0 + 6 * KILLS
#: People: more than the children have time for, so that there is always something under way.
PEOPLE = 20 * KILLS


class Life:
    """How long children live: random, and such that they send a handful each, however fast the machine."""

    def __init__(self, seed: int) -> None:
        self._chance, self._most = random.Random(seed), 0.4

    def next(self) -> float:
        """Return the seconds that the next child has."""
        return self._chance.uniform(0.0005, self._most)

    def learn(self, sent: int) -> None:
        """Take note of how many mails the last child sent."""
        self._most = min(max(self._most * (0.7 if sent > 7 else 1.5 if sent < 3 else 1), 0.002), 5.0)


class Killer:
    """`killer.py` on one database and server."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.ends = Counter[str]()

    def run(self, seconds: float) -> str:
        """Send in a child and kill it after `seconds`, 0 for never; return how it ended."""
        assert self._process.stdin and self._process.stdout
        print(seconds, file=self._process.stdin, flush=True)
        end = self._process.stdout.readline().strip()
        assert end in ("killed", "done"), end
        self.ends[end] += 1
        return end


@contextmanager
def killer(url: str, kursus: Path, port: int, owner: str) -> Iterator[Killer]:
    """Start a killer, and end it."""
    script = Path(__file__).with_name("killer.py")
    words = [sys.executable, str(script), url, str(kursus), str(port), owner, str(LEASE)]
    path = os.pathsep.join(str(script.parents[number]) for number in (1, 2))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(words, text=True, env=os.environ | {"PYTHONPATH": path}, **pipes) as process:
        try:
            yield Killer(process)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(30)


def settle(killers: list[Killer], database: Database) -> None:
    """Let the dead senders' leases run out, and send the rest."""
    until = time.monotonic() + 60 + 4 * KILLS
    while len(weeks_sent(database)) < PEOPLE and time.monotonic() < until:
        time.sleep(LEASE / 4)
        killers[0].run(0)


def account(database: Database, post: Post, kills: int) -> None:
    """Every mail went, none was lost, and there are no more repeats than mails under way at a kill."""
    arrived = post.message_ids()
    people = rows(database).values()
    assert set(arrived) == {f"<kaffe.{person.token}.1@example.org>" for person in people}
    assert weeks_sent(database) == {person.address: [1] for person in people}
    twice = sum(arrived.values()) - len(arrived)
    assert twice <= kills
    with database.read() as connection:
        told = connection.exec_driver_sql("SELECT sum(repeats) FROM delivery").scalar_one()
    # Who was killed before the server had all of the mail is counted too: nobody can know.
    assert twice <= told <= kills


#: The daily run kills on PostgreSQL with three senders at once, below.
ONE_SENDER = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)], indirect=True
)


@ONE_SENDER
def test_a_killed_sender_loses_nothing_and_repeats_one_mail_at_most(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    kursus, post, life = course(tmp_path), Post(), Life(1)
    place(database, kursus, [f"god{number}@example.org" for number in range(PEOPLE)])
    open_ends, until = 0, time.monotonic() + PATIENCE
    with (
        smtp_server(post) as port,
        killer(database_url, tmp_path / "kursus.json", port, "a") as one,
    ):
        # A busy machine may kill the first before they have begun: then others are killed too.
        while (
            one.ends["killed"] < KILLS or len(post.mails) <= one.ends["killed"] / 2
        ) and time.monotonic() < until:
            before = len(post.mails)
            end = one.run(life.next())
            post.wait_idle()
            life.learn(len(post.mails) - before)
            if end == "killed":
                # What the server has and the ledger does not know of grew by one at most.
                taken = {recipient for recipient, _ in post.mails}
                unknown = len(taken - set(weeks_sent(database)))
                assert unknown <= open_ends + 1
                open_ends = unknown
        arrived = len(post.mails)
        settle([one], database)
    assert one.ends["killed"] >= KILLS / 2
    assert arrived > one.ends["killed"] / 2  # they were killed in the middle of their work
    account(database, post, one.ends["killed"])


def test_three_killed_senders_on_postgresql_lose_nothing(postgres_url: str, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    database = Database(postgres_url)
    place(database, kursus, [f"god{number}@example.org" for number in range(PEOPLE)])

    def work(each: Killer, seed: int) -> None:
        life, until = Life(seed), time.monotonic() + PATIENCE
        while each.ends["killed"] < KILLS / 3 and time.monotonic() < until:
            before = len(post.mails)
            each.run(life.next())
            life.learn((len(post.mails) - before) // 3)  # the others send as much meanwhile

    with contextlib.ExitStack() as stack:
        port = stack.enter_context(smtp_server(post))
        kursus_file = tmp_path / "kursus.json"
        killers = [stack.enter_context(killer(postgres_url, kursus_file, port, name)) for name in "abc"]
        threads = [threading.Thread(target=work, args=pair) for pair in zip(killers, (1, 2, 3), strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE + 60)
        settle(killers, database)
    kills = sum(each.ends["killed"] for each in killers)
    assert kills >= KILLS / 2
    account(database, post, kills)
    database.close()
