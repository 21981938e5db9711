"""The films that exist, in the site: copied there, and their pages written again when one changes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.outputs.shared import captions
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.existing_films import Film
from vaertskab.outputs.shared.html import CUES, film_files, is_site
from vaertskab.outputs.shared.versions import version
from vaertskab.outputs.site import assets
from vaertskab.reading.domain import course_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: The chapters as a file, for other players than ours.
CHAPTERS = ".kapitler.vtt"


def _made(app: Sphinx) -> dict[str, Film]:
    return films.find_films(course_domain(app.env).pages.values(), films.folder_of(Path(app.outdir)))


def _cues(film: Film) -> str:
    """Return the captions as a script; an ampersand or a bracket is text in them, as in WebVTT."""

    def text(said: str) -> str:
        return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    cues = [[cue.start, cue.end, text(cue.text)] for cue in film.timeline.cues]
    return f"var filmCues = {json.dumps(cues, ensure_ascii=False, separators=(',', ':'))};\n"


def _state(film: Film) -> list[object]:
    return [film.timeline, film.kind, *sorted(film_files(film).values())]


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages whose film has come, changed or gone, and those that list the films."""
    if not is_site(app.builder):
        return []
    pages = course_domain(env).pages
    now = {docname: _state(film) for docname, film in _made(app).items()}
    # Nothing at first, and not what is there now: what a build remembers is only kept when a page was read.
    before: dict[str, list[object]] = getattr(env, "kursus_films", {})
    env.kursus_films = now  # type: ignore[attr-defined]
    changed = [name for name in sorted(now.keys() | before.keys()) if now.get(name) != before.get(name)]
    lists = [name for name, page in pages.items() if page.cinema] if changed else []
    return [name for name in dict.fromkeys([*changed, *lists]) if name in pages]


def _copy(app: Sphinx, exception: Exception | None) -> None:
    if exception or not is_site(app.builder):
        return
    folder = Path(app.outdir, films.FOLDER)
    kept = set()
    for film in _made(app).values():
        folder.mkdir(exist_ok=True)
        for path in film.files.values():
            kept.add(path.name)
            # Read, not told by time and size: a film is small, and a wrong one is not noticed.
            if version(folder / path.name) != version(path):
                shutil.copyfile(path, folder / path.name)
        if ".vtt" in film.files:
            kept.add(film.name + CUES)
            assets.write_changed(folder / (film.name + CUES), _cues(film))
        kept.add(film.name + CHAPTERS)
        chapters = captions.write_chapters(film.timeline.chapters, film.seconds)
        assets.write_changed(folder / (film.name + CHAPTERS), chapters)
    for stale in folder.glob("*"):
        if stale.name not in kept and stale.suffix in (*films.SUFFIXES, CUES):
            stale.unlink()


def setup(app: Sphinx) -> None:
    """Copy the films that exist into the site, and write their pages again when one comes or goes."""
    app.connect("env-updated", _outdated)
    app.connect("build-finished", _copy)
