"""What the rules look at, gathered from a course that has been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.checks.rules import outside
from vaertskab.checks.rules.base import PICTURES, UNREADABLE, Material
from vaertskab.model.course import Course, Part
from vaertskab.model.page import Page, part_name
from vaertskab.outputs.shared import characters
from vaertskab.outputs.shared import existing_films as films
from vaertskab.outputs.shared.recordings import FOLDER
from vaertskab.reading import drawings, pictures
from vaertskab.reading import files as course_files
from vaertskab.reading import front_matter as head
from vaertskab.reading.allowed import PAGE_MAX_CHARS
from vaertskab.reading.domain import course_domain, course_of
from vaertskab.reading.files import Fault
from vaertskab.reading.parser import UNREAD

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

#: Kinds of file that somebody may keep in _static/ beside what pages show.
ORIGINALS = ("ai", "avif", "bmp", "heic", "heif", "ico", "indd", "psd", "tif", "tiff", "xcf")
#: What is told of a file in _static/ that no page asks for; a drawing there may be a page's emblem.
OF_A_FILE = (course_files.KIND, *drawings.WHYS)


def material_of(env: BuildEnvironment, film_folder: Path) -> Material:
    """Return what the rules look at, from a course that has been read and the films in `film_folder`."""
    root = Path(env.srcdir)
    sources = course_domain(env).sources
    shown = {picture.path for source in sources.values() for picture in source.pictures}
    there = [path for path in sorted(shown) if (root / path).is_file()]
    texts = {
        name: Path(env.doc2path(name)).read_text("utf-8-sig", errors="replace")[:PAGE_MAX_CHARS]
        for name in sorted(env.found_docs)
    }
    drawn = {
        path: " ".join(drawings.read(root / path).texts()) for path in there if path.lower().endswith(".svg")
    }
    unusual = frozenset().union(*map(characters.unusual, (*texts.values(), *drawn.values())))
    brand = env.config.kursus_brand
    static = [path for path in course_files.static_files(root) if not brand.uses(path)]
    most = course_files.most_points(env)
    judged = {path: course_files.judge(root, path, most) for path in static}
    others = outside.find(root)
    return Material(
        course=_whole(course_of(env), course_domain(env).pages),
        outside=others.rules,
        unusable_rules=others.faults,
        sources=sources,
        texts=texts,
        heads={name: head.read(text) for name, text in texts.items() if UNREADABLE not in text},
        wordings=env.config.kursus_wordings,
        settings=env.config.kursus_settings,
        sizes={path: (root / path).stat().st_size for path in there},
        points={path: pictures.points(root / path) for path in there},
        recordings=_recordings(root, texts),
        films=films.find_films(course_domain(env).pages.values(), film_folder),
        unprintable=characters.unprintable(unusual),
        drawn=drawn,
        glossary=has_words(env),
        unread={name for name, kept in env.metadata.items() if UNREAD in kept},
        listed={name for names in env.toctree_includes.values() for name in names},
        unknown_files=list(_unknown_files(root)),
        files=static,
        faulty_files={path: fault for path, fault in judged.items() if fault and _is_told(path, fault)},
        symlinks=sorted(course_files.symlinks(root)),
    )


def _is_told(path: str, fault: Fault) -> bool:
    """Tell whether a fault of a file in _static/ matters while no page asks for the file."""
    # A picture of another kind is somebody's original; what a browser would run must go.
    drawn = path.lower().endswith(".svg") and fault.why == course_files.LARGE
    return drawn or (fault.why in OF_A_FILE and path.rpartition(".")[2].lower() not in ORIGINALS)


def _recordings(root: Path, docnames: Iterable[str]) -> dict[str, int]:
    folders = {Path(root, name).parent / FOLDER for name in docnames}
    files = (
        path for folder in folders if folder.is_dir() and not folder.is_symlink() for path in folder.iterdir()
    )
    return {
        path.relative_to(root).as_posix(): path.stat().st_size
        for path in files
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".") and path.suffix != ".md"
    }


def _whole(course: Course, pages: Mapping[str, Page]) -> Course:
    """Return the course with the pages that no list leads to in it too: they have faults as well."""
    listed = {page.docname for page in course.pages()}
    lost = [pages[docname] for docname in sorted(set(pages) - listed)]
    parts = {part.index.docname.removesuffix("/index"): part for part in course.parts}
    for page in lost:
        folder = page.docname.rpartition("/")[0]
        part = parts.get(folder) or Part(part_name(page.docname), Page(f"{folder}/index"), ())
        if page.docname == part.index.docname:
            parts[folder] = replace(part, index=page)
        else:
            parts[folder] = replace(part, pages=(*part.pages, page))
    return replace(course, parts=tuple(parts.values()))


def has_words(env: BuildEnvironment) -> bool:
    """Tell whether the glossary has any word."""
    return any(kind == "term" for kind, _ in env.domains.standard_domain.objects)


def _unknown_files(root: Path) -> Iterator[str]:
    """Yield what lies beside the pages and is neither a page nor a picture; recordings have rules."""
    for folder in course_files.PAGES:
        for path in sorted((root / folder).rglob("*")):
            kind = path.suffix.removeprefix(".")
            known = kind == "md" or kind.lower() in PICTURES or path.parent.name == FOLDER
            ours = path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~"))
            if ours and not known:
                yield path.relative_to(root).as_posix()
