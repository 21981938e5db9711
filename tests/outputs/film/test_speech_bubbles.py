"""What people say stands in bubbles, each to their side; everything else is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaertskab.outputs.film.speech_bubbles import LEFT, RIGHT, TOLD, talk

CASES = {
    "you and the other": (
        [
            "Du siger: »Nej, hvor er det træls.",
            "Men det skal nok gå.«",
            "Hun ser på dig.",
            "»Du kan ikke bare smile.«",
        ],
        [TOLD + LEFT, LEFT, TOLD, RIGHT],
    ),
    "a word in quotation marks is told": (["Men »fint« spørger ingen til."], [TOLD]),
    "who it was comes after": (["»Er der noget?« spørger han."], [RIGHT + TOLD]),
    "a quotation that is never closed": (["Du svarer: »Ja.", "Det gør jeg."], [TOLD + LEFT, LEFT]),
}


@pytest.mark.parametrize("what", CASES)
def test_talk_is_to_the_side_of_who_says_it(what: str) -> None:
    lines, sides = CASES[what]
    found = list(talk((line, 0) for line in lines))
    assert ["".join(piece.side for piece in pieces) for pieces in found] == sides


def test_a_new_paragraph_is_a_new_speaker() -> None:
    lines = [("»Hvordan gik vagten?«", 0), ("»Fint.«", 1), ("»Hvad var det, der gik fint?«", 2)]
    assert [pieces[0].side for pieces in talk(lines)] == [LEFT, RIGHT, LEFT]


@given(st.lists(st.text(alphabet="ab .?»«,", max_size=30), max_size=6))
def test_no_word_is_lost_whatever_the_marks(lines: list[str]) -> None:
    found = list(talk((line, n // 2) for n, line in enumerate(lines)))
    assert len(found) == len(lines)
    for line, pieces in zip(lines, found, strict=True):
        shown = "".join(piece.text for piece in pieces)
        assert [c for c in shown if c in "ab"] == [c for c in line if c in "ab"]
