"""What ARCHITECTURE.md promises to those who build on the program is still there, by the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from building import ROOT

from vaertskab import cli, components
from vaertskab.checks.rules import outside
from vaertskab.model.settings_keys import COURSE_KEYS
from vaertskab.reading.allowed import HEAD_KEYS


def promised(about: str) -> set[str]:
    """Return the names that the list has under `about`."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    found = re.search(rf"- \*\*{re.escape(about)}:\*\*(.*?)\n(?=- |\n)", text, re.DOTALL)
    assert found, about
    return set(re.findall(r"`([^`]+)`", found[1]))


THERE: dict[str, Iterable[str]] = {
    "What a page may hold": components.DIRECTIVES,
    "What may stand in a line": components.ROLES,
    "What may stand at the top of a page": HEAD_KEYS,
    "Tables of `kursus.toml`": COURSE_KEYS,
    "Commands": cli.GROUPS,
    "Entry points": (outside.GROUP, cli.OUTSIDE),
}


@pytest.mark.parametrize("about", THERE)
def test_what_is_promised_is_there(about: str) -> None:
    names = promised(about)
    assert names
    assert names <= set(THERE[about])
