"""One browser for all tests, and the tests' own course where it can be opened."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from building import Built, build, build_whole, copy_course
from films import lay_film, said
from making import Made
from playwright.sync_api import Browser, BrowserContext, Page

from .noting import PAGE, Opens
from .site import DESK, PHONE, Site, served, set_reader

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def site(course: Built) -> Iterator[Site]:
    """The course over http, from a subfolder."""
    with served(course.site) as found:
        yield found


def _on_a_drive(built: Built, folder: Path) -> Site:
    """Copy a site to a folder with spaces and Danish letters, where it is opened as files."""
    return Site(shutil.copytree(built.site, folder / "Fælles drev" / "Kursus på øen").as_uri() + "/")


@pytest.fixture(scope="session")
def files(course: Built, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The course as files on a drive."""
    return _on_a_drive(course, tmp_path_factory.mktemp("drev"))


@pytest.fixture(params=[pytest.param("site", marks=pytest.mark.slow), "files"])
def place(request: pytest.FixtureRequest) -> Site:
    """The course as files, which is the stricter, and in `make slow` over http too."""
    found: Site = request.getfixturevalue(request.param)
    return found


#: The pages whose films exist in `filmed`: the first and the last, and one between.
FILMED = ("01-hvad-vil-de-os", "04-venlighed", "12-kollegial-undersoegelse")


@pytest.fixture(scope="session")
def filmed(course: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The course with three of its films made; the last of them is of a face."""
    source = copy_course(tmp_path_factory.mktemp("film") / "kursus")
    for name in FILMED:
        spoken = course.pages[f"modules/kaffe/{name}"].manuscript
        assert spoken
        kind = "kamera" if name == FILMED[-1] else "laesefilm"
        lay_film(source / "_build" / "film", name, said(spoken.paragraphs), kind)
    return build_whole(source)


@pytest.fixture(scope="session")
def film_site(filmed: Built) -> Iterator[Site]:
    """The course with films, over http, from a subfolder."""
    with served(filmed.site) as found:
        yield found


@pytest.fixture(scope="session")
def film_files(filmed: Built, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The course with films, as files on a drive."""
    return _on_a_drive(filmed, tmp_path_factory.mktemp("drev"))


@pytest.fixture(scope="session", params=[pytest.param("http", marks=pytest.mark.slow), "file"])
def made_site(request: pytest.FixtureRequest, films: Made) -> Iterator[Site]:
    """A small course with films as they are made, over http from a subfolder and as files."""
    built = build_whole(films.source)
    if request.param == "file":
        yield Site(built.site.as_uri() + "/")
        return
    with served(built.site) as found:
        yield found


@pytest.fixture(scope="session")
def components(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A course with a page that holds every component an editor might reach for."""
    source = copy_course(tmp_path_factory.mktemp("komponenter") / "kursus")
    shutil.copy(HERE / "components.md", source / "docs")
    shutil.copy(HERE / "picture.png", source / "docs")
    index = source / "docs" / "index.md"
    index.write_text(index.read_text("utf-8").replace("\nordliste\n", "\nordliste\ncomponents\n"), "utf-8")
    built = build(source)
    assert built.status == 0, built.output
    with served(built.site) as found:
        yield found


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A reader's own browser: nothing is stored in it, and nothing of another test is under way."""
    made = chromium.new_context(viewport=DESK, locale="da-DK", reduced_motion="reduce")
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def reader(context: BrowserContext) -> Page:
    """A page of a reader who has not been here before."""
    return context.new_page()


@pytest.fixture
def exercise(context: BrowserContext) -> Opens:
    """Open one more window of the reader's on the exercise where the tests write notes."""

    def opened(place: Site) -> Page:
        page = context.new_page()
        page.goto(place.url(PAGE))
        return page

    return opened


@pytest.fixture
def phone_reader(chromium: Browser) -> Iterator[Page]:
    """A page on the phone of a reader who has not been here before."""
    made = chromium.new_context(viewport=PHONE, locale="da-DK", reduced_motion="reduce")
    made.set_default_timeout(15_000)
    yield made.new_page()
    made.close()


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that the tests of a module share, as starting one takes its time."""
    context = chromium.new_context(reduced_motion="reduce", locale="da-DK")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture(scope="module")
def _wide(window: BrowserContext) -> Page:
    return window.new_page()


@pytest.fixture(scope="module")
def _narrow(window: BrowserContext) -> Page:
    return window.new_page()


@pytest.fixture
def desk(_wide: Page) -> Page:
    """A page on a wide screen."""
    set_reader(_wide, **DESK)
    return _wide


@pytest.fixture
def phone(_narrow: Page) -> Page:
    """A page on a phone."""
    set_reader(_narrow, **PHONE)
    return _narrow
