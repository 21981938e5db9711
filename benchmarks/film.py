"""How fast the twelve films are made, and how large, beside FFmpeg's own program.

`ffmpeg -loop 1` (Debian: ffmpeg) gets the finished slides of one film as PNG and shows each for as long as
ours does, in our settings. It need not draw them and does not fade: its work is the smaller.
"""

from __future__ import annotations

import json
import pickle
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import courses
from harness import OURS, SCRATCH, goals, run, table

from vaertskab.model.course import Course, Part
from vaertskab.outputs.film import encode, jobs, script
from vaertskab.outputs.film.slides import draw

#: Seconds for all films, and MB of them all.
LIMIT, SIZE_LIMIT = 60.0, 12.0


def _plain(slides: Path, starts: list[float]) -> list[object]:
    """Let FFmpeg make each slide a film, and join them; return the line of the table."""
    taken, listed, out = [], slides / "list.txt", slides / "film.mp4"
    ffmpeg = ["ffmpeg", "-v", "error", "-y"]
    for number, (start, end) in enumerate(pairwise(starts)):
        still = ["-loop", "1", "-framerate", str(encode.TICKS), "-t", f"{end - start:.3f}"]
        png, piece = (slides / f"{number:03}.{kind}" for kind in ("png", "mp4"))
        x264 = ["-c:v", "libx264", "-preset", "superfast", "-qp", "29", "-pix_fmt", "yuv420p"]
        taken.append(run([*ffmpeg, *still, "-i", png, *x264, piece]))
    listed.write_text("".join(f"file '{number:03}.mp4'\n" for number in range(len(taken))), "utf-8")
    taken.append(run([*ffmpeg, "-f", "concat", "-safe", "0", "-i", listed, "-c", "copy", out]))
    seconds, cpu = sum(one.seconds for one in taken), sum(one.cpu for one in taken)
    return ["ffmpeg -loop 1", 1, starts[-1], seconds, cpu, starts[-1] / cpu, out.stat().st_size / 1e6]


def _draw(source: Path, out: Path) -> list[float]:
    """Draw the slides of the first film of a course; return when each begins, and the last ends."""
    stored = pickle.loads((source / "_build/.doctrees/environment.pickle").read_bytes())
    pages = stored.domaindata["kursus"]["pages"]
    page = next(page for _, page in sorted(pages.items()) if page.film)
    course = Course("Kursus", "Biblioteket", "", pages["index"], (Part("kaffe", pages["index"], (page,)),))
    job = next(iter(jobs.jobs_of(course, source, out, lambda name: source / f"{name}.md", ())))
    made = script.reading(job.manuscript)
    for number, png in enumerate(draw(job.look, made).slides):
        (out / f"{number:03}.png").write_bytes(png)
    return [*(one.start for one in made.slides), made.timeline.seconds]


def main() -> int:
    """Make the films and print the table; return 1 when a goal is missed."""
    source, slides = courses.this_course().ours, SCRATCH / "slides"
    shutil.rmtree(slides, ignore_errors=True)
    slides.mkdir(parents=True)
    taken = run([sys.executable, "-m", "vaertskab", "film", source])
    films = sorted((source / "_build" / "film").glob("*.mp4"))
    seconds = sum(json.loads(path.with_suffix(".json").read_text("utf-8"))["seconds"] for path in films)
    size = sum(path.stat().st_size for path in films) / 1e6
    rows = [[OURS, len(films), seconds, taken.seconds, taken.cpu, seconds / taken.cpu, size]]
    if shutil.which("ffmpeg"):
        rows.append(_plain(slides, _draw(source, slides)))
    else:
        print("FFmpeg's program is left out: it is not installed (Debian: ffmpeg).\n")
    table(("made with", "films", "s of film", "s", "CPU s", "s of film a CPU s", "MB"), rows)
    return goals(("seconds for all films", taken.seconds, LIMIT), ("MB of all films", size, SIZE_LIMIT))
