"""Measures of Danish text: sentences, words, LIX, minutes to read and seconds to speak.

The film and the rule that checks a manuscript use the same clock, :func:`spoken_seconds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: The months, January first.
MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
#: Words a minute that an adult reads of plain prose on a screen.
READING_SPEED = 200
#: The film's clock: characters a second at most, seconds a sentence at least, and the pauses after.
CHARACTERS_PER_SECOND = 15.0
SHORTEST_SENTENCE = 2.5
PAUSE_AFTER_SENTENCE = 0.4
PAUSE_AFTER_QUESTION = 3.0

_ABBREVIATION = re.compile(
    r"\b(?:fx|bl\.a|ca|kl|dvs|evt|inkl|jf|nr|osv|pga|pr|m\.m|m\.v|f\.eks|o\.l|s|st|tlf)\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])[»«\"”)\]]*(?=\s+[»\"”(–]*[\dA-ZÆØÅ])|(?<=[.!?…][«\"”)])(?=\s)")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def words(text: str) -> list[str]:
    """Return the words of `text`; a hyphenated word is one, numbers are none."""
    return _WORD.findall(text)


def sentences(text: str) -> list[str]:
    """Split running text into its sentences, in order; Danish abbreviations do not end one."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        piece = text[start:end].strip()
        if not piece or _ABBREVIATION.search(piece):
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


def sentence_seconds(sentence: str) -> tuple[float, float]:
    """Return how long `sentence` stands on the film and the pause after it, in seconds."""
    shown = max(SHORTEST_SENTENCE, len(sentence) / CHARACTERS_PER_SECOND)
    question = sentence.rstrip('«"”)').endswith("?")
    return shown, PAUSE_AFTER_QUESTION if question else PAUSE_AFTER_SENTENCE


def spoken_seconds(paragraphs: Iterable[str]) -> float:
    """Return how long a manuscript lasts as a film, in seconds, with its pauses."""
    return sum(sum(sentence_seconds(s)) for p in paragraphs for s in sentences(p))
