"""Recordings beside the pages: a check tells by their names what `make film` could not use."""

from __future__ import annotations

from pathlib import Path

from vaertskab.commands import check


def _told(root: Path, **files: int) -> list[str]:
    """Lay files of so many bytes in the coffee's folder film/, and return what the check says."""
    folder = root / "modules" / "kaffe" / "film"
    folder.mkdir()
    for name, size in files.items():
        (folder / name).write_bytes(b"x" * size)
    return [str(finding) for finding in check.check(root)]


def test_recordings_with_their_pages_names_are_in_order(small: Path) -> None:
    assert _told(small, **{"01.m4a": 9, "01.vtt": 9, "02.MOV": 9, ".DS_Store": 9}) == []


def test_two_for_one_page_are_told(small: Path) -> None:
    assert _told(small, **{"01.m4a": 9, "01.wav": 9, "02.mp3": 9, "02.mp4": 9}) == [
        "modules/kaffe/film/01.wav:1: Siden 01-hvad.md har også optagelsen 01.m4a. "
        "Behold den, der skal bruges, og fjern den anden.",
        "modules/kaffe/film/02.mp4:1: Siden 02-hvordan.md har også optagelsen 02.mp3. "
        "Behold den, der skal bruges, og fjern den anden.",
    ]


def test_names_that_belong_to_no_page_are_told(small: Path) -> None:
    told = _told(small, **{"1.m4a": 9, "02-hvordan.wav": 9, "13.mp3": 9, "min stemme.m4a": 9})
    assert [line.partition(": ")[0] for line in told] == [
        f"modules/kaffe/film/{name}:1" for name in ("02-hvordan.wav", "1.m4a", "13.mp3", "min stemme.m4a")
    ]
    assert told[0].endswith("Mente du »02.wav«?")
    assert told[1].endswith("Mente du »01.m4a«?")
    assert "Mente du" not in told[2] + told[3]
