"""What we change in others' code: each test fails when that is no longer needed, and the change can go."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("code", "unmended"),
    [
        ("from docutils.nodes import make_id; print(make_id('blå høst'))", "bla-host"),
        (
            "from mdit_py_plugins.myst_role.index import VALID_NAME_PATTERN as p\n"
            "print(p.match('{spørgsmål}'))",
            "None",
        ),
        (
            "from sphinx import locale\nlocale.init([], None)\n"
            "from sphinx.domains.changeset import versionlabels as said\n"
            "print(type(said['deprecated']).__name__)",
            "str",
        ),
    ],
    ids=["ids of headings", "names of roles", "words for versions"],
)
def test_the_change_is_still_needed(code: str, unmended: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == unmended, (
        "mended there: take the change out of vaertskab/reading/patches.py"
    )
