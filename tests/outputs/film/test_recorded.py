"""A colleague's recording beside its page: the film takes it, or says why not and the silent film stays."""

from __future__ import annotations

import shutil
import wave
from pathlib import Path

import av
import pytest
from building import build_whole
from making import ONE, PLAIN, TWO, Made, decoded_seconds, make_films

from vaertskab.commands import check
from vaertskab.outputs.shared import captions

from . import speech
from .test_camera import _film

#: Each makes films anew. What is read, heard and packed of a recording is tried beside here, each day.
pytestmark = pytest.mark.slow

FOLDER = "modules/kaffe/film"
SECONDS = 124.0


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A voice that pauses after each sentence, as long as each is, and a second at the end."""
    lengths = [len(line) for line in PLAIN.replace("?", ".").replace("\n", " ").split(". ")]
    each = (SECONDS - 0.6 - len(lengths) * 0.8) / sum(lengths)
    said = [(length * each, 0.8) for length in lengths]
    return speech.write_wav(tmp_path_factory.mktemp("stemme") / "stemme.wav", speech.speech(said))


def _lay(made: Made, **recordings: Path | bytes) -> Path:
    """Lay recordings beside the pages under these names."""
    folder = made.source / FOLDER
    folder.mkdir(exist_ok=True)
    for name, recording in recordings.items():
        if isinstance(recording, bytes):
            (folder / name).write_bytes(recording)
        else:
            shutil.copyfile(recording, folder / name)
    return folder


def test_a_voice_gives_the_film_its_sound_and_its_length(own_films: Made, voice: Path) -> None:
    by_hand = "WEBVTT\n\n00:01.000 --> 00:09.000\nDer står en mand.\n\n00:10.000 --> 00:15.000\nHvad nu?\n"
    phone = speech.convert(voice, voice.with_suffix(".m4a"), "aac")
    _lay(own_films, **{"01.wav": voice, "02.M4A": phone, "02.vtt": by_hand.encode()})
    made = make_films(own_films.source)
    assert made.status == 0, made.output
    for name in (ONE, TWO):
        told = made.told(name)
        assert told["kind"] == "stemme"
        # Of the silence after the last word, a second is left.
        assert SECONDS - 1 < told["seconds"] <= SECONDS + 0.1
        assert decoded_seconds(made.path(name)) == pytest.approx(told["seconds"], abs=0.15)
        with av.open(str(made.path(name))) as film:
            assert film.streams.audio[0].codec_context.name == "aac"
            sound = film.streams.audio[0]
            assert float(sound.duration * sound.time_base) == pytest.approx(told["seconds"], abs=0.15)
        data = made.path(name).read_bytes()
        assert data.index(b"moov") < data.index(b"mdat")
    loud, peak = speech.loudness(made.path(ONE))
    assert loud == pytest.approx(-16, abs=0.5) and peak <= -1.5
    cues = captions.parse(made.path(ONE, ".vtt").read_text("utf-8"))
    assert " ".join(cue.text for cue in cues) == " ".join(PLAIN.split())
    assert cues[-1].end <= SECONDS
    given = captions.parse(made.path(TWO, ".vtt").read_text("utf-8"))
    assert [cue.text for cue in given] == ["Der står en mand.", "Hvad nu?"]
    again = make_films(own_films.source)
    assert again.stamps == made.stamps


def test_a_face_is_used_as_it_is(own_films: Made, tmp_path: Path) -> None:
    filmed = _film(tmp_path / "optaget.mp4")
    _lay(own_films, **{"01.mov": filmed})
    made = make_films(own_films.source)
    assert made.status == 0, made.output
    told = made.told(ONE)
    assert (told["kind"], told["width"], told["height"]) == ("kamera", 320, 240)
    with av.open(str(made.path(ONE))) as new, av.open(str(filmed)) as old:
        assert [bytes(one) for one in new.demux(video=0)] == [bytes(one) for one in old.demux(video=0)]
    assert " ".join(cue[2] for cue in told["cues"]) == " ".join(PLAIN.split())
    assert made.stamps[f"{TWO}.mp4"] == own_films.stamps[f"{TWO}.mp4"]
    page = build_whole(own_films.source).tree(f"modules/kaffe/{ONE}")
    assert "default" in page.one("track").attributes


def _long(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8_000)
        for _ in range(40):
            file.writeframes(bytes(range(100, 160)) * 8_000)
    return path


def test_a_recording_that_cannot_be_used_is_told_and_the_silent_film_stays(
    own_films: Made, tmp_path: Path, voice: Path
) -> None:
    before = own_films.stamps
    for files, told in (
        ({"01.mp3": b"ikke en optagelse" * 99, "02.wav": b""}, [
            "01.mp3:1: Filen kan ikke læses som en optagelse.", "02.wav:1: Filen er tom (0 byte).",
        ]),
        ({"01.wav": _long(tmp_path / "lang.wav"), "02.amr": voice.read_bytes()[:20_000]}, [
            "01.wav:1: Optagelsen varer 40 minutter; en film varer 2–5 minutter.", "02.amr:1: ",
        ]),
        ({"01.ogg": voice, "01.aac": voice, "02.wav": voice, "02.vtt": b"WEBVTT\n\n1 --> 2\nHvad?\n"}, [
            f"01.ogg:1: Siden {ONE}.md har også optagelsen 01.aac.", "02.vtt:3: Tiderne »1 --> 2« kan ikke",
        ]),
    ):  # fmt: skip
        folder = _lay(own_films, **files)
        # Also when nothing has changed since, as nothing is mended.
        for _ in range(2 if "01.mp3" in files else 1):
            made = make_films(own_films.source)
            assert made.status == 1
            assert "Traceback" not in made.output
            lines = [line for line in made.output.splitlines() if line.startswith(FOLDER)]
            assert len(lines) == len(told), made.output
            for words in told:
                assert sum(line.startswith(f"{FOLDER}/{words}") for line in lines) == 1, made.output
            assert made.stamps == before
        shutil.rmtree(folder)


def test_the_silent_film_is_made_where_there_was_none(own_films: Made) -> None:
    own_films.path(ONE, ".json").unlink()
    _lay(own_films, **{"01.m4a": b"ikke en optagelse"})
    made = make_films(own_films.source)
    assert made.status == 1
    assert made.told(ONE)["kind"] == "laesefilm"
    assert decoded_seconds(made.path(ONE)) == pytest.approx(made.told(ONE)["seconds"], abs=0.1)


def test_captions_without_a_recording_are_told(own_films: Made) -> None:
    _lay(own_films, **{"01.vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHvad?\n"})
    made = make_films(own_films.source)
    assert made.status == 1
    assert f"{FOLDER}/01.vtt:1: Der er undertekster, men ingen optagelse, de hører til." in made.output
    assert made.stamps == own_films.stamps
    assert [str(found) for found in check.check(own_films.source)] == [made.output.strip()]
