"""Stylesheets and scripts: many small sources, one file of each for the reader, addressed by content."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx.search
import sphinx_copybutton
from sphinx.util.template import BaseRenderer

try:
    import minify
except ImportError:  # there is no wheel of it for this machine
    minify = None

from vaertskab.outputs.shared.html import is_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx

THEME = Path(__file__).parent / "theme" / "vaertskab"
SOURCES = THEME / "sources"
#: sphinx-copybutton's own script, a template that its settings fill.
_COPYBUTTON = Path(sphinx_copybutton.__file__).parent / "_static" / "copybutton.js_t"
#: Snowball's Danish stemmer, as Sphinx ships it.
_STEMMER = Path(sphinx.search.__file__).parent / "minified-js"

#: Output under _static/ ← files and folders of numbered sources, joined in this order. A page links one
#: script for all pages and one for what it holds, so that it takes at most six requests.
_COPY: tuple[Path, ...] = (
    SOURCES / "js" / "copy" / "10-clipboard.js",
    _COPYBUTTON,
    SOURCES / "js" / "copy" / "20-buttons.js",
    SOURCES / "js" / "copy" / "30-address.js",
)
_NOTES: tuple[Path, ...] = (SOURCES / "js" / "notes", SOURCES / "js" / "show")
_CALENDAR: tuple[Path, ...] = (SOURCES / "js" / "save", SOURCES / "js" / "calendar")
BUNDLES: dict[str, tuple[Path, ...]] = {
    "css/vaertskab.css": (SOURCES / "css",),
    "css/front.css": (SOURCES / "front",),
    "css/teleprompter.css": (SOURCES / "teleprompter",),
    "css/film.css": (SOURCES / "film",),
    "js/vaertskab.js": (SOURCES / "js" / "all",),
    "js/kopi.js": _COPY,
    "js/spoergsmaal.js": (*_COPY, *_NOTES),
    "js/runde.js": (*_COPY, *_NOTES, SOURCES / "js" / "round"),
    "js/liste.js": (SOURCES / "js" / "show",),
    "js/liste-kalender.js": (SOURCES / "js" / "show", *_CALENDAR),
    "js/kalender.js": _CALENDAR,
    "js/kort.js": (
        SOURCES / "js" / "copy" / "10-clipboard.js",
        SOURCES / "js" / "show",
        SOURCES / "js" / "draw",
    ),
    # Fetched when the reader asks for it.
    "js/stort.js": (SOURCES / "js" / "big",),
    "css/stort.css": (SOURCES / "big",),
    "js/mine-noter.js": (
        SOURCES / "js" / "notes" / "10-store.js",
        SOURCES / "js" / "save",
        SOURCES / "js" / "gather",
    ),
    "js/film.js": (SOURCES / "js" / "film",),
    "js/film-noter.js": (*_COPY, *_NOTES, SOURCES / "js" / "film"),
    "js/teleprompter.js": (SOURCES / "js" / "teleprompter",),
    "js/biograf.js": (SOURCES / "js" / "film", SOURCES / "js" / "biograf"),
    "js/soeg.js": (_STEMMER / "base-stemmer.js", _STEMMER / "danish-stemmer.js", SOURCES / "js" / "search"),
}
#: The scripts that need to know where the big view is fetched.
WITH_BIG_VIEW = frozenset(name for name, places in BUNDLES.items() if SOURCES / "js" / "show" in places)
#: The scripts that let the reader write, and ask how long to keep it.
WITH_NOTES = frozenset(name for name, places in BUNDLES.items() if SOURCES / "js" / "notes" in places)
#: What Sphinx and its extensions bring, and no page of ours asks for.
UNUSED = (
    "base-stemmer.js", "basic.css", "check-solid.svg", "clipboard.min.js", "copy-button.svg",
    "copybutton.css", "copybutton.js", "copybutton_funcs.js", "danish-stemmer.js", "doctools.js",
    "documentation_options.js",
    "file.png", "language_data.js", "minus.png", "plus.png", "pygments.css", "searchtools.js",
    "sphinx-design.min.css", "sphinx_highlight.js", "translations.js",
)  # fmt: skip

#: Comments are for us; the reader need not fetch them. No string of ours holds their marks.
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
#: What copybutton says and shows. The course's stylesheet draws the icons.
_COPY_ICON = '<span class="copy-icon copy-icon-{}" aria-hidden="true"></span>'
_COPY_WORDS = '{da: {copy: "Kopiér", copy_success: "Kopieret", copy_failure: "Kunne ikke kopiere"}}'
#: What takes the place of what in copybutton 0.5.2, which has no setting for them: its messages, that all
#: are in Danish, its other icon, and what it reads of Sphinx's documentation_options.js and never uses.
_COPYBUTTON_SWAPS = (
    (r"const messages = \{.*?\n\}\n", f"const messages = {_COPY_WORDS}\n"),
    (r"let locale = 'en'", 'let locale = "da"'),
    (r"let iconCheck = `.*?`", f"let iconCheck = `{_COPY_ICON.format('done')}`"),
    (r"let doc_url_root = .*?\n\}\n", ""),
)


def light_css(text: str) -> str:
    """Return a stylesheet without comments and the room between its rules."""
    text = re.sub(r"\s+", " ", _COMMENT.sub("", text))
    text = re.sub(r" ?([{};]) ?", r"\1", text).replace(";}", "}")
    # A colon in a selector may have a meaningful space before it, never one that we write after it.
    return re.sub(r"(?<=[\w-]): (?=[^{}]*[;}])", ":", text).strip() + "\n"


def plain_js(text: str) -> str:
    """Return a script without comments, empty lines and indentation."""
    text = _LINE_COMMENT.sub("", _COMMENT.sub("", text))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def light_js(text: str) -> str:
    """Return a script as it is sent: with short names for what is local to a function, where there is a wheel
    of the minifier for the machine (no Apple chips, no Windows on ARM). Top-level names stay, as classic
    scripts share them.
    """
    return f"{minify.string('text/javascript', text)};" if minify else plain_js(text)


def write_changed(path: Path, text: str) -> None:
    """Write a file, unless it says so already."""
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _sources(places: tuple[Path, ...]) -> list[Path]:
    return [file for place in places for file in (sorted(place.iterdir()) if place.is_dir() else [place])]


def _read(app: Sphinx, source: Path) -> str:
    if source != _COPYBUTTON:
        return source.read_text("utf-8")
    settings = app.config.html_context | {"copybutton_image_svg": _COPY_ICON.format("copy")}
    text = BaseRenderer().render_string(source.read_text("utf-8"), settings)
    for pattern, danish in _COPYBUTTON_SWAPS:
        text = re.sub(pattern, danish, text, count=1, flags=re.DOTALL)
    return text


def _bundle(app: Sphinx) -> None:
    """Join the sources before any page is written, so that pages can name what they hold."""
    if not is_site(app.builder):
        return
    for target, places in BUNDLES.items():
        light = light_css if target.endswith(".css") else light_js
        joined = "".join(light(_read(app, source)) for source in _sources(places))
        write_changed(Path(app.outdir, "_static", target), joined)


def _prune(app: Sphinx, exception: Exception | None) -> None:
    """Remove what nobody asks for."""
    if exception or not is_site(app.builder):
        return
    for name in UNUSED:
        Path(app.outdir, "_static", name).unlink(missing_ok=True)
    Path(app.outdir, "searchindex.js").unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Join stylesheets and scripts when the builder is ready; tidy up when it is done."""
    app.connect("builder-inited", _bundle)
    app.connect("build-finished", _prune)
