"""The course works wherever it is put: on a web server, on a network drive, without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import Built, build
from playwright.sync_api import Browser, Page

from .site import DAILY, DESK, PHONE, WRITTEN, Site, Watch, served

#: Inflected words that stand so on no page, and a page that the word's base form should lead to.
INFLECTED = {"ordlistens": "docs/ordliste", "principperne": "modules/principper/index"}
ENGLISH = re.compile(r"\b(search|results?|found|pages?|matching|copy|menu bar|home|next|previous)\b", re.I)


@dataclass
class Tour:
    """What a reader met who went everywhere: the text of each page by its address, and complaints."""

    place: Site
    texts: dict[str, str]
    complaints: list[str]


@pytest.fixture(scope="module", params=[pytest.param("http", marks=pytest.mark.slow), "files"])
def place(request: pytest.FixtureRequest) -> Site:
    """Both places in turn."""
    found: Site = request.getfixturevalue("site" if request.param == "http" else "files")
    return found


@pytest.fixture(scope="module")
def tour(place: Site, chromium: Browser) -> Tour:
    """Follow the navigation and the cards from the front page until nothing is new."""
    context = chromium.new_context(viewport=DESK, locale="da-DK")
    context.set_default_timeout(15_000)
    page = context.new_page()
    tour = Tour(place, {}, [])
    watch = Watch(context, place.root)
    waiting = [place.url("index")]
    while waiting:
        url = waiting.pop()
        if url in tour.texts:
            continue
        page.goto(url)
        if not page.evaluate("document.styleSheets.length"):
            watch.complaints.append(f"no style: {url}")
        # What only works with a script is put there by one.
        page.evaluate(
            "document.querySelectorAll('.laest, .note, .note-status, .tool, .traek, .runde, .mine-noter, "
            ".kalender')"
            ".forEach((e) => e.remove())"
        )
        tour.texts[url] = page.locator("main").inner_text()
        links = page.locator("nav a, .kort a, footer a[href$='.html']")
        waiting += [link.partition("#")[0] for link in links.evaluate_all("all => all.map((a) => a.href)")]
    for docname in ("search", "404"):
        page.goto(place.url(docname))
    tour.complaints = watch.complaints
    context.close()
    return tour


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Page]:
    """A reader who has not been here before."""
    context = chromium.new_context(viewport=DESK, locale="da-DK")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def scriptless(chromium: Browser) -> Iterator[Page]:
    """A reader with a phone that runs no JavaScript."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_no_page_breaks_its_policy_or_asks_anyone_else(tour: Tour) -> None:
    assert not tour.complaints, "\n".join(tour.complaints)


def test_components_of_an_editor_keep_the_policy(components: Site, visit: Page) -> None:
    watch = Watch(visit.context, components.root)
    visit.goto(components.url("docs/components"))
    visit.locator(".sd-tab-set label").last.click()
    visit.wait_for_load_state("networkidle")
    assert not watch.complaints, "\n".join(watch.complaints)


def test_the_navigation_leads_from_the_front_page_to_every_page(tour: Tour) -> None:
    assert set(tour.texts) == {tour.place.url(docname) for docname in WRITTEN}


@pytest.mark.parametrize("word", INFLECTED)
def test_search_finds_inflected_words_and_answers_in_danish(word: str, place: Site, visit: Page) -> None:
    watch = Watch(visit.context, place.root)
    visit.goto(place.url("docs/index"))
    visit.get_by_label("Søg i kurset").fill(word)
    visit.keyboard.press("Enter")
    visit.get_by_text("Søgningen fandt").wait_for()
    results = visit.locator("#search-results")
    assert not ENGLISH.search(results.inner_text()), results.inner_text()
    found = results.locator("a").evaluate_all("found => found.map((a) => a.href.split('#')[0])")
    assert place.url(INFLECTED[word]) in found
    results.locator(f"a[href*='{INFLECTED[word]}.html']").first.click()
    visit.wait_for_url(place.url(INFLECTED[word]) + "**")
    assert not watch.complaints, "\n".join(watch.complaints)


def test_a_search_in_vain_says_so_in_danish(place: Site, visit: Page) -> None:
    visit.goto(place.url("search", "?q=qwxzqwxz"))
    status = visit.get_by_role("status").filter(has_text="Ingen sider")
    status.wait_for()
    assert not ENGLISH.search(visit.locator("main").inner_text())


