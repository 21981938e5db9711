"""Whether readers' searches find the page that is meant.

Three lists are asked of the built course in Chromium. Beside them, how long an answer takes as a share of
making the index, so that nothing depends on how fast the machine is.
"""

from __future__ import annotations

import sys

import courses
from harness import OURS, SCRATCH, chromium, goals, run, served, table
from slow import searches

#: An answer may take this share of the time that it takes to make the index, at the median.
SHARE_LIMIT = 0.2


def main() -> int:
    """Build, ask, print the table and what was missed; return 1 when a goal is missed."""
    out, rows, found, share = SCRATCH / "searched", [], {}, 0.0
    run([sys.executable, "-m", "sphinx", "-q", "-b", "html", courses.this_course().ours, out])
    with chromium() as browser, served(out) as (root, _):
        page = browser.new_page(bypass_csp=True)
        for name in searches.LISTS:
            asked = searches.read(name)
            answers, taken = searches.ask(page, root, asked)
            found[name], share = searches.judge(asked, answers), max(share, taken)
            print(*(f"{name}: {line}" for line in found[name].missed), sep="\n", file=sys.stderr)
            rows.append([f"{OURS}, {name}", len(asked), found[name].among, found[name].first])
    table(("searches", "number", "% among the first three", "% first, where it must be"), rows)
    tuned = found["tuned on"]
    return goals(
        ("% missed of the tuned list", 100 - tuned.among, 100 - searches.AMONG_GOAL),
        ("% not first", 100 - tuned.first, 100 - searches.FIRST_GOAL),
        ("share of the index's time that an answer takes", share, SHARE_LIMIT),
    )
