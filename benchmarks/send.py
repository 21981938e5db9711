"""How fast the weekly mails go, beside Postfix's own load generator.

`.venv/bin/python benchmarks/send.py [--mails N] [--rounds N]` hands mails of the same size to the same
smtp-sink, ours and smtp-source's in turns. Ours is all of `vaertskab kaffe send`: a process that starts,
claims, renders, hands over, commits each answer before the next mail goes, and brings it to the disk.
smtp-source sends the same bytes again and again and keeps no account. The disk is measured in the same
run, as it is what a slow or a busy machine has too little of. To reach, on one connection from one
process: 1,000 mails a second, a quarter of smtp-source, and no more memory for ten times the mails.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import email.message
import email.policy
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from vaertskab.kaffe.letters.mail import Composer

from vaertskab.kaffe.course import Course, load
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import IsoWeek, Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders.calendar import plan
from vaertskab.kaffe.orders.orders import Register
from vaertskab.kaffe.sending.ledger import Ledger

ROOT = Path(__file__).resolve().parent.parent
COURSE = ROOT / "_build" / "html" / "kursus.json"
CACHE = ROOT / ".cache"
POSTFIX = CACHE / "postfix"
BASE_URL, SENDER = "https://kursus.example.org/", Person("Kafferefleksion", "kaffe@example.org")
#: When the order's first mail is due.
DUE = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
RATE, SHARE, GROWTH = 1000, 0.25, 1.1
#: Connections of the run that has several, for a server that is far away.
MANY = 8
#: The columns of the table: what is shown of each round, in mails (or commits) a second.
COLUMNS = ("round", "smtp-source", "ours", "of it", f"ours, {MANY} conn.", "of it", "the disk alone")


def postfix() -> tuple[Path, dict[str, str]]:
    """Return the folder of smtp-source and smtp-sink, and the environment that they run in.

    Where they are not installed, Debian's package is unpacked under .cache; no mail server is set up.
    """
    if found := shutil.which("smtp-source", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin"):
        return Path(found).parent, dict(os.environ)
    if not (POSTFIX / "usr").exists():
        if not shutil.which("apt-get"):
            sys.exit("smtp-source is missing. Install the package postfix.")
        POSTFIX.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", "postfix"], cwd=POSTFIX, check=True, timeout=300)
        (package,) = POSTFIX.glob("postfix_*.deb")
        subprocess.run(["dpkg", "-x", str(package), str(POSTFIX)], check=True, timeout=60)
    libraries = str(POSTFIX / "usr" / "lib" / "postfix")
    return POSTFIX / "usr" / "sbin", os.environ | {"LD_LIBRARY_PATH": libraries}


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """Run smtp-sink on a free port, which it gives."""
    folder, environment = postfix()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    words = [str(folder / "smtp-sink"), *user, f"127.0.0.1:{port}", "1000"]
    process = subprocess.Popen(words, env=environment)
    try:
        for _ in range(200):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield port
    finally:
        process.kill()
        process.wait(10)


def source(port: int, mails: int, size: int) -> float:
    """Send with smtp-source over one connection that it keeps; return mails a second."""
    folder, environment = postfix()
    words = [
        str(folder / "smtp-source"), "-d", "-s", "1", "-l", str(size), "-m", str(mails),
        "-f", SENDER.address, "-t", "anne@example.org", f"127.0.0.1:{port}",
    ]  # fmt: skip
    began = time.perf_counter()
    subprocess.run(words, env=environment, check=True, timeout=600)
    return mails / (time.perf_counter() - began)


def an_order() -> Order:
    """The order that all mails belong to."""
    return Order(
        id=0, workplace="Eksempelby Bibliotek", orderer=Person("Bo", "bo@example.org"),
        start=IsoWeek(2027, 2), weekday=1, time=dt.time(9), placed=DUE - dt.timedelta(days=30),
        mail_domain="example.org",
    )  # fmt: skip


def place(path: Path, course: Course, mails: int) -> None:
    """Store an order for so many people in a new ledger."""
    order = an_order()
    people = [Person(f"Anne-Sofie {n} Ågård", f"anne{n}@example.org") for n in range(mails)]
    database = Database(f"sqlite:///{path}")
    stored = Register(database).place(order, course.edition, people, plan(order))
    Ledger(database, "benchmark").confirm(stored.id, DUE)
    database.close()


def ours(port: int, course: Course, mails: int, connections: int, folder: Path) -> tuple[float, float]:
    """Run the program on a new ledger; return mails a second, its start counted in, and its memory (MB)."""
    path = folder / f"{time.monotonic_ns()}.sqlite3"
    place(path, course, mails)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KAFFE_")} | {
        "KAFFE_DATABASE": str(path), "KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_KURSUS": str(COURSE),
        "KAFFE_AFSENDER": f"{SENDER.name} <{SENDER.address}>", "KAFFE_ADRESSE": BASE_URL,
        "KAFFE_FORBINDELSER": str(connections), "PYTHONPATH": str(ROOT),
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
    path.unlink()
    return mails / seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def disk(folder: Path, commits: int = 500) -> float:
    """Return how many commits a second an SQLite that waits for the disk makes here, and nothing else."""
    with contextlib.closing(sqlite3.connect(folder / "disk.sqlite3", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE IF NOT EXISTS t (n INTEGER)")
        began = time.perf_counter()
        for number in range(commits):
            database.execute("INSERT INTO t VALUES (?)", (number,))
        return commits / (time.perf_counter() - began)


def one_mail(course: Course) -> tuple[bytes, float, float]:
    """Return a mail, how many a second we make, and how many Python's `email` makes of the same text."""
    person = Participant(
        1, 1, Person("Anne-Sofie Ågård", "anne@example.org"), "0" * 16, Status.ACTIVE, 4, dt.date(2029, 1, 12)
    )
    message = Message(an_order(), person, 4, DUE)
    composer = Composer(SENDER, course, lambda _: course.edition)
    text, page = composer.read(message)
    data = composer.compose(message, DUE)
    began = time.perf_counter()
    for _ in range(5000):
        composer.compose(message, DUE)
    own = 5000 / (time.perf_counter() - began)
    began = time.perf_counter()
    for _ in range(200):
        mail = email.message.EmailMessage(email.policy.SMTP)
        mail["From"], mail["To"] = (
            "Kafferefleksion <kaffe@example.org>",
            "Anne-Sofie Ågård <anne@example.org>",
        )
        mail["Subject"] = composer.subject(message)
        mail.set_content(text)
        mail.add_alternative(page, subtype="html")
        mail.as_bytes()
    return data, own, 200 / (time.perf_counter() - began)


