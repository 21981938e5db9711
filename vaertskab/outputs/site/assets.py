"""Stylesheets and scripts: many small sources, joined into one file for every page, without their comments.

A component's own script and style stand in its folder; the theme has the rest in `scripts/` and `styles/`.
What few pages have use of (films, the search, the big view) is a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx.search

from vaertskab.components.reflection import style as kinds
from vaertskab.model.language import LANGUAGES, current
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared import texts
from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.shared.versions import version
from vaertskab.outputs.site import branding
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from vaertskab.reading.brand import Brand

THEME = Path(__file__).parent / "theme" / "vaertskab"
COMPONENTS = Path(__file__).parent.parent.parent / "components"
_SCRIPTS, _STYLES = THEME / "scripts", THEME / "styles"
#: Snowball's stemmers, as Sphinx ships them.
_STEMMER = Path(sphinx.search.__file__).parent / "minified-js"
#: The search library, and where it comes from in the file beside it.
_MINISEARCH = Path(__file__).parent / "vendor" / "minisearch.js"
#: The components that only pages with films hold, and the one whose script comes with the big view.
_FILMS = ("cinema", "film")
_BIG = ("plan.js", "panel.js", "meeting.js", "panel.css")
#: What few pages need: fetched where it is used.
_SELDOM = ("listen.js", "note-file.js")
#: The components in which the reader chooses.
_CHOICES = ("conversation", "choosing", "before_after")


def _of_components(suffix: str) -> list[Path]:
    """Return the scripts or styles of the components that any page may hold, by name."""
    return [
        path
        for path in sorted(COMPONENTS.glob(f"*/*{suffix}"))
        if path.parent.name not in (*_FILMS, *_CHOICES) and path.name not in (*_BIG, *_SELDOM)
    ]


def _palette(brand: Brand) -> str:
    """Return the palette as custom properties, each a pair for the light and the dark page."""
    colours = brand.palette.colours
    pairs = "".join(f"  --{name}: light-dark({c.light}, {c.dark});\n" for name, c in colours.items())
    return f":root {{\n  color-scheme: light dark;\n{pairs}}}\n"


def _kinds(brand: Brand) -> str:
    return kinds.stylesheet(brand.palette)


def _licence(_: Brand) -> str:
    """Return the library's licence as a comment: it must go with every copy."""
    return f"/*! MiniSearch. {_MINISEARCH.with_suffix('.txt').read_text('utf-8')}*/\n"


def _stemmer(_: Brand) -> Path:
    """Return Snowball's stemmer of the course's language."""
    return _STEMMER / f"{current().stemmer}-stemmer.js"


def _speech(_: Brand) -> Path:
    """Return what the search knows of the course's language."""
    return _SCRIPTS / "search" / f"{current().code}.js"


#: File under _static/ ← its sources, files or what is made as the site is built, in this order. What others
#: are written with comes first; what the reader's own settings and paper demand has the last word.
JOINED: dict[str, list[Path | Callable[[Brand], Path | str]]] = {
    "js/vaertskab.js": [
        *(_SCRIPTS / f"{name}.js" for name in (
            "element", "device", "reader", "fold", "visits", "clipboard", "copybutton", "share",
            "save", "seldom", "big-view", "on-page", "search-open", "note-store", "note-field", "my-notes",
        )),
        *_of_components(".js"),
    ],
    "css/vaertskab.css": [
        _palette,
        *(_STYLES / f"{name}.css" for name in (
            "colours", "text", "frame", "page", "design", "design-colours", "copybutton", "panels", "on-page",
            "search", "notes", "big-view",
        )),
        *_of_components(".css"),
        _kinds,
        _STYLES / "front.css",
        _STYLES / "media.css",
        branding.stylesheet,
    ],
    "js/film.js": [COMPONENTS / "film" / "tools.js", COMPONENTS / "film" / "film.js"],
    "js/biograf.js": [COMPONENTS / "cinema" / "cinema.js"],
    "js/teleprompter.js": [_SCRIPTS / "teleprompter.js"],
    "css/film.css": [
        COMPONENTS / "film" / "film.css", COMPONENTS / "cinema" / "cinema.css", _STYLES / "teleprompter.css",
    ],
    # Fetched when the reader asks for it.
    "js/soeg.js": [
        _STEMMER / "base-stemmer.js", _stemmer, _licence, _MINISEARCH, _speech,
        *(_SCRIPTS / "search" / f"{name}.js" for name in ("words", "index", "answers", "header", "page")),
    ],
    "js/stort.js": [
        _SCRIPTS / "big" / "clock.js", _SCRIPTS / "big" / "dialog.js",
        *(COMPONENTS / "meeting" / f"{name}.js" for name in ("plan", "panel", "meeting")),
    ],
    "js/lyt.js": [COMPONENTS / "manuscript" / "listen.js"],
    "js/noter.js": [COMPONENTS / "notes" / "note-file.js"],
    "js/valg.js": [_SCRIPTS / "fill-screen.js", *(COMPONENTS / name / f"{name}.js" for name in _CHOICES)],
    "css/valg.css": [COMPONENTS / name / f"{name}.css" for name in _CHOICES],
    "css/stort.css": [_STYLES / "big.css", COMPONENTS / "meeting" / "panel.css"],
}  # fmt: skip
#: What every page brings is ours alone; what others wrote keeps the word of its licence.
_OURS = ("js/vaertskab.js", "css/vaertskab.css")
#: A comment on lines of its own: a third of what a reader would fetch.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)
#: What stands before a line, and the types that TypeScript reads in it: a twentieth more.
_ASIDE = re.compile(r"^[ \t]+|/\*\* @type [^\n]*?\*/ ?", re.MULTILINE)
#: What Sphinx and its extensions bring, and no page of ours asks for. The copy button is drawn by ours;
#: tabs do not follow each other.
UNUSED = frozenset({
    "base-stemmer.js", "basic.css", "check-solid.svg", "copy-button.svg", "copybutton.css",
    "copybutton_funcs.js", "design-tabs.js", "doctools.js",
    "file.png", "language_data.js", "minus.png",
    "plus.png", "pygments.css", "searchtools.js", "sphinx_highlight.js", "translations.js",
    *(f"{language.stemmer}-stemmer.js" for language in LANGUAGES.values()),
})  # fmt: skip
#: Asked for when the page is read, by copybutton.js: the first paint does not wait for it.
_DEFERRED = "_static/clipboard.min.js"
#: sphinx-design's own stylesheet, and how the classes begin that ours does not draw: of all but cards and
#: dropdowns.
_DESIGN = "sphinx-design.min.css"
_FOREIGN = re.compile(
    r'class="(?:[^"]* )?sd-(?:row|tab-set|btn|badge|steps|aside|cards-carousel|card-img|accordion|bg-|text-'
    r"|outline-|stretched-link|material-icon|avatar)"
)


