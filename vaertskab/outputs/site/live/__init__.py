"""The live preview: each page shows what must be mended, and loads itself again after a build.

Only when `kursus_live` is set, as `vaertskab live` does: a published course holds nothing of this.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaertskab.outputs.shared import texts
from vaertskab.outputs.site.context import POLICY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from vaertskab.checks.findings import Finding

HERE = Path(__file__).parent
FOLDER = "_static/live"
DATA = "findings.js"
#: Kept beside the doctrees: the pages on which a build found something, to be read again by the next.
FAULTY = "findings.json"


def write(site: Path, found: Iterable[Finding]) -> None:
    """Write what the pages in `site` show: a classic script, which a page may load from anywhere."""
    rows = [
        {"fil": one.file, "linje": one.line, "tekst": one.message, "raad": one.advice}
        for one in sorted(found)
    ]
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATA).write_text(f"window.kursusFund = {json.dumps(rows, ensure_ascii=False)};\n", "utf-8")


def bring(site: Path) -> None:
    """Put the script and the style of the preview into `site`."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, said in (("live.js", texts.script), ("live.css", texts.stylesheet)):
        (folder / name).write_text(said((HERE / name).read_text("utf-8")), "utf-8")


def _prepare(app: Sphinx) -> None:
    if app.config.kursus_live:
        bring(Path(app.outdir))


def _show(app: Sphinx, pagename: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let the page know its file, and let it listen to the preview's server."""
    if not app.config.kursus_live:
        return
    known = pagename in app.env.found_docs
    source = Path(app.env.doc2path(pagename)).relative_to(app.srcdir).as_posix() if known else ""
    context["live"] = {"file": source, "folder": context["pathto"](FOLDER, resource=True)}
    context["policy"] = POLICY.replace("connect-src 'self'", "connect-src 'self' ws: wss:")


def _faulty(app: Sphinx, env: BuildEnvironment, added: object, changed: object, removed: object) -> list[str]:
    """Name the pages to be read again: those with findings, whose warnings would else be told once only.

    When a page is new or gone, lists on any page may be wrong. The front page is always read, or Sphinx
    would not ask the rules.
    """
    if not app.config.kursus_live:
        return []
    if added or removed:
        return sorted(env.found_docs)
    path = Path(app.doctreedir, FAULTY)
    names = json.loads(path.read_text("utf-8")) if path.is_file() else []
    return [name for name in [app.config.root_doc, *names] if name in env.found_docs]


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if not app.config.kursus_live:
        return
    found = app.kursus_findings | set(app.kursus_advice)  # type: ignore[attr-defined]
    write(Path(app.outdir), found)
    names = sorted({one.file.removesuffix(".md") for one in found if one.file.endswith(".md")})
    Path(app.doctreedir, FAULTY).write_text(json.dumps(names), "utf-8")


def setup(app: Sphinx) -> None:
    """Show findings in the pages, when asked to."""
    app.add_config_value("kursus_live", False, "env", types=frozenset({bool}))
    app.connect("builder-inited", _prepare)
    app.connect("html-page-context", _show, priority=700)
    app.connect("env-get-outdated", _faulty)
    app.connect("build-finished", _finish, priority=950)
