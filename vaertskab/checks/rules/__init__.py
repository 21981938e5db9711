"""What a course must keep to. One function a rule; a file for each thing that rules are about.

`vaertskab check --regler` and the editor's page list the promises; a build and `vaertskab check` tell where
they are broken.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from vaertskab.checks.findings import TYPE, Finding
from vaertskab.checks.rules import (
    blocks,
    files,
    film,
    front,
    language,
    links,
    marks,
    options,
    outside,
    pasted,
    questions,
    recordings,
    weekly,
    writing,
)
from vaertskab.checks.rules.base import PICTURES, RULES, UNREADABLE, Material, Rule
from vaertskab.model.course import Course, Page, Part, part_name
from vaertskab.model.errors import CourseError
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
from vaertskab.reading.settings import UnusableError

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

__all__ = [
    "RULES", "Material", "Rule", "blocks", "broken", "files", "film", "front", "language", "links",
    "marks", "options", "pasted", "questions", "recordings", "weekly", "writing",
]  # fmt: skip

#: What is told of a file in _static/ that no page asks for; a drawing there may be a page's emblem.
ORIGINALS = ("ai", "avif", "bmp", "heic", "heif", "ico", "indd", "psd", "tif", "tiff", "xcf")
OF_A_FILE = (course_files.KIND, *drawings.WHYS)

logger = logging.getLogger(__name__)

#: So close to another finding, a rule that comes last has nothing to add.
LINES_AROUND = 4
#: What files or films are judged by, not pages: a build tells it also when no page has changed.
ABOUT_RECORDINGS = [rule for rule in RULES if rule.broken.__module__ == recordings.__name__]
ABOUT_FILMS = [rule for rule in RULES if rule.broken.__module__ == film.__name__]


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
        path: characters.unusual("".join(drawings.read(root / path).texts()))
        for path in there
        if path.lower().endswith(".svg")
    }
    unusual = frozenset().union(*map(characters.unusual, texts.values()))
    static = list(course_files.static_files(root))
    most = course_files.most_points(env)
    judged = {path: course_files.judge(root, path, most) for path in static}
    return Material(
        course=_whole(course_of(env), course_domain(env).pages),
        outside=outside.rules_for(root),
        sources=sources,
        texts=texts,
        heads={name: head.read(text) for name, text in texts.items() if UNREADABLE not in text},
        wordings=env.config.kursus_wordings,
        sizes={path: (root / path).stat().st_size for path in there},
        points={path: pictures.points(root / path) for path in there},
        recordings=_recordings(root, texts),
        films=films.find_films(course_domain(env).pages.values(), film_folder),
        unprintable=characters.unprintable(unusual.union(*drawn.values())),
        drawn=drawn,
        glossary=_has_words(env),
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
    return fault.why in OF_A_FILE and path.rpartition(".")[2].lower() not in ORIGINALS


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


def _has_words(env: BuildEnvironment) -> bool:
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


def broken(material: Material) -> Iterator[tuple[Rule, str, int, str]]:
    """Yield each rule that is broken, with docname, line (from 1) and the Danish message with its fix."""
    told_of: dict[str, object] = dict.fromkeys(material.unread)  # the parser has told of these
    told_of |= {name: writing.files_are_utf8 for name, text in material.texts.items() if UNREADABLE in text}
    told_of |= dict.fromkeys(material.empty(), writing.pages_hold_something)
    for rule in (*RULES, *material.outside):
        for docname, line, words in rule.broken(material):
            # Of a page that is not text, that is empty or that cannot be read, that is all there is to say.
            if docname in told_of and rule.broken is not told_of[docname]:
                continue
            yield rule, docname, line, f"{rule.message} {rule.fix}".format(**words)


def tell(app: Sphinx, material: Material, chosen: Iterable[Rule] = ()) -> set[str]:
    """Tell where the `chosen` rules (else all) are broken; return the docnames and files, advice left out."""
    env, found = app.env, set()
    kept = set(chosen)
    every = [one for one in broken(material) if not kept or one[0] in kept]
    near = {(one.file, one.line) for one in app.kursus_findings}  # type: ignore[attr-defined]
    near |= {(f"{docname}.md", line) for rule, docname, line, _ in every if not rule.last}
    for rule, docname, line, message in every:
        # What has been told of the lines around explains it, or hides it until it has been put right.
        if rule.last and any(
            (f"{docname}.md", line + by) in near for by in range(-LINES_AROUND, LINES_AROUND + 1)
        ):
            continue
        if rule.advice:
            path = Path(env.doc2path(docname)).relative_to(app.srcdir).as_posix()
            app.kursus_advice.append(Finding(path, line, message, advice=True))  # type: ignore[attr-defined]
        else:
            # A rule may also tell of a file that is no page.
            place = (docname, line) if docname in env.found_docs else f"{Path(app.srcdir, docname)}:{line}"
            logger.warning("%s", message, location=place, type=TYPE, subtype=rule.name)
            found.add(docname)
    return found


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    # What only reads builds nothing: the films that it can tell of are those of `make`.
    out = Path(app.srcdir, "_build", "html") if app.builder.name == "proof" else Path(app.outdir)
    material = material_of(env, films.folder_of(out))
    # What makes films tells of them when they are made: until then they are old.
    tell(app, replace(material, films={}) if app.builder.name == "film" else material)


def _without_glossary(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Of a glossary that is gone, one finding is enough; a rule tells it."""
    return True if node["reftype"] == "term" and not _has_words(app.env) else None


def _ours(app: Sphinx, config: Config) -> None:
    """Leave to our rules what they tell better, with the line; other files than Markdown are no pages."""
    root = Path(app.srcdir)
    try:
        every = (*RULES, *outside.rules_for(root))
    except CourseError as error:
        raise UnusableError(str(error)) from None
    config["kursus_rules"] = tuple(
        rule.promise + (" Det er kun et råd." if rule.advice else "") for rule in every
    )
    written = root / outside.FILE
    config["kursus_rules_code"] = written.read_text("utf-8", "replace") if written.is_file() else ""
    config["source_suffix"] = {".md": "markdown"}
    config["suppress_warnings"] = [
        *config.suppress_warnings,
        "image.not_readable",
        "myst.topmatter",
        "toc.not_included",
    ]


def _advise(app: Sphinx, exception: Exception | None) -> None:
    """Tell what is worth a look; advice never makes a build fail."""
    if app.builder.name == "proof":
        return  # `vaertskab check` prints it among the rest
    for finding in sorted(app.kursus_advice):  # type: ignore[attr-defined]
        print(finding, file=sys.stderr)


def _read_again(app: Sphinx, exception: Exception | None) -> None:
    """After a build with faults, forget what was read.

    Sphinx tells most faults when it reads a page, and reads an unchanged page once only: the second
    build of a broken course would pass.
    """
    if (exception or app._warncount) and not app.config.kursus_live:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Tell every broken rule as a warning of type `kursus`; the build treats warnings as errors."""
    app.kursus_advice = []  # type: ignore[attr-defined]
    # What the course's own rules say: when they change, every page is looked at again.
    app.add_config_value("kursus_rules_code", "", "env", types=frozenset({str}))
    app.connect("config-inited", _ours)
    app.connect("env-check-consistency", _check)
    app.connect("warn-missing-reference", _without_glossary)
    app.connect("build-finished", _advise)
    app.connect("build-finished", _read_again, priority=900)
