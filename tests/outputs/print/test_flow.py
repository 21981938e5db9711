"""How text flows from side to side, whatever its length: what belongs together stays so."""

from __future__ import annotations

import re

import pytest
from small import listing, page, small_course

from outputs.print.printing import BINDER, opened, print_course

#: One binder of forty pages: dear, and seldom another.
pytestmark = pytest.mark.slow

#: Paragraphs on a page: from a side that is not full to one that is full and a little more.
LENGTHS = range(19, 31)
FIGURE = ":::{figure} ../_static/figurer/emblem-kaffe.svg\n:alt: En kop.\n\nTrekant %d\n:::\n\n"
ROOM = ":::{skrivelinjer} Mine ord på side %d\n:id: mine-ord-%d\n:linjer: 8\n:::\n"


def text(count: int) -> str:
    """Return so many paragraphs, no two of them alike."""
    told = "tager hun en kurv og går hen til hylden, hvor de nye bøger om fugle og både har stået hele ugen"
    return "".join(f"For {number}. gang {told}.\n\n" for number in range(1, count + 1))


@pytest.fixture(scope="module")
def sides(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The lines of each side of a binder whose pages of text are longer and longer."""
    names = [f"tekst-{length}" for length in LENGTHS] + [f"plads-{length}" for length in LENGTHS]
    pages = {f"docs/tekst-{length}.md": page(f"Tekst {length}", text(length)) for length in LENGTHS}
    for length in LENGTHS:
        room = text(length // 2) + f"Det her fører op til {length}.\n\n" + ROOM % (length, length)
        pages[f"docs/plads-{length}.md"] = page(f"Plads {length}", room)
    for length in LENGTHS[::3]:
        names.append(f"tegning-{length}")
        drawn = f"Før nummer {length}.\n\n{FIGURE % length}Efter nummer {length}.\n"
        pages[f"docs/tegning-{length}.md"] = page(f"Tegning {length}", text(length // 2) + drawn)
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *names)
    printed = print_course(small_course(tmp_path_factory.mktemp("tekst"), pages))
    assert printed.status == 0, printed.output
    pdf = opened(printed.out / BINDER)
    return [[line["text"] for line in side.extract_text_lines()] for side in pdf.pages if side.chars]


def test_a_page_a_few_lines_too_long_is_set_closer(sides: list[list[str]]) -> None:
    # Lines on a side of text, without its head and foot.
    lengths = [len(side) - 2 for side in sides if re.search(r"Tekst \d", side[0])]
    assert min(lengths) >= 6, "no side is for a few lines"
    assert max(lengths) > sorted(lengths)[len(lengths) // 2], "one side holds more than the others do"


def test_what_leads_up_to_room_to_write_stands_on_its_side(sides: list[list[str]]) -> None:
    for length in LENGTHS:
        side = next(side for side in sides if f"Mine ord på side {length}" in side)
        assert f"Det her fører op til {length}." in side


def test_a_figure_stands_where_it_is_spoken_of(sides: list[list[str]]) -> None:
    lines = [line for side in sides for line in side]
    for length in LENGTHS[::3]:
        before, drawn, after = (
            lines.index(line)
            for line in (f"Før nummer {length}.", f"Trekant {length}", f"Efter nummer {length}.")
        )
        assert before < drawn < after
        assert sum(f"Tegning {length}" in side[0] for side in sides) <= 2
