"""The PDFs in the site: copied there, and pages written again when what they tell of has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.page import Exercise, Module
from vaertskab.outputs.shared.html import is_site
from vaertskab.outputs.shared.prints import EBOOK_NAME, FOLDER, Print, ebook_of, handout, prints_of
from vaertskab.outputs.shared.versions import version
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the unchanged pages that tell of prints which came, went or changed."""
    if not is_site(app.builder):
        return []
    outdir = Path(app.outdir)
    now, book = prints_of(outdir), version(ebook_of(outdir) or Path())
    before: dict[str, Print]
    before, book_before = getattr(env, "kursus_downloads", (now, book))
    env.kursus_downloads = now, book  # type: ignore[attr-defined]
    if (now, book) == (before, book_before):
        return []
    pages = course_domain(env).pages.items()
    return [
        docname
        for docname, page in pages
        if not isinstance(page, (Module, Exercise)) or handout(now, docname) != handout(before, docname)
    ]


def _copy(app: Sphinx, exception: Exception | None) -> None:
    """Bring the PDFs into the site as they are now: those that changed are copied, others removed."""
    if exception or not is_site(app.builder):
        return
    source, target = Path(app.outdir).parent / FOLDER, Path(app.outdir, FOLDER)
    book, shown = ebook_of(Path(app.outdir)), Path(app.outdir, EBOOK_NAME)
    if book is None:
        shown.unlink(missing_ok=True)
    elif version(book) != version(shown):
        shown.write_bytes(book.read_bytes())
    kept = {target / file for file in prints_of(Path(app.outdir))}
    for path in kept:
        fresh = (source / path.relative_to(target)).read_bytes()
        if not path.is_file() or path.read_bytes() != fresh:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(fresh)
    for stale in target.rglob("*.pdf"):
        if stale not in kept:
            stale.unlink()


def setup(app: Sphinx) -> None:
    """Write pages again when what they tell of has changed, and bring the PDFs."""
    app.connect("env-updated", _outdated)
    app.connect("build-finished", _copy)
