"""Text that comes from others, made harmless: for headers, for the ledger, for a terminal."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import TextIO

from vaertskab.model.language import current, ngettext

#: What no text may bring along: control characters but tab and line feed, half characters (surrogates),
#: and marks that turn the direction of text around.
_BARRED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
#: What ends a line or stands between words.
_SPACE = re.compile(r"[\s\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"]+@[^\s<>()\[\]:;,\"]+")

#: The most characters of a text that are shown in a header, and of a server's words that are kept.
HEADER_CHARS, WORDS_CHARS = 150, 300
#: What stands between thousands, by language.
_THOUSANDS = {"da": ".", "nb": "\u00a0", "en": ","}


def safe(text: str) -> str:
    """Return `text` without the characters that no text may bring along; its lines stay."""
    return _BARRED.sub("", text)


def one_line(text: str, most: int = HEADER_CHARS) -> str:
    """Return `text` on one line, at most `most` characters, without control, turning or half characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    line = " ".join(safe(_SPACE.sub(" ", text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def words_of(answer: str | bytes) -> str:
    """Return what another server said, as it may be kept and shown: one line of at most 300 characters."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return one_line(text, WORDS_CHARS)


def without_addresses(text: str) -> str:
    """Return `text` with each mail address as "…@…": for what is kept longer than people are."""
    return _ADDRESS.sub("…@…", text)


def say(line: str, stream: TextIO) -> None:
    """Print a line at once; that it cannot be (a full disk, a closed pipe) shall stop no mail."""
    with contextlib.suppress(OSError, ValueError):
        print(line, file=stream, flush=True)


def thousands(number: int) -> str:
    """Return a number as the language writes it: "1.200"."""
    return f"{number:,}".replace(",", _THOUSANDS[current().code])


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun, both in Danish where it is called: "1 mail", "1.200 mails"."""
    return f"{thousands(number)} {ngettext(one, many, number)}"
