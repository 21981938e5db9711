"""How fast all PDFs are made beside WeasyPrint, which makes one of the same pages.

Everything starts from nothing, with Sphinx on all cores as in `make`; WeasyPrint gets one page of HTML from
bare Sphinx, whose time is counted in. It needs Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0).
"""

from __future__ import annotations

import subprocess
import sys

import courses
from harness import OURS, OUT, Command, fastest, goals, peers, table

WEASYPRINT = "WeasyPrint"
#: Seconds for the course and for 100 modules, and the share of WeasyPrint's.
LIMIT, LARGE_LIMIT, SHARE = 2.0, 10.0, 0.25


def _tools(site: courses.Site) -> dict[str, list[Command]]:
    sphinx: list[str] = [sys.executable, "-m", "sphinx", "-q", "-j", "auto", "-d", str(OUT / "trees")]
    found = {OURS: [[*sphinx, "-b", "binder", site.ours, OUT / "pdf"]]}
    if subprocess.run([peers(), "-c", "import weasyprint"], capture_output=True, timeout=60).returncode:
        print("WeasyPrint is left out: it needs Pango.\n")
    else:
        words = ["-m", "weasyprint", "-q", "--pdf-tags", OUT / "html/index.html", OUT / "one.pdf"]
        found[WEASYPRINT] = [[*sphinx, "-b", "singlehtml", site.bare, OUT / "html"], [peers(), *words]]
    return found


def main() -> int:
    """Make the PDFs and print the table; return 1 when a goal is missed."""
    rows, seconds = [], {}
    chosen = (("this course", courses.this_course(), 3), ("100 modules", courses.generated(100), 1))
    for name, site, rounds in chosen:
        for tool, one in fastest(_tools(site), OUT, rounds).items():
            seconds[name, tool] = one.seconds
            rows.append([name, tool, one.seconds, one.seconds / seconds[name, OURS], one.cpu, one.memory])
    table(("course", "made with", "s", "× ours", "CPU s", "MB"), rows)
    found = [("seconds, the course", seconds["this course", OURS], LIMIT)]
    found += [("seconds, 100 modules", seconds["100 modules", OURS], LARGE_LIMIT)]
    if ("this course", WEASYPRINT) in seconds:
        share = seconds["this course", OURS] / seconds["this course", WEASYPRINT]
        found += [("of WeasyPrint's seconds", share, SHARE)]
    return goals(*found)
