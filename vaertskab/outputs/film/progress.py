"""How far the films are: a bar on a terminal, a line a film in a log."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TextIO

from vaertskab.model.language import _

WIDTH = 30


class Progress:
    """Tells of each film as it is done. `total` films are to be made."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        """Show it on `stream`, or where errors are told."""
        self._total, self._done, self._began = total, 0, monotonic()
        self._stream = stream or sys.stderr
        self._bar = self._stream.isatty()
        self._draw("")

    def made(self, name: str, seconds: float) -> None:
        """Tell that the film `name`, of so many seconds, is there."""
        self._done += 1
        if self._bar:
            self._draw(name)
        else:
            length = f"{int(seconds) // 60}.{int(seconds) % 60:02}"
            line = _("{number} af {all}: {name}, {length}")
            told = line.format(number=self._done, all=self._total, name=name, length=length)
            print(told, file=self._stream, flush=True)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _draw(self, name: str) -> None:
        if not self._bar:
            return
        full = WIDTH * self._done // max(self._total, 1)
        left = ""
        if self._done:
            rest = (monotonic() - self._began) / self._done * (self._total - self._done)
            left = _(", {number} sekunder tilbage").format(number=round(rest))
        bar = "█" * full + "░" * (WIDTH - full)
        self._stream.write(f"\r{bar} {self._done}/{self._total} film{left} {name}\x1b[K")
        self._stream.flush()
