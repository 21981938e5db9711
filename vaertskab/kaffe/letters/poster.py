"""The film's picture, fetched once for all mails of a run: from the course's folder, else from its site."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from vaertskab.kaffe.errors import in_danish
from vaertskab.kaffe.letters.mime import Image

#: Seconds to wait for the site, and the largest picture that goes with every mail, in bytes.
TIMEOUT, MOST = 15.0, 400_000


def measure(data: bytes) -> Image | None:
    """Return a JPEG or PNG with its size, or None when the bytes are neither."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
        width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
        return Image(data, "png", width, height) if width and height else None
    at = 2 if data[:3] == b"\xff\xd8\xff" else len(data)
    while at + 9 < len(data) and data[at] == 0xFF:  # each step is 2 bytes at least
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # a frame header (ITU T.81, B.2.2)
            height, width = (int.from_bytes(data[at + 5 + n : at + 7 + n], "big") for n in (0, 2))
            return Image(data, "jpeg", width, height) if width and height else None
        at += 2 + max(length, 0)
    return None


def _read(url: str, base_url: str, folder: Path | None) -> bytes:
    """Return the picture's bytes, one more than `MOST` at most."""
    if folder is not None and url.startswith(base_url):
        path = (folder / unquote(urlsplit(url[len(base_url) :]).path)).resolve()
        if path.is_relative_to(folder) and path.is_file():
            with path.open("rb") as file:
                return file.read(MOST + 1)
    if urlsplit(url).scheme not in ("http", "https"):
        raise OSError("filen findes ikke")
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
        data: bytes = answer.read(MOST + 1)
        return data


class Posters:
    """Pictures by address, each read once. A picture that cannot be had is told once and left out."""

    def __init__(self, base_url: str, folder: Path | None, tell: Callable[[str], None]) -> None:
        """Look in `folder` for what lies under `base_url`; `tell` is given a Danish sentence."""
        self._base_url, self._tell = base_url, tell
        self._folder = folder.resolve() if folder else None
        self._found: dict[str, Image | None] = {}

    def get(self, url: str) -> Image | None:
        """Return the picture at `url`; None for "" or when it cannot be used."""
        if url and url not in self._found:
            self._found[url] = self._fetch(url)
        return self._found.get(url)

    def _fetch(self, url: str) -> Image | None:
        try:
            data = _read(url, self._base_url, self._folder)
        except (OSError, ValueError) as error:
            self._tell(
                f"Billedet til filmen, {url}, kan ikke hentes ({in_danish(error)}). Mailen går uden det."
            )
            return None
        image = measure(data) if len(data) <= MOST else None
        if image is None:
            why = "fylder for meget" if len(data) > MOST else "er hverken JPEG eller PNG"
            self._tell(f"Billedet til filmen, {url}, {why}. Mailen går uden det.")
        return image
