"""Programs from Debian's packages that a slow check needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def need(program: str, package: str) -> None:
    """Install a Debian package when `program` is missing; stop with one line when that is impossible."""
    if shutil.which(program):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update"], ["install", "-y", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *command], check=False, timeout=900)
    if not shutil.which(program):
        sys.exit(f"This check needs {program}: sudo apt-get install {package}")
