"""SQLite's log on its way to the disk, while the next mail is already being sent.

A commit that SQLite has given to the operating system survives a process that is killed, but not a
power cut, before it is on the disk. To wait for the disk at every mail costs more than all the rest.
So it is waited for on a thread of its own, and only so much may be on its way at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread

from vaertskab.kaffe.errors import KaffeError, in_danish


def to_disk(path: Path) -> None:
    """Return when all that was written to the file at `path` is on the disk.

    Opened each time, so that it is the file that lies there now: no lock is on SQLite's log, so that
    closing it lets go of none (POSIX drops a process's locks on a file with any of its descriptors).
    """
    number = os.open(path, os.O_RDWR)
    try:
        getattr(os, "fdatasync", os.fsync)(number)
    finally:
        os.close(number)


class Syncer:
    """Brings a file that is written to the disk, at most `lag` results behind. Safe for several threads."""

    def __init__(self, path: Path, lag: int, sync: Callable[[Path], None] = to_disk) -> None:
        """Look after the file at `path`; `sync` returns when what it holds is on the disk."""
        self._path, self._lag, self._sync = path, lag, sync
        self._written = self._safe = 0
        self._idle, self._ended, self._error = False, False, ""
        self._changed = Condition()
        self._thread: Thread | None = None

    def wrote(self, results: int) -> None:
        """Take note of so many results more in the file; wait when too many are not on the disk yet.

        :raises KaffeError: the disk does not take them.
        """
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="kaffe-disk", daemon=True)
                self._thread.start()
            self._written += results
            if self._idle:
                self._changed.notify_all()
            while self._written - self._safe > self._lag and not self._error:
                self._changed.wait()
            if self._error:
                raise KaffeError(f"Databasen kan ikke skrives til disken: {self._error}")

    def _work(self) -> None:
        """Sync again and again; what was written meanwhile goes with the next one."""
        while True:
            with self._changed:
                while (target := self._written) == self._safe:
                    if self._ended:
                        return
                    self._idle = True
                    self._changed.wait()
                self._idle = False
            try:
                self._sync(self._path)
            except OSError as error:
                with self._changed:
                    self._error = in_danish(error)
                    self._changed.notify_all()
                return
            with self._changed:
                self._safe = target
                self._changed.notify_all()

    def close(self) -> None:
        """Wait until all is on the disk, and end the thread."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
