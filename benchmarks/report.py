"""The table of a benchmark, and whether the goals of the course are reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

COURSE = "this course"
OURS = "Værtskab"
PARALLEL = "Værtskab, -j auto"
BARE = "bare Sphinx, no sidebar"
MATERIAL = "MkDocs Material"

COURSE_LIMIT = 1.2
LARGE_LIMIT = 0.7
GROWTH_LIMIT = 1.25
MEMORY_LIMIT = 300.0
PAGE_LIMIT = 20.0

HEAD = (
    "course",
    "pages",
    "built with",
    "seconds",
    "spread",
    "CPU s",
    "× bare Sphinx",
    "× Material",
    "CPU ms a further page",
    "MB, largest process",
    "MB, all processes",
    "KB, largest page",
    "KB, median page",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One site built with one program.

    `seconds` is the fastest round and `spread` how much slower the slowest was (0.1 is 10 %); `cpu`
    is the processor time of all processes, which other work on the machine disturbs less;
    `tree_mb` is 0 where the system cannot tell.
    """

    site: str
    tool: str
    pages: int
    seconds: float
    spread: float
    cpu: float
    largest_mb: float
    tree_mb: float
    page_max_kb: float
    page_median_kb: float


def _beside(rows: Iterable[Row], row: Row, tool: str) -> float | None:
    """Return how long `row` took in times of what `tool` took for the same site."""
    for other in rows:
        if (other.site, other.pages, other.tool) == (row.site, row.pages, tool):
            return row.seconds / other.seconds
    return None


def growth(rows: Iterable[Row], row: Row) -> float | None:
    """Return the milliseconds of processor time for each page beyond the next smaller generated site."""
    smaller = [
        other
        for other in rows
        if (other.site, other.tool) == (row.site, row.tool) and other.pages < row.pages
    ]
    if not smaller:
        return None
    last = max(smaller, key=lambda other: other.pages)
    return 1000 * (row.cpu - last.cpu) / (row.pages - last.pages)


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def table(rows: Sequence[Row]) -> str:
    """Return the Markdown table of all rows."""

    def cells(row: Row) -> list[str]:
        return [
            row.site,
            f"{row.pages:,}",
            row.tool,
            _number(row.seconds, 2),
            f"{row.spread:.0%}",
            _number(row.cpu, 2),
            _number(_beside(rows, row, BARE), 2),
            _number(_beside(rows, row, MATERIAL), 2),
            _number(growth(rows, row), 1),
            _number(row.largest_mb, 0),
            _number(row.tree_mb or None, 0),
            _number(row.page_max_kb, 1),
            _number(row.page_median_kb, 1),
        ]

    rule = ["---", "--:", "---", *["--:"] * (len(HEAD) - 3)]
    lines = [list(HEAD), rule, *map(cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _checks(rows: Sequence[Row]) -> Iterator[tuple[str, float, float]]:
    """Yield each goal that the rows can tell of: what it is, what was reached, the limit."""
    mine = [row for row in rows if row.tool in (OURS, PARALLEL)]
    biggest = max(row.pages for row in rows)
    for row in mine:
        if row.site == COURSE and row.tool == OURS:
            ratio = _beside(rows, row, BARE)
            yield "the course, times bare Sphinx", ratio or 0, COURSE_LIMIT
        if row.pages == biggest and row.pages > 1000:
            if row.tool == PARALLEL:
                ratio = _beside(rows, row, MATERIAL)
                yield f"{biggest:,} pages with -j auto, times Material", ratio or 0, LARGE_LIMIT
            middle = max((r for r in mine if r.pages < biggest), key=lambda r: r.pages)
            before = next(r for r in mine if (r.pages, r.tool) == (middle.pages, row.tool))
            now, then = growth(rows, row), growth(rows, before)
            if now and then:
                yield (
                    f"growth a page, {row.tool}, times that up to {middle.pages}",
                    now / then,
                    (GROWTH_LIMIT),
                )
    yield "MB of the largest process", max(row.largest_mb for row in mine), MEMORY_LIMIT
    yield "MB of all processes", max(row.tree_mb for row in mine), MEMORY_LIMIT
    # A generated part of ninety pages has as many cards on its index: that is its content.
    course = [row.page_max_kb for row in mine if row.site == COURSE]
    yield "KB of the course's largest page", max(course), PAGE_LIMIT


def goals(rows: Sequence[Row]) -> str:
    """Return a line for each goal of the course: reached or missed, the figure and the limit."""
    return "\n".join(
        f"- {'reached' if value <= limit else 'MISSED'}: {what}: {value:.2f} (at most {limit:g})"
        for what, value, limit in _checks(rows)
    )
