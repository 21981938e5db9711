"""How fast the course is built, and how large its pages are, beside bare Sphinx and MkDocs Material.

`.venv/bin/python benchmarks/build.py [--quick]` builds this course and generated ones of 12, 112 and
1,012 pages with each program in turn and prints one Markdown table. Every build is a fresh process
and starts from nothing; the fastest of the rounds counts, since noise only ever adds time. Compare
the ratios of one run, not the seconds of two machines.

MkDocs Material lives in a virtual environment of its own, made from requirements-mkdocs.lock
(mkdocs-material>=9.8,<9.9, locked with `uv pip compile --generate-hashes --universal --no-header
--no-annotate --python-version 3.11`). Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import environments
import report
import sites
from measure import Measure, RunError, run

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "benchmark"
#: A copy of our package, so that an edit while the benchmark runs changes nothing.
PACKAGE = SCRATCH / "package"
SMALL, MIDDLE, LARGE = 12, 112, 1012


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that builds a site: its name, and its command for a site, an output, a cache."""

    name: str
    command: Callable[[sites.Site, Path, Path], list[str | Path]]


def tools() -> list[Tool]:
    """Return the four programs; the order is that of the table."""
    python = environments.python("mkdocs")

    def sphinx(source: Path, out: Path, cache: Path, *more: str) -> list[str | Path]:
        program: list[str | Path] = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]
        return [*program, *more, "-d", cache, source, out]

    return [
        Tool(report.OURS, lambda site, out, cache: sphinx(site.ours, out, cache)),
        Tool(report.PARALLEL, lambda site, out, cache: sphinx(site.ours, out, cache, "-j", "auto")),
        Tool(report.BARE, lambda site, out, cache: sphinx(site.bare, out, cache)),
        Tool(
            report.MATERIAL,
            lambda site, out, cache: [
                *(python, "-m", "mkdocs", "build", "-q"),
                *("-f", site.material / "mkdocs.yml", "-d", out),
            ],
        ),
    ]


@dataclass
class Bench:
    """Builds sites with the tools and keeps what each build took."""

    timeout: float
    tools: list[Tool] = field(default_factory=tools)
    complaints: set[str] = field(default_factory=set)

    def environment(self) -> dict[str, str]:
        """Return the environment of every build; compiled modules are kept, as when installed."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return env | {
            "PYTHONPATH": str(PACKAGE),
            "PYTHONSAFEPATH": "1",  # or the package in the folder we stand in would come first
            "PYTHONPYCACHEPREFIX": str(SCRATCH / "pycache"),
            "SOURCE_DATE_EPOCH": "0",
            "NO_MKDOCS_2_WARNING": "1",
        }

    def build(self, site: sites.Site, tool: Tool, *, sample: bool) -> tuple[Measure, list[int]]:
        """Build `site` from nothing and return what it took and the sizes of its pages."""
        out, cache = SCRATCH / "out", SCRATCH / "doctrees"
        for folder in (out, cache):
            shutil.rmtree(folder, ignore_errors=True)
        log = SCRATCH / "build.log"
        command = tool.command(site, out, cache)
        found = run(command, self.environment(), log, timeout=self.timeout, sample=sample)
        said = log.read_text("utf-8", "replace").strip().splitlines()
        if said:
            self.complaints.add(f"{tool.name}, {site.name}: {len(said)} lines, first: {said[0]}")
        return found, sites.page_sizes(out)

    def rounds(self, site: sites.Site, count: int) -> list[report.Row]:
        """Build `site` with every tool in turn, `count` times over; one row for each tool."""
        taken: dict[str, list[Measure]] = {tool.name: [] for tool in self.tools}
        sizes: dict[str, list[int]] = {}
        for number in range(count):
            for tool in self.tools:
                print(f"{site.name} {site.pages}, {number + 1}/{count}: {tool.name}", file=sys.stderr)
                # Memory is watched in the first round only: watching takes time.
                found, sizes[tool.name] = self.build(site, tool, sample=number == 0)
                taken[tool.name].append(found)
        return [
            report.Row(
                site=site.name,
                tool=name,
                pages=site.pages,
                seconds=min(one.seconds for one in runs),
                spread=max(one.seconds for one in runs) / min(one.seconds for one in runs) - 1,
                cpu=min(one.cpu for one in runs),
                largest_mb=max(one.largest for one in runs) / 1e6,
                tree_mb=max(one.tree for one in runs) / 1e6,
                page_max_kb=max(sizes[name]) / 1000,
                page_median_kb=statistics.median(sizes[name]) / 1000,
            )
            for name, runs in taken.items()
        ]


def _noise() -> str:
    return " ".join(f"{load:.1f}" for load in os.getloadavg())


def main() -> int:
    """Build everything, print the table and whether the goals are reached; 1 when a build fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="leave out the 1,012 pages")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each (default 3)")
    parser.add_argument("--large-rounds", type=int, default=1, help="of 1,012 pages (default 1)")
    parser.add_argument("--timeout", type=float, default=300, help="seconds a build may take")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(PACKAGE, ignore_errors=True)
    shutil.copytree(ROOT / "vaertskab", PACKAGE / "vaertskab")
    bench = Bench(options.timeout)
    before = _noise()
    rows: list[report.Row] = []
    failed = False
    try:
        chosen = [
            (sites.this_course(ROOT, SCRATCH), options.rounds),
            (sites.generated(ROOT, SCRATCH, SMALL), options.rounds),
            (sites.generated(ROOT, SCRATCH, MIDDLE), options.rounds),
        ]
        if not options.quick:
            chosen.append((sites.generated(ROOT, SCRATCH, LARGE), options.large_rounds))
        for tool in bench.tools:  # each program compiles its modules once, as an installer does
            bench.build(chosen[0][0], tool, sample=False)
        for site, count in chosen:
            rows += bench.rounds(site, count)
    except RunError as error:
        print(error, file=sys.stderr)
        failed = True
    print(report.table(rows))
    print(
        f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load before {before}, "
        f"after {_noise()}; the fastest of {options.rounds} rounds "
        f"({options.large_rounds} of {LARGE:,} pages). 1 KB = 1,000 bytes.\n"
    )
    print(report.goals(rows) if rows else "Nothing was measured.")
    for complaint in sorted(bench.complaints):
        print(f"Not silent: {complaint}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
