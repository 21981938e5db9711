"""The Sphinx builder `film`: `sphinx -b film . _build/film` makes the films that are missing or old.

Each is made in a process of its own, as many at a time as there are cores, and written whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path, PurePosixPath

from sphinx.builders import Builder
from sphinx.util import logging

from vaertskab.checks import rules
from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _, current, use
from vaertskab.outputs.film import store
from vaertskab.outputs.film.jobs import jobs_of
from vaertskab.outputs.film.progress import Progress
from vaertskab.outputs.film.work import Job, Made, make
from vaertskab.outputs.shared.existing_films import folder_of
from vaertskab.outputs.shared.processes import cores, end_with_parent
from vaertskab.reading.domain import course_of

logger = logging.getLogger(__name__)

#: A fresh interpreter: what draws and encodes has threads, and they do not survive a fork.
_FRESH = get_context("spawn")

_MISSING = N_("Filmene kan ikke laves, for FFmpeg er ikke hentet. Kør: make film")
_STOPPED = N_("Filmen blev ikke færdig, for programmet, der laver den, blev stoppet. Kør igen: make film")
_UNKNOWN = N_("Filmen kunne ikke laves. Den gamle er ikke rørt. (Programmet siger: {error})")


def _begin(code: str) -> None:
    """Let a fresh process end with this one, and speak as it does."""
    end_with_parent()
    use(code)


def _apart(job: Job) -> Made:
    """Make the film in a process of its own, which gives back all the memory that drawing has taken.

    :raises BrokenProcessPool: the process was stopped.
    """
    with ProcessPoolExecutor(1, mp_context=_FRESH, initializer=_begin, initargs=(current().code,)) as pool:
        return pool.submit(make, job).result()


class FilmBuilder(Builder):
    """Makes the films; where a recording cannot be used, its reading film is made or kept."""

    name = "film"
    format = "film"
    epilog = ""

    def get_outdated_docs(self) -> Iterable[str] | str:
        """Every page: what a film is made of is told by its key."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the page's name: a film has no links."""
        return docname

    def write_documents(self, docnames: Set[str]) -> None:
        """Make what is missing or old; tell what is wrong, also with films that are there already."""
        if find_spec("av") is None:
            self._tell(CourseError("requirements-film.lock", 1, _(_MISSING)))
            return
        folder = Path(self.outdir)
        told = rules.report_broken_rules(
            self._app, rules.material_of(self.env, folder), rules.ABOUT_RECORDINGS
        )
        unusable = {PurePosixPath(path).with_suffix("").as_posix() for path in told}
        course, root = course_of(self.env), Path(self.srcdir)
        given = self.config.kursus_settings["film.stemme"]
        voice = root / given if given else None
        jobs = list(jobs_of(course, root, folder, self._file_of, unusable, voice, self.config.kursus_brand))
        store.tidy(folder, [job.name for job in jobs])
        for fault in self._make(folder, [job for job in jobs if job.have != job.key]):
            self._tell(fault)
        rules.report_broken_rules(
            self._app, rules.material_of(self.env, folder_of(folder)), rules.ABOUT_FILMS
        )

    def _file_of(self, docname: str) -> Path:
        return Path(self.env.doc2path(docname))

    def _make(self, folder: Path, jobs: Sequence[Job]) -> Iterator[CourseError]:
        """Make the films, let each take its place as it is done, and yield what is wrong."""
        if not jobs:
            return
        progress = Progress(len(jobs))
        pool = ThreadPoolExecutor(min(cores(), len(jobs)))
        finished = False
        try:
            # The longest first, so that all cores are at work to about the end.
            order = sorted(jobs, key=lambda job: -job.manuscript.seconds)
            futures = {pool.submit(_apart, job): job for job in order}
            for future in as_completed(futures):
                job = futures[future]
                made = self._done(job, future)
                if made.files:
                    store.put(folder, made)
                progress.made(job.name, made.seconds)
                if made.fault:
                    yield made.fault
            finished = True
        finally:
            progress.end()
            # Nobody who stops it waits for the films that have been begun.
            pool.shutdown(wait=finished, cancel_futures=True)

    def _done(self, job: Job, future: Future[Made]) -> Made:
        """Return the film, or what stopped it: whatever it was, the other films are made."""
        try:
            return future.result()
        except BrokenProcessPool:
            message = _(_STOPPED)
        except Exception as error:
            message = _(_UNKNOWN).format(error=error)
        file = self._file_of(job.docname).relative_to(self.srcdir).as_posix()
        return Made(job.name, fault=CourseError(file, job.manuscript.line, message))

    def _tell(self, fault: CourseError) -> None:
        logger.error(fault.message, location=f"{fault.file}:{fault.line}", type="kursus", subtype="film")
        self._app.statuscode = 1
