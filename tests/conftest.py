"""What the tests share: the course as it is built, and courses made for one test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import ROOT, SOURCES, Built, build, build_whole, copy_course
from hypothesis import settings
from install import browser
from making import Made, film_course, make_films
from playwright.sync_api import Browser, sync_playwright
from small import small_course

__all__ = ["ROOT", "SOURCES", "Built", "build", "build_whole", "copy_course", "small_course"]

# The same examples each time, and no clock: the machine may be busy.
settings.register_profile("kursus", deadline=None, derandomize=True)
settings.load_profile("kursus")


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course as delivered, built once."""
    built = build(ROOT, tmp_path_factory.mktemp("kursus"))
    assert built.status == 0, built.output
    return built


@pytest.fixture
def own_course(tmp_path: Path) -> Path:
    """A copy of the course that the test may change."""
    return copy_course(tmp_path / "kursus")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A course of a few pages that the test may change; builds in a second."""
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
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=OPTIONS, timeout=60_000)
        yield started
        started.close()


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A small course with its two films, made once; a test that changes it takes `own_films`."""
    made = make_films(film_course(tmp_path_factory.mktemp("film på øen") / "kursus"))
    assert made.status == 0, made.output
    return made


@pytest.fixture
def own_films(films: Made, tmp_path: Path) -> Made:
    """The small course with its films, to be changed."""
    return Made(shutil.copytree(films.source, tmp_path / "kursus"), "", 0)
