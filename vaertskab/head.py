"""The lines between --- at the top of a page, read as an editor writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

_MARK = re.compile(r"-{3,}[ \t]*$")
_KEY = re.compile(r"([^\s:#'\"\[\]{}-][^:\n]*?)[ \t]*:")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of a page. `values` is None when it cannot be read; lines count from 1."""

    values: Mapping[str, object] | None
    #: Each key and its line, in order; a key that is written twice is there twice.
    keys: tuple[tuple[str, int], ...] = ()
    #: Why it cannot be read: the line, and half a Danish sentence.
    fault: tuple[int, str] | None = None


def read(text: str) -> Head:
    """Return the head of a page's `text`; a page that has none gives one without values."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not _MARK.match(lines[first]):
        return Head({})
    if first:
        return Head(None, fault=(first + 1, "skal begynde på sidens første linje"))
    end = next((number for number, line in enumerate(lines[1:], 1) if _MARK.match(line)), None)
    if end is None:
        return Head(None, fault=(1, "mangler --- på en linje for sig til sidst"))
    keys = tuple(
        (found[1], number) for number, line in enumerate(lines[1:end], 2) if (found := _KEY.match(line))
    )
    try:
        values = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = min(end, (mark.line if mark else 0) + 2)
        return Head(None, keys, (line, f"kan ikke læses ved »{lines[line - 1].strip()[:40]}«"))
    if values is None:
        return Head(None, keys, (1, "er tomt"))
    if not isinstance(values, dict):
        return Head(None, keys, (2, "er ikke skrevet som »navn: værdi«"))
    return Head({str(key): value for key, value in values.items()}, keys)
