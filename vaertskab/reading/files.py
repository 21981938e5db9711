"""Which files a page may show, or let its reader fetch: judged before Sphinx or anyone else takes one.

A file is taken when it lies in the course's own folders, is not hidden, is reached by no symlink, and is what
its name says: a picture that every output can show, a drawing without anything that runs, a document. What
is refused never reaches a builder: the page keeps its words, and a rule says why.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from vaertskab.model.course import COURSE_FOLDERS
from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.reading import drawings, pictures
from vaertskab.reading.settings import UnusableError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: The course's folders: of pages, and of what the pages show. All else in the root is about building it.
PAGES = COURSE_FOLDERS
STATIC = "_static"
FOLDERS = (*PAGES, STATIC)
#: What stands in the root and is read.
FILES = ("index.md", "kursus.toml", "ordlyd.toml")
#: Pictures that every browser and the binder can show.
PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "svg")
#: What else a reader may fetch, and how it begins; None is text.
DOCUMENTS: Mapping[str, bytes | None] = {
    "pdf": b"%PDF-",
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), b"PK\x03\x04"),
    **dict.fromkeys(("txt", "csv", "ics"), None),
}
#: The most bytes that are read of a document.
MOST_BYTES = 50_000_000

OUTSIDE, SYMLINK, KIND, OTHER, LARGE = "outside", "symlink", "kind", "other", "bytes"
IS_SYMLINK = N_("Filen er en genvej (symlink) til et andet sted. Læg selve filen her i stedet.")


@dataclass(frozen=True)
class Fault:
    """Why a file is not taken: a name above or in `pictures` and `drawings`, and the words for it."""

    why: str
    words: Mapping[str, object] = field(default_factory=dict)


def locate(docname: str, written: str) -> str | None:
    """Return the path from the root that an address written on a page leads to; None when it leads elsewhere.

    It is the path as written: what a symlink makes of it is for `judge`.
    """
    if "\\" in written or ":" in written:
        return None
    base = "" if written.startswith("/") else docname.rpartition("/")[0]
    parts: list[str] = []
    for part in (*base.split("/"), *written.split("/")):
        if part == ".." and not parts:
            return None
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def judge(root: Path, path: str, most_points: int) -> Fault | None:
    """Return why the file at `path` from the resolved `root` is not taken; None when it is, or is missing.

    `most_points` is how many points a picture may have a side.
    """
    parts = PurePosixPath(path).parts
    if len(parts) < 2 or parts[0] not in FOLDERS or any(part.startswith((".", "~")) for part in parts):
        return Fault(OUTSIDE)
    at = root
    for part in parts:
        at /= part
        try:
            state = at.lstat()
        except (OSError, ValueError):
            return None
        if stat.S_ISLNK(state.st_mode):
            return Fault(SYMLINK)
    kind = at.suffix.removeprefix(".").lower()
    if not stat.S_ISREG(state.st_mode) or kind not in (*PICTURES, *DOCUMENTS):
        return Fault(KIND)
    return _contents(at, kind, most_points, state.st_mtime_ns, state.st_size)


@cache
def _contents(path: Path, kind: str, most_points: int, stamp: int, size: int) -> Fault | None:
    most = drawings.MOST_BYTES if kind == "svg" else pictures.MOST_BYTES if kind in PICTURES else MOST_BYTES
    if size > most:
        return Fault(LARGE, {"size": size, "most": most})
    if kind == "svg":
        try:
            drawings.read(path)
        except drawings.DrawingError as error:
            return Fault(error.why, error.words)
        return None
    if kind in PICTURES:
        found = pictures.fault_of(path, kind, most_points)
        return Fault(*found) if found else None
    return None if _begins_right(path, DOCUMENTS[kind]) else Fault(OTHER, {"kind": kind})


def _begins_right(path: Path, beginning: bytes | None) -> bool:
    with path.open("rb") as file:
        if beginning is not None:
            return file.read(len(beginning)) == beginning
        # Lists come from Excel too, in its own encoding: what is no text has bytes that no text has.
        return not any(byte < 9 for byte in file.read(100_000))


def symlinks(root: Path) -> Iterator[str]:
    """Yield each symlink among the course's files, by path from `root`; none of them is followed."""
    for name in (*FILES, *FOLDERS):
        if (root / name).is_symlink():
            yield name
    for folder in FOLDERS:
        if not (root / folder).is_symlink():
            for place, below, files in os.walk(root / folder):
                for name in sorted((*below, *files)):
                    if (path := Path(place, name)).is_symlink():
                        yield path.relative_to(root).as_posix()


