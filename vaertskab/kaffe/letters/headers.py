"""Header fields that nothing in a name, a workplace or a theme can break out of.

RFC 5322 (the fields), 2047 (letters beyond ASCII), 2369 and 3834 (lists and automatic mail).
"""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from email.header import Header
from email.utils import quote

from vaertskab.kaffe.letters.mime import safe
from vaertskab.kaffe.model import Person

#: The most characters of a text that are shown in a header.
MOST = 150
#: Characters that a header may hold as they are, in a phrase and in a text.
_PHRASE = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")
#: What ends a line or stands between words.
_SPACE = re.compile(r"[\s\x85\u2028\u2029]+")
#: Words before a name that are no name.
_TITLES = frozenset(
    [
        "hr",
        "hr.",
        "fr",
        "fr.",
        "fru",
        "frk",
        "frk.",
        "dr",
        "dr.",
        "prof",
        "prof.",
        "mag",
        "mag.",
        "cand",
        "cand.",
    ]
)


def one_line(text: str, most: int = MOST) -> str:
    """Return `text` on one line, at most `most` characters, without control, turning or half characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    line = " ".join(safe(_SPACE.sub(" ", text)).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def encoded_words(text: str, column: int) -> str:
    """Return `text` as encoded words (RFC 2047, 2), folded; the first begins at `column` of its line."""
    words, chunk = [], b""
    # 12 columns go to "=?utf-8?b?" and "?="; four letters hold three octets, and no character is split.
    room = max((76 - 12 - column) // 4 * 3, 6)
    for char in text:
        octets = char.encode("utf-8")
        if len(chunk) + len(octets) > room:
            words.append(chunk)
            chunk, room = b"", 45
        chunk += octets
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part).decode()}?=" for part in (*words, chunk))


def text_field(name: str, text: str) -> bytes:
    """Return the line(s) of a header field with free text, folded to 76 columns, ending in CRLF."""
    text = one_line(text)
    # Text that looks like an encoded word is encoded too, so that it is shown as it was written.
    if text.isascii() and "=?" not in text:
        value = Header(text, "us-ascii", maxlinelen=76, header_name=name).encode(linesep="\r\n")
    else:
        value = encoded_words(text, len(name) + 2)
    return f"{name}: {value}\r\n".encode("ascii")


def person_field(name: str, person: Person) -> bytes:
    """Return the line(s) of an address field: "Name <address>", ending in CRLF."""
    shown = one_line(person.name)
    if not shown:
        return f"{name}: {person.address}\r\n".encode("ascii")
    if _PHRASE.fullmatch(shown) and "=?" not in shown:
        phrase = shown
    elif shown.isascii() and "=?" not in shown:
        phrase = f'"{quote(shown)}"'
    else:
        phrase = encoded_words(shown, len(name) + 2)
    # Over a line's length, the address stands on one of its own.
    last = len(phrase.rpartition("\n")[2]) + (0 if "\n" in phrase else len(name) + 2)
    fold = "\r\n " if last + len(person.address) + 3 > 78 else " "
    return f"{name}: {phrase}{fold}<{person.address}>\r\n".encode("ascii")


def first_name(person: Person) -> str:
    """Return what to call `person` in a greeting: "Anne-Sofie" for "Anne-Sofie Ågård"; "" when unknown."""
    name = one_line(person.name, 200)
    last, comma, first = name.partition(",")
    if comma and first.strip():
        name = f"{first} {last}"
    said = [word for word in re.sub(r"[(\[].*?[)\]]", " ", name).split() if word.lower() not in _TITLES]
    bare = [word.strip("\"'»«”“.;:<>") for word in said]
    first = next((word for word in bare if any(map(str.isalpha, word))), "")
    if "@" in first or not first:
        return ""
    if len(first) == 1:  # an initial, which nobody is called by
        first = " ".join(said)
    elif first.islower() or (first.isupper() and len(first) > 2):
        first = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), first)
    return one_line(first, 60)
