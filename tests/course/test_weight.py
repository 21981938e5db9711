"""What a reader's first five pages weigh, as a server with gzip sends them to an empty browser."""

from __future__ import annotations

import gzip

from building import Built

#: Bytes and requests of five pages in a row.
VISIT_BYTES, VISIT_REQUESTS = 60_000, 15


def _visit(built: Built) -> list[str]:
    """Return what a new colleague reads: front, a module, a week, the longest exercise, the notes."""
    pages = [page for part in built.data["parts"] for page in part["pages"]]
    module = next(page for page in pages if page["type"] == "module" and page["week"] is None)
    week = next((page for page in pages if page["week"]), module)
    exercises = [page for page in pages if page["type"] == "exercise"] or [module]
    exercise = max(exercises, key=lambda page: len(page["questions"]))
    notes = next((name for name, page in built.pages.items() if page.gathers), "index")
    return ["index", *(page["docname"] for page in (module, week, exercise)), notes]


def test_five_pages_in_a_row_are_light_and_ask_for_little(course: Built) -> None:
    fetched = {(course.site / f"{name}.html").resolve() for name in _visit(course)}
    for name in _visit(course):
        fetched |= {path.resolve() for path in course.asked(f"{name}.html")}
    weight = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in fetched}
    assert sum(weight.values()) <= VISIT_BYTES, weight
    assert len(weight) <= VISIT_REQUESTS, weight
