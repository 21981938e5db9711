"""How fast the twelve films are made, and how large they are, beside `ffmpeg -loop 1` on the same slides.

`.venv/bin/python benchmarks/film.py [--films N]` makes the course's films from nothing and prints a table in
Markdown. FFmpeg's own program (Debian: ffmpeg) gets the finished slides of N films (default 1) as PNG and
shows each for as long as ours does, twice: in its own settings, and in ours (x264's `superfast`, 20 pictures
a second). It need not draw them and does not fade, so its work is the smaller. Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import sites
from measure import Measure, RunError, run

from vaertskab.model.course import Course, Page, Part
from vaertskab.outputs.film import encode, script
from vaertskab.outputs.film.jobs import jobs_of
from vaertskab.outputs.film.slides import draw

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "benchmark" / "film"
#: A copy of our package, so that an edit while the benchmark runs changes nothing.
PACKAGE = SCRATCH / "package"
OURS, PLAIN, SAME = "Værtskab", "ffmpeg -loop 1", "ffmpeg -loop 1, our settings"
#: Seconds for all films, MB of them all, and MB of memory of all processes together.
LIMIT, SIZE, MEMORY = 60.0, 12.0, 600.0
#: FFmpeg's pictures a second and settings for x264.
SETTINGS = {PLAIN: ("25", ()), SAME: (str(encode.TICKS), ("-preset", "superfast", "-qp", "29"))}


@dataclass(frozen=True, slots=True)
class Row:
    """What one program made: how many films, their seconds and bytes, and what it took."""

    tool: str
    films: int
    seconds: float
    size: int
    taken: Measure


def environment() -> dict[str, str]:
    """Return the environment of every run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pycache = str(SCRATCH.parent / "pycache")
    fixed = {"PYTHONSAFEPATH": "1", "PYTHONPYCACHEPREFIX": pycache, "SOURCE_DATE_EPOCH": "0"}
    return kept | fixed | {"PYTHONPATH": str(PACKAGE)}


def ours(source: Path, timeout: float) -> Row:
    """Make all films of the course in `source` from nothing, and return the line of the table."""
    shutil.rmtree(source / "_build", ignore_errors=True)
    command = [sys.executable, "-m", "vaertskab", "film", source]
    taken = run(command, environment(), SCRATCH / "run.log", timeout=timeout, sample=True)
    made = sorted((source / "_build" / "film").glob("*.mp4"))
    seconds = sum(json.loads(path.with_suffix(".json").read_text("utf-8"))["seconds"] for path in made)
    return Row(OURS, len(made), seconds, sum(path.stat().st_size for path in made), taken)


def slides(source: Path, count: int) -> list[list[tuple[Path, float]]]:
    """Draw the slides of the first `count` films; return the file of each and how long it stands."""
    stored = pickle.loads((source / "_build" / ".doctrees" / "environment.pickle").read_bytes())
    pages: dict[str, Page] = stored.domaindata["kursus"]["pages"]
    shown = tuple(page for name, page in sorted(pages.items()) if page.film)[:count]
    part = Part("kaffe", pages["modules/kaffe/index"], shown)
    course = Course("Kursus", "Biblioteket", "", pages["index"], (part,))
    found = []
    for job in jobs_of(course, source, source / "_build" / "film", lambda name: source / f"{name}.md", ()):
        made = script.reading(job.manuscript)
        ends = [*(slide.start for slide in made.slides), made.timeline.seconds]
        films = []
        for number, (png, (start, end)) in enumerate(
            zip(draw(job.look, made).slides, pairwise(ends), strict=True)
        ):
            path = SCRATCH / "slides" / f"{job.name}-{number:03}.png"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(png)
            films.append((path, end - start))
        found.append(films)
    return found


def plain(tool: str, films: Sequence[Sequence[tuple[Path, float]]], timeout: float) -> Row:
    """Let FFmpeg make each slide a film, and join them; return the line of the table."""
    rate, settings = SETTINGS[tool]
    taken, size = [], 0
    out, listed = SCRATCH / "plain.mp4", SCRATCH / "plain.txt"

    def ffmpeg(*words: str | Path) -> None:
        command = ["ffmpeg", "-v", "error", "-y", *words]
        taken.append(run(command, environment(), SCRATCH / "run.log", timeout=timeout, sample=True))

    for shown in films:
        pieces = [path.with_suffix(".mp4") for path, _ in shown]
        for (path, seconds), piece in zip(shown, pieces, strict=True):
            still = ("-loop", "1", "-framerate", rate, "-t", f"{seconds:.3f}", "-i", path)
            ffmpeg(*still, "-c:v", "libx264", *settings, "-pix_fmt", "yuv420p", piece)
        listed.write_text("".join(f"file '{piece}'\n" for piece in pieces), "utf-8")
        joined = ("-f", "concat", "-safe", "0", "-i", listed)
        ffmpeg(*joined, "-c", "copy", "-movflags", "+faststart", out)
        size += out.stat().st_size
    whole = Measure(
        sum(one.seconds for one in taken), sum(one.cpu for one in taken),
        max(one.largest for one in taken), max(one.tree for one in taken),
    )  # fmt: skip
    return Row(tool, len(films), sum(seconds for shown in films for _, seconds in shown), size, whole)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table; the ratio is of film a second of processor time, to ours."""
    lines = [
        "| made with | films | s of film | s | CPU s | film s/s | s/CPU s | × ours | MB a film | MB RAM |"
    ]
    lines += ["|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"]
    for one in rows:
        speed, ours = one.seconds / one.taken.cpu, rows[0].seconds / rows[0].taken.cpu
        told = f"| {one.tool} | {one.films} | {one.seconds:.0f} | {one.taken.seconds:.1f} | "
        told += f"{one.taken.cpu:.1f} | "
        told += f"{one.seconds / one.taken.seconds:.1f} | {speed:.1f} | {speed / ours:.2f} | "
        lines += [told + f"{one.size / one.films / 1e6:.2f} | {one.taken.tree / 1e6:.0f} |"]
    return "\n".join(lines)


def goals(made: Row) -> str:
    """Return a line for each goal: reached or missed, the figure and the limit."""
    found = (
        ("seconds for all films", made.taken.seconds, LIMIT),
        ("MB of all films", made.size / 1e6, SIZE),
        ("MB of memory", made.taken.tree / 1e6, MEMORY),
    )
    return "\n".join(
        f"- {'reached' if value <= limit else 'MISSED'}: {what}: {value:.1f} (at most {limit:g})"
        for what, value, limit in found
    )


def main() -> None:
    """Make the films, print the table and whether the goals are reached; exit with 1 when a program fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--films", type=int, default=1, help="how many FFmpeg makes (default 1)")
    parser.add_argument("--timeout", type=float, default=600, help="seconds a program may take")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(PACKAGE, ignore_errors=True)
    shutil.copytree(ROOT / "vaertskab", PACKAGE / "vaertskab")
    before = os.getloadavg()[0]
    try:
        source = sites.this_course(ROOT, SCRATCH).ours
        rows = [ours(source, options.timeout)]
        if shutil.which("ffmpeg"):
            drawn = slides(source, options.films)
            rows += [plain(tool, drawn, options.timeout) for tool in SETTINGS]
        else:
            print("FFmpeg's program is left out: it is not installed (Debian: ffmpeg).\n")
    except RunError as error:
        sys.exit(str(error))
    print(table(rows))
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load before {before:.1f}.\n")
    print(goals(rows[0]))


if __name__ == "__main__":
    main()
