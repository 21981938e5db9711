"""How fast mail may go."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from time import monotonic


class Pace:
    """Spreads mails evenly over each minute. Safe for several threads."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = monotonic) -> None:
        """Allow `per_minute` mails, 0 for no limit; `clock` gives seconds."""
        self._gap = 60 / per_minute if per_minute else 0.0
        self._clock, self._next, self._lock = clock, 0.0, Lock()

    @property
    def free(self) -> bool:
        """Whether there is no limit."""
        return not self._gap

    def reserve(self) -> float:
        """Take the next place; return the seconds to wait for it, 0 for none."""
        if not self._gap:
            return 0.0
        with self._lock:
            now = self._clock()
            place = max(self._next, now)
            self._next = place + self._gap
            return place - now
