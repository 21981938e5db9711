"""Who says what on a slide: what people say stands in bubbles, left and right as they take turns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vaertskab.model.language import current
from vaertskab.model.text import sentences

#: What ends something that is said: a word in quotation marks is no talk.
_SAID = re.compile(r"[.!?…]$")
#: Who speaks, as the sentence before tells: the one in whose shoes one stands, or the other.
_SOMEBODY = {
    "da": r"(?P<you>du|jeg|vi)|hun|han|de|kvinden|manden|drengen|pigen|borgeren|kollegaen|lederen",
    "nb": r"(?P<you>du|jeg|vi)|hun|han|de|kvinnen|mannen|gutten|jenta|innbyggeren|kollegaen|lederen",
    "en": r"(?P<you>you|i|we)|she|he|they|(?:the )?(?:woman|man|boy|girl|citizen|colleague|manager)",
}
#: What tells after some talk who said it: »spørger han«.
_TAG = {
    "da": r"[a-zæøå]+(?:er|de|te)\b",
    "nb": r"[a-zæøå]+(?:er|et|te|de)\b|(?:spør|sa|sier)\b",
    "en": r"(?:she|he|they|i|we|you|the [a-z]+) [a-z]+|[a-z]+(?:s|ed|id) (?:she|he|the )",
}
LEFT, RIGHT, TOLD = "venstre", "hoejre", ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what stands on a slide: told by the storyteller, or said by somebody to the left or right."""

    text: str
    side: str = TOLD


def talk(lines: Iterable[tuple[str, int]]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each line, whose texts joined by spaces are the line without its quotation marks.

    A line is its text and its paragraph's number. What is said stands to the left when »du« or »jeg« was told
    of right before it, and to the right when somebody else was; otherwise a new paragraph is a new speaker,
    as in any book. It may go on over several lines. A word in quotation marks stays in what is told.
    """
    side, spoke, told, going_on = RIGHT, -1, "", False
    for text, paragraph in lines:
        pieces: list[Piece] = []
        parts = list(_parts(text, going_on))
        for number, (said, part) in enumerate(parts):
            if not said:
                told = part
                pieces.append(Piece(part))
                continue
            if not going_on:
                after = next((tag for said_too, tag in parts[number + 1 : number + 2] if not said_too), "")
                if known := _speaker(after if re.match(_TAG[current().code], after) else told):
                    side = known
                elif spoke != paragraph:
                    side = LEFT if side == RIGHT else RIGHT
            spoke, told = paragraph, ""
            pieces.append(Piece(part, side))
            going_on = _goes_on(text, part)
        yield tuple(pieces)


def _speaker(told: str) -> str:
    """Return the side of whoever the sentence beside some talk names first, or "" when it names nobody."""
    who = rf"\b(?:{_SOMEBODY[current().code]})\b"
    found = re.search(who, sentences(told)[-1], re.IGNORECASE) if told else None
    if found is None:
        return ""
    return LEFT if found["you"] else RIGHT


def _goes_on(text: str, part: str) -> bool:
    """Tell whether what is said ends in no quotation mark on its line."""
    return not text[text.rfind(part) + len(part) :].lstrip().startswith(current().quotes[1])


def _parts(text: str, inside: bool) -> Iterator[tuple[bool, str]]:
    """Yield whether a part of a line is said, and the part; `inside` when the line begins within talk."""
    told = ""
    at = 0
    opening, closing = current().quotes
    tokens = re.split(f"([{opening}{closing}])", text)
    while at < len(tokens):
        token = tokens[at]
        if inside or token == opening:
            at += token == opening
            said = tokens[at].strip() if at < len(tokens) else ""
            closed = at + 1 < len(tokens) and tokens[at + 1] == closing
            if inside or not closed or _SAID.search(said):
                if told.strip():
                    yield False, told.strip()
                if said:
                    yield True, said
                told = ""
            else:
                told += current().quoted(said)
            at += 1 + closed
            inside = False
        else:
            told += token
            at += 1
    if told.strip():
        yield False, told.strip()
