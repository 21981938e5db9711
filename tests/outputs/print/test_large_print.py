"""The binder and the handouts in large print, of the same layout."""

from __future__ import annotations

import pytest
from building import build_whole, copy_course
from pdfplumber.page import Page
from small import page

from outputs.print.printing import BINDER, MM, opened, print_course, standards

pytestmark = pytest.mark.slow


def boxes(leaf: Page) -> int:
    """Count the wide boxes of a light colour that text stands on: no part of a page's drawing."""
    filled = (one for one in (*leaf.rects, *leaf.curves) if one["fill"] and one["tag"] == "Artifact")
    colours = [(one, one["non_stroking_color"]) for one in filled]
    light = [one for one, fill in colours if 0.85 < (min(fill) if isinstance(fill, tuple) else fill) < 1]
    return sum(one["width"] > 60 * MM and one["height"] > 8 * MM for one in light)


def test_large_print_is_large_on_white_and_offered(tmp_path_factory: pytest.TempPathFactory) -> None:
    source = copy_course(tmp_path_factory.mktemp("stor") / "kursus")
    asked = ":::{udskrifter} stor-skrift\n:::\n"
    (source / "docs" / "udskriv.md").write_text(page("Udskriv", asked), "utf-8")
    printed = print_course(source, None, "-t", "stor_skrift")
    assert printed.status == 0, printed.output
    folder = printed.out / "stor-skrift"
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf")}
    assert names == {name for name in printed.files() if name.startswith("ark/")} | {BINDER}
    for name in names:
        assert standards(folder / name) == ("1", "2", "A")
        for leaf in opened(folder / name).pages:
            straight = [char for char in leaf.chars if char["matrix"][0] > 0.5]
            small = [char for char in straight if char["size"] < 17.9]
            assert small == [], (name, leaf.page_number)
            assert leaf.page_number == 1 or boxes(leaf) == 0, (name, leaf.page_number)
    assert sum(map(boxes, opened(printed.out / BINDER).pages)) > 10, "the plain binder has boxes of colour"
    assert len(opened(folder / BINDER).pages) > len(opened(printed.out / BINDER).pages) * 1.3
    site = build_whole(source)
    assert f"pdf/stor-skrift/{BINDER}" in site.page("docs/udskriv")
    assert "stor-skrift" not in site.page("exercises/tjek-ind"), "a page's own sheet is the plain one"
