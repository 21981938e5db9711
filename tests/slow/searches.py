"""What readers search for, as lists of searches and pages, and how often the page that is meant is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from building import ROOT
from playwright.sync_api import Page

#: One that the search was tuned on, and two that were written before but seen since: none is a blind test.
LISTS = {"tuned on": "searches", "kept aside": "searches-kept-aside", "a second look": "searches-second-look"}
#: Percent of the tuned list: the page is among the first three; it is first, of those searches marked so.
AMONG_GOAL, FIRST_GOAL = 95.0, 80.0

#: Makes the index and answers every search; returns addresses, and an answer's share of the index's time.
_ASK = """(searches) => {
  const begun = performance.now();
  const index = makeIndex();
  const made = performance.now() - begun;
  const took = [];
  const found = searches.map((words) => {
    const start = performance.now();
    const pages = index.find(words).slice(0, 3).map(({ page }) => page.href);
    took.push(performance.now() - start);
    return pages;
  });
  return { found, share: took.sort((a, b) => a - b)[took.length >> 1] / made };
}"""


class Search(NamedTuple):
    """What is typed, how the page's address ends or goes on, and whether it must be first."""

    words: str
    page: str
    first: bool


@dataclass(frozen=True)
class Found:
    """Percent found among the first three, percent first of those that must be, and what was missed."""

    among: float
    first: float
    missed: list[str]


def read(name: str) -> list[Search]:
    """Return the searches of a list."""
    lines = (ROOT / "benchmarks" / f"{LISTS[name]}.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line[:1] not in ("", "#"))
    return [Search(words, page, first == "1") for words, page, first in rows]


def ask(page: Page, root: str, searches: list[Search]) -> tuple[list[list[str]], float]:
    """Ask a site's search; return three addresses of each, and an answer's share of the index's time.

    The page's policy must be passed by: Playwright waits with an expression, which it forbids.
    """
    page.goto(f"{root}search.html")
    page.focus("#search-words")
    page.wait_for_function("typeof makeIndex === 'function' && typeof SOEG === 'object'")
    answer: dict[str, Any] = page.evaluate(_ASK, [search.words for search in searches])
    return answer["found"], answer["share"]


def judge(searches: list[Search], found: list[list[str]]) -> Found:
    """Return how many of the searches found what is meant."""
    places, missed = [], []
    for search, hrefs in zip(searches, found, strict=True):
        fits = (f"/{search.page}" in f"/{href.removesuffix('.html')}" for href in hrefs)
        place = next((at for at, fit in enumerate(fits) if fit), None)
        places.append(place)
        if place is None or (search.first and place):
            missed.append(f"»{search.words}« finds {', '.join(hrefs) or 'nothing'}, not {search.page} first")
    marked = [place for search, place in zip(searches, places, strict=True) if search.first]
    among = sum(place is not None for place in places)
    return Found(100 * among / len(places), 100 * marked.count(0) / len(marked), missed)
