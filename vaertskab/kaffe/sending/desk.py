"""Where the connections of one process meet the ledger: they share claims, and one commit serves all."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Protocol

from vaertskab.kaffe.model import Message, Result


class Store(Protocol):
    """What sending needs of a ledger; `vaertskab.kaffe.ledger.Ledger` says what each promises."""

    def claim(self, now: dt.datetime, limit: int, order: int | None = None) -> list[Message]:
        """Lease at most `limit` messages that are due."""

    def advance(self, settled: Sequence[Result] = (), starting: Sequence[Message] = ()) -> set[int]:
        """Record and mark in one commit; return the participants whose mail may go."""

    def release(self) -> int:
        """Free what was leased and not begun."""


class _Entry:
    """One connection's part of a commit."""

    def __init__(self, settled: Sequence[Result], starting: Message | None) -> None:
        self.settled, self.starting = settled, starting
        self.done = self.allowed = False
        self.error: BaseException | None = None


class Desk:
    """Hands out messages and records results for several threads."""

    def __init__(
        self, store: Store, clock: Callable[[], dt.datetime], limit: int | None, order: int | None, batch: int
    ) -> None:
        """Hand out at most `limit` messages (None for all that are due), of one order or of all.

        `batch` are leased at a time.
        """
        self._store, self._clock, self._left, self._order = store, clock, limit, order
        self._batch, self._turn = batch, Lock()
        self._ready: deque[Message] = deque()
        self._entries: deque[_Entry] = deque()

    def take(self, *, lease: bool = True) -> Message | None:
        """Return the next message, or None when nothing more is due; without `lease`, of those at hand."""
        if (message := self._at_hand()) or not lease:
            return message
        with self._turn:
            if message := self._at_hand():  # another thread has leased some meanwhile
                return message
            number = self._batch if self._left is None else min(self._batch, self._left)
            leased = self._store.claim(self._clock(), number, self._order) if number > 0 else []
            if self._left is not None:
                self._left -= len(leased)
            self._ready.extend(leased[1:])
            return leased[0] if leased else None

    def _at_hand(self) -> Message | None:
        try:
            return self._ready.popleft()
        except IndexError:
            return None

    def commit(self, settled: Sequence[Result], starting: Message | None = None) -> bool:
        """Record `settled` and mark `starting`; return whether `starting` may be handed over.

        Whoever gets the turn commits for all who wait meanwhile, so that the disk is waited for once.
        """
        entry = _Entry(settled, starting)
        self._entries.append(entry)
        with self._turn:
            if not entry.done:
                batch = [self._entries.popleft() for _ in range(len(self._entries))]
                self._advance(batch)
        if entry.error is not None:
            raise entry.error
        return entry.allowed

    def _advance(self, batch: Sequence[_Entry]) -> None:
        begun = [entry.starting for entry in batch if entry.starting is not None]
        try:
            allowed = self._store.advance([result for entry in batch for result in entry.settled], begun)
        except BaseException as error:
            for entry in batch:
                entry.error = error
        else:
            for entry in batch:
                entry.allowed = entry.starting is not None and entry.starting.participant.id in allowed
        for entry in batch:
            entry.done = True

    def close(self) -> None:
        """Give back what was leased and not begun."""
        with self._turn:
            self._ready.clear()
            self._store.release()
