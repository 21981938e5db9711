"""The film's picture: from the course's folder, else from its site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from vaertskab.kaffe.course import Poster
from vaertskab.kaffe.course_file import FetchError, fetch
from vaertskab.kaffe.errors import in_danish

#: The largest picture that goes with every mail.
PICTURE_BYTES = 400_000
#: The widest that a picture is shown, in pixels.
WIDTH_PIXELS = 534
#: How the files of a kind begin.
_KINDS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture inside a mail: its file's bytes, `kind` ("jpeg", "png"), its size in pixels (0: unknown)."""

    data: bytes
    kind: str
    width: int
    height: int
    cid: str = ""

    @property
    def shown_width(self) -> int:
        """How wide it is shown."""
        return min(WIDTH_PIXELS, self.width or WIDTH_PIXELS)

    @property
    def shown_height(self) -> int:
        """How high it is shown, 0 when that is unknown."""
        return round(self.height * self.shown_width / self.width) if self.width else 0


def picture(poster: Poster, base_url: str, folder: Path | None, tell: Callable[[str], None]) -> Image | None:
    """Return the picture of `poster`, out of `folder` where it lies under `base_url`; None when it is no use.

    `tell` is given a Danish sentence about one that is left out.
    """
    told = f"Billedet til filmen, {poster.url}, {{}}. Mailen går uden det."
    try:
        data = _read(poster.url, base_url, folder.resolve() if folder else None)
    except (OSError, ValueError, FetchError) as error:
        why = error if isinstance(error, FetchError) else in_danish(error)
        tell(told.format(f"kan ikke hentes ({why})"))
        return None
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), "")
    if len(data) > PICTURE_BYTES or not kind:
        tell(told.format("fylder for meget" if kind else "er hverken JPEG eller PNG"))
        return None
    return Image(data, kind, poster.width, poster.height)


def _read(url: str, base_url: str, folder: Path | None) -> bytes:
    """Return the picture's bytes, one more than allowed at most."""
    if folder is not None and url.startswith(base_url):
        path = (folder / unquote(urlsplit(url[len(base_url) :]).path)).resolve()
        if path.is_relative_to(folder) and path.is_file():
            with path.open("rb") as file:
                return file.read(PICTURE_BYTES + 1)
    return fetch(url, PICTURE_BYTES)
