"""sphinx-design's stylesheet, cut down to what a page holds.

The whole of it is 55 KB, and a page may weigh 60. Our own stylesheet draws its cards and dropdowns; a
page with any other component gets the rules for the classes that stand on it, and no others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx_design

from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.site.assets import SOURCES, light_css, write_changed

if TYPE_CHECKING:
    from sphinx.application import Sphinx

WHOLE = Path(sphinx_design.__file__).parent / "static" / "sphinx-design.min.css"
#: Beginnings of the classes that our own stylesheet does not draw.
FOREIGN = (
    "sd-row", "sd-tab-set", "sd-btn", "sd-badge", "sd-steps", "sd-aside", "sd-cards-carousel", "sd-card-img",
    "sd-accordion", "sd-bg-", "sd-text-", "sd-outline-", "sd-stretched-link", "sd-material-icon", "sd-avatar",
)  # fmt: skip
_CLASSES = re.compile(r'class="([^"]*)"')
_NAMED = re.compile(r"\.(sd-[\w-]+)")
_NOT = re.compile(r":not\([^()]*\)")
_COMMAS = re.compile(r",(?![^(]*\))")


def classes_of(body: str) -> frozenset[str]:
    """Return the classes that stand in the HTML `body`."""
    return frozenset(name for found in _CLASSES.findall(body) for name in found.split())


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each block on the outermost level, and the block without its braces."""
    at = 0
    while (start := css.find("{", at)) >= 0:
        depth, end = 1, start + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[end], 0)
            end += 1
        yield css[at:start].strip(), css[start + 1 : end - 1]
        at = end


def cut(css: str, used: frozenset[str]) -> str:
    """Return the rules of `css` that can match on a page with the classes `used`."""
    kept, keyframes = "", []
    for before, block in _rules(css):
        if before.startswith("@keyframes"):
            keyframes.append((before.split()[-1], f"{before}{{{block}}}"))
        elif before.startswith("@"):
            if inner := cut(block, used):
                kept += f"{before}{{{inner}}}"
        else:
            matching = [
                one for one in _COMMAS.split(before) if set(_NAMED.findall(_NOT.sub("", one))) <= used
            ]
            if matching:
                kept += f"{','.join(matching)}{{{block}}}"
    return kept + "".join(rule for name, rule in keyframes if name in kept)


@cache
def sheet(used: frozenset[str]) -> str:
    """Return the stylesheet of a page with the classes `used`: sphinx-design's rules, then ours for them."""
    theirs = WHOLE.read_text("utf-8")
    ours = "".join(path.read_text("utf-8") for path in sorted((SOURCES / "design").iterdir()))
    return cut(re.sub(r"/\*.*?\*/", "", theirs, flags=re.DOTALL), used) + "\n" + light_css(ours)


def _link(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Name the page's stylesheet, where it needs one; pages with the same components share it."""
    if not is_site(app.builder):
        return
    used = frozenset(name for name in classes_of(context.get("body", "")) if name.startswith("sd-"))
    if not any(name.startswith(FOREIGN) for name in used):
        return
    text = sheet(used)
    name = f"_static/css/design-{hashlib.sha256(text.encode()).hexdigest()[:8]}.css"
    write_changed(Path(app.outdir, name), text)
    context["design_css"] = name


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove the stylesheets of pages that hold other components now."""
    if exception or not is_site(app.builder):
        return
    written = set(Path(app.outdir, "_static", "css").glob("design-*.css"))
    if written:
        pages = "".join(path.read_text("utf-8") for path in Path(app.outdir).rglob("*.html"))
        for path in written:
            if path.name not in pages:
                path.unlink()


def setup(app: Sphinx) -> None:
    """Work out each page's stylesheet when the page is written."""
    app.connect("html-page-context", _link, priority=700)
    app.connect("build-finished", _tidy)
