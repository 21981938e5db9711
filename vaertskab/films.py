"""Which film belongs to a page: one that stands beside it in `film/`.

`film/04.mp4` belongs to the page whose file name begins with 04; `04.vtt` (captions) and `04.jpg`
(poster) are used when they are there.
"""

from __future__ import annotations

import re
from pathlib import Path

SUFFIXES = (".mp4", ".vtt", ".jpg")


def files_of(source: Path) -> dict[str, Path]:
    """Return the film's files by suffix (".mp4", ".vtt", ".jpg") for the page written in `source`.

    Empty when there is no film.
    """
    number = re.match(r"\d+", source.name)
    if not number:
        return {}
    found = {s: source.parent / "film" / f"{number[0]}{s}" for s in SUFFIXES}
    found = {suffix: path for suffix, path in found.items() if path.is_file()}
    return found if ".mp4" in found else {}
