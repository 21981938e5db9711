"""What colleagues have recorded for a page: `film/04.m4a`, `04.mp4` or `04.vtt` beside the page `04-….md`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

#: By how the name ends; where several are there, the first is taken.
CAMERA = (".mp4", ".mov", ".m4v", ".webm")
VOICE = (".wav", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".flac", ".amr", ".3gp", ".wma", ".mka")
CAPTIONS = ".vtt"
FOLDER = "film"


@dataclass(frozen=True, slots=True)
class Recordings:
    """The files that stand beside a page; a camera's film is used before a voice alone."""

    camera: Path | None = None
    voice: Path | None = None
    captions: Path | None = None

    def files(self) -> tuple[Path, ...]:
        """Return those that the film is made of."""
        return tuple(path for path in (self.camera or self.voice, self.captions) if path)


def beside(page: Path) -> Recordings:
    """Return the recordings for the page written in the file `page`; upper and lower case are the same.

    That there are too many, or captions and nothing else, is told by the rules.
    """
    number = re.match(r"\d+", page.name)
    folder = page.parent / FOLDER
    if not number or not folder.is_dir() or folder.is_symlink():
        return Recordings()
    files = (path for path in sorted(folder.iterdir()) if path.stem == number[0] and not path.is_symlink())
    there = {path.suffix.lower(): path for path in files}
    camera, voice = (
        next((there[suffix] for suffix in kinds if suffix in there), None) for kinds in (CAMERA, VOICE)
    )
    return Recordings(camera, voice, there.get(CAPTIONS) if camera or voice else None)
