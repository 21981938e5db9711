"""Manuscript → film: which sentence stands on the screen when, and where the chapters begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vaertskab.model import text
from vaertskab.model.content import Manuscript
from vaertskab.model.language import N_, _, current
from vaertskab.outputs.film.speech_bubbles import Piece, talk
from vaertskab.outputs.shared.timeline import Chapter, Cue, Timeline

#: A sentence longer than this many characters stands on two slides: four lines are enough at a time.
LONGEST = 150
#: The title card stands at least so long when a voice begins at once, and the question when it ends at once:
#: players go on showing a film's last picture. Seconds.
SHORTEST_TITLE, SHORTEST_QUESTION = 2.0, 2.5
#: A chapter lasts at least so many seconds, and its title has at most so many characters.
SHORTEST_CHAPTER, TITLE_LENGTH = 15.0, 42
OPENING, ENDING = N_("Indledning"), N_("Spørgsmålet")

#: The small words that a part of a sentence begins with after a comma, and those that it does without one.
_BEGINNINGS = {
    "da": ("og |men |så |for |eller ", "og |men |som |der |at |når |hvis "),
    "nb": ("og |men |så |for |eller ", "og |men |som |at |når |hvis "),
    "en": ("and |but |so |for |or ", "and |but |who |which |that |when |if "),
}


def _partings() -> tuple[str, ...]:
    """Return where a long sentence may be parted: after these, the first being the best."""
    first, second = _BEGINNINGS[current().code]
    return rf"[;:] |, (?={first})| [–—] ", ", ", rf" (?={second})", " "


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on one slide: a sentence or a part of one, its paragraph, and its mark in a list."""

    text: str
    paragraph: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide and the second from which it shows: a title, a sentence or the question at the end.

    `pieces` are what stands on it: what is told, and what people say.
    """

    kind: str
    start: float
    mark: str = ""
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """A film before it is drawn: its captions on their clock, and its slides."""

    timeline: Timeline
    slides: tuple[Slide, ...]


def parts(sentence: str) -> list[str]:
    """Part a long sentence, best at a comma near its middle; joined by spaces the parts are it again."""
    if len(sentence) <= LONGEST:
        return [sentence]
    middle = len(sentence) / 2
    for pattern in _partings():
        places = [match.end() for match in re.finditer(pattern, sentence)]
        near = [at for at in places if 0.25 * len(sentence) <= at <= 0.75 * len(sentence)]
        if near:
            at = min(near, key=lambda place: abs(place - middle))
            return [*parts(sentence[:at].rstrip()), *parts(sentence[at:])]
    return [sentence]


def _lines(manuscript: Manuscript) -> Iterator[tuple[text.Spoken, list[Line]]]:
    """Yield each sentence on the film's clock, with the lines that it stands on."""
    marks = manuscript.marks or ("",) * len(manuscript.paragraphs)
    before, quoted = -1, current().quotes[0]
    for spoken in text.on_film(manuscript.paragraphs):
        mark = marks[spoken.paragraph]
        # A list's mark stands before its first sentence only; a quotation is one from end to end.
        shown = mark if spoken.paragraph != before or mark == quoted else ""
        before = spoken.paragraph
        found = [
            Line(part, spoken.paragraph, shown if number == 0 or mark == quoted else "")
            for number, part in enumerate(parts(" ".join(spoken.text.split())))
        ]
        yield spoken, found


def lines(manuscript: Manuscript) -> list[Line]:
    """Return what the manuscript's slides and captions say, in order."""
    return [line for _, found in _lines(manuscript) for line in found]


def reading(manuscript: Manuscript) -> Script:
    """Return the silent film of a manuscript, on the film's own clock."""
    cues: list[Cue] = []
    shown: list[Line] = []
    for spoken, found in _lines(manuscript):
        cues += _shared(found, spoken.start, spoken.end)
        shown += found
    return _composed(shown, cues, text.film_seconds(manuscript.paragraphs), text.QUESTION_SECONDS)


def _shared(lines: Sequence[Line], start: float, end: float) -> Iterator[Cue]:
    """Yield a caption for each line of a sentence, which share its seconds by their lengths."""
    whole, at = sum(len(line.text) for line in lines), start
    for line in lines:
        until = at + (end - start) * len(line.text) / whole
        yield Cue(at, until, line.text)
        at = until


def sentences_of(manuscript: Manuscript) -> list[str]:
    """Return what a machine is to read aloud, sentence by sentence."""
    return [spoken.text for spoken, _ in _lines(manuscript)]


