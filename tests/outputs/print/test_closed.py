"""Typst reads what the build hands it, and nothing else of the machine or the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaertskab.outputs.print.compile import begin_all
from vaertskab.outputs.print.document import Document
from vaertskab.reading.brand import PLAIN

READS = (
    'read("/etc/passwd")',
    'read("../../../../../../etc/passwd")',
    'read("OUTSIDE")',
    'image("../../hemmelig.svg", alt: "x")',
    '[#include "../../hemmelig.typ"]',
    '{ import "@preview/cetz:0.4.0"; [x] }',
)


@pytest.mark.parametrize("expression", READS)
def test_what_lies_outside_is_not_read(tmp_path: Path, expression: str) -> None:
    (tmp_path / "hemmelig.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    source = '#set document(title: "x")\n#' + expression.replace(
        "OUTSIDE", (tmp_path / "hemmelig.svg").as_posix()
    )
    printed, faults = begin_all([Document("proeve.pdf", "Prøven", source)], 0, PLAIN, tmp_path).result()
    assert printed == []
    assert len(faults) == 1


def test_a_file_is_written_only_among_the_builds_own(tmp_path: Path) -> None:
    outside = Document("proeve.pdf", "Prøven", "x", files={"../../ude.txt": b"x"})
    with pytest.raises(ValueError):
        begin_all([outside], 0, PLAIN, tmp_path)
