"""Only what pages draw on must stand in ordlyd.toml: a course need have no subtitle."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
from building import build_whole
from small import small_course

from outputs.print.printing import BINDER, print_course

WORDING = """\
[hilsen]
ejer = "huset"
tekst = "Vi siger hej."

[ejere.huset]
navn = "Huset"
kilde = "Håndbogen"
"""


def test_a_course_without_a_subtitle_is_built_and_printed(tmp_path: Path) -> None:
    root = small_course(tmp_path / "kursus", {"ordlyd.toml": WORDING})
    cover = build_whole(root).tree("index").one(class_="cover-text")
    assert cover.all("p")[0].text().startswith("Her er en tekst")
    assert cover.all(class_="cover-subtitle") == []
    printed = print_course(root)
    assert printed.status == 0, printed.output
    with pdfplumber.open(printed.out / BINDER) as binder:
        words = binder.pages[0].extract_text()
    assert "Forside" in words
    assert "«" not in words
