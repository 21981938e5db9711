"""What every comparison does: run programs in fresh processes, print one table, and say what is reached.

`benchmarks/harness.py build binder …` makes the comparisons of these names, each a module beside this one.
The fastest round counts, since noise only ever adds time. Compare the ratios of one run, not the seconds of
two machines. What the course is measured against is installed by itself, from requirements.lock.
"""

from __future__ import annotations

import contextlib
import functools
import gzip
import hashlib
import importlib
import os
import platform
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests"))
from browser import site  # noqa: E402

SCRATCH = ROOT / ".cache" / "benchmark"
OUT = SCRATCH / "out"
LOCK = Path(__file__).with_name("requirements.lock")
OURS = "Værtskab"
#: Seconds that one program may take.
TIMEOUT = 600.0
Command = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one run took: seconds, seconds of processor time, and MB of its largest process."""

    seconds: float
    cpu: float
    memory: float


def run(command: Command, settings: Mapping[str, str] | None = None) -> Measure:
    """Run `command` in a process group of its own; exit with the end of what it printed when it fails.

    `settings` are put into its environment. What it prints is kept in `run.log` until the next is run.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KAFFE_"))}
    fixed = {
        "PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1", "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPYCACHEPREFIX": str(SCRATCH / "pycache"),  # compiled modules are kept, as when installed
    }  # fmt: skip
    SCRATCH.mkdir(parents=True, exist_ok=True)
    log = SCRATCH / "run.log"
    with log.open("wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            env=kept | fixed | dict(settings or {}),
        )  # fmt: skip
        killer = threading.Timer(TIMEOUT, os.killpg, (process.pid, signal.SIGKILL))
        killer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        killer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}: {log.read_text('utf-8', 'replace')[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Measure(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def fastest(tools: Mapping[str, Sequence[Command]], out: Path, rounds: int) -> dict[str, Measure]:
    """Run each tool's commands one after another, in turn with the others, each round with an empty `out`."""
    taken: dict[str, list[Measure]] = {name: [] for name in tools}
    for number in range(rounds):
        for name, commands in tools.items():
            print(f"{number + 1}/{rounds}: {name}", file=sys.stderr)
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir(parents=True)
            runs = [run(command) for command in commands]
            seconds, cpu = sum(one.seconds for one in runs), sum(one.cpu for one in runs)
            taken[name].append(Measure(seconds, cpu, max(one.memory for one in runs)))
    return {name: min(runs, key=lambda one: one.seconds) for name, runs in taken.items()}


def peers() -> Path:
    """Return the Python of what the course is measured against, installed anew when its lock has changed."""
    home = SCRATCH / "peers"
    stamp, digest = home / "lock.sha256", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print("Installing what the course is measured against …", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True, timeout=120)
        pip: list[str | Path] = [home / "bin" / "python", "-m", "pip", "install", "-q", "--require-hashes"]
        subprocess.run([*pip, "--disable-pip-version-check", "-r", LOCK], check=True, timeout=900)
        stamp.write_text(digest)
    return home / "bin" / "python"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows as a Markdown table; numbers with two decimals, or none from 100 on."""

    def cell(value: object) -> str:
        return f"{value:.{0 if value >= 100 else 2}f}" if isinstance(value, float) else str(value)

    for line in (head, ["---"] * len(head), *rows):
        print(f"| {' | '.join(map(cell, line))} |")
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.\n")


def goals(*found: tuple[str, float, float]) -> int:
    """Print a line for each goal (what, the figure, at most); return 1 when one is missed."""
    for what, value, limit in found:
        print(f"- {'reached' if value <= limit else 'MISSED'}: {what}: {value:.2f} (at most {limit:g})")
    return int(any(value > limit for _, value, limit in found))


class _Compressing(site.Handler):
    # As servers do: one connection for several requests, and text compressed.
    protocol_version = "HTTP/1.1"

    def __init__(self, *words: Any, sent: list[int], directory: str) -> None:
        self.sent = sent
        super().__init__(*words, directory=directory)

    def do_GET(self) -> None:  # noqa: N802
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            return self.send_error(404)
        text = path.suffix in (".html", ".css", ".js", ".svg", ".json")
        data = gzip.compress(path.read_bytes(), 6) if text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache" if path.suffix == ".html" else "max-age=3600")
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)
        self.sent.append(len(data))


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Serve a folder from a subfolder on this machine; give its address and the bytes of each answer."""
    sent: list[int] = []
    with site.served(folder, functools.partial(_Compressing, sent=sent)) as found:
        yield found.root, sent


if __name__ == "__main__":  # the comparisons by name; one that misses a goal does not stop the others
    sys.exit(max(importlib.import_module(name).main() for name in sys.argv[1:] if name[0] != "-"))
