"""`make`, as an editor gives it: what was changed is changed in the site, though the PDFs are made first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from building import ROOT
from small import SETTINGS, SMALL, write


def _make(root: Path) -> None:
    """Build the course in `root` with the project's Makefile, and what is installed here."""
    here = Path(sys.prefix)
    done = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), "-o", str(here / "site"), f"VENV={here}", "html"],
        cwd=root, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow  # each day: tests/outputs/site/test_build.py, in this process
def test_what_is_changed_is_changed_in_the_site(small: Path) -> None:
    changed = "docs/privatliv.md"
    write(small, {changed: SMALL[changed] + "Skriv til {kursus}`kontakt-mail`.\n"})
    _make(small)
    page = small / "_build/html/docs/privatliv.html"
    assert "hej@example.org" in page.read_text("utf-8")
    write(small, {"kursus.toml": SETTINGS.replace("hej@", "ny@")})
    _make(small)
    assert "ny@example.org" in page.read_text("utf-8")
    title = SMALL["docs/tilgaengelighed.md"].replace("# Tilgængelighed", "# For alle")
    write(small, {"docs/tilgaengelighed.md": title})
    _make(small)
    assert "For alle" in page.read_text("utf-8")
    shutil.rmtree(small)
