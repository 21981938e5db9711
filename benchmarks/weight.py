"""What five pages in a row weigh beside Furo, PyData and MkDocs Material.

The same text is built with each and opened in Chromium, from a server that compresses as servers do, with
nothing kept from before the first page. Nothing here depends on how busy the machine is.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import courses
from harness import OURS, SCRATCH, chromium, goals, peers, run, served, table

#: Front page, a principle, a week, an exercise and the reader's own notes.
VISIT = (
    "index", "modules/principper/imoedekommenhed", "modules/kaffe/04-venlighed", "exercises/gruppearbejde",
    "docs/mine-noter",
)  # fmt: skip
KB_LIMIT, REQUESTS_LIMIT = 60.0, 15
THEMES = {"Furo": "furo", "PyData Sphinx Theme": "pydata_sphinx_theme"}


def _built() -> dict[str, Path]:
    """Build the course with each and return where they lie."""
    site, out = courses.this_course(), SCRATCH / "weighed"
    shutil.rmtree(out, ignore_errors=True)
    found = {OURS: out / "ours", **{name: out / theme for name, theme in THEMES.items()}}
    run([sys.executable, "-m", "sphinx", "-q", "-b", "html", site.ours, found[OURS]])
    for name, theme in THEMES.items():
        settings = SCRATCH / "themed" / theme
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "conf.py").write_text(f'{courses.PLAIN_CONF}html_theme = "{theme}"\n', "utf-8")
        run([peers(), "-m", "sphinx", "-q", "-b", "html", "-c", settings, site.bare, found[name]])
    found["MkDocs Material"] = out / "material"
    mkdocs = [peers(), "-m", "mkdocs", "build", "-q", "--no-directory-urls"]
    run([*mkdocs, "-f", site.material / "mkdocs.yml", "-d", out / "material"])
    return found


def main() -> int:
    """Build, visit, print the table; return 1 when a goal is missed."""
    found = {}
    with chromium() as browser:
        for name, folder in _built().items():
            with served(folder) as (root, sent):
                page = browser.new_context(viewport={"width": 412, "height": 823}).new_page()
                for docname in VISIT:
                    page.goto(f"{root}{docname}.html", wait_until="networkidle")
                found[name] = (sum(sent) / 1000, len(sent))
    table(("built with", "KB, compressed", "requests"), [[name, *one] for name, one in found.items()])
    size, requests = found[OURS]
    return goals(("KB of the visit", size, KB_LIMIT), ("requests of the visit", requests, REQUESTS_LIMIT))
