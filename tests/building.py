"""Courses that tests build: that of the tests, copies of it, and the one delivered. Small ones: `small.py`.

A course is built in this process, which takes a third of the time that a new one takes.
"""

from __future__ import annotations

import contextlib
import io
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
from unittest import mock

from html_tree import Element, parse
from sphinx.cmd.build import main as sphinx_build

from vaertskab.model.page import Page

ROOT = Path(__file__).parent.parent
#: The tests' own course: small and invented, so that no change to the real pages is a fault of the code.
COURSE = Path(__file__).parent / "fixture_course"
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

    def asked(self, name: str) -> set[Path]:
        """Return the files that a browser fetches for the page unasked."""
        folder = (self.site / name).parent
        wanted = {"script": ("src",), "img": ("src",), "link": ("href",), "video": ("poster",)}
        found = {
            element.attributes[attribute]
            for element in self.trees[name].walk()
            for attribute in wanted.get(element.tag, ())
            if attribute in element.attributes and element.attributes.get("rel") != "canonical"
        }
        return {(folder / address.partition("?")[0]).resolve() for address in found}

    def modules(self) -> Iterator[dict[str, Any]]:
        """The modules of kursus.json."""
        for part in self.data["parts"]:
            yield from (page for page in part["pages"] if page["type"] == "module")

    def coffee(self) -> list[dict[str, Any]]:
        """The coffee reflections of kursus.json, in order."""
        return next(part["pages"] for part in self.data["parts"] if part["name"] == "kaffe")

    def weekly(self) -> list[list[dict[str, Any]]]:
        """The pages of each part of kursus.json that goes week by week, in order."""
        return [part["pages"] for part in self.data["parts"] if part["role"] == "ugeforløb"]

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


def sphinx(builder: str, source: Path, out: Path, target: str, *options: str) -> tuple[str, int]:
    """Run Sphinx as `make` does, every warning an error; return what it said, and how it ended."""
    words = _words(builder, source, out, target, *options)
    said = io.StringIO()
    with (
        mock.patch.dict(os.environ, BUILD_ENVIRONMENT),
        contextlib.redirect_stdout(said), contextlib.redirect_stderr(said),
    ):  # fmt: skip
        try:
            status = sphinx_build(words)
        except SystemExit as end:  # what Python itself would say at the end of the process
            print(end, file=sys.stderr)
            status = 1
    return said.getvalue(), status


def _words(builder: str, source: Path, out: Path, target: str, *options: str) -> list[str]:
    return ["-q", "-W", "--keep-going", "-b", builder, "-d", str(out / ".doctrees"), *options,
            str(source), str(out / target)]  # fmt: skip


def build(source: Path, out: Path | None = None, *options: str) -> Built:
    """Build the site of the course in `source`."""
    out = out or source / "_build"
    return Built(source, out / "html", *sphinx("html", source, out, "html", *options))


def build_apart(source: Path, out: Path | None = None, *options: str) -> Built:
    """Build the site in a process of its own, where sets have another order and modules can be others."""
    out = out or source / "_build"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *_words("html", source, out, "html", *options)],
        capture_output=True, text=True, timeout=180, check=False,
        env=os.environ | BUILD_ENVIRONMENT,
    )  # fmt: skip
    return Built(source, out / "html", done.stdout + done.stderr, done.returncode)


def build_whole(source: Path, *options: str, out: Path | None = None) -> Built:
    """Build a course that has no fault."""
    built = build(source, out, *options)
    assert built.status == 0, built.output
    return built


def lay_settings(target: Path) -> None:
    """Copy to `target` what every course has: Sphinx's settings and the pictures that belong to no page."""
    shutil.copy2(ROOT / "conf.py", target)
    for path in (ROOT / "_static").iterdir():
        if path.is_file():
            (target / "_static").mkdir(exist_ok=True)
            shutil.copy2(path, target / "_static")


def copy_course(target: Path) -> Path:
    """Copy the tests' course to `target`, where it can be built and changed."""
    shutil.copytree(COURSE, target, dirs_exist_ok=True)
    lay_settings(target)
    return target
