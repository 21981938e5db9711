"""A film from a phone's camera: checked, packed anew with nothing private in it, and with a poster."""

from __future__ import annotations

import io
from pathlib import Path

import av
import pytest

from vaertskab.model.errors import CourseError
from vaertskab.outputs.film import camera

from . import speech


def _film(
    path: Path, *, seconds: float = 125, video: str = "libx264", audio: str = "aac", turn: int = 0,
    pix_fmt: str = "yuv420p", said: bool = True,
) -> Path:  # fmt: skip
    """Write a film of 320 × 240, dark for its first ten seconds; its right half is lighter than its left."""
    sound = speech.write_wav(path.with_name("lyd.wav"), speech.speech(speech.paragraphs(seconds)))
    with av.open(str(sound)) as voice, av.open(str(path), "w") as new:
        new.metadata["location"] = "+55.4038+010.4024/"
        picture = new.add_stream(video, rate=2) if video else None
        spoken = new.add_stream(audio, rate=48_000, layout="mono") if said else None
        if picture:
            picture.width, picture.height, picture.pix_fmt = 320, 240, pix_fmt
            if turn:
                picture.set_display_rotation(turn)
            for n in range(int(seconds * 2)):
                frame = av.VideoFrame(320, 240, "yuv420p")
                light = 20 if n < 20 else 150
                row = bytes([light] * 160 + [min(255, light + 60)] * 160)
                frame.planes[0].update(row * 240)
                for plane in frame.planes[1:]:
                    plane.update(bytes([128]) * plane.buffer_size)
                frame.pts = n
                new.mux(picture.encode(frame))
            new.mux(picture.encode(None))
        if spoken:
            for heard in voice.decode(audio=0):
                heard.pts = None
                new.mux(spoken.encode(heard))
            new.mux(spoken.encode(None))
    return path


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film from a phone that was held upright, as a .mov."""
    return _film(tmp_path_factory.mktemp("kamera på øen") / "04.mov", turn=90)


def _grey(frame: av.VideoFrame, x: int, y: int) -> int:
    plane = frame.reformat(format="gray").planes[0]
    return bytes(plane)[y * plane.line_size + x]


def test_a_film_from_a_phone_can_be_used(upright: Path) -> None:
    found = camera.checked(upright)
    assert (found.width, found.height) == (240, 320)
    assert found.seconds == pytest.approx(125, abs=0.3)
    assert len(found.sound.pauses) > 25


def test_it_is_packed_as_it_is_but_tells_no_place(upright: Path, tmp_path: Path) -> None:
    assert "+55.4038" in str(upright.read_bytes()), "the phone wrote where it was"
    found = camera.checked(upright)
    made, again = tmp_path / "04.mp4", tmp_path / "igen.mp4"
    camera.pack(found, made)
    camera.pack(found, again)
    assert made.read_bytes() == again.read_bytes()
    assert b"55.4038" not in made.read_bytes()
    assert made.read_bytes().index(b"moov") < made.read_bytes().index(b"mdat")
    with av.open(str(made)) as new, av.open(str(upright)) as old:
        for kind in ("video", "audio"):
            ours, theirs = getattr(new.streams, kind)[0], getattr(old.streams, kind)[0]
            assert ours.codec_context.name == theirs.codec_context.name
            assert [bytes(packet) for packet in new.demux(ours)] == [bytes(p) for p in old.demux(theirs)]
            new.seek(0)
            old.seek(0)
        assert next(new.decode(video=0)).rotation == next(old.decode(video=0)).rotation == 90


@pytest.mark.parametrize(
    "turn", [90, *(pytest.param(turn, marks=pytest.mark.slow) for turn in (0, -90, 180))]
)
def test_the_poster_stands_upright_and_is_not_dark(tmp_path: Path, turn: int) -> None:
    film = _film(tmp_path / "04.mp4", turn=turn)
    with av.open(io.BytesIO(camera.poster(camera.checked(film)))) as container:
        picture = next(container.decode(video=0))
    assert (picture.width, picture.height) == (1280, 720)
    # Where the light half of the picture is shown, seen from the middle.
    dx, dy = {0: (1, 0), 90: (0, -1), -90: (0, 1), 180: (-1, 0)}[turn]
    light = _grey(picture, 640 + 150 * dx, 360 + 150 * dy)
    dark = _grey(picture, 640 - 150 * dx, 360 - 150 * dy)
    assert light > dark + 20 and dark > 80
    assert _grey(picture, 5, 360) < 30, "there is a bar at the side"


def _fault(path: Path) -> str:
    with pytest.raises(CourseError) as told:
        camera.checked(path, f"modules/kaffe/film/{path.name}")
    assert str(told.value).startswith(f"modules/kaffe/film/{path.name}:1: ")
    return told.value.message


@pytest.mark.slow
def test_what_browsers_do_not_play_is_told(tmp_path: Path) -> None:
    hevc = _fault(_film(tmp_path / "hevc.mov", video="libx265"))
    assert "HEVC" in hevc and "Mest kompatibel" in hevc
    assert "mp4-fil" in _fault(_film(tmp_path / "film.webm", video="libvpx-vp9", audio="libopus"))
    assert "mpeg4" in _fault(_film(tmp_path / "gammel.mp4", video="mpeg4"))
    assert "yuv444p" in _fault(_film(tmp_path / "farver.mp4", pix_fmt="yuv444p"))


@pytest.mark.slow
def test_what_is_no_film_is_told(tmp_path: Path) -> None:
    assert "kun lyd i filen" in _fault(_film(tmp_path / "lyd.mp4", video=""))
    assert "ingen lyd i filmen" in _fault(_film(tmp_path / "stum.mp4", said=False))
    assert "kun 30 sekunder" in _fault(_film(tmp_path / "kort.mp4", seconds=30))
    assert "varer 6 minutter" in _fault(_film(tmp_path / "lang.mp4", seconds=360))
    (tmp_path / "tom.mp4").write_bytes(b"")
    assert "tom (0 byte)" in _fault(tmp_path / "tom.mp4")
    whole = _film(tmp_path / "hel.mp4").read_bytes()
    (tmp_path / "halv.mp4").write_bytes(whole[: len(whole) // 2])
    assert "ikke kommet helt over" in _fault(tmp_path / "halv.mp4")


def test_one_that_is_too_large_is_told_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.mp4"
    with path.open("wb") as file:
        file.truncate(camera.LARGEST + 1_000_000)
    assert "101 MB" in _fault(path)
