"""Addresses that change with what they lead to."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def _digest(path: Path, stamp: int, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:8]


def version(path: Path) -> str:
    """Return "?v=" and a digest of the file, for its address: a server may cache it for a year."""
    if not path.is_file():
        return ""
    state = path.stat()
    return f"?v={_digest(path, state.st_mtime_ns, state.st_size)}"
