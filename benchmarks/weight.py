"""What a page weighs beside Furo, the PyData Sphinx Theme and MkDocs Material with the same text.

`.venv/bin/python benchmarks/weight.py` builds this course with each, opens pages of each kind in Chromium
over http, and prints one Markdown table: uncompressed bytes of everything that the browser asks for until
the network is still, and how many requests that takes. The server compresses nothing and the browser has
nothing kept from before. Nothing here depends on how fast or how busy the machine is.

The other themes live in virtual environments of their own, made from requirements-themes.lock and
requirements-mkdocs.lock (both locked with `uv pip compile --generate-hashes --universal --no-header
--no-annotate --python-version 3.11`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import environments
import report
import sites
from playwright.sync_api import Browser, Response, sync_playwright
from serving import served

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "benchmark"
#: The pages that are weighed, by name: one of each kind.
PAGES = {
    "front page": "index",
    "module": "modules/principper/imoedekommenhed",
    "coffee": "modules/kaffe/index",
    "group work": "exercises/gruppearbejde",
    "search": "search",
}
#: What a page of ours may weigh, in bytes, and how often it may ask; the search page may weigh more.
MOST, MOST_TO_SEARCH, MOST_REQUESTS = 60_000, 200_000, 6
THEMES = {"Furo": "furo", "PyData Sphinx Theme": "pydata_sphinx_theme"}


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes and requests of one page, uncompressed."""

    size: int
    requests: int


def _build(command: list[str | Path]) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env |= {"SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([str(word) for word in command], check=True, timeout=300, env=env, cwd=SCRATCH)


def _built(site: sites.Site) -> dict[str, Path]:
    """Build the course with every theme and return where each lies; ours is first."""
    out = SCRATCH / "weighed"
    shutil.rmtree(out, ignore_errors=True)
    found = {report.OURS: out / "ours"}
    _build([sys.executable, "-m", "sphinx", "-q", "-b", "html", site.ours, found[report.OURS]])
    python = environments.python("themes")
    for name, theme in THEMES.items():
        # The bare course takes Alabaster's sidebars away; these themes have their own.
        conf = (site.bare / "conf.py").read_text("utf-8")
        kept = [line for line in conf.splitlines() if not line.startswith(("html_theme", "html_sidebars"))]
        source = SCRATCH / "themed" / theme
        shutil.rmtree(source, ignore_errors=True)
        shutil.copytree(site.bare, source)
        (source / "conf.py").write_text("\n".join([*kept, f'html_theme = "{theme}"', ""]), "utf-8")
        found[name] = out / theme
        _build([python, "-m", "sphinx", "-q", "-b", "html", source, found[name]])
    found[report.MATERIAL] = out / "material"
    mkdocs: list[str | Path] = [environments.python("mkdocs"), "-m", "mkdocs", "build", "-q"]
    config = site.material / "mkdocs.yml"
    _build([*mkdocs, "--no-directory-urls", "-f", config, "-d", found[report.MATERIAL]])
    return found


def weigh(browser: Browser, url: str) -> Weight:
    """Open a page in a browser that has kept nothing, and add up what it asked for."""
    context = browser.new_context(viewport={"width": 412, "height": 823}, locale="da-DK")
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # Playwright marks what it calls
    page.goto(url, wait_until="networkidle")
    sizes = [len(answer.body()) for answer in answers if answer.status == 200]
    context.close()
    return Weight(sum(sizes), len(sizes))


def table(found: dict[str, dict[str, Weight | None]]) -> str:
    """Return the Markdown table: a row for each theme, a column for each page."""
    lines = [["theme", *(f"{name}: KB, requests" for name in PAGES)], ["---", *["--:"] * len(PAGES)]]
    for theme, weights in found.items():
        cells = [f"{one.size / 1000:.1f}, {one.requests}" if one else "–" for one in weights.values()]
        lines.append([theme, *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Build, weigh, print; 1 when a page of ours is heavier than it may be."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    built = _built(sites.this_course(ROOT, SCRATCH))
    found: dict[str, dict[str, Weight | None]] = {}
    with sync_playwright() as playwright:
        browser = environments.chromium(playwright)
        for theme, folder in built.items():
            with served(folder) as root:
                found[theme] = {
                    name: weigh(browser, f"{root}{page}.html")
                    if (folder / f"{page}.html").is_file()
                    else None
                    for name, page in PAGES.items()
                }
        browser.close()
    print(table(found))
    print("\nUncompressed, all that the browser asks for until the network is still. 1 KB = 1,000 bytes.\n")
    missed = 0
    for name, one in found[report.OURS].items():
        limit = MOST_TO_SEARCH if name == "search" else MOST
        reached = one is not None and one.size <= limit and one.requests <= MOST_REQUESTS
        missed += not reached
        print(f"- {'reached' if reached else 'MISSED'}: {name}: {one} (at most {limit}, {MOST_REQUESTS})")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
