"""How a page of each kind does in Lighthouse's mobile setting, after `make`.

Takes Node 18.16 or later, npm and Chromium, and a network the first time; npm keeps Lighthouse.
"""

from __future__ import annotations

import json
import shutil

from harness import ROOT, SCRATCH, goals, run, served, table

#: The last version that runs on Node 20.
LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Milliseconds, milliseconds, and a share of the window.
LIMITS = {"largest-contentful-paint": 1200.0, "total-blocking-time": 50.0, "cumulative-layout-shift": 0.0}
PAGES = {
    "front page": "index",
    "module": "modules/principper/imoedekommenhed",
    "coffee": "modules/kaffe/index",
    "group work": "exercises/gruppearbejde",
    "search": "search",
    "my notes": "docs/mine-noter",
}


def main() -> int:
    """Audit the pages and print the table; return 1 when a goal is missed."""
    rows, found, report = [], [], SCRATCH / "lighthouse.json"
    flags = ["--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"]
    flags += ["--quiet", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    chrome = {"CHROME_PATH": shutil.which("chromium") or ""}
    with served(ROOT / "_build" / "html") as (root, _):
        for name, docname in PAGES.items():
            run(["npx", "--yes", LIGHTHOUSE, f"{root}{docname}.html", *flags], chrome)
            told = json.loads(report.read_text("utf-8"))
            scores = [round(100 * told["categories"][one]["score"]) for one in CATEGORIES]
            values = {one: float(told["audits"][one]["numericValue"]) for one in LIMITS}
            rows.append([name, *scores, *values.values()])
            found += [(f"{name}: {one}", value, LIMITS[one]) for one, value in values.items()]
            found.append((f"{name}: points short of 100", 100.0 - min(scores), 0.0))
    table(("page", *CATEGORIES, *LIMITS), rows)
    return goals(*found)
