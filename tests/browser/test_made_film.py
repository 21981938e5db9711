"""A film as it is made plays in a real browser: its picture, its captions, its chapters, and no barrier."""

from __future__ import annotations

import html
import io

import pytest
from making import ONE, TWO, Made
from PIL import Image
from playwright.sync_api import Page, expect

from .site import Site, Watch
from .test_axe import _faults, _open
from .test_film import NOW, _play, _until

VIDEO = "document.querySelector('video')"


def _ground(page: Page) -> tuple[int, ...]:
    """Return the colour at the edge of the picture on the screen."""
    picture = Image.open(io.BytesIO(page.locator("video").screenshot())).convert("RGB")
    found = picture.getpixel((8, 8))
    assert isinstance(found, tuple)
    return found


def _seek(page: Page, at: float) -> None:
    page.evaluate(f"{VIDEO}.pause(); {VIDEO}.currentTime = {at}")
    _until(page, f"{VIDEO}.seeking", False)


@pytest.mark.parametrize("name", [ONE, TWO])
def test_a_made_film_plays_and_is_searched_with_its_captions(
    made_site: Site, films: Made, reader: Page, name: str
) -> None:
    told = films.told(name)
    watch = Watch(reader.context, made_site.root)
    reader.goto(made_site.url(f"modules/kaffe/{name}"))
    reader.get_by_role("button", name="Undertekster").click()
    _play(reader)
    assert reader.evaluate(f"[{VIDEO}.videoWidth, {VIDEO}.videoHeight]") == [1920, 1080]
    assert reader.evaluate(f"{VIDEO}.duration") == pytest.approx(told["seconds"], abs=0.1)
    for start, end, said in told["cues"][::3]:
        _seek(reader, (start + end) / 2)
        _until(reader, f"({NOW})().replaceAll('\\n', ' ')", html.escape(said, quote=False))
    paper = _ground(reader)
    _seek(reader, told["seconds"] - 5)
    assert sum(abs(one - two) for one, two in zip(_ground(reader), paper, strict=True)) > 8
    assert not watch.complaints, "\n".join(watch.complaints)


def test_the_chapters_of_a_made_film_are_where_it_says(made_site: Site, films: Made, reader: Page) -> None:
    reader.goto(made_site.url(f"modules/kaffe/{ONE}"))
    links = reader.get_by_role("navigation", name="Filmens kapitler").get_by_role("link")
    told = films.told(ONE)["chapters"]
    expect(links).to_have_count(len(told))
    for number in (len(told) - 1, 1):
        start, title = told[number]
        expect(links.nth(number)).to_contain_text(title)
        links.nth(number).click()
        expect(links.nth(number)).to_have_attribute("aria-current", "true")
        assert start - 0.1 <= reader.evaluate(f"{VIDEO}.currentTime") < start + 10


def test_a_page_with_a_made_film_has_no_barrier(made_site: Site, desk: Page, phone: Page) -> None:
    pages = (desk, phone)
    _open(pages, made_site.url(f"modules/kaffe/{TWO}"))
    found = _faults(pages)
    for page in pages:
        _play(page)
    found += _faults(pages, ".film", ", playing")
    assert not found, "\n".join(found)


def test_the_cinema_goes_from_film_to_question_to_the_next_film(
    made_site: Site, films: Made, reader: Page
) -> None:
    reader.goto(made_site.url("docs/biograf"))
    expect(reader.get_by_role("status").filter(has_text="Film 1 af 2")).to_be_visible()
    _play(reader)
    _seek(reader, films.told(ONE)["seconds"] - 0.6)
    reader.evaluate(f"void {VIDEO}.play().catch(() => {{}})")
    pause = reader.get_by_role("group", name="Hvad ser du i uge 1?")
    expect(pause).to_be_focused()
    pause.get_by_role("button", name="Se næste film: Hvordan?").click()
    expect(reader.get_by_role("status").filter(has_text="Film 2 af 2: Hvordan?")).to_be_visible()
    _until(
        reader,
        f"{VIDEO}.currentTime > 0.3 && Math.round({VIDEO}.duration)",
        round(films.told(TWO)["seconds"]),
    )
