"""The preview says what `check` says, also of pages that nobody has touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small import small_course

from vaertskab.commands import check, live

GLOSSARY = ":::{ordliste}\nkollega\n  En, du arbejder sammen med.\n:::\n"
USES = "En {begreb}`kollega` svarer på {spørgsmål}`hvor-hen` [i afsnittet](tilgaengelighed.md#et-afsnit).\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course whose pages hang on one another, with its preview built once."""
    root = small_course(tmp_path_factory.mktemp("kursus"))
    pages = {
        "docs/privatliv.md": f"{USES}\n{GLOSSARY}",
        "docs/tilgaengelighed.md": "## Et afsnit\n\nTekst.\n",
    }
    for name, text in pages.items():
        path = root / name
        path.write_text(f"{path.read_text('utf-8')}\n{text}", "utf-8")
    assert live.build(root) == check.check(root) == []
    return root


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("docs/privatliv.md", lambda text: text.replace("\nkollega\n", "\nmedarbejder\n")),
        ("docs/tilgaengelighed.md", lambda text: text.replace("## Et afsnit", "## Et andet afsnit")),
        ("modules/principper/dialogruter.md", lambda text: text.replace(":id: hvor-hen", ":id: hvorhen")),
        ("docs/tilgaengelighed.md", None),
        ("exercises/samlet.md", None),
    ],
    ids=["a-word-renamed", "a-heading-renamed", "a-question-renamed", "a-page-gone", "an-exercise-gone"],
)
def test_a_change_elsewhere_is_told_as_check_tells_it(
    course: Path, file: str, change: Callable[[str], str] | None
) -> None:
    path = course / file
    before = path.read_text("utf-8")
    try:
        if change is None:
            path.unlink()
        else:
            path.write_text(change(before), "utf-8")
        shown = live.build(course)
        assert shown
        assert shown == check.check(course)
        assert live.build(course) == shown
    finally:
        path.write_text(before, "utf-8")
    assert live.build(course) == []


def test_what_a_page_shows_of_others_is_new_too(course: Path) -> None:
    page = course / "modules/principper/dialogruter.md"
    index = course / "modules/principper/index.md"
    before = page.read_text("utf-8"), index.read_text("utf-8")
    index.write_text(f"{before[1]}\n:::{{kortbunke}}\n:::\n", "utf-8")
    live.build(course)
    page.write_text(before[0].replace("Hvor går du hen?", "Hvor går du så hen?"), "utf-8")
    live.build(course)
    assert "Hvor går du så hen?" in (course / "_build/live/modules/principper/index.html").read_text("utf-8")
    page.write_text(before[0], "utf-8")
    index.write_text(before[1], "utf-8")
