"""Captions that a colleague has written or corrected: read strictly, so that a slip is told at its line."""

from __future__ import annotations

from pathlib import Path

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _, current
from vaertskab.outputs.shared import captions
from vaertskab.outputs.shared.timeline import Cue

#: A recording may end a moment before the caption that was laid to it.
SLACK = 0.5


def read(path: Path, seconds: float, name: str = "") -> tuple[Cue, ...]:
    """Return the captions in `path` for a recording that lasts `seconds`; the last may end with it.

    `name` is the file's path from the course's root, for the messages.

    :raises CourseError: the file is not UTF-8, is no WebVTT, or ends after the recording.
    """
    name = name or path.name
    text = _text(path.read_bytes(), name)
    cues = captions.parse(text, name)
    if cues[-1].end > seconds + SLACK:
        lines = [number for number, row in enumerate(text.splitlines(), 1) if "-->" in row]
        late = next(number for number, cue in enumerate(cues) if cue.end > seconds + SLACK)
        over = f"{cues[late].end - seconds:.1f}".replace(".", current().decimal)
        message = _(
            "Underteksten slutter {seconds} sekunder efter optagelsen. Ret tiderne. "
            "Passer ingen af dem, hører filen til en anden optagelse."
        ).format(seconds=over)
        raise CourseError(name, lines[late], message)
    return (*cues[:-1], Cue(cues[-1].start, min(cues[-1].end, seconds), cues[-1].text))


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("Filen er ikke gemt som UTF-8, så æ, ø og å kan ikke læses. Gem den igen, og vælg UTF-8.")
        raise CourseError(name, data[: error.start].count(b"\n") + 1, message) from error
