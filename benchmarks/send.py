"""How fast the weekly mails go, beside a plain `smtplib` loop that commits after each mail.

The same server (smtp-sink where it is installed, else aiosmtpd) is handed the same mails, in turns. Ours is
all of `vaertskab kaffe send`, from its start: each mail is claimed, made, handed over and recorded before the
next. The plain loop makes each of ready words, sends it on a kept connection, and commits one row to SQLite.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
import smtplib
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from harness import ROOT, SCRATCH, Measure, goals, run, table

from vaertskab.kaffe.course import Course
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.letters.letter import Words, new_mail
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import IsoWeek, Message, Order, Participant, Person, Status
from vaertskab.kaffe.orders.calendar import plan
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.schema import orders

COURSE = ROOT / "_build" / "html" / "kursus.json"
BASE_URL, SENDER = "https://kursus.example.org/", Person("Kafferefleksion", "kaffe@example.org")
MAILS, ROUNDS = 10_000, 3
PEOPLE = [Person(f"Anne-Sofie {n} Ågård", f"anne{n}@example.org") for n in range(MAILS)]
#: When the order's first mail is due.
DUE = dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC)
#: Seconds a mail, times the plain loop's, and times the memory for a tenth of the mails; at most.
LIMIT, SHARE, GROWTH = 0.01, 2.0, 1.1
ORDER = Order(
    id=0, workplace="Eksempelby Bibliotek", orderer=Person("Bo", "bo@example.org"),
    start=IsoWeek(2027, 2), weekday=1, time=dt.time(9), placed=DUE - dt.timedelta(days=30),
    mail_domain="example.org", leader_mail=False,
)  # fmt: skip


#: Runs the program, and says at its end what it took of memory at most. What the system counts for a child
#: cannot be used: that begins with what its parent had, which is this benchmark with all its people.
PROGRAM = """
import sys
from vaertskab.cli import main
code = main(sys.argv[1:])
print(open("/proc/self/status").read())
sys.exit(code)
"""


@contextlib.contextmanager
def sink() -> Iterator[int]:
    """Run a server that takes all mail and keeps none, in a process of its own; give its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    found = shutil.which("smtp-sink", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    other = [sys.executable, *f"-m aiosmtpd -n -l 127.0.0.1:{port} -c aiosmtpd.handlers.Sink".split()]
    process = subprocess.Popen([found, *user, f"127.0.0.1:{port}", "100"] if found else other)
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


def ours(port: int, course: Course, mails: int, folder: Path) -> Measure:
    """Run the program on a new ledger with an order for so many; return what it took."""
    url = f"sqlite:///{folder / f'{time.monotonic_ns()}.sqlite3'}"
    database = Database(url)
    stored = Orders(database).place(ORDER, course.edition, PEOPLE[:mails], plan(ORDER))
    with database.write() as connection:  # the orderer has had the plan
        connection.execute(orders.update().values(told=stored.sequence))
    database.close()
    settings = {
        "KAFFE_DATABASE": url, "KAFFE_SMTP": f"smtp://127.0.0.1:{port}", "KAFFE_KURSUS": str(COURSE),
        "KAFFE_AFSENDER": f"{SENDER.name} <{SENDER.address}>", "KAFFE_ADRESSE": BASE_URL,
    }  # fmt: skip
    taken = run([sys.executable, "-c", PROGRAM, "kaffe", "send", "--nu", f"{DUE:%FT%TZ}", "--json"], settings)
    said = (SCRATCH / "run.log").read_text("utf-8")
    if f'"sendt": {mails}' not in said or not (most := re.search(r"VmHWM:\s+(\d+) kB", said)):
        sys.exit(f"The run failed: {said}")
    return replace(taken, memory=int(most[1]) * 1024 / 1e6)


def plain(port: int, words: Words, folder: Path) -> tuple[float, float]:
    """Send the same words with smtplib, a commit after each; return the seconds, and the processor's."""
    path = folder / f"{time.monotonic_ns()}.sqlite3"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE sent (who)")
        began, busy = time.perf_counter(), time.process_time()
        with smtplib.SMTP("127.0.0.1", port, "localhost") as smtp:
            for person in PEOPLE:
                mail = new_mail(SENDER, person, words, DUE, f"<{person.address}>")
                smtp.sendmail(SENDER.address, person.address, mail.as_bytes())
                database.execute("INSERT INTO sent VALUES (?)", (person.address,))
        return time.perf_counter() - began, time.process_time() - busy


def main() -> int:
    """Measure and print the table; return 1 when a goal is missed."""
    if not COURSE.exists():
        sys.exit("The course is not built. Run make first.")
    course = load(str(COURSE), BASE_URL)
    person = Participant(
        1, 1, Person("Åse", "a@example.org"), "0" * 16, Status.ACTIVE, 4, dt.date(2029, 1, 12)
    )
    words = Composer(SENDER, course, lambda _: course.edition).read(Message(ORDER, person, 4, DUE))
    rows: list[list[object]] = []
    taken: list[tuple[Measure, float]] = []
    SCRATCH.mkdir(parents=True, exist_ok=True)  # /tmp may lie in memory, and never wait for a disk
    with tempfile.TemporaryDirectory(dir=SCRATCH) as name, sink() as port:
        ours(port, course, 1, Path(name))  # compiles what no round is to wait for
        for number in range(1, ROUNDS + 1):
            theirs, busy = plain(port, words, Path(name))
            one = ours(port, course, MAILS, Path(name))
            taken.append((one, theirs))
            rows.append([
                number, MAILS / theirs, MAILS / one.seconds, one.seconds / theirs,
                busy / MAILS * 1000, one.cpu / MAILS * 1000, one.memory,
            ])  # fmt: skip
        small = ours(port, course, max(MAILS // 10, 1), Path(name)).memory
    table(
        ("round", "smtplib, mails a second", "ours", "× its time", "smtplib, ms of processor a mail", "ours",
         "MB"), rows,
    )  # fmt: skip
    return goals(
        ("seconds a mail", median(one.seconds for one, _ in taken) / MAILS, LIMIT),
        ("times a plain loop", median(one.seconds / theirs for one, theirs in taken), SHARE),
        ("times the memory of a tenth", median(one.memory for one, _ in taken) / small, GROWTH),
    )
