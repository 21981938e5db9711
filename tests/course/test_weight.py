"""What the pages of the course weigh, uncompressed: each with all that it asks for."""

from __future__ import annotations

from building import Built

#: Bytes of a page's HTML.
MOST_BYTES = 20_000
#: Bytes of a page with all that it asks for, and how often it asks.
MOST_IN_ALL, MOST_TO_SEARCH, MOST_REQUESTS = 60_000, 200_000, 6


def test_no_page_weighs_more_than_it_may(course: Built) -> None:
    sizes = {name: (course.site / name).stat().st_size for name in course.html_files()}
    assert {name: size for name, size in sizes.items() if size >= MOST_BYTES} == {}


def test_a_page_is_light_and_asks_for_little(course: Built) -> None:
    for name in course.html_files():
        if name.startswith("spoergsmaal/"):
            continue
        asked = course.asked(name)
        size = (course.site / name).stat().st_size + sum(path.stat().st_size for path in asked)
        assert len(asked) + 1 <= MOST_REQUESTS, (name, asked)
        assert size <= (MOST_TO_SEARCH if name == "search.html" else MOST_IN_ALL), (name, size)
