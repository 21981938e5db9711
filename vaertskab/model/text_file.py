"""A text file that an editor wrote: UTF-8, or a fault at the line that is not."""

from __future__ import annotations

from pathlib import Path

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _


def read_text(path: Path, name: str) -> str:
    """Return the text of the file at `path`, without a mark at its beginning; its line ends are kept.

    :raises CourseError: it is not UTF-8; the fault names the file as `name`.
    :raises FileNotFoundError: it is not there.
    """
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CourseError(name, line, _("Filen er ikke gemt som UTF-8. Gem den igen.")) from None
