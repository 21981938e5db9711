"""Captions and chapters as WebVTT (W3C, https://www.w3.org/TR/webvtt1/); captions by hand are read back."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _, current
from vaertskab.outputs.shared.timeline import Chapter, Cue

#: A line is at most so many characters; a caption has two lines.
LINE = 42

_TIME = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)[.,](\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}\s+-->\s+{_TIME}(?:\s.*)?$")
_TAG = re.compile(r"<[^>]*>")


def write(cues: Iterable[Cue]) -> str:
    """Return the captions as a WebVTT file, a long one broken in two lines of about the same length."""
    blocks = [f"WEBVTT Kind: captions; Language: {current().code}\n"]
    for cue in cues:
        shown = html.escape(_two_lines(cue.text), quote=False)
        blocks.append(f"{_clock(cue.start)} --> {_clock(cue.end)}\n{shown}\n")
    return "\n".join(blocks)


def write_chapters(chapters: Sequence[Chapter], seconds: float) -> str:
    """Return the chapters of a film of `seconds` as a WebVTT file; each lasts until the next begins."""
    ends = [*(one.start for one in chapters[1:]), seconds][: len(chapters)]
    blocks = [f"WEBVTT Kind: chapters; Language: {current().code}\n"]
    for one, end in zip(chapters, ends, strict=True):
        title = html.escape(one.title, quote=False)
        blocks.append(f"{_clock(one.start)} --> {_clock(end)}\n{title}\n")
    return "\n".join(blocks)


def parse(text: str, file: str = "film.vtt") -> tuple[Cue, ...]:
    """Read captions, forgiving what programs for them differ in; `file` is named in the messages.

    :raises CourseError: a time cannot be read, or the captions are out of order, overlap or are empty.
    """
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Cue] = []
    at = 0
    while at < len(rows):
        if "-->" not in rows[at]:
            at += 1
            continue
        line, start, end = at + 1, *_timing(rows[at], file, at + 1)
        at += 1
        said: list[str] = []
        while at < len(rows) and rows[at].strip() and "-->" not in rows[at]:
            said.append(rows[at].strip())
            at += 1
        words = " ".join(html.unescape(_TAG.sub("", " ".join(said))).split())
        _check(found, start, end, words, file, line)
        found.append(Cue(start, end, words))
    if not found:
        message = _(
            "Der er ingen undertekster i filen. Den skal begynde med WEBVTT, og hver tekst har en linje "
            "som »00:01.000 --> 00:03.500« over sig."
        )
        raise CourseError(file, 1, message)
    return tuple(found)


def _timing(row: str, file: str, line: int) -> tuple[float, float]:
    match = _TIMING.match(row)
    if match is None:
        message = _("Tiderne »{written}« kan ikke læses. Skriv dem sådan: 00:01.000 --> 00:03.500")
        raise CourseError(file, line, message.format(written=row.strip()))
    found = [int(part or 0) for part in match.groups()]
    start, end = (3600 * h + 60 * m + s + ms / 1000 for h, m, s, ms in (found[:4], found[4:]))
    return start, end


def _check(before: list[Cue], start: float, end: float, words: str, file: str, line: int) -> None:
    if not words:
        raise CourseError(
            file, line, _("Underteksten er tom. Skriv, hvad der bliver sagt, på linjen under tiderne.")
        )
    if end <= start:
        raise CourseError(
            file, line, _("Underteksten slutter, før den begynder. Byt om på tiderne, eller ret dem.")
        )
    if before and start < before[-1].end:
        message = _("Underteksten begynder, før den forrige er slut. Lad den begynde lidt senere.")
        raise CourseError(file, line, message)


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


def _two_lines(words: str) -> str:
    """Break a text that is too long for a line at the space nearest its middle."""
    spaces = [match.start() for match in re.finditer(" ", words)]
    if len(words) <= LINE or not spaces:
        return words
    at = min(spaces, key=lambda place: abs(place - len(words) / 2))
    return f"{words[:at]}\n{words[at + 1 :]}"
