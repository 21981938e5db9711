"""What a screen reader is given of a page of each kind, in order, as a text that is kept in `heard/`.

The text is Chromium's accessibility tree. When a change of it is meant, `make hoert` writes it anew; read the
difference as one who hears the page would. `heard/proev.md` is for a person with NVDA or VoiceOver.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .site import KINDS, Site

KEPT = Path(__file__).parent / "heard"
#: Set by `make hoert`: write what is heard instead of comparing it.
RENEW = "HOERT_NY"
#: The calendar offers the weeks to come.
TODAY = "2026-11-24T09:00:00"


def heard(page: Page) -> str:
    """Return what is heard in the page's main part, without addresses, after its title."""
    tree = page.locator("main").aria_snapshot()
    lines = [line for line in tree.splitlines() if not re.match(r"\s*- /url:", line)]
    # A link that held nothing but its address is a line of its own.
    text = "\n".join(re.sub(r'^(\s*- (?:link|option) ".*"):$', r"\1", line) for line in lines)
    return f"{page.title()}\n{text}\n"


@pytest.mark.parametrize("docname", KINDS)
def test_a_page_is_heard_as_the_kept_text_says(docname: str, files: Site, reader: Page) -> None:
    reader.clock.set_fixed_time(TODAY)
    reader.goto(files.url(docname))
    for parts in reader.locator(".search-parts").all():
        expect(parts).to_be_visible()
    kept = KEPT / f"{docname.replace('/', '-')}.txt"
    found = heard(reader)
    if os.environ.get(RENEW):
        kept.write_text(found, "utf-8")
    assert found == kept.read_text("utf-8"), "meant? then `make hoert`"


@pytest.mark.parametrize("docname", KINDS)
def test_nothing_kept_is_said_twice_in_a_row(docname: str) -> None:
    lines = (KEPT / f"{docname.replace('/', '-')}.txt").read_text("utf-8").splitlines()
    names = [match[1] for line in lines if (match := re.search(r'heading "(.*)" \[level', line))]
    assert names
    assert not [name for name in names if "Link til" in name]
    assert all(before != after for before, after in pairwise(names))
