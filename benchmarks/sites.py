"""The courses that are built, each written out once for every program that builds it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import generate
import plain
import report

from vaertskab.model.settings import load_settings
from vaertskab.model.wordings import load_wordings

#: What of the repository a course is built from.
SOURCES = ("index.md", "docs", "modules", "exercises")
FRAME = ("conf.py", "kursus.toml", "ordlyd.toml", "_static")

#: Sphinx as it comes, with the theme it comes with, less the sidebar that renders the whole site.
BARE_CONF = """\
extensions = ["myst_parser"]
language = "da"
html_theme = "alabaster"
html_sidebars = {"**": []}
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
suppress_warnings = ["myst", "misc.highlighting_failure"]
"""

#: HTML files that are no page of the course.
NO_PAGE = {"search.html", "genindex.html", "404.html"}
NO_FOLDER = {"_static", "spoergsmaal"}


@dataclass(frozen=True, slots=True)
class Site:
    """A course, its number of pages and the folders that it is built from."""

    name: str
    pages: int
    ours: Path
    bare: Path
    material: Path


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    for docname, text in pages.items():
        path = folder / f"{docname}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _nav(docname: str, sources: Mapping[str, str]) -> list[Any]:
    """Return MkDocs's navigation below the page `docname`: the order of our own lists."""
    found: list[Any] = []
    for child in plain.listed(docname, sources[docname]):
        below = _nav(child, sources)
        path = f"{child}.md"
        found.append({child: [path, *below]} if below else path)
    return found


def _material_config(title: str, sources: Mapping[str, str]) -> dict[str, Any]:
    """Return mkdocs.yml; JSON is YAML."""
    return {
        "site_name": title,
        "theme": {"name": "material", "language": "da", "font": False},
        "plugins": [{"search": {"lang": "da"}}],
        "markdown_extensions": ["def_list", "attr_list", "admonition"],
        "nav": ["index.md", *_nav("index", sources)],
    }


def _prepare(root: Path, folder: Path, name: str, sources: Mapping[str, str]) -> Site:
    """Write the course `sources` under `folder` in the three forms that it is built from."""
    shutil.rmtree(folder, ignore_errors=True)
    ours, bare, material = folder / "ours", folder / "bare", folder / "material"
    _write(ours, sources)
    for item in FRAME:
        if (root / item).is_dir():
            shutil.copytree(root / item, ours / item)
        else:
            shutil.copy2(root / item, ours / item)
    settings = load_settings(root / "kursus.toml")
    words = plain.Plain(sources, settings, load_wordings(root / "ordlyd.toml"))
    _write(bare, {page: words.page(page, toctree=True) for page in sources})
    _write(material / "docs", {page: words.page(page, toctree=False) for page in sources})
    for pictures in (bare / "_static", material / "docs" / "_static"):
        shutil.copytree(root / "_static", pictures)
    title = settings["kursus.titel"]
    (bare / "conf.py").write_text(f"project = {title!r}\n{BARE_CONF}", "utf-8")
    config = json.dumps(_material_config(title, sources), indent=1)
    (material / "mkdocs.yml").write_text(config, "utf-8")
    return Site(name, len(sources), ours, bare, material)


def this_course(root: Path, folder: Path) -> Site:
    """Copy the course at `root`, so that nobody's edit changes it between two builds."""
    found: dict[str, str] = {}
    for item in SOURCES:
        path = root / item
        for page in sorted(path.rglob("*.md")) if path.is_dir() else [path]:
            docname = page.relative_to(root).with_suffix("").as_posix()
            found[docname] = page.read_text("utf-8")
    return _prepare(root, folder / "course", report.COURSE, found)


def generated(root: Path, folder: Path, pages: int) -> Site:
    """Write a generated course of `pages` pages."""
    return _prepare(root, folder / str(pages), "generated", dict(generate.course(pages)))


def page_sizes(out: Path) -> list[int]:
    """Return the bytes of each page's HTML in the built site `out`, smallest first."""
    pages = (path for path in out.rglob("*.html") if path.name not in NO_PAGE)
    return sorted(path.stat().st_size for path in pages if path.relative_to(out).parts[0] not in NO_FOLDER)
