"""How fast the weekly mails go, beside a plain `smtplib` loop that commits after each mail.

`.venv/bin/python benchmarks/send.py [--mails N] [--rounds N]` hands the same mails to the same server
(smtp-sink where it is installed, else a small one of our own), in turns. Ours is all of `vaertskab kaffe
send`: a process that starts, claims, renders, hands over and records, each mail on the disk before the next.
The plain loop is what one would write without it: for each person it makes the mail with `EmailMessage` out
of ready words, sends it on a kept connection, and commits one row to SQLite. To reach, on one connection: 100
mails a second, half of the plain loop, and no more memory for ten times the mails.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import datetime as dt
import json
import os
import shutil
import smtplib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from vaertskab.kaffe.course import Course
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.letters.letter import Words, new_mail
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import IsoWeek, Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders.calendar import plan
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.schema import orders

ROOT = Path(__file__).resolve().parent.parent
COURSE = ROOT / "_build" / "html" / "kursus.json"
CACHE = ROOT / ".cache"
BASE_URL, SENDER = "https://kursus.example.org/", Person("Kafferefleksion", "kaffe@example.org")
#: When the order's first mail is due.
DUE = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
RATE, SHARE, GROWTH = 100, 0.5, 1.1


async def _talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Take every mail and keep none."""
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        if line.upper().startswith(b"DATA"):
            writer.write(b"354 go on\r\n")
            while (await reader.readline()) != b".\r\n":
                pass
        writer.write(b"221 bye\r\n" if line.upper().startswith(b"QUIT") else b"250 OK\r\n")


def _sink(port: int) -> None:
    async def serve() -> None:
        async with await asyncio.start_server(_talk, "127.0.0.1", port) as server:
            await server.serve_forever()

    asyncio.run(serve())


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """Run a server that takes all mail, in a process of its own; give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = shutil.which("smtp-sink", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    words = [found, *user, f"127.0.0.1:{port}", "100"] if found else [sys.executable, __file__, str(port)]
    process = subprocess.Popen(words)
    try:
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.kill()
        process.wait(10)


def an_order() -> Order:
    """The order that all mails belong to."""
    return Order(
        id=0, workplace="Eksempelby Bibliotek", orderer=Person("Bo", "bo@example.org"),
        start=IsoWeek(2027, 2), weekday=1, time=dt.time(9), placed=DUE - dt.timedelta(days=30),
        mail_domain="example.org", leader_mail=False,
    )  # fmt: skip


def place(path: Path, course: Course, mails: int) -> None:
    """Store an order for so many people in a new ledger."""
    order = an_order()
    people = [Person(f"Anne-Sofie {n} Ågård", f"anne{n}@example.org") for n in range(mails)]
    database = Database(f"sqlite:///{path}")
    stored = Orders(database).place(order, course.edition, people, plan(order))
    with database.write() as connection:  # the orderer has had the plan
        connection.execute(orders.update().values(told=stored.sequence))
    database.close()


def ours(port: int, course: Course, mails: int, folder: Path) -> tuple[float, float]:
    """Run the program on a new ledger; return mails a second, its start counted in, and its memory (MB)."""
    path = folder / f"{time.monotonic_ns()}.sqlite3"
    place(path, course, mails)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KAFFE_")} | {
        "KAFFE_DATABASE": str(path), "KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_KURSUS": str(COURSE),
        "KAFFE_AFSENDER": f"{SENDER.name} <{SENDER.address}>", "KAFFE_ADRESSE": BASE_URL,
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    words = [sys.executable, "-m", "vaertskab", "kaffe", "send", "--nu", "2027-01-12T09:00", "--json"]
    began = time.perf_counter()
    with subprocess.Popen(words, env=environment, cwd=folder, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode or json.loads(told)["sendt"] != mails:
        sys.exit(f"The run failed: {told.decode()}")
    return mails / seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def plain(port: int, words: Words, mails: int, folder: Path) -> float:
    """Send the same words with smtplib, a commit after each; return mails a second."""
    path = folder / f"{time.monotonic_ns()}.sqlite3"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE sent (address TEXT)")
        began = time.perf_counter()
        with smtplib.SMTP("127.0.0.1", port, "localhost") as smtp:
            for number in range(mails):
                person = Person(f"Anne-Sofie {number} Ågård", f"anne{number}@example.org")
                mail = new_mail(SENDER, person, words, DUE, f"<{number}@example.org>")
                smtp.sendmail(SENDER.address, person.address, mail.as_bytes())
                database.execute("INSERT INTO sent VALUES (?)", (person.address,))
        return mails / (time.perf_counter() - began)


def main() -> int:
    """Measure; return 0 when the goals are reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not COURSE.exists():
        sys.exit("The course is not built. Run make first.")
    course, mails = load(str(COURSE), BASE_URL), arguments.mails
    person = Participant(
        1, 1, Person("Åse", "a@example.org"), "0" * 16, Status.ACTIVE, 4, dt.date(2029, 1, 12)
    )
    words = Composer(SENDER, course, lambda _: course.edition).read(Message(an_order(), person, 4, DUE))
    print("| round | plain smtplib | ours | of it | seconds for all of ours |\n|---|---|---|---|---|")
    plains, rates, sizes = [], [], []
    CACHE.mkdir(exist_ok=True)  # beside the project, as /tmp may lie in memory and never wait for a disk
    with tempfile.TemporaryDirectory(dir=CACHE) as name, sink() as port:
        folder = Path(name)
        for number in range(1, arguments.rounds + 1):
            plains.append(plain(port, words, mails, folder))
            rate, megabytes = ours(port, course, mails, folder)
            rates.append(rate)
            sizes.append(megabytes)
            row = (
                number,
                f"{plains[-1]:,.0f}",
                f"{rate:,.0f}",
                f"{rate / plains[-1]:.2f}",
                f"{mails / rate:,.0f}",
            )
            print("| " + " | ".join(map(str, row)) + " |", flush=True)
        _, small = ours(port, course, max(mails // 10, 1), folder)
    share = median(rate / theirs for rate, theirs in zip(rates, plains, strict=True))
    print(f"memory: {small:.0f} MB for {mails // 10:,} mails, {median(sizes):.0f} MB for {mails:,}")
    good = share >= SHARE and median(rates) >= RATE and median(sizes) <= small * GROWTH
    print(
        f"{share:.2f} × plain smtplib, {median(rates):,.0f} a second:", "reached" if good else "not reached"
    )
    return 0 if good else 1


if __name__ == "__main__":
    if len(sys.argv) == 2 and sys.argv[1].isdecimal():
        _sink(int(sys.argv[1]))
    sys.exit(main())
