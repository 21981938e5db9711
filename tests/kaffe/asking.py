"""Ordering on the command line, and asking how it stands: for the tests of the commands."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from kaffe.conftest import Command

NOW = "2026-12-01T10:00"
ABOUT = ("--arbejdsplads", "Hovedbiblioteket", "--bestiller", "Lis <lis@example.org>", "--start", "2027-W02",
         "--uden-opfølgning")  # fmt: skip


def order(kaffe: Command, listing: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return kaffe("bestil", str(listing), *ABOUT, "--nu", NOW, *more, **environment)


def orders(kaffe: Command) -> list[dict[str, object]]:
    return json.loads(kaffe("status", "--json").stdout)