def read_aloud(manuscript: Manuscript, lengths: Sequence[float]) -> tuple[Script, list[float]]:
    """Return the film of a manuscript whose sentences last `lengths` seconds, and where each begins."""
    cues: list[Cue] = []
    shown: list[Line] = []
    starts: list[float] = []
    at = text.TITLE_SECONDS
    for (spoken, found), length in zip(_lines(manuscript), lengths, strict=True):
        starts.append(at)
        cues += _shared(found, at, at + length)
        shown += found
        at += length + spoken.pause
    return _composed(shown, cues, at + text.QUESTION_SECONDS, text.QUESTION_SECONDS), starts


def script_for_voice(manuscript: Manuscript, cues: Sequence[Cue], seconds: float) -> Script:
    """Return the film of a voice that lasts `seconds`, whose sentences are laid out in `cues`.

    The voice begins and ends with the film, and the question comes when the last words have been said, or a
    little before.
    """
    said = _said(manuscript, cues)
    last = cues[-1]
    question = min(last.end, max(seconds - SHORTEST_QUESTION, (last.start + last.end) / 2))
    return _composed(said, cues, seconds, seconds - question)


def timeline_for_camera(manuscript: Manuscript, cues: Sequence[Cue], seconds: float) -> Timeline:
    """Return the timeline of a camera's film, which is used as it is; the question is on its page."""
    return Timeline(seconds, tuple(cues), _chapters(_said(manuscript, cues), cues, seconds)[:-1])


def _said(manuscript: Manuscript, cues: Sequence[Cue]) -> Sequence[Line]:
    """Return the captions as lines: the manuscript's own, or those made by hand, shown as they are."""
    said = lines(manuscript)
    return said if [line.text for line in said] == [cue.text for cue in cues] else list(_by_hand(cues, said))


def _by_hand(cues: Sequence[Cue], said: Sequence[Line]) -> Iterator[Line]:
    """Yield captions made by hand as lines, each in the paragraph whose words it begins with."""
    places: list[tuple[int, int]] = []
    whole = ""
    for line in said:
        places.append((len(whole), line.paragraph))
        whole += _plain(line.text)
    at = paragraph = 0
    for cue in cues:
        found = whole.find(_plain(cue.text)[:24], at)
        if found >= 0:
            at = found
            paragraph = max((number for start, number in places if start <= found), default=paragraph)
        yield Line(cue.text, paragraph)


def _plain(words: str) -> str:
    return "".join(text.words(words)).lower()


def _composed(shown: Sequence[Line], cues: Sequence[Cue], seconds: float, ending: float) -> Script:
    """Put the title card before and the question after; the chapters follow the paragraphs."""
    slides = [Slide("titel", 0.0)]
    said = talk((line.text, line.paragraph) for line in shown)
    for line, cue, pieces in zip(shown, cues, said, strict=True):
        start = max(cue.start, SHORTEST_TITLE)
        slides.append(Slide("saetning", start, line.mark, pieces))
    slides.append(Slide("spoergsmaal", seconds - ending))
    kept = [one for one, following in pairwise(slides) if following.start > one.start] + slides[-1:]
    chapters = _chapters(shown, cues, seconds - ending)
    return Script(Timeline(seconds, tuple(cues), chapters), tuple(kept))


def _chapters(shown: Sequence[Line], cues: Sequence[Cue], question: float) -> tuple[Chapter, ...]:
    """Begin a chapter with each paragraph, unless it or the one before would be too short to jump to."""
    found = [Chapter(0.0, _(OPENING))]
    for (line, _cue), (following, cue) in pairwise(zip(shown, cues, strict=True)):
        apart = cue.start - found[-1].start >= SHORTEST_CHAPTER and question - cue.start >= SHORTEST_CHAPTER
        if following.paragraph != line.paragraph and apart:
            found.append(Chapter(cue.start, heading(following.text)))
    return (*found, Chapter(question, _(ENDING)))


def heading(sentence: str) -> str:
    """Return a chapter's title: the sentence without its full stop, or its first words and an ellipsis."""
    opening, closing = current().quotes
    title = sentence.rstrip(".")
    if len(title) > TITLE_LENGTH:
        cut = title[: TITLE_LENGTH + 1]
        cut = cut.rsplit(" ", 1)[0] if " " in cut else cut[:-1]
        clause = re.match(r".{16,}(?=[,:;]| –)", cut)
        # Not to end on "og …": the small words that lead on are left out.
        cut = clause[0] if clause else re.sub(r"(?: \w{1,3})+$", "", cut)
        title = f"{cut.rstrip(' ,.:;–' + opening + closing)}\u00a0…"
    return title + closing * (title.count(opening) - title.count(closing))
