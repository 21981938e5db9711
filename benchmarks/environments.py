"""What the course is measured against, each installed by itself, and the browser that measures."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Playwright

HERE = Path(__file__).resolve().parent
SCRATCH = HERE.parent / ".cache" / "benchmark"


def python(name: str) -> Path:
    """Return the Python of the environment `name`, installed anew when its lock file has changed."""
    home, lock = SCRATCH / name, HERE / f"requirements-{name}.lock"
    stamp = home / "lock.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print(f"Installing {lock.name} …", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        pip: list[str | Path] = [home / "bin" / "python", "-m", "pip", "install", "-q"]
        pip += ["--disable-pip-version-check", "--require-hashes", "-r", lock]
        subprocess.run(pip, check=True)
        stamp.write_text(digest)
    return home / "bin" / "python"


def chromium(playwright: Playwright) -> Browser:
    """Open the system's Chromium where there is one, else Playwright's."""
    found = shutil.which("chromium")
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