def write_changed(path: Path, text: str) -> None:
    """Write a file, unless it says so already."""
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _read(source: Path | Callable[[Brand], Path | str], brand: Brand) -> str:
    """Return what a source says, without its comments where it is a file."""
    found = source if isinstance(source, Path) else source(brand)
    return _COMMENT.sub("", found.read_text("utf-8")) if isinstance(found, Path) else found


def _join(app: Sphinx) -> None:
    """Join the sources before any page is written, and let every page link those that are for all."""
    if not is_site(app.builder):
        return
    brand = app.config.kursus_brand
    for name, sources in JOINED.items():
        text = "".join(_read(source, brand) for source in sources)
        if name in _OURS:
            text = _ASIDE.sub("", _COMMENT.sub("", text))
        text = texts.script(text) if name.endswith(".js") else texts.stylesheet(text)
        write_changed(Path(app.outdir, "_static", name), text)
    # The addresses of what is fetched later, from the top of the course; the script knows where that is.
    later = {name: f"js/{name}.js" for name in ("stort", "soeg", "lyt", "noter", "valg")} | {
        "stil": "css/stort.css"
    }
    data = {f"data-{name}": _address(app, path) for name, path in later.items()}
    # What is searched is written when the pages are: they cannot name its version.
    app.add_js_file("js/vaertskab.js", priority=900, **data, **{"data-indeks": "_static/js/soeg-data.js"})
    app.add_css_file("css/vaertskab.css", priority=900)
    for style in branding.styles(brand):
        app.add_css_file(style, priority=980)  # the organisation's own has the last word


def _address(app: Sphinx, name: str) -> str:
    return f"_static/{name}{version(Path(app.outdir, '_static', name))}"


def _for_films(app: Sphinx, docname: str) -> list[str]:
    """Return the scripts of a page with a film that has been made, or with all of them."""
    pages = course_domain(app.env).pages
    page, folder = pages.get(docname), films.folder_of(Path(app.outdir))
    if page and page.cinema and films.find_films(pages.values(), folder):
        return ["js/film.js", "js/biograf.js"]
    return ["js/film.js"] if page and page.film and films.film_of(folder, docname) else []


def _choose(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Add the scripts and stylesheets that only a page like this needs, and leave out what it does not."""
    if not is_site(app.builder):
        return
    scripts = ["js/teleprompter.js"] if "spoken" in context else _for_films(app, pagename)
    for name in scripts:
        app.add_js_file(name, priority=950)
    if scripts:
        app.add_css_file("css/film.css", priority=950)
    body = context.get("body", "")
    if any(f'class="{one}"' in body for one in ("samtale", "vaelg", "foer-efter")):
        app.add_css_file("css/valg.css", priority=950)
    unused = {f"_static/{name}" for name in UNUSED}
    if not _FOREIGN.search(body):
        unused.add(f"_static/{_DESIGN}")
    for key in ("css_files", "script_files"):
        context[key] = [file for file in context[key] if str(file.filename) not in unused]
    for file in context["script_files"]:
        if str(file.filename) == _DEFERRED:
            file.attributes["defer"] = "defer"


def _prune(app: Sphinx, exception: Exception | None) -> None:
    """Remove what nobody asks for."""
    if exception or not is_site(app.builder):
        return
    for name in ("searchindex.js", *(f"_static/{name}" for name in UNUSED)):
        Path(app.outdir, name).unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Join stylesheets and scripts when the builder is ready, choose each page's, and tidy up at the end."""
    # After sphinx-design, which registers its own there.
    app.connect("builder-inited", _join, priority=900)
    app.connect("html-page-context", _choose, priority=900)
    app.connect("build-finished", _prune)
