"""The conversation cards: every question on a card once, and its back behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from small import module, question, small_course

from outputs.print.printing import (
    MM,
    Printed,
    margins_are_white,
    pictures,
    print_course,
    standards,
    tags,
    text_in,
    text_of,
)
from vaertskab.model.content import Question

WIDTH, HEIGHT, COLUMNS, ROWS = 90, 62, 2, 4
LEFT, TOP = (210 - COLUMNS * WIDTH) / 2, (297 - ROWS * HEIGHT) / 2
#: Strokes of the cut marks, in points.
CUT_MARK = 0.4
#: The head of a card's front: its icon, and above it the frame.
HEAD = 16


@pytest.fixture(scope="session")
def deck(printed: Printed) -> Path:
    return printed.out / "samtalekort.pdf"


@pytest.fixture(scope="session")
def questions(printed: Printed) -> list[Question]:
    return list(printed.course.questions())


def cells(mirrored: bool) -> Iterator[tuple[float, float]]:
    """Yield the corner of each card of a sheet, in order; a back stands in the other column."""
    for number in range(COLUMNS * ROWS):
        row, column = divmod(number, COLUMNS)
        yield LEFT + (COLUMNS - 1 - column if mirrored else column) * WIDTH, TOP + row * HEIGHT


def texts(deck: Path, backs: bool) -> list[str]:
    """Return the text of each front, or of each back, in order."""
    with pdfplumber.open(deck) as pdf:
        pages = pdf.pages[1 if backs else 0 :: 2]
        return [text_in(page, x, y, WIDTH, HEIGHT) for page in pages for x, y in cells(mirrored=backs)]


def test_every_question_stands_on_one_front_in_reading_order(deck: Path, questions: list[Question]) -> None:
    fronts = [text for text in texts(deck, backs=False) if text]
    assert fronts == [" ".join(question.text.split()) for question in questions]


def test_the_back_of_each_card_tells_its_number_kind_and_module(
    deck: Path, printed: Printed, questions: list[Question]
) -> None:
    titles = {page.docname: page.title for page in printed.course.pages()}
    backs = [text for text in texts(deck, backs=True) if text]
    assert len(backs) == len(questions)
    for number, (back, asked) in enumerate(zip(backs, questions, strict=True), 1):
        assert f"Kort {number}" in back
        assert asked.kind.label in back
        assert " ".join(titles[asked.docname].split()) in back
        assert " ".join(asked.help.split()) in back


def boxes(objects: list[dict[str, Any]], width: float) -> list[tuple[float, ...]]:
    """Return left, right, top and bottom of what is drawn with a stroke of `width` points, in mm."""
    sides = ("x0", "x1", "top", "bottom")
    return [
        tuple(round(found[side] / MM, 2) for side in sides)
        for found in objects
        if found["linewidth"] == width
    ]


def mirrored(box: tuple[float, ...]) -> tuple[float, ...]:
    left, right, *rest = box
    return (round(210 - right, 2), round(210 - left, 2), *rest)


def test_cut_marks_stand_at_the_edges_of_the_cards(deck: Path) -> None:
    across = {LEFT + n * WIDTH for n in range(COLUMNS + 1)}
    down = {TOP + n * HEIGHT for n in range(ROWS + 1)}
    with pdfplumber.open(deck) as pdf:
        for page in pdf.pages:
            marks = boxes(page.lines, CUT_MARK)
            assert {left for left, right, *_ in marks if left == right} == across
            assert {top for *_, top, bottom in marks if top == bottom} == down
            assert len(marks) == 2 * (COLUMNS + 1) + 2 * (ROWS + 1)


@pytest.mark.parametrize(("kind", "width"), [("lines", 0.4), ("lines", 0.3), ("curves", 0.5)])
def test_marks_and_frames_of_a_back_mirror_those_of_its_front(deck: Path, kind: str, width: float) -> None:
    with pdfplumber.open(deck) as pdf:
        for front, back in zip(pdf.pages[::2], pdf.pages[1::2], strict=True):
            drawn = boxes(front.objects[kind.removesuffix("s")], width)
            assert drawn
            assert sorted(drawn) == sorted(
                mirrored(box) for box in boxes(back.objects[kind.removesuffix("s")], width)
            )


def test_nothing_is_printed_where_office_printers_cannot(deck: Path) -> None:
    assert all(margins_are_white(picture) for picture in pictures(deck))


def test_nothing_is_printed_where_the_knife_may_slip(deck: Path) -> None:
    for picture in pictures(deck):
        dots = picture.width / 210
        for x, y in cells(mirrored=False):
            inside = picture.crop(
                [round(n * dots) for n in (x + 1.2, y + 1.2, x + WIDTH - 1.2, y + HEIGHT - 1.2)]
            )
            edge = round(2 * dots)
            inside.paste(255, (edge, edge, inside.width - edge, inside.height - edge))
            assert inside.getextrema()[0] == 255


def test_a_front_and_a_back_make_a_sheet_of_eight(deck: Path, questions: list[Question]) -> None:
    with pdfplumber.open(deck) as pdf:
        assert len(pdf.pages) == 2 * -(-len(questions) // 8)
        assert {(round(page.width / MM), round(page.height / MM)) for page in pdf.pages} == {(210, 297)}


def test_kinds_are_told_apart_in_grey(deck: Path, questions: list[Question]) -> None:
    seen: dict[str, bytes] = {}
    fronts = list(pictures(deck, scale=2))[::2]
    for number, asked in enumerate(questions):
        sheet, place = divmod(number, COLUMNS * ROWS)
        x, y = list(cells(mirrored=False))[place]
        ribbon = fronts[sheet].crop([round(n * MM * 2) for n in (x + 8, y + 52, x + 20, y + 57)])
        seen.setdefault(asked.kind, ribbon.point(lambda dot: 0 if dot < 160 else 255).tobytes())
    assert len(seen) == len(set(seen.values())) == 4


def test_the_deck_is_accessible(deck: Path, questions: list[Question]) -> None:
    assert standards(deck) == ("1", "2", "A")
    found = tags(deck)
    assert [name for name, _ in found if name == "H1"] == ["H1"]
    alternatives = [alt for name, alt in found if name == "Figure"]
    assert alternatives == [f"Kort {n}, {asked.kind.label}" for n, asked in enumerate(questions, 1)]
    names = [name for name, _ in found]
    assert names.count("H3") == 2 * len(questions)
    # A back: its number as a heading; its kind, part and module, help and owner each a paragraph.
    asides = sum(bool(asked.help) + bool(asked.official) for asked in questions)
    assert names.count("P") == 3 * len(questions) + asides + names.count("H2")


def test_cards_that_hold_too_much_are_told_at_file_and_line(small: Path) -> None:
    before = print_course(small)
    assert before.status == 0, before.output
    path = small / "exercises" / "en-til.md"
    text = path.read_text("utf-8") + question(
        "Hvad er et Socialforvaltningsafdelingslederudvalgsmøde?", "ord"
    )
    line = text.count("\n") + 2
    path.write_text(
        text + "\n" + question("Hvad gør du så, når der er kø? " * 10 + "Hvad?", "langt"), "utf-8"
    )
    after = print_course(small)
    assert after.status != 0
    assert (
        f"exercises/en-til.md:{line - 4}: Ordet »Socialforvaltningsafdelingslederudvalgsmøde«" in after.output
    )
    assert f"exercises/en-til.md:{line}: Spørgsmålet er for langt til et kort." in after.output
    assert after.files() == before.files()


def test_a_long_question_is_set_smaller(deck: Path, questions: list[Question]) -> None:
    with pdfplumber.open(deck) as pdf:
        sizes = {}
        for page in pdf.pages[::2]:
            for x, y in cells(mirrored=False):
                box = page.within_bbox([n * MM for n in (x, y + HEAD, x + WIDTH, y + HEIGHT)])
                if box.chars:
                    sizes[len(sizes)] = max(round(char["size"], 1) for char in box.chars)
    lengths = sorted((len(asked.text), sizes[n]) for n, asked in enumerate(questions))
    assert lengths[0][1] > lengths[-1][1] >= 15


#: A list whose numbers go on, and a table with a pile in each column.
TO_CUT = """\
:::{klipkort}
5. »Vi har altid gjort sådan.«
6. »Hvad mon der sker?«
:::

