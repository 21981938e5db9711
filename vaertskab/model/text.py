"""Measures of text: sentences, words, LIX, minutes to read and seconds on film.

The film and the rule that checks a manuscript use the same clock, :func:`on_film`. How much of each is
allowed stands in `limits.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from vaertskab.model.language import N_, _, current

#: The months, January first.
MONTHS = (
    N_("januar"),
    N_("februar"),
    N_("marts"),
    N_("april"),
    N_("maj"),
    N_("juni"),
    N_("juli"),
    N_("august"),
    N_("september"),
    N_("oktober"),
    N_("november"),
    N_("december"),
)
_NUMBERS = {
    "da": ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"),
    "nb": ("null", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
    "en": (
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ),
}  # fmt: skip
#: Words a minute that an adult reads of plain prose on a screen.
READING_SPEED = 200
#: Words a minute of a film that reads its manuscript, its pauses counted in: as a calm voice reads aloud.
WORDS_A_MINUTE = 155
#: How long the title card stands and the question at the end, which is to be talked about, in seconds.
TITLE_SECONDS, QUESTION_SECONDS = 5.0, 25.0
#: How the time is shared out between sentences, before it is set to that pace: characters a second at most,
#: seconds of a sentence at least, and of the pauses after.
CHARACTERS_PER_SECOND = 14.0
SHORTEST_SENTENCE = 1.6
PAUSE_AFTER_SENTENCE = 0.3
PAUSE_AFTER_PARAGRAPH = 0.6
PAUSE_AFTER_QUESTION = 1.3
#: Nobody can follow captions that go faster than this.
READABLE_CHARACTERS_PER_SECOND = 17.0

_ABBREVIATION = {
    "da": re.compile(
        r"\b(?:fx|bl\.a|ca|kl|dvs|evt|inkl|jf|nr|osv|pga|pr|m\.m|m\.v|f\.eks|o\.l|s|st|tlf)\.$",
        re.IGNORECASE,
    ),
    "nb": re.compile(
        r"\b(?:f\.eks|bl\.a|ca|kl|dvs|ev|evt|inkl|jf|nr|osv|pga|pr|m\.m|m\.v|mv|o\.l|o\.a|s|tlf|t\.o\.m)\.$",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:e\.g|i\.e|etc|approx|no|mr|mrs|ms|dr|st|vs|incl|tel|a\.m|p\.m)\.$", re.IGNORECASE
    ),
}
_END = re.compile(r"[.!?…](?:[»«\"”’)\]]*(?=\s+[»«\"“”‘(–]*[\dA-ZÆØÅ])|[»«\"”’)](?=\s))")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def words(text: str) -> list[str]:
    """Return the words of `text`; a hyphenated word is one, numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Split running text into its sentences, in order; the language's abbreviations do not end one."""
    abbreviation = _ABBREVIATION[current().code]
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        piece = text[start:end].strip()
        if not piece or abbreviation.search(piece[-12:]):  # none is as long
            continue
        following = text[end:].lstrip()[:1]
        if piece[-1] in '«"”)]' and following.islower():
            continue
        found.append(piece)
        start = end
    if rest := text[start:].strip():
        found.append(rest)
    return found


def lix(paragraphs: Iterable[str]) -> float:
    """Return the readability index LIX of `paragraphs` (Björnsson 1968); 0.0 when there is no word.

    Words a sentence plus the percentage of words longer than six letters. Each paragraph ends a
    sentence; under 35 reads easily, over 45 is hard.
    """
    count = long = periods = 0
    for paragraph in paragraphs:
        found = words(paragraph)
        if not found:
            continue
        count += len(found)
        long += sum(len(word) > 6 for word in found)
        periods += len(sentences(paragraph.replace(": ", ". ")))
    return count / periods + 100 * long / count if count else 0.0


def reading_minutes(text: str) -> int:
    """Return the whole minutes, at least one, that it takes to read `text`."""
    return max(1, round(len(words(text)) / READING_SPEED))


def _sentence_seconds(sentence: str) -> tuple[float, float]:
    """Return how long `sentence` stands and the pause after it, in seconds, before the pace is set."""
    shown = max(SHORTEST_SENTENCE, len(sentence) / CHARACTERS_PER_SECOND)
    question = sentence.rstrip('«"”)').endswith("?")
    return shown, PAUSE_AFTER_QUESTION if question else PAUSE_AFTER_SENTENCE


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence on the film: from `start` to `end`, its paragraph's number (from 0), and the pause after it.

    Times are in seconds.
    """

    start: float
    end: float
    text: str
    paragraph: int
    pause: float


def on_film(paragraphs: Iterable[str]) -> tuple[Spoken, ...]:
    """Lay a manuscript's sentences on the film's clock, from the title card on, with their pauses.

    With them, the whole goes at `WORDS_A_MINUTE`; no sentence is quicker than can be read.
    """
    laid: list[tuple[str, int, float, float]] = []
    for number, paragraph in enumerate(paragraphs):
        for sentence in sentences(paragraph):
            laid.append((sentence, number, *_sentence_seconds(sentence)))
        if laid and laid[-1][1] == number:
            laid[-1] = (*laid[-1][:3], max(PAUSE_AFTER_PARAGRAPH, laid[-1][3]))
    natural = sum(shown + pause for _, _, shown, pause in laid)
    spoken = sum(len(words(sentence)) for sentence, *_ in laid)
    slowest = max((len(one) / shown for one, _, shown, _ in laid), default=1.0)
    pace = (
        max(60 * spoken / WORDS_A_MINUTE / natural, slowest / READABLE_CHARACTERS_PER_SECOND) if laid else 1
    )
    found: list[Spoken] = []
    at = TITLE_SECONDS
    for sentence, number, shown, pause in laid:
        found.append(Spoken(at, at + shown * pace, sentence, number, pause * pace))
        at += (shown + pause) * pace
    return tuple(found)


def film_seconds(paragraphs: Iterable[str]) -> float:
    """Return how long a manuscript lasts as a film, in seconds: title card, sentences, pauses, question."""
    spoken = on_film(paragraphs)
    last = spoken[-1].end + spoken[-1].pause if spoken else TITLE_SECONDS
    return last + QUESTION_SECONDS


def number_word(number: int) -> str:
    """Return a number as running text has it: in letters up to twelve, else in digits."""
    words = _NUMBERS[current().code]
    return words[number] if 0 <= number < len(words) else str(number)


def day_in_words(day: dt.date) -> str:
    """Return a day as running text has it: "28. november 2026"."""
    return _("{day}. {month} {year}").format(day=day.day, month=_(MONTHS[day.month - 1]), year=day.year)


def decimal(number: float) -> str:
    """Return a number with one decimal, as the language writes it: "2,5"."""
    return f"{number:.1f}".replace(".", current().decimal)


def megabytes(size: int) -> str:
    """Return a size in bytes as "0,9 MB"."""
    return f"{decimal(max(size, 50_000) / 1e6)} MB"


#: A word of more letters than this is hyphenated in a table; of a longer one, a column need hold no more.
HYPHENATED = 15
_UNBROKEN = re.compile(r"[^\s/._=&@?-]+[/._=&@?-]?")


def unbroken(text: str) -> list[str]:
    """Return the pieces of `text` that no line break in a table divides: words, and parts of an address."""
    return [piece[:HYPHENATED] for piece in _UNBROKEN.findall(text)]
