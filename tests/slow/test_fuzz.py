"""Whatever a page holds: no traceback, and every finding is Danish, at a line of a file."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from building import COURSE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small import small_course

from vaertskab.commands import check

#: Pieces of Markdown and of the course's own marks, whole and broken.
PIECES = (
    "# Titel\n",
    "## Mere\n",
    "#### Dyb\n",
    "---\n",
    "beskrivelse: Hej med dig.\n",
    "uge: 3\n",
    ":::\n",
    "::::\n",
    ":::{refleksion} Hvad?\n",
    ":::{prøv}\n",
    ":::{ordlyd} dialogruter\n",
    ":::{spørgsmål}\n",
    ":::{indhold}\n",
    ":::{figure} x.svg\n",
    "```{table}\n",
    "```\n",
    "~~~\n",
    ":id: a\n",
    ":slags: x\n",
    "{begreb}`vært`",
    "{ordlyd}`x`",
    "[tekst](side.md)",
    "[her](#a)",
    "![](x.png)",
    "[^1]",
    "[^1]: note\n",
    "| a | b |\n",
    "|---|---|\n",
    "<script>",
    "<b>",
    "<!--",
    "&nbsp;",
    "\u200b",
    "\0",
    "\t",
    "  ",
    "- ",
    "1. ",
    "> ",
    "**",
    "_",
    "`",
    "\\",
    "{",
    "}",
    "{.a}",
    "% x\n",
    "(a)=\n",
    "+++\n",
    "\r\n",
    "\n",
    "\n\n",
    "tekst ",
    "[x]: y\n",
    "$$\n",
    "«",
    '"',
    "{math}`x`",
    "\u2028",
)
PAGES = sorted(path for top in ("docs", "modules", "exercises") for path in (COURSE / top).rglob("*.md"))
OVERWRITTEN = (
    "modules/principper/dialogruter.md", "modules/kaffe/02-hvordan.md", "exercises/en-til.md",
    "modules/principper/imoedekommenhed.md", "docs/privatliv.md",
)  # fmt: skip
#: Five pages at a time: reading the rest of the course takes longer than they do.
SOME = settings(max_examples=60, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, one page of which is overwritten again and again."""
    return small_course(tmp_path_factory.mktemp("fuzz"))


def _check(root: Path) -> None:
    for found in check.check(root):
        assert (root / found.file).is_file(), found
        assert 1 <= found.line <= (root / found.file).read_bytes().count(b"\n") + 2, found
        assert found.message[0].isupper() or found.message[0] in "»{:'[", found
        assert found.message.endswith((".", "?", ")", ".md", ":::{prøv}", "|", "{")), found
        assert "Traceback" not in found.message
        assert str(root) not in found.message


def _holds(root: Path, *contents: bytes) -> None:
    """Overwrite a page with each of `contents`, and check the course once."""
    for page, content in zip(OVERWRITTEN, contents, strict=False):
        (root / page).write_bytes(content)
    _check(root)


@SOME
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=40), min_size=5, max_size=5))
def test_broken_markdown_never_stops_the_check(tiny: Path, pages: list[list[str]]) -> None:
    _holds(tiny, *("".join(pieces).encode() for pieces in pages))


@SOME
@given(
    st.lists(
        st.one_of(
            st.binary(max_size=400), st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore"))
        ),
        min_size=5,
        max_size=5,
    )
)
def test_random_bytes_never_stop_the_check(tiny: Path, pages: list[bytes]) -> None:
    _holds(tiny, *pages)


def test_a_hundred_truncations_of_whole_pages_never_stop_the_check(tiny: Path) -> None:
    chance = random.Random(4)
    pages = [PAGES[number % len(PAGES)].read_bytes() for number in range(100)]
    cut = [page[: chance.randrange(len(page))] for page in pages]
    for first in range(0, 100, 5):
        _holds(tiny, *cut[first : first + 5])


def test_a_page_of_deep_nesting_never_stops_the_check(tmp_path: Path) -> None:
    root = small_course(tmp_path / "a")
    texts = (">" * 400 + " x", "[" * 3000, "\n".join(" " * n + "- a" for n in range(200)), "*" * 5000)
    _holds(root, *(text.encode() for text in texts))
    shutil.rmtree(root)
