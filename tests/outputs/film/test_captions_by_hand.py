"""Captions that a colleague has written: used as they are, or told of at their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaertskab.model.errors import CourseError
from vaertskab.outputs.film import by_hand
from vaertskab.outputs.shared.timeline import Cue

GOOD = """WEBVTT

NOTE Skrevet af Bodil

1
00:01.000 --> 00:03.500 line:80%
Der står en mand
ved <i>skranken</i> &amp; venter.

00:03.900 --> 00:05.600
Hvad gør du?
"""


def _read(tmp_path: Path, text: str | bytes, seconds: float = 130) -> tuple[Cue, ...]:
    path = tmp_path / "04.vtt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return by_hand.read(path, seconds, "modules/kaffe/film/04.vtt")


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_what_is_written_is_used(tmp_path: Path, ending: str, mark: str) -> None:
    assert _read(tmp_path, mark + GOOD.replace("\n", ending)) == (
        Cue(1.0, 3.5, "Der står en mand ved skranken & venter."),
        Cue(3.9, 5.6, "Hvad gør du?"),
    )


def test_the_last_one_ends_with_the_recording(tmp_path: Path) -> None:
    assert _read(tmp_path, GOOD, 5.4)[-1] == Cue(3.9, 5.4, "Hvad gør du?")


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (("00:03.900 -->", "3,9 sekunder -->"), 10, "kan ikke læses"),
        (("00:03.900 -->", "00:03.400 -->"), 10, "før den forrige er slut"),
        (("00:03.900 --> 00:05.600", "00:00.100 --> 00:00.900"), 10, "før den forrige er slut"),
        (("--> 00:05.600", "--> 00:03.200"), 10, "slutter, før den begynder"),
        (("Hvad gør du?", ""), 10, "er tom"),
        (("00:05.600", "02:31.000"), 10, "21,0 sekunder efter optagelsen"),
    ],
)
def test_a_slip_is_told_at_its_line(tmp_path: Path, change: tuple[str, str], line: int, told: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(CourseError) as fault:
        _read(tmp_path, GOOD.replace(*change))
    assert str(fault.value).startswith(f"modules/kaffe/film/04.vtt:{line}: ")
    assert told in fault.value.message


@pytest.mark.parametrize("text", ["", "Der står en mand ved skranken.\n"])
def test_what_holds_no_captions_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(CourseError, match="ingen undertekster i filen"):
        _read(tmp_path, text)


def test_another_encoding_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(CourseError) as fault:
        _read(tmp_path, GOOD.encode("latin-1"))
    assert str(fault.value).startswith("modules/kaffe/film/04.vtt:7: ")
    assert "UTF-8" in fault.value.message