def test_a_question_keeps_its_address(place: Site, visit: Page, course: Built) -> None:
    question = course.data["questions"][0]
    visit.goto(place.root + question["permalink"])
    visit.wait_for_url(f"**/{question['page']}.html#*")
    assert visit.locator(":target").get_by_text(question["text"]).is_visible()
    assert visit.locator(":target").evaluate("card => card.getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize(
    "docnames", [pytest.param(DAILY[:-1], id="some"), pytest.param(WRITTEN, id="all", marks=pytest.mark.slow)]
)
def test_a_page_reads_the_same_without_javascript(
    docnames: Sequence[str], tour: Tour, scriptless: Page
) -> None:
    scriptless.set_viewport_size(DESK)
    for url in map(tour.place.url, docnames):
        if url.endswith("/mine-noter.html"):
            continue  # the page is what a script gathers, and says so without one
        scriptless.goto(url)
        # A paragraph of buttons that only a script answers leaves an empty line where there is none.
        found, wanted = (
            re.sub(r"\n\s*\n", "\n", text)
            for text in (scriptless.locator("main").inner_text(), tour.texts[url])
        )
        assert found == wanted, url


def test_the_menus_of_a_phone_work_without_javascript(place: Site, scriptless: Page) -> None:
    scriptless.goto(place.url("modules/kaffe/04-venlighed"))
    for menu, link in (("Sider i denne del", "Kan du være neutral?"), ("Menu", "Øvelser")):
        wanted = scriptless.locator("details").get_by_role("link", name=link)
        assert not wanted.is_visible()
        scriptless.locator("summary").get_by_text(menu, exact=True).click()
        assert wanted.is_visible()
    wanted.click()
    scriptless.wait_for_url(place.url("exercises/index"))


def test_a_wide_window_shows_its_menus_without_javascript(site: Site, scriptless: Page) -> None:
    scriptless.set_viewport_size(DESK)
    scriptless.goto(site.url("modules/kaffe/04-venlighed"))
    for link in ("Øvelser", "Kan du være neutral?"):
        assert scriptless.get_by_role("link", name=link).is_visible()


@pytest.mark.parametrize("docname", ["index", "modules/kaffe/04-venlighed", "docs/rediger", "404"])
def test_nothing_that_needs_javascript_shows_without_it(docname: str, site: Site, scriptless: Page) -> None:
    scriptless.goto(site.url(docname))
    scriptless.locator("summary").get_by_text("Menu", exact=True).click()
    assert not scriptless.get_by_label("Farver").is_visible()
    assert scriptless.get_by_role("button", name="Kopiér").count() == 0


def test_search_says_plainly_that_it_needs_javascript(place: Site, scriptless: Page) -> None:
    scriptless.goto(place.url("docs/index"))
    scriptless.locator("summary").get_by_text("Menu", exact=True).click()
    scriptless.get_by_label("Søg i kurset").fill("borger")
    scriptless.keyboard.press("Enter")
    scriptless.wait_for_url("**/search.html?q=borger")
    said = scriptless.locator("noscript .admonition-title")
    assert said.inner_text() == "Søgningen bruger JavaScript"
    assert said.is_visible()
    assert not scriptless.locator("main").get_by_role("button", name="Søg").is_visible()
    assert scriptless.locator("main").get_by_role("link", name="Øvelser").is_visible()


def test_a_wrong_address_at_any_depth_helps_the_reader_on(own_course: Path, visit: Page) -> None:
    with served(own_course / "_build" / "html") as site:
        settings = own_course / "kursus.toml"
        text = settings.read_text("utf-8").replace('adresse = ""', f'adresse = "{site.root}"')
        settings.write_text(text, "utf-8")
        built = build(own_course)
        assert built.status == 0, built.output
        watch = Watch(visit.context, site.root)
        for address in ("findes-ikke.html", "modules/kaffe/dybt/nede/findes-ikke.html"):
            answer = visit.goto(site.root + address)
            assert answer is not None
            assert answer.status == 404
            assert visit.get_by_role("heading", name="Siden findes ikke").is_visible()
            assert visit.get_by_label("Farver").is_visible()
            visit.locator("main").get_by_role("link", name="Gå til forsiden").click()
            visit.wait_for_url(site.url("index"))
        assert not [said for said in watch.complaints if "404" not in said], watch.complaints
