"""Sentences laid to a voice that is not understood: by their length and its pauses."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from building import COURSE

from vaertskab.model import text
from vaertskab.outputs.film import align, sound
from vaertskab.outputs.shared.timeline import Cue

from . import speech

WORDS = "borger skranken bogen hylden kaffen spørger venter længe igen smilet dagen vagten".split()  # noqa: SIM905


def _sentences(count: int, chance: random.Random) -> list[str]:
    """Sentences as manuscripts have them, of two to nineteen words."""
    return [" ".join(chance.choices(WORDS, k=chance.randint(2, 19))).capitalize() + "." for _ in range(count)]


def _spoken(
    folder: Path, sentences: list[str], chance: random.Random, between: list[float], hiss: float = -70
) -> tuple[sound.Sound, list[tuple[float, float]]]:
    """Say the sentences at a pace that strays, with a pause at some commas; return when each was said."""
    said, truth, at = [], [], 0.6
    for sentence in sentences:
        seconds = len(sentence) / 14 * chance.uniform(0.85, 1.15)
        pause = chance.choice(between)
        truth.append((at, at + seconds))
        if seconds > 3 and chance.random() < 0.6:
            part, comma = seconds * chance.uniform(0.3, 0.6), chance.uniform(0.2, 0.35)
            said += [(part, comma), (seconds - part, pause)]
            truth[-1] = (at, at + seconds + comma)
            at += comma
        else:
            said.append((seconds, pause))
        at += seconds + pause
    path = speech.write_wav(folder / "stemme.wav", speech.speech(said, hiss=hiss))
    return sound.read(path), truth


def _in_order(cues: tuple[Cue, ...], sentences: list[str], seconds: float) -> None:
    assert [cue.text for cue in cues] == sentences
    assert all(cue.start < cue.end for cue in cues)
    assert all(before.end <= after.start for before, after in pairwise(cues))
    assert cues[0].start >= 0 and cues[-1].end <= seconds


def _far(cues: tuple[Cue, ...], truth: list[tuple[float, float]]) -> list[Cue]:
    """The captions that begin more than 0.3 s from where their sentence does."""
    return [cue for cue, (start, _) in zip(cues, truth, strict=True) if abs(cue.start - start) > 0.3]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
@pytest.mark.parametrize("hiss", [-70, -38])
def test_each_sentence_stands_where_it_is_said(tmp_path: Path, seed: int, hiss: float) -> None:
    chance = random.Random(seed)
    sentences = _sentences(32, chance)
    found, truth = _spoken(tmp_path, sentences, chance, [0.5, 0.7, 0.9, 1.4], hiss)
    cues, _ = align.place_captions(sentences, found)
    _in_order(cues, sentences, found.seconds)
    assert _far(cues, truth) == []
    # The caption stands until the sentence has been said, and no longer into the silence than one reads.
    for cue, (start, end) in zip(cues, truth, strict=True):
        assert end - 0.3 <= cue.end <= max(end, start + len(cue.text) / align.READABLE) + 0.3


def test_a_reader_who_runs_sentences_together_is_followed(tmp_path: Path) -> None:
    """There are fewer pauses than sentences: most captions are right, and none is far off for long."""
    chance = random.Random(3)
    sentences = _sentences(36, chance)
    found, truth = _spoken(tmp_path, sentences, chance, [0.1, 0.5, 0.8])
    cues, _ = align.place_captions(sentences, found)
    _in_order(cues, sentences, found.seconds)
    assert len(_far(cues, truth)) <= len(cues) // 4
    assert max(abs(cue.start - start) for cue, (start, _) in zip(cues, truth, strict=True)) < 2.5


def test_one_who_never_pauses_gets_captions_by_length(tmp_path: Path) -> None:
    sentences = _sentences(30, random.Random(1))
    found = sound.read(speech.write_wav(tmp_path / "ingen.wav", speech.speech([(140.0, 0.4)])))
    cues, _ = align.place_captions(sentences, found)
    _in_order(cues, sentences, found.seconds)
    pace = sum(map(len, sentences)) / 140
    for number, cue in enumerate(cues):
        assert cue.start == pytest.approx(0.6 + sum(map(len, sentences[:number])) / pace, abs=2)


def test_one_who_pauses_at_every_word_gets_them_too(tmp_path: Path) -> None:
    """There are far more pauses than sentences."""
    sentences = _sentences(25, random.Random(2))
    said: list[tuple[float, float]] = []
    truth, at = [], 0.6
    for sentence in sentences:
        start = at
        words = sentence.split()
        for word in words:
            last = word is words[-1]
            said.append((0.15 + len(word) / 16, 1.1 if last else 0.25))
            at += sum(said[-1])
        truth.append((start, at - 1.1))
    found = sound.read(speech.write_wav(tmp_path / "ord.wav", speech.speech(said)))
    assert len(found.pauses) > 6 * len(sentences)
    cues, _ = align.place_captions(sentences, found)
    _in_order(cues, sentences, found.seconds)
    assert _far(cues, truth) == []


def test_a_sentence_that_is_said_too_quickly_can_be_read(tmp_path: Path) -> None:
    """It is spoken at 22 characters a second, and its caption stands into the pause."""
    sentences = [("Det her siger jeg alt for hurtigt, fordi jeg er lidt nervøs " * 2).strip() + "."] * 18
    said = [(len(s) / 22, 2.0) for s in sentences]
    found = sound.read(speech.write_wav(tmp_path / "hurtig.wav", speech.speech(said)))
    cues, _ = align.place_captions(sentences, found)
    _in_order(cues, sentences, found.seconds)
    assert all(len(cue.text) / (cue.end - cue.start) <= align.READABLE + 0.01 for cue in cues)


def test_a_manuscript_of_the_course_is_laid_to_its_reader(tmp_path: Path) -> None:
    source = (COURSE / "modules/kaffe/04-venlighed.md").read_text("utf-8")
    spoken = source.split(":::{manuskript}\n")[1].split("\n:::")[0].split("\n\n")
    sentences = [sentence for paragraph in spoken for sentence in text.sentences(paragraph)]
    found, truth = _spoken(tmp_path, sentences, random.Random(5), [0.5, 0.8, 1.2])
    cues, _ = align.place_captions(sentences, found)
    _in_order(cues, sentences, found.seconds)
    # A caption may come before its voice by `SHIFT`, where the one before it must be read.
    off = [abs(cue.start - start) for cue, (start, _) in zip(cues, truth, strict=True)]
    assert max(off) <= align.SHIFT + 0.3 and sum(far > 0.3 for far in off) <= 3


def test_no_sentences_are_no_captions() -> None:
    silent = sound.Sound(Path("04.wav"), "04.wav", 130.0, (), sound.Loudness(-20, -3))
    assert align.place_captions([], silent) == ((), 1.0)


def test_more_sentences_than_there_is_room_for_stay_in_order() -> None:
    hurried = sound.Sound(Path("04.wav"), "04.wav", 3.0, ((1.0, 1.3),), sound.Loudness(-20, -3))
    sentences = [f"Ord {number}." for number in range(60)]
    _in_order(align.place_captions(sentences, hurried)[0], sentences, 3.0)
