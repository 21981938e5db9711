"""The promise of the measures: sentences, readability and the film's clock can be relied on."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaertskab.model import text

WORD = st.text("abcdefghijklmnoprstuvyæøå", min_size=1, max_size=12)
SENTENCE = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(WORD, min_size=2, max_size=12),
    st.sampled_from(".?!"),
)
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=6)
ANY = st.text(max_size=200)


@pytest.mark.parametrize(
    ("running", "expected"),
    [
        ("Hun ser op. Han går.", ["Hun ser op.", "Han går."]),
        ("Ring kl. 10. Vi har åbent.", ["Ring kl. 10.", "Vi har åbent."]),
        ("Det er fx en bog. Eller bl.a. En film.", ["Det er fx en bog.", "Eller bl.a. En film."]),
        ("»Må jeg se?« spørger du. Han nikker.", ["»Må jeg se?« spørger du.", "Han nikker."]),
        ("»Det er dyrt.« Hun sukker.", ["»Det er dyrt.«", "Hun sukker."]),
        ("Hvad nu … Du venter.", ["Hvad nu …", "Du venter."]),
        ("Uden punktum", ["Uden punktum"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_danish_reader_ends_them(running: str, expected: list[str]) -> None:
    assert text.sentences(running) == expected


@given(ANY)
def test_no_letter_is_lost_between_sentences(running: str) -> None:
    assert "".join("".join(text.sentences(running)).split()) == "".join(running.split())


@given(PARAGRAPH)
def test_whole_sentences_come_out_as_they_went_in(sentences: list[str]) -> None:
    safe = [s for s in sentences if not text._ABBREVIATION["da"].search(s)]
    assert text.sentences(" ".join(safe)) == safe


def test_a_hyphenated_word_is_one_and_a_number_none() -> None:
    assert text.words("En MU-samtale kl. 10 om 3 bøger") == ["En", "MU-samtale", "kl", "om", "bøger"]


def test_lix_is_words_a_sentence_plus_the_share_of_long_words() -> None:
    # 8 words, 2 sentences, 2 words of more than six letters: 8/2 + 100·2/8.
    assert text.lix(["Jeg læser biblioteket højt. Du lytter tålmodigt nu."]) == pytest.approx(4 + 25)
    assert text.lix([]) == text.lix(["", "…", "12 3"]) == 0.0


def test_seven_letters_make_a_word_long_and_six_do_not() -> None:
    assert text.lix(["sekser."]) == 1.0
    assert text.lix(["syvende."]) == 101.0


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_lix_is_the_same_however_often_a_text_is_said(paragraphs: list[list[str]]) -> None:
    running = [" ".join(sentences) for sentences in paragraphs]
    assert text.lix(running * 3) == pytest.approx(text.lix(running))


@given(st.lists(ANY, max_size=5))
def test_lix_is_never_negative_nor_infinite(paragraphs: list[str]) -> None:
    assert 0 <= text.lix(paragraphs) < 400


@given(WORD, PARAGRAPH)
def test_a_longer_word_never_makes_a_text_easier(word: str, sentences: list[str]) -> None:
    running = " ".join(sentences)
    assert text.lix([f"{running} {word}{'ende' * 3}."]) >= text.lix([f"{running} {word}."])


def test_reading_takes_a_minute_for_two_hundred_words_and_never_none() -> None:
    assert text.reading_minutes("") == 1
    assert text.reading_minutes("ord " * 200) == 1
    assert text.reading_minutes("ord " * 1000) == 5


def test_a_film_goes_at_the_pace_of_a_calm_voice_with_its_pauses() -> None:
    first = "Hun kommer hen til dig med jakken på og en taske i hånden. Hvad gør du så nu?"
    paragraphs = [first, "Du lægger det, du har i hænderne, og ser op. Så spørger du hende om det."] * 20
    words = sum(len(text.words(paragraph)) for paragraph in paragraphs)
    spoken = text.on_film(paragraphs)
    talked = spoken[-1].end + spoken[-1].pause - text.TITLE_SECONDS
    assert 60 * words / talked == pytest.approx(155)
    assert 150 <= text.WORDS_A_MINUTE <= 160
    assert spoken[1].pause > 2 * spoken[0].pause
    assert [one.paragraph for one in spoken[:4]] == [0, 0, 1, 1]


def test_a_film_opens_with_its_title_and_ends_with_time_to_talk_of_the_question() -> None:
    assert text.film_seconds([]) == 5.0 + 25.0
    spoken = text.on_film(["Nej. Hvad nu?", "Ja."])
    assert spoken[0].start == 5.0
    assert text.film_seconds(["Nej. Hvad nu?", "Ja."]) == spoken[-1].end + spoken[-1].pause + 25.0


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_a_new_paragraph_is_a_breath(paragraphs: list[list[str]]) -> None:
    running = [" ".join(sentences) for sentences in paragraphs]
    spoken = text.on_film(running)
    assert [s.text for s in spoken] == [s for paragraph in running for s in text.sentences(paragraph)]
    for one, following in itertools.pairwise(spoken):
        assert following.start - one.end == pytest.approx(one.pause)
        if one.paragraph != following.paragraph:
            assert one.pause >= min(other.pause for other in spoken)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4), PARAGRAPH)
def test_more_to_say_takes_longer(paragraphs: list[list[str]], more: list[str]) -> None:
    running = [" ".join(sentences) for sentences in paragraphs]
    assert text.film_seconds([*running, " ".join(more)]) > text.film_seconds(running)


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_nobody_has_to_read_faster_than_can_be_read(paragraphs: list[list[str]]) -> None:
    for one in text.on_film([" ".join(sentences) for sentences in paragraphs]):
        assert len(one.text) / (one.end - one.start) <= text.READABLE_CHARACTERS_PER_SECOND + 1e-9
