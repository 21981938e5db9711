"""A recording is sound or film itself: no list of other files, and no symlink to one."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from vaertskab.model.errors import CourseError
from vaertskab.outputs.film import media
from vaertskab.outputs.shared import recordings


def _wav(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000))
    return path


LISTS = {
    "concat": "ffconcat version 1.0\nfile hemmelig.wav\n",
    "hls": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhemmelig.wav\n#EXT-X-ENDLIST\n",
    "net": "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.wav\n#EXT-X-ENDLIST\n",
    "playlist": "<smil><body><audio src='hemmelig.wav'/></body></smil>",
}


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("suffix", [".mp4", ".m4a", ".mp3"])
def test_a_list_of_other_files_is_told_and_none_of_them_is_read(
    tmp_path: Path, kind: str, suffix: str
) -> None:
    _wav(tmp_path / "hemmelig.wav")
    path = tmp_path / f"04{suffix}"
    path.write_text(LISTS[kind], "utf-8")
    with pytest.raises(CourseError, match="kan ikke læses som en optagelse"), media.opened(path, path.name):
        pass


def test_a_recording_itself_is_opened(tmp_path: Path) -> None:
    with media.opened(_wav(tmp_path / "04.wav"), "04.wav") as container:
        assert container.format.name == "wav"


def test_a_symlink_is_no_recording(tmp_path: Path) -> None:
    secret = _wav(tmp_path / "hemmelig.wav")
    page = tmp_path / "kaffe" / "04-side.md"
    folder = page.parent / recordings.FOLDER
    folder.mkdir(parents=True)
    (folder / "04.wav").symlink_to(secret)
    (folder / "04.vtt").symlink_to("/etc/hostname")
    assert recordings.beside(page).files() == ()
    other = tmp_path / "andet" / "05-side.md"
    other.parent.mkdir()
    (other.parent / recordings.FOLDER).symlink_to(folder)
    assert recordings.beside(other).files() == ()
