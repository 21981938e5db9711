"""What the tests share: a course that is built, and courses made for one test.

Here only what builds the site is imported, as those who edit pages run `tests/course` with no more than that.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from building import Built, build_whole, copy_course
from small import small_course

if TYPE_CHECKING:
    from making import Made
    from playwright.sync_api import Browser
    from xdist.scheduler import LoadScopeScheduling

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


#: Folders whose modules look at one course, delivered or printed: one process runs them, and makes it once.
TOGETHER = ("tests/course/", "tests/outputs/print/")
#: What takes longest, in `make slow` too, and so begins first: else one process works on alone at the end.
LONGEST = (
    "tests/checks/test_agreement.py", "tests/slow/test_delivered_site.py", "tests/outputs/print/",
    "tests/slow/test_fuzz.py", "tests/browser/test_axe.py", "tests/checks/test_mutations.py",
    "tests/browser/test_layout.py", "tests/outputs/film/test_recorded.py", "tests/browser/test_keyboard.py",
    "tests/browser/test_reach.py", "tests/browser/test_draw.py", "tests/browser/test_storage.py",
    "tests/course/", "tests/browser/test_big.py", "tests/browser/test_film.py",
    "tests/browser/test_made_film.py", "tests/browser/test_visits.py", "tests/outputs/site/test_build.py",
    "tests/outputs/film/test_sound.py", "tests/outputs/film/test_builder.py",
    "tests/outputs/film/test_piper.py", "tests/outputs/film/test_align.py", "tests/kaffe/test_orderer.py",
    "tests/browser/test_notes.py", "tests/browser/test_search.py", "tests/safety/test_pages.py",
    "tests/test_hostile_files.py",
)  # fmt: skip


def _stays_together(nodeid: str) -> str:
    """Return what is run by one process: a module, or a folder of them."""
    module = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if module.startswith(folder)), module)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling | None:
    """Hand out in the order of the tests what stays together; xdist itself takes most tests first."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class InOrder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _stays_together(nodeid)

    config.option.loadscopereorder = False
    return InOrder(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes longest first; leave all but the first test on one feature to `make slow`."""
    order = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(_stays_together(item.nodeid), len(order)))
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
