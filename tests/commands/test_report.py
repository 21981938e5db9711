"""`vaertskab rapport`: what a proposal changes, in words and in pictures, without a word of it being run."""

from __future__ import annotations

import base64
import io
import re
import shutil
from pathlib import Path

import pytest
from building import Built, build
from html_tree import parse
from PIL import Image

from vaertskab.cli import main
from vaertskab.commands.report import report_of
from vaertskab.commands.report_written import as_html, as_markdown

PAGE = "modules/principper/dialogruter.md"
#: What a stranger might write so that the report would do something.
HOSTILE = "Vi går *nu* \\[herhen\\](her) \\<script>alert(1)\\</script> \\!\\[\\](a.png) @alle"


def proposed(done: Built, target: Path) -> Path:
    """Propose a change of one page, a new page and one that is gone; return the site as it was."""
    before = shutil.copytree(done.site, target)
    page = done.source / PAGE
    text = page.read_text("utf-8").replace(
        "Her er en tekst, som du kan nå at læse.", "Her står der noget nyt."
    )
    page.write_text(text + f"\n{HOSTILE}\n", "utf-8")
    exercise = done.source / "exercises/en-til.md"
    exercise.rename(exercise.with_name("en-tredje.md"))
    index = done.source / "exercises/index.md"
    index.write_text(index.read_text("utf-8").replace("en-til", "en-tredje"), "utf-8")
    build(done.source)
    return before


@pytest.fixture
def before(small_done: Built, tmp_path: Path) -> Path:
    return proposed(small_done, tmp_path / "som-det-var")


def test_the_report_says_which_pages_are_others_and_what_the_checks_say(
    small_done: Built, before: Path
) -> None:
    report = report_of(small_done.source, before, small_done.site, pictures=False)
    changed = {one.path: one for one in report.changes}
    assert not changed["exercises/en-til.html"].is_there
    assert not changed["exercises/en-tredje.html"].was
    words = changed["modules/principper/dialogruter.html"].words
    assert ("Her er en tekst, som du kan nå at læse.", "Her står der noget nyt.") in words
    assert "docs/privatliv.html" not in changed
    assert [one.file for one in report.findings] == [PAGE] * len(report.findings), (
        "the page has no question last"
    )

    told = as_markdown(report)
    assert "- Der står nu: Her står der noget nyt\\." in told
    assert not re.search(r"(?<!\\)[<*\[@]", told.replace("### ", "")), "nothing of a page is Markdown or HTML"
    tree = parse(as_html(report))
    assert not tree.all("script") + tree.all("a") + tree.all("img") + tree.all("link")
    assert "alert(1)" in tree.one("main").text()
    assert [one.text() for one in tree.all("h2")] == [one.title for one in report.changes]
    policy = tree.all("meta")[1].attributes["content"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")


def test_a_proposal_that_changes_nothing_says_so(small_built: Built) -> None:
    report = report_of(small_built.source, small_built.site, small_built.site, pictures=False)
    assert report.changes == []
    assert "Ingen sider er ændret\\. Intet skal rettes\\." in as_markdown(report)


@pytest.mark.slow
def test_each_page_is_seen_before_and_after(small_done: Built, before: Path, tmp_path: Path) -> None:
    out, words = tmp_path / "rapport.html", tmp_path / "tekst.md"
    line = ["rapport", str(small_done.source), "--fra", str(before), "--ud", str(out), "--tekst", str(words)]
    assert main(line) == 0
    assert words.read_text("utf-8").startswith("## Det ændrer forslaget")
    tree = parse(out.read_text("utf-8"))
    assert not re.findall(r"(?:src|href)=\"(?!data:image/webp)", out.read_text("utf-8"))
    seen = {one.attributes["alt"]: one.attributes["src"] for one in tree.all("img")}
    assert set(seen) >= {
        "Siden »Dialogruter«, som den var",
        "Siden »Dialogruter«, som forslaget gør den",
        "Siden »En til«, som den var",
        "Siden »En til«, som forslaget gør den",
    }
    sizes = set()
    for source in seen.values():
        with Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2]))) as image:
            assert image.format == "WEBP"
            assert image.width == 600
            assert 200 < image.height < 5000
            sizes.add(image.size)
    assert seen["Siden »Dialogruter«, som den var"] != seen["Siden »Dialogruter«, som forslaget gør den"]
