"""How a page does in Lighthouse's mobile setting, and how long an answer to the reader takes.

`.venv/bin/python benchmarks/lighthouse.py` serves the built course from a subfolder of a plain server, runs
Lighthouse (from npm, at the version below, with its lock of what it needs) on a page of each kind, and prints
one Markdown table: its four categories, the largest paint and the layout shift as Lighthouse simulates them
for a slow phone, and the time that scripts block there. It ends with the longest answer to a key or a tap, as
the Event Timing API tells it in Chromium at the machine's own speed; what else the machine does counts too,
so the load is printed.

Takes Node 18.16 or later, npm and Chromium, and a network the first time; Lighthouse lands in .cache/.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import environments
from playwright.sync_api import Page, sync_playwright
from serving import served

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "_build" / "html"
#: The last version that runs on Node 20.
LIGHTHOUSE = "lighthouse@12.8.2"
HOME = ROOT / ".cache" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Largest paint and blocked time in milliseconds, layout shift.
MOST_PAINT, MOST_BLOCKED, MOST_SHIFT = 1200, 50, 0
#: Milliseconds to the next frame after a key or a tap.
MOST_ANSWER = 50
PAGES = {
    "front page": "index",
    "module": "modules/principper/imoedekommenhed",
    "coffee": "modules/kaffe/index",
    "group work": "exercises/gruppearbejde",
    "search": "search",
    "my notes": "docs/mine-noter",
}


@dataclass(frozen=True, slots=True)
class Audit:
    """One page: categories from 0 to 100, milliseconds, layout shift."""

    scores: dict[str, int]
    paint: float
    blocked: float
    shift: float

    def faults(self, name: str) -> list[str]:
        """Return what falls short."""
        found = [f"{name}: {what} {score}" for what, score in self.scores.items() if score < 100]
        measured = (
            ("largest paint", self.paint, MOST_PAINT),
            ("blocked", self.blocked, MOST_BLOCKED),
            ("layout shift", self.shift, MOST_SHIFT),
        )
        return found + [f"{name}: {what} {value:g}" for what, value, most in measured if value > most]


def program() -> Path:
    """Return Lighthouse's program, installed when it is missing."""
    found = HOME / "node_modules" / ".bin" / "lighthouse"
    if not found.exists():
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(HOME), LIGHTHOUSE]
        subprocess.run(install, check=True, timeout=600)
    return found


def audit(url: str) -> Audit:
    """Run Lighthouse on one page, and tell on stderr what costs it points."""
    command = [
        *(program(), url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"),
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    env = os.environ | {"CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, check=True, timeout=180, capture_output=True, env=env)
    told = json.loads(done.stdout)
    audits = told["audits"]
    for name, one in told["categories"].items():
        for reference in one["auditRefs"]:
            found = audits[reference["id"]]
            if reference["weight"] and found["score"] is not None and found["score"] < 1:
                print(f"{url} {name}: {found['id']}: {found.get('displayValue', '')}", file=sys.stderr)
    return Audit(
        {name: round(100 * told["categories"][name]["score"]) for name in CATEGORIES},
        audits["largest-contentful-paint"]["numericValue"],
        audits["total-blocking-time"]["numericValue"],
        audits["cumulative-layout-shift"]["numericValue"],
    )


def _write_a_note(page: Page) -> None:
    page.get_by_role("textbox", name="Din note til").first.press_sequentially("en note om i dag", delay=40)
    page.locator(".note-choice").get_by_role("button").last.click()


def _show_large(page: Page) -> None:
    page.get_by_role("button", name="Vis stort").first.click()
    for key in ("ArrowRight", "ArrowLeft", "Escape"):
        page.keyboard.press(key)


def _search(page: Page) -> None:
    page.get_by_role("searchbox").press_sequentially("spørgsmål om nærvær", delay=60)
    page.keyboard.press("ArrowDown")


def _choose_a_week(page: Page) -> None:
    page.get_by_role("combobox", name="Begynd i").select_option(index=3)
    page.get_by_role("button", name="Hent kalenderfilen").click()


def _choose_colours(page: Page) -> None:
    page.get_by_text("Menu", exact=True).click()
    page.get_by_label("Farver").select_option("dark")


def _delete_a_note(page: Page) -> None:
    page.get_by_role("button", name="Slet noten").first.click()


#: What a reader does, in order: on which page, and how.
DONE: dict[str, tuple[str, Callable[[Page], None]]] = {
    "menu and colours": ("index", _choose_colours),
    "a note": ("exercises/gruppearbejde", _write_a_note),
    "a note deleted": ("docs/mine-noter", _delete_a_note),
    "big view": ("modules/principper/imoedekommenhed", _show_large),
    "search": ("search", _search),
    "calendar file": ("modules/kaffe/index", _choose_a_week),
}


def longest_answers(root: str) -> dict[str, tuple[float, float]]:
    """Return the longest answer of each thing a reader does, and how long scripts worked for one at most.

    In milliseconds to the frame after a key or a tap; the API tells of none under 16 and rounds to 8.
    """
    found: dict[str, tuple[float, float]] = {}
    with sync_playwright() as playwright:
        browser = environments.chromium(playwright)
        context = browser.new_context(viewport={"width": 412, "height": 823}, locale="da-DK")
        context.add_init_script(
            "window.told = []; new PerformanceObserver((list) => told.push(...list.getEntries()"
            ".filter((e) => e.interactionId || e.name === 'input')"
            ".map((e) => [e.duration, e.processingEnd - e.processingStart])))"
            ".observe({ type: 'event', durationThreshold: 16, buffered: true });"
        )
        page = context.new_page()
        for name, (docname, act) in DONE.items():
            page.goto(f"{root}{docname}.html", wait_until="networkidle")
            act(page)
            page.wait_for_timeout(500)
            told = [(0, 0), *page.evaluate("told")]
            found[name] = max(one[0] for one in told), max(one[1] for one in told)
        browser.close()
    return found


def main() -> int:
    """Measure, print, and return 1 when a page falls short."""
    if not (BUILT / "index.html").is_file():
        sys.exit("Build the course first: make")
    faults: list[str] = []
    head = ["page", *CATEGORIES, "largest paint, ms", "blocked, ms", "layout shift"]
    print(f"| {' | '.join(head)} |\n| --- |{' --: |' * (len(head) - 1)}")
    with served(BUILT) as root:
        for name, docname in PAGES.items():
            one = audit(f"{root}{docname}.html")
            cells = [
                *map(str, one.scores.values()),
                f"{one.paint:.0f}",
                f"{one.blocked:.0f}",
                f"{one.shift:g}",
            ]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
            faults += one.faults(name)
        load = " ".join(f"{one:.1f}" for one in os.getloadavg())
        print(f"\n{os.cpu_count()} cores, load {load}\n")
        print("| what a reader does | longest answer, ms | scripts, ms |")
        print("| --- | --: | --: |")
        for name, (longest, scripts) in longest_answers(root).items():
            print(f"| {name} | {longest:.0f} | {scripts:.0f} |")
            faults += [f"{name}: {longest:.0f} ms"] * (longest >= MOST_ANSWER)
    print("\n" + "\n".join(f"- MISSED: {fault}" for fault in faults) if faults else "\nAll goals reached.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