Og to bunker:

:::{klipkort}
| Ret | Pligt |
|---|---|
| At blive hørt | At lytte |
| At få fri | At tage en vagt |
:::
"""


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    pages = {"exercises/en-til.md": module("En til", TO_CUT, "Hvad ser du?", "hvad-ser-du")}
    return print_course(small_course(tmp_path_factory.mktemp("klip"), pages))


def test_what_is_marked_to_be_cut_stands_on_cards_with_their_pile_behind_them(cut: Printed) -> None:
    assert (cut.status, cut.output) == (0, "")
    deck = cut.out / "kort" / "en-til.pdf"
    fronts = [
        "Ret At blive hørt", "Ret At få fri", "Pligt At lytte", "Pligt At tage en vagt",
        "Nr. 5 »Vi har altid gjort sådan.«", "Nr. 6 »Hvad mon der sker?«",
    ]  # fmt: skip
    assert sorted(text for text in texts(deck, backs=False) if text) == sorted(fronts)
    told = [text.split(" ")[0] for text in texts(deck, backs=False) if text]
    assert [text.split(" ")[-2 if "Nr." in text else -1] for text in texts(deck, backs=True) if text] == told
    assert all(margins_are_white(picture) for picture in pictures(deck))
    assert standards(deck) == ("1", "2", "A")


def test_cards_to_cut_are_listed_for_the_print_page_and_stand_on_the_page_and_its_handout(
    cut: Printed,
) -> None:
    rows = {row["file"]: row for row in cut.listed}
    assert rows["kort/en-til.pdf"]["title"] == "Kort til »En til«"
    assert (rows["kort/en-til.pdf"]["pages"], rows["kort/en-til.pdf"]["sheets"]) == (2, 1)
    for name in ("vaertskab-mappe.pdf", "ark/en-til.pdf"):
        assert "»Hvadmondersker?«" in text_of(cut.out / name)


def test_a_card_that_its_text_does_not_fit_is_told_at_its_line(small: Path) -> None:
    long = "Meget lang tekst, som ingen kan læse. " * 12
    (small / "exercises/en-til.md").write_text(
        module("En til", f":::{{klipkort}}\n1. {long}\n:::", "Hvad ser du?", "hvad-ser-du"), "utf-8"
    )
    said = print_course(small).output
    assert "exercises/en-til.md:11: Teksten er for lang til et kort. Skriv kortere." in said
