"""What the tests share: a course that is built, and courses made for one test.

Here only what builds the site is imported, as those who edit pages run `tests/course` with no more than that.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import Built, build_whole, copy_course
from small import small_course

if TYPE_CHECKING:
    from making import Made
    from playwright.sync_api import Browser

with contextlib.suppress(ImportError):  # those who edit pages have no Hypothesis, and need none
    from hypothesis import settings

    # The same examples each time, and no clock: the machine may be busy. `make slow` tries many.
    settings.register_profile("few", deadline=None, derandomize=True, database=None, max_examples=10)
    settings.register_profile("many", settings.get_profile("few"), max_examples=300)
    settings.load_profile("few")


#: Modules on one feature each, whose tests wait for a browser or for the encoding of films. What guards every
#: page – barriers, keyboard, layout, journeys – is asked each day; of these, only the first test.
ONE_FEATURE = frozenset(
    f"tests/{folder}/test_{feature}.py"
    for folder, features in {
        "browser": "big big_clock calendar_file course_keys draw film folded header_search made_film mail"
        " meeting notes_file notes_page notes_windows reading_aids round share storage talk teleprompter"
        " visits",
        "outputs/film": "align builder sound voice",
    }.items()
    for feature in features.split()
)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave all but the first test of such a module to `make slow`."""
    begun = set()
    for item in items:
        module = item.nodeid.partition("::")[0]
        if module in ONE_FEATURE and item.get_closest_marker("slow") is None:
            if module in begun:
                item.add_marker(pytest.mark.slow)
            begun.add(module)


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tests' own course, built once. In `tests/course` it is the one that is delivered."""
    return build_whole(copy_course(tmp_path_factory.mktemp("kursus")))


@pytest.fixture
def own_course(tmp_path: Path) -> Path:
    """A copy of the tests' course that the test may change."""
    return copy_course(tmp_path / "kursus")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A course of a few pages that the test may change; builds in half a second."""
    return small_course(tmp_path / "kursus")


@pytest.fixture(scope="session")
def _small_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder in which `small_done` is built, and how it looks right after."""
    folder = tmp_path_factory.mktemp("faerdig")
    build_whole(small_course(folder / "kursus"))
    return folder / "kursus", shutil.copytree(folder / "kursus", folder / "som-bygget")


@pytest.fixture
def small_done(_small_template: tuple[Path, Path]) -> Built:
    """A small course that has been built; the test may change it and build again.

    Every test gets it in the same folder, since Sphinx begins anew in another one.
    """
    folder, as_built = _small_template
    shutil.rmtree(folder)
    shutil.copytree(as_built, folder)
    return Built(folder, folder / "_build" / "html", "", 0)


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small course, built once; a test that changes it takes `small` instead."""
    return build_whole(small_course(tmp_path_factory.mktemp("lille")))


OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium, one for all tests: Playwright allows only one at a time in a process."""
    from install import browser
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=OPTIONS, timeout=60_000)
        yield started
        started.close()


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A small course with its two films, made once; a test that changes it takes `own_films`."""
    from making import film_course, make_films

    made = make_films(film_course(tmp_path_factory.mktemp("film på øen") / "kursus"))
    assert made.status == 0, made.output
    return made


@pytest.fixture
def own_films(films: Made, tmp_path: Path) -> Made:
    """The small course with its films, to be changed."""
    from making import Made

    return Made(shutil.copytree(films.source, tmp_path / "kursus"), "", 0)
