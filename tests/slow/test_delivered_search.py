"""The search of the course that is delivered: what readers type leads to the page that answers."""

from __future__ import annotations

from browser import test_search
from browser.conftest import context, reader, site  # noqa: F401
from browser.site import Site
from building import Built
from playwright.sync_api import Browser, Page

from . import searches

#: What is typed, and the page that must stand first; the words are in more pages than in the tests' course.
FIRST = test_search.FIRST | {
    "makkere": "exercises/ret-og-pligt-makker",
    "lokal tilgang": "exercises/lokale-tilgange",
}
#: What is typed, and a page that must be among the first three.
ANSWERS = (
    test_search.ANSWERS
    | FIRST
    | {
        "papirflyvre": "exercises/papirflyveren",
        "ret pligt makker": "exercises/ret-og-pligt-makker",
        "domænet": "modules/referenceramme/domaenetrekanten",
        "utålmodig borger": "modules/principper/vi-hilser-velkommen",
    }
)


def test_the_best_page_stands_first(site: Site, reader: Page, course: Built) -> None:  # noqa: F811
    reader.goto(site.url("search"))
    results = reader.locator("#search-results a")
    tried = {words: docname for words, docname in ANSWERS.items() if docname in course.pages}
    assert tried
    missed = []
    for words, docname in tried.items():
        test_search._type(reader, words)
        first = results.evaluate_all("all => all.slice(0, 3).map((a) => a.href.split('#')[0])")
        if site.url(docname) not in first[: 1 if words in FIRST else 3]:
            missed.append((words, docname))
    assert missed == []


def test_what_readers_search_for_is_found(site: Site, chromium: Browser) -> None:  # noqa: F811
    page = chromium.new_page(bypass_csp=True)
    asked = searches.read("tuned on")
    answers, _ = searches.ask(page, site.root, asked)
    found = searches.judge(asked, answers)
    page.close()
    assert found.among >= searches.AMONG_GOAL, "\n".join(found.missed)
    assert found.first >= searches.FIRST_GOAL, "\n".join(found.missed)
