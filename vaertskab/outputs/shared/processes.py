"""Processes that work for another one: how many there may be, and that none outlives it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def cores() -> int:
    """Return how many processes can work at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def end_with_parent() -> None:
    """In a process that works for another: end when that one is gone, however it went, and on Ctrl+C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent:

        def wait() -> None:
            parent.join()
            os._exit(0)

        threading.Thread(target=wait, daemon=True).start()