def static_files(root: Path) -> Iterator[str]:
    """Yield what lies in the folder of pictures and documents, by path from `root`; no symlink counts."""
    if (root / STATIC).is_symlink():
        return
    for place, below, files in os.walk(root / STATIC):
        below.sort()
        for name in sorted(files):
            yield Path(place, name).relative_to(root).as_posix()


def most_points(env: BuildEnvironment) -> int:
    """Return how many points a picture of the course may have a side."""
    return env.config.kursus_settings.most_points  # type: ignore[no-any-return]


def _is_there(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):  # a name may be too long for the system
        return path.exists()
    return False


class refused_file(nodes.inline):  # noqa: N801  docutils names nodes in lower case
    """The words in the place of a file that may not be taken: `written` (its address), `fault` (why)."""


class _Gate:
    """Judges what one page asks for."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.root, self.docname, self.most_points = Path(env.srcdir), env.docname, most_points(env)

    def fault(self, written: str, kinds: tuple[str, ...]) -> Fault | None:
        if any(ord(mark) < 32 for mark in written):
            return Fault(OUTSIDE)
        path = locate(self.docname, written)
        below = "" if written.startswith("/") else self.docname.rpartition("/")[0]
        at = Path(self.root, below, written.lstrip("/"))
        found = Fault(OUTSIDE) if path is None else judge(self.root, path, self.most_points)
        if found and found.why == OUTSIDE and kinds == PICTURES and not _is_there(at):
            return None  # nobody can take what is not there: a rule tells of it, and what was meant
        if path is None or found:
            return found
        if PurePosixPath(path).suffix.removeprefix(".").lower() not in kinds:
            return Fault(KIND)
        # Sphinx follows symlinks, and takes "a/../b" by where a leads to.
        return None if at.resolve() == self.root / path else Fault(SYMLINK)


def _refuse(node: nodes.Element, written: str, fault: Fault, words: list[nodes.Node]) -> None:
    """Put words in the place of what is refused; `source.read_source` finds there what a rule tells."""
    if isinstance(node, nodes.image):
        fault = replace(fault, words={**fault.words, "picture": True})
    kept = refused_file("", "", *words, written=written, fault=fault)
    kept.source, kept.line = node.source, node.line
    place = node
    if isinstance(node.parent, nodes.reference) and not isinstance(node.parent.parent, nodes.TextElement):
        place = node.parent  # a link round a picture that stands by itself: writers expect no words in it
    place.replace_self(kept if isinstance(place.parent, nodes.TextElement) else nodes.paragraph("", "", kept))


def _guard(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse what the page may not take, before Sphinx looks for it."""
    gate = _Gate(app.env)
    for node in list(doctree.findall(nodes.image)):
        written = str(node["uri"])
        if fault := gate.fault(written, PICTURES):
            _refuse(node, written, fault, [nodes.Text(node["alt"])] if node.get("alt") else [])
    for link in list(doctree.findall(addnodes.download_reference)):
        written = str(link["reftarget"])
        if fault := gate.fault(written, (*DOCUMENTS, *PICTURES)):
            _refuse(link, written, fault, [child.deepcopy() for child in link.children])


def _outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """Name the pages whose files have become such that they are not taken: they are read again."""
    root, points = Path(app.srcdir), most_points(env)
    taken = [(path, names) for path, (names, _) in env.images.items()]
    taken += [(Path(path).as_posix(), names) for path, (names, _) in env.dlfiles.items()]
    return [name for path, names in taken if judge(root, path, points) for name in names]


def _escaped(path: str) -> str:
    return "".join(f"[{mark}]" if mark in "*?[" else mark for mark in path)


def _configure(app: Sphinx, config: Config) -> None:
    """Read pages from the course's own folders, and none that a symlink leads to."""
    linked = sorted(symlinks(Path(app.srcdir)))
    for name in linked:
        if name in FILES:
            raise UnusableError(str(CourseError(name, 1, _(IS_SYMLINK))))
    config["exclude_patterns"] = [*config.exclude_patterns, *map(_escaped, linked)]
    config["include_patterns"] = ["index.md", *(f"{folder}/**" for folder in PAGES)]
    # A picture has one file: none for each language beside it.
    config["figure_language_filename"] = "{root}{ext}"
    # Nothing is copied because it lies somewhere: a file is taken because a page asks for it.
    config["html_static_path"] = config["html_extra_path"] = []


def setup(app: Sphinx) -> None:
    """Stand before Sphinx's own collectors, which take whatever a page names (their priority is 500)."""
    app.connect("config-inited", _configure, priority=50)
    app.connect("env-get-outdated", _outdated)
    app.connect("doctree-read", _guard, priority=100)
