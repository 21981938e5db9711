"""A colleague's recording: heard through, evened, or told of in Danish."""

from __future__ import annotations

import hashlib
import shutil
import wave
from pathlib import Path

import av
import pytest
from building import ROOT

from vaertskab.model.errors import CourseError
from vaertskab.outputs.film import sound

from . import speech


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("optagelser på øen")


@pytest.fixture(scope="module")
def voice(folder: Path) -> Path:
    """Two minutes and ten seconds of sentences of 3.2 s with pauses of 0.8 s, the last shorter."""
    return speech.write_wav(folder / "04.wav", speech.speech(speech.paragraphs(130)))


def _samples(frame: av.AudioFrame) -> bytes:
    """The samples of all channels, without the room that a plane has after them."""
    return b"".join(bytes(plane)[: frame.samples * 4] for plane in frame.planes)


def _pauses_between(found: sound.Sound) -> list[tuple[float, float]]:
    return [(start, end) for start, end in found.pauses if start > 0 and end < found.seconds - 0.1]


def test_its_length_and_its_pauses_are_heard(voice: Path) -> None:
    found = sound.read(voice)
    assert found.seconds == pytest.approx(130, abs=0.01)
    assert found.pauses[0][0] == 0 and found.pauses[0][1] == pytest.approx(0.6, abs=0.08)
    assert found.pauses[-1][1] == pytest.approx(130, abs=0.05)
    between = _pauses_between(found)
    assert len(between) == len(speech.paragraphs(130)) - 1
    for number, (start, end) in enumerate(between):
        assert start == pytest.approx(0.6 + 4 * number + 3.2, abs=0.1)
        assert end == pytest.approx(0.6 + 4 * number + 4, abs=0.1)


@pytest.mark.parametrize(
    ("loud", "hiss"),
    [
        (-14, -60),
        (-26, -36),
        *(
            pytest.param(*levels, marks=pytest.mark.slow)
            for levels in ((-14, -45), (-14, -36), (-26, -60), (-26, -45))
        ),
    ],
)
def test_a_noisy_room_hides_no_pause(folder: Path, loud: float, hiss: float) -> None:
    if hiss > loud - 15:
        loud = hiss + 15
    path = speech.write_wav(folder / "stoej.wav", speech.speech(speech.paragraphs(121), loud, hiss))
    assert len(_pauses_between(sound.read(path))) == len(speech.paragraphs(121)) - 1


@pytest.mark.parametrize(
    ("suffix", "codec", "rate"),
    [
        ("m4a", "aac", 44_100),
        ("3gp", "libopencore_amrnb", 8_000),
        *(
            pytest.param(*form, marks=pytest.mark.slow)
            for form in (
                ("mp3", "libmp3lame", 44_100),
                ("aac", "aac", 48_000),
                ("ogg", "libopus", 48_000),
                ("opus", "libopus", 48_000),
                ("amr", "libopencore_amrnb", 8_000),
                ("flac", "flac", 48_000),
            )
        ),
    ],
)
def test_what_phones_write_is_read(folder: Path, voice: Path, suffix: str, codec: str, rate: int) -> None:
    found = sound.read(speech.convert(voice, folder / f"05.{suffix}", codec, rate))
    assert found.seconds == pytest.approx(130, abs=0.2)
    assert len(_pauses_between(found)) == len(speech.paragraphs(130)) - 1


@pytest.mark.parametrize("loud", [pytest.param(-38, marks=pytest.mark.slow), -8])
def test_it_is_evened_to_what_films_sound_like(folder: Path, loud: float) -> None:
    path = speech.write_wav(folder / "jaevn.wav", speech.speech(speech.paragraphs(121), loud))
    found = sound.read(path)
    made = speech.encode(sound.normalise_loudness(found), folder / "jaevn.m4a", sound.BIT_RATE)
    integrated, peak = speech.loudness(made)
    assert integrated == pytest.approx(-16, abs=0.5)
    assert peak <= -1.5
    with av.open(str(made)) as container:
        stream = container.streams.audio[0]
        assert (stream.rate, stream.layout.name) == (48_000, "stereo")
        assert (container.duration or 0) / 1e6 == pytest.approx(found.seconds, abs=0.1)


