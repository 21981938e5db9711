"""Courses that tests build: the one delivered and copies of it. Small ones stand in `small.py`."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from html_tree import Element, parse

from vaertskab.model.course import Page

ROOT = Path(__file__).parent.parent
#: What the course is made of; everything else in the root is about building it.
SOURCES = (
    "conf.py", "index.md", "kursus.toml", "ordlyd.toml",
    "docs", "modules", "exercises", "_static",
)  # fmt: skip
#: A build as CI runs it: Sphinx colours its log there, and each line must still begin with the file's name.
BUILD_ENVIRONMENT = {"PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1700000000", "CI": "true"}


@dataclass(frozen=True)
class Built:
    """A course that has been built: its folder, the site and what the build printed."""

    source: Path
    site: Path
    output: str
    status: int

    @cached_property
    def data(self) -> dict[str, Any]:
        """The published model, kursus.json."""
        found: dict[str, Any] = json.loads((self.site / "kursus.json").read_text("utf-8"))
        return found

    @cached_property
    def pages(self) -> dict[str, Page]:
        """The model's record of each page by docname, as the build left it for the next one."""
        stored = (self.site.parent / ".doctrees" / "environment.pickle").read_bytes()
        found: dict[str, Page] = pickle.loads(stored).domaindata["kursus"]["pages"]
        return found

    def page(self, docname: str) -> str:
        """The HTML of a page."""
        return (self.site / f"{docname}.html").read_text("utf-8")

    def tree(self, docname: str) -> Element:
        """The elements of a page."""
        return parse(self.page(docname))

    @cached_property
    def trees(self) -> dict[str, Element]:
        """The elements of every HTML page of the site, by its path."""
        return {name: parse((self.site / name).read_text("utf-8")) for name in self.html_files()}

    def html_files(self) -> list[str]:
        """Every HTML file of the site, as a path from its root."""
        return sorted(path.relative_to(self.site).as_posix() for path in self.site.rglob("*.html"))

    def modules(self) -> Iterator[dict[str, Any]]:
        """The modules of kursus.json."""
        for part in self.data["parts"]:
            yield from (page for page in part["pages"] if page["type"] == "module")

    def coffee(self) -> list[dict[str, Any]]:
        """The coffee reflections of kursus.json, in order."""
        return next(part["pages"] for part in self.data["parts"] if part["name"] == "kaffe")

    def files(self) -> dict[str, bytes]:
        """Every file of the site by its path."""
        return {
            path.relative_to(self.site).as_posix(): path.read_bytes()
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }

    def stamps(self) -> dict[str, int]:
        """When each file of the site was last written."""
        return {
            path.relative_to(self.site).as_posix(): path.stat().st_mtime_ns
            for path in sorted(self.site.rglob("*"))
            if path.is_file()
        }


def build(source: Path, out: Path | None = None, *options: str) -> Built:
    """Build the course in `source` as `make` does: warnings are errors, all of them are told."""
    out = out or source / "_build"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html",
         "-d", str(out / ".doctrees"), *options, str(source), str(out / "html")],
        capture_output=True, text=True, timeout=180, check=False,
        env=os.environ | BUILD_ENVIRONMENT,
    )  # fmt: skip
    return Built(source, out / "html", done.stdout + done.stderr, done.returncode)


def build_whole(source: Path, *options: str) -> Built:
    """Build a course that has no fault."""
    built = build(source, None, *options)
    assert built.status == 0, built.output
    return built


def copy_course(target: Path) -> Path:
    """Copy the course's sources to `target`, for a test that changes them."""
    target.mkdir(parents=True, exist_ok=True)
    for name in SOURCES:
        found = ROOT / name
        if found.is_dir():
            shutil.copytree(found, target / name)
        else:
            shutil.copy2(found, target / name)
    return target