def print_row(name: object, theirs: float, single: float, several: float, disk: float) -> None:
    """Print a line of the table."""
    print(
        f"| {name} | {theirs:,.0f} | {single:,.0f} | {single / theirs:.2f} "
        f"| {several:,.0f} | {several / theirs:.2f} | {disk:,.0f} |",
        flush=True,
    )


def main() -> int:
    """Measure; return 0 when the goals are reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not COURSE.exists():
        sys.exit("The course is not built. Run make first.")
    course, mails = load(str(COURSE), BASE_URL), arguments.mails
    data, own, stdlib = one_mail(course)
    print(f"a mail of {len(data):,} bytes: made {own:,.0f} a second; Python's email makes {stdlib:,.0f}")
    theirs, single, several, sizes, disks = [], [], [], [], []
    print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
    CACHE.mkdir(exist_ok=True)  # beside the project, as /tmp may lie in memory and never wait for a disk
    with tempfile.TemporaryDirectory(dir=CACHE) as name, sink() as port:
        folder = Path(name)
        for number in range(1, arguments.rounds + 1):
            speed = disk(folder)
            theirs.append(source(port, mails, len(data)))
            rate, megabytes = ours(port, course, mails, 1, folder)
            single.append(rate)
            sizes.append(megabytes)
            several.append(ours(port, course, mails, MANY, folder)[0])
            disks.append(speed)
            print_row(number, theirs[-1], single[-1], several[-1], speed)
        _, small = ours(port, course, max(mails // 10, 1), 1, folder)
    print_row("median", *map(median, (theirs, single, several, disks)))
    share = median(single) / median(theirs)
    print(f"memory: {small:.0f} MB for {mails // 10:,} mails, {median(sizes):.0f} MB for {mails:,}")
    good = share >= SHARE and median(single) >= RATE and median(sizes) <= small * GROWTH
    print("all goals reached" if good else "not all goals reached")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
