"""Read a TOML file that an editor wrote; a fault is told with file and line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _
from vaertskab.model.text_file import read_text


class SettingsError(CourseError):
    """kursus.toml or ordlyd.toml cannot be used; the message names file and line."""


def line_of(text: str, pattern: str) -> int:
    """Return the line (from 1) of the first match of `pattern` in `text`, or 1."""
    found = re.search(pattern, text, re.MULTILINE)
    if not found:
        return 1
    before = len(found[0]) - len(found[0].lstrip())  # empty lines above are no part of it
    return text.count("\n", 0, found.start() + before) + 1


def read(path: Path) -> tuple[dict[str, Any], str]:
    """Return what the file at `path` holds, and its text.

    :raises SettingsError: the file is missing, not UTF-8 or not TOML.
    """
    try:
        text = read_text(path, path.name)
    except FileNotFoundError:
        raise SettingsError(path.name, 1, _("Filen mangler. Hent den igen fra kurset.")) from None
    except CourseError as error:
        raise SettingsError(error.file, error.line, error.message) from None
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        if re.search(r"Cannot (?:declare|overwrite|mutate)", str(error)):
            written = text.split("\n")[line - 1].partition("=")[0].strip()
            twice = _("»{key}« står to gange. Behold det ene sted, og slet det andet.").format(key=written)
            raise SettingsError(path.name, line, twice) from None
        raise SettingsError(
            path.name,
            line,
            _(
                'Linjen kan ikke læses. Skriv nøgle = "værdi" med anførselstegn om værdien, '
                "og husk komma mellem linjerne i en liste."
            ),
        ) from None
