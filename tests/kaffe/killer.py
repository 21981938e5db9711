"""Runs the sender in children that are killed: `killer.py DATABASE COURSE PORT OWNER LEASE`.

Reads a line for each run: the seconds after which the child is killed, from the moment that it connects
to the mail server (0 for never). Answers with how it ended: "killed", "done" or "failed". Everything is
imported and one mail is made before, so that a child begins at once.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time

from kaffe.sending import FIRST, sender
from vaertskab.kaffe.commands.mailing import trial
from vaertskab.kaffe.course import Course
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import Person

#: Leased at a time: few, so that what dead children held does not keep the next ones idle.
BATCH = 4
#: The longest that a child may run, in seconds.
LONGEST = 90.0


def send(url: str, course: Course, port: int, owner: str, lease: float, ready: int) -> int:
    """Send what is due, and write to `ready` before; return the status to exit with."""
    try:
        run = sender(Database(url), course, port, owner=owner, lease=lease, batch=BATCH)
        os.write(ready, b".")
        run.run()
    except KaffeError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    return 0


def killed_after(seconds: float, process: int) -> str:
    """Wait for the child; kill it after `seconds` (0 for `LONGEST`)."""
    until = time.monotonic() + (seconds or LONGEST)
    while time.monotonic() < until:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return "done" if status == 0 else "failed"
        time.sleep(0.0005)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return "killed"


def main() -> None:
    """Run a child for each line that comes."""
    url, kursus, port, owner, lease = sys.argv[1:]
    course = load(kursus)
    composer, message = trial(
        Person("", "a@example.org"), course, course.edition, Person("", "b@example.org"), 1, FIRST
    )
    composer.compose(message, FIRST)
    for number, line in enumerate(sys.stdin):
        reader, ready = os.pipe()
        process = os.fork()
        if process == 0:
            status = 3
            try:
                status = send(url, course, int(port), f"{owner}-{number}", float(lease), ready)
            finally:
                os._exit(status)
        os.close(ready)
        select.select([reader], [], [], LONGEST)
        os.close(reader)
        print(killed_after(float(line), process), flush=True)


if __name__ == "__main__":
    main()
