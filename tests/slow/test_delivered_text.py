"""What `make stavning` does not look at in the delivered course: the official wording, and the site."""

from __future__ import annotations

from building import ROOT
from checks.test_spelling import speller, test_everything_on_the_screen_is_spelled_right  # noqa: F401

from vaertskab.checks import spelling
from vaertskab.model.wordings import load_wordings


def test_the_official_wording_is_spelled_right(speller: spelling.Speller) -> None:  # noqa: F811
    pieces = load_wordings(ROOT / "ordlyd.toml").pieces.values()
    words = [piece.text for piece in pieces] + [c for piece in pieces for row in piece.table for c in row]
    assert [word for line in words for word in speller.misspelt(line)] == []
