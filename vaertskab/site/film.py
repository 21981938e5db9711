"""The films that exist, in the site: which belongs to a page is told in `vaertskab.films`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.films import SUFFIXES, files_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def files(env: BuildEnvironment, docname: str) -> dict[str, Path]:
    """Return the film's files by suffix (".mp4", ".vtt", ".jpg"); empty when there is no film."""
    return files_of(Path(env.doc2path(docname)))


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages whose film has come or gone since the last build, so that they are written again."""
    now = {docname: sorted(files(env, docname)) for docname in sorted(env.found_docs)}
    before: dict[str, list[str]] = getattr(env, "kursus_films", now)
    env.kursus_films = now  # type: ignore[attr-defined]
    return [docname for docname, parts in now.items() if before.get(docname, parts) != parts]


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    folder = Path(app.outdir, "film")
    found = {path.name: path for name in app.env.found_docs for path in files(app.env, name).values()}
    for name, path in sorted(found.items()):
        folder.mkdir(exist_ok=True)
        if not (folder / name).is_file() or _stamp(folder / name) != _stamp(path):
            shutil.copy2(path, folder / name)
    for stale in folder.glob("*"):
        if stale.name not in found and stale.suffix in SUFFIXES:
            stale.unlink()


def _stamp(path: Path) -> tuple[int, int]:
    """Return what tells two versions of a film apart without reading it."""
    state = path.stat()
    return state.st_size, int(state.st_mtime)


def setup(app: Sphinx) -> None:
    """Copy the films that exist into the site, and write their pages again when one comes or goes."""
    app.connect("env-updated", _outdated)
    app.connect("build-finished", _copy)
