"""How fast the course is built beside bare Sphinx and MkDocs Material (`--quick`: without the largest).

This course, 100 modules and 1,000 modules in ten parts, each from nothing.
"""

from __future__ import annotations

import sys

import courses
from harness import OURS, OUT, Command, fastest, goals, peers, table

PARALLEL, BARE, MATERIAL = f"{OURS}, -j auto", "bare Sphinx, no sidebar", "MkDocs Material"
#: At most so many times bare Sphinx for the course, and times Material for 1,000 modules.
COURSE_LIMIT, LARGE_LIMIT = 1.2, 0.7


def _tools(site: courses.Site) -> dict[str, list[Command]]:
    sphinx: list[str] = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(OUT / "trees")]
    mkdocs = [peers(), "-m", "mkdocs", "build", "-q", "-f", site.material / "mkdocs.yml", "-d", OUT / "html"]
    return {
        OURS: [[*sphinx, site.ours, OUT / "html"]],
        PARALLEL: [[*sphinx, "-j", "auto", site.ours, OUT / "html"]],
        BARE: [[*sphinx, site.bare, OUT / "html"]],
        MATERIAL: [mkdocs],
    }


def main() -> int:
    """Build everything and print the table; return 1 when a goal is missed."""
    chosen = {"this course": (courses.this_course(), 3), "100 modules": (courses.generated(100), 3)}
    if "--quick" not in sys.argv:
        chosen["1,000 modules"] = (courses.generated(1000), 1)
    fastest(_tools(chosen["this course"][0]), OUT, 1)  # each compiles its modules, as an installer does
    rows, ratios = [], {}
    for name, (site, rounds) in chosen.items():
        taken = fastest(_tools(site), OUT, rounds)
        for tool, one in taken.items():
            beside = [one.seconds / taken[other].seconds for other in (BARE, MATERIAL)]
            ratios[name, tool] = beside
            rows.append([name, site.pages, tool, one.seconds, one.cpu, *beside, one.memory])
    table(("course", "pages", "built with", "s", "CPU s", "× bare Sphinx", "× Material", "MB"), rows)
    found = [("the course, times bare Sphinx", ratios["this course", OURS][0], COURSE_LIMIT)]
    if ("1,000 modules", PARALLEL) in ratios:
        found += [("1,000 modules, times Material", ratios["1,000 modules", PARALLEL][1], LARGE_LIMIT)]
    return goals(*found)