def test_the_same_recording_is_evened_alike_twice(folder: Path, voice: Path) -> None:
    found = sound.read(voice)
    once, twice = (hashlib.sha256(b"".join(map(_samples, sound.normalise_loudness(found)))) for _ in range(2))
    assert once.digest() == twice.digest()


def test_one_of_two_channels_is_enough(folder: Path, voice: Path) -> None:
    """A microphone on one channel only is heard in both ears."""
    mono = voice.read_bytes()[44:]
    path = folder / "en-kanal.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(speech.RATE)
        file.writeframes(b"".join(mono[n : n + 2] + b"\0\0" for n in range(0, len(mono), 2)))
    frames = sound.normalise_loudness(sound.read(path))
    heard = False
    for frame, _ in zip(frames, range(120), strict=False):
        left, right = _samples(frame)[: frame.samples * 4], _samples(frame)[frame.samples * 4 :]
        assert left == right
        heard = heard or any(left)
    assert heard


def _fault(path: Path) -> str:
    with pytest.raises(CourseError) as told:
        sound.read(path, f"modules/kaffe/film/{path.name}")
    assert str(told.value).startswith(f"modules/kaffe/film/{path.name}:1: ")
    return told.value.message


def test_a_broken_recording_is_told(folder: Path, voice: Path) -> None:
    empty = folder / "tom.wav"
    empty.write_bytes(b"")
    assert "tom (0 byte)" in _fault(empty)

    document = shutil.copy(ROOT / "_static" / "kaffe-liste.xlsx", folder / "dokument.mp3")
    assert "kan ikke læses som en optagelse" in _fault(Path(document))
    text = folder / "tekst.m4a"
    text.write_text("Jeg er ikke en optagelse.\n" * 100, "utf-8")
    assert "kan ikke læses som en optagelse" in _fault(text)

    picture = shutil.copy(ROOT / "_static" / "deling.png", folder / "billede.mp3")
    assert "ingen lyd i filen" in _fault(Path(picture))

    whole = speech.convert(voice, folder / "hel.m4a", "aac").read_bytes()
    half = folder / "halv.m4a"
    half.write_bytes(whole[: len(whole) // 2])
    assert "ikke kommet helt over" in _fault(half)
    scratched = folder / "ridset.flac"
    data = bytearray(speech.convert(voice, folder / "hel.flac", "flac").read_bytes())
    for at in range(10_000, len(data), 3_000):
        data[at : at + 900] = bytes(900)
    scratched.write_bytes(data)
    assert "ikke kommet helt over" in _fault(scratched)


def test_the_wrong_length_is_told(folder: Path) -> None:
    short = speech.write_wav(folder / "kort.wav", speech.speech(speech.paragraphs(65)))
    assert "varer kun 1 minut og 5 sekunder" in _fault(short)
    samples = speech.speech(speech.paragraphs(60))
    with wave.open(str(folder / "lang.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.RATE)
        for _ in range(40):
            file.writeframes(samples.tobytes())
    told = _fault(folder / "lang.wav")
    assert "varer 40 minutter; en film varer 2–5 minutter" in told


@pytest.mark.parametrize("hiss", [-120, -50])
def test_silence_is_told(folder: Path, hiss: float) -> None:
    path = speech.write_wav(folder / "stille.wav", speech.speech([(0.0, 125)], hiss=hiss))
    assert "ikke høres nogen stemme" in _fault(path)


def test_exactly_two_and_exactly_five_minutes_are_a_film(folder: Path) -> None:
    for seconds in (120, 300):
        path = speech.write_wav(folder / "graense.wav", speech.speech(speech.paragraphs(seconds)))
        assert sound.read(path).seconds == pytest.approx(seconds, abs=0.01)
