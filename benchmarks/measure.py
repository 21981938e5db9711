"""Run a command in a fresh process and measure its seconds and memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

#: Seconds between two looks at the memory of the process tree.
SAMPLE_EVERY = 0.1
#: What `ru_maxrss` counts in: bytes on macOS, kilobytes elsewhere.
MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Measure:
    """What one run took: wall-clock seconds, seconds of processor time, and memory in bytes.

    `largest` is the peak of the largest process; `tree` the peak of all processes together, each
    shared page counted once (0 when it was not sampled or the system cannot tell).
    """

    seconds: float
    cpu: float
    largest: int
    tree: int


class RunError(Exception):
    """The command failed or took too long; `str` gives the end of what it printed."""


def _proportional(pid: int) -> int:
    """Return the bytes of the process `pid`, its share of shared pages only; 0 when it is gone."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


def _descendants(pid: int) -> list[int]:
    """Return `pid` and the processes below it, by what Linux says of each thread's children."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(child) for child in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += _descendants(child)
    return found


class _Sampler(threading.Thread):
    """Watches the memory of a process tree until it is told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.done = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.done.wait(SAMPLE_EVERY):
            self.peak = max(self.peak, sum(map(_proportional, _descendants(self.pid))))


def run(
    command: Sequence[str | Path],
    env: Mapping[str, str],
    log: Path,
    *,
    timeout: float,
    sample: bool,
) -> Measure:
    """Run `command` to its end and return what it took.

    `log` takes what it prints. `sample` watches the memory of the whole tree, which costs a
    percent or two of the time; the largest process is always known.

    :raises RunError: it did not end with 0 within `timeout` seconds.
    """
    with log.open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command],
            env=dict(env),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        # The process leads its own group, so its workers end with it.
        killer = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        killer.start()
        sampler = _Sampler(process.pid)
        if sample:
            sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        killer.cancel()
        sampler.done.set()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text("utf-8", "replace").strip()[-2000:]
        raise RunError(f"{process.returncode} after {seconds:.0f} s of {timeout:.0f}: {said}")
    cpu = usage.ru_utime + usage.ru_stime
    return Measure(seconds, cpu, usage.ru_maxrss * MAXRSS_UNIT, sampler.peak)
