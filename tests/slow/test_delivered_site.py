"""Every page of the course that is delivered: no barrier that axe knows, and nothing lost."""

from __future__ import annotations

import pytest
from browser.conftest import _narrow, _wide, desk, phone, site, window  # noqa: F401
from browser.site import Site
from browser.test_axe import _faults, _open
from browser.test_keyboard import check_walk, walk
from browser.test_layout import _lost, _visit
from building import ROOT
from playwright.sync_api import Page

from vaertskab.commands.check import course_files

PAGES = [path.relative_to(ROOT).with_suffix("").as_posix() for path in course_files(ROOT)]


@pytest.mark.parametrize("docname", [*PAGES, "search", "404"])
def test_no_reader_meets_a_barrier(docname: str, site: Site, desk: Page, phone: Page) -> None:  # noqa: F811
    _open((desk, phone), site.url(docname))
    assert _faults((desk, phone)) == []


@pytest.mark.parametrize("docname", PAGES)
def test_a_narrow_window_and_large_text_lose_nothing(docname: str, site: Site, desk: Page) -> None:  # noqa: F811
    _visit(desk, site.url(docname))
    assert _lost(desk) == []


@pytest.mark.parametrize("docname", PAGES)
def test_tab_meets_everything_in_reading_order(docname: str, site: Site, desk: Page) -> None:  # noqa: F811
    check_walk(walk(desk, site.url(docname)))
