"""The promise to everybody else: what a page says is never run, and never leaves the course."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from building import ROOT
from html_tree import parse
from small import listing, small_course

from vaertskab.model.settings import load_settings
from vaertskab.model.toml import SettingsError

from . import hostile

SECRET = "HEMMELIGT"


@dataclass(frozen=True)
class Tried:
    """A course of hostile pages after it has been checked, previewed and printed."""

    root: Path
    outside: Path
    found: dict[str, Any]
    told: dict[str, hostile.Expected]

    @property
    def check(self) -> list[tuple[str, int, str]]:
        """What the check told: page, line, message."""
        rows = (re.match(r"docs/(.+?)\.md:(\d+): (.*)", row) for row in self.found["told"]["check"])
        return [(row[1], int(row[2]), row[3]) for row in rows if row]

    def written(self) -> Iterator[Path]:
        """Yield every file that was made."""
        return (path for path in self.root.rglob("_build/**/*") if path.is_file())


def try_pages(folder: Path, most: int, seconds: int = 280) -> Tried:
    """Write a course of every hostile page, up to `most` things on one, and try it in another process."""
    outside, root = folder / "udenfor", folder / "kursus"
    outside.mkdir()
    secret, canary = outside / "hemmeligt.csv", outside / "kanariefugl"
    secret.write_text(f"{SECRET},1\n", "utf-8")
    texts, told = hostile.pages(most)
    pages = {
        f"docs/{name}.md": text.replace("SECRET", str(secret)).replace("CANARY", str(canary))
        for name, text in texts.items()
    }
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *texts)
    small_course(root, pages)
    done = subprocess.run(
        [sys.executable, "-m", "safety.audited", str(root)],
        cwd=ROOT / "tests", capture_output=True, text=True, timeout=seconds, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return Tried(root, outside, json.loads(done.stdout), told)


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    """All hostile pages, many things on each."""
    return try_pages(tmp_path_factory.mktemp("fjendtlig"), 40)


@pytest.mark.parametrize("name", [*hostile.HEADS, *hostile.BODIES])
def test_what_a_page_may_not_say_is_told_at_its_line(tried: Tried, name: str) -> None:
    expected = tried.told[name]
    rows = [row for row in tried.check if row[0] == expected.page]
    near = [row for row in rows if expected.first <= row[1] <= expected.last]
    assert not expected.pattern or any(re.search(expected.pattern, row[2]) for row in near), rows


def test_nothing_is_run_and_nothing_outside_is_opened_or_asked(tried: Tried) -> None:
    assert tried.found["seen"] == []
    assert sorted(path.name for path in tried.outside.iterdir()) == ["hemmeligt.csv"]


def test_check_preview_and_build_say_the_same_and_none_breaks_down(tried: Tried) -> None:
    told = tried.found["told"]
    assert "Traceback" not in json.dumps(told)
    check, preview = set(told["check"]), set(told["live"])
    ended = {"vaertskab-mappe.pdf:1: PDF'erne blev ikke lavet, og de gamle er ikke rørt."}
    assert {*told["html"], *told["binder"]} - ended == check
    assert preview == set(told["html"])  # what only paper lacks room for is told by the others
    assert all("papiret" in row for row in check - preview)


def test_each_thing_is_told_on_one_line_without_codes_for_a_terminal(tried: Tried) -> None:
    unseen = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\u202a-\u202e]")
    assert [row for row in tried.found["told"]["check"] if unseen.search(row)] == []


def test_what_is_built_in_spite_of_faults_holds_no_secret_script_or_strange_address(tried: Tried) -> None:
    for path in tried.written():
        assert SECRET.encode() not in path.read_bytes(), path
    pages = list((tried.root / "_build" / "live").rglob("*.html"))
    assert len(pages) > len(hostile.HEADS)
    for path in pages:
        for element in parse(path.read_text("utf-8")).walk():
            attributes = element.attributes
            assert element.tag not in ("iframe", "object", "embed", "base", "form") or "search" in str(
                attributes
            )
            assert not any(name.startswith("on") or name == "style" for name in attributes), (
                path,
                attributes,
            )
            for address in (attributes.get("href"), attributes.get("src"), attributes.get("data")):
                scheme = re.match(r"\s*(?:([\w.+-]+):|[/\\]{2})", address or "")
                assert not scheme or scheme[1] in ("https", "http", "mailto"), (path, address)
            if element.tag == "script":
                assert re.match(r"(\.\./)*_static/[\w/.-]+\.js", attributes["src"] or ""), path
                assert not element.text().strip()
            if element.tag in ("img", "script", "link", "video", "source"):
                assert "://" not in str(attributes.get("src") or attributes.get("href")), path


@pytest.mark.parametrize(
    "value", ["To\\nlinjer", "Klokke\\u0007", "Vendt \\u202etxet", "Skjult\\u200b", "\\u001b[2J"]
)
def test_a_name_in_the_settings_is_one_line_that_is_seen(small: Path, value: str) -> None:
    path = small / "kursus.toml"
    path.write_text(path.read_text("utf-8").replace("Et lille kursus", value), "utf-8")
    with pytest.raises(SettingsError, match=r"kursus\.toml:5: »titel« skal stå på én linje"):
        load_settings(path)
