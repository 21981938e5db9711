"""What is odd in a recording is used right or told: tracks, sides, silence, loudness, a stop half-way."""

from __future__ import annotations

import array
import wave
from pathlib import Path

import av
import pytest
from making import PLAIN

from vaertskab.model import text
from vaertskab.model.content import Manuscript
from vaertskab.outputs.film import align, script, sound
from vaertskab.outputs.film.slides import Look
from vaertskab.outputs.film.work import Job, make
from vaertskab.outputs.shared.recordings import Recordings

from . import speech

SILENCE = array.array("h", bytes(2))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stemmer")


@pytest.fixture(scope="module")
def voice() -> array.array[int]:
    """Two minutes and a little of sentences of 3.2 s with pauses of 0.8 s."""
    return speech.speech(speech.paragraphs(121))


def stereo(path: Path, left: array.array[int], right: array.array[int]) -> Path:
    """Write two sides as a .wav file."""
    both = array.array("h", bytes(2 * (len(left) + len(right))))
    both[0::2], both[1::2] = left, right
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(speech.RATE)
        file.writeframes(both.tobytes())
    return path


def pauses_between(found: sound.Sound) -> int:
    return sum(start > 0 and end < found.seconds - 0.1 for start, end in found.pauses)


@pytest.mark.parametrize("sides", ["left", "right", "out of phase"])
def test_a_voice_is_heard_on_whichever_side_it_is(folder: Path, voice: array.array[int], sides: str) -> None:
    silent = SILENCE * len(voice)
    against = array.array("h", (max(-32767, -one) for one in voice))
    left, right = {"left": (voice, silent), "right": (silent, voice), "out of phase": (voice, against)}[sides]
    found = sound.read(stereo(folder / "sider.wav", left, right))
    assert pauses_between(found) == len(speech.paragraphs(121)) - 1
    made = speech.encode(sound.normalise_loudness(found), folder / "sider.m4a", sound.BIT_RATE)
    assert speech.loudness(made)[0] == pytest.approx(-16, abs=0.5)


def test_a_silent_first_track_is_passed_over(folder: Path, voice: array.array[int]) -> None:
    paths = [
        speech.write_wav(folder / f"spor-{n}.wav", samples)
        for n, samples in enumerate([SILENCE * len(voice), voice])
    ]
    target = folder / "to-spor.mka"
    with av.open(str(target), "w") as new:
        streams = [new.add_stream("pcm_s16le", rate=speech.RATE, layout="mono") for _ in paths]
        for path, stream in zip(paths, streams, strict=True):
            with av.open(str(path)) as old:
                for frame in old.decode(audio=0):
                    new.mux(stream.encode(frame))
                new.mux(stream.encode(None))
    found = sound.read(target)
    assert found.track.number == 1
    assert pauses_between(found) == len(speech.paragraphs(121)) - 1


def test_long_silence_is_cut_to_a_second_and_the_pause_after_a_question_is_kept(folder: Path) -> None:
    said = [*[(3.2, 0.8)] * 20, (3.2, 15.0), *[(3.2, 3.0)] * 9, (2.0, 8.0)]
    found = sound.read(speech.write_wav(folder / "stille.wav", speech.speech(said, lead=9)))
    whole = 9 + sum(one + pause for one, pause in said)
    assert found.seconds == pytest.approx(whole - 8 - 14 - 7, abs=0.3)
    assert found.pauses[0] == (0.0, pytest.approx(1, abs=0.1))
    lengths = [end - start for start, end in found.pauses]
    assert max(lengths) == pytest.approx(3.0, abs=0.1)
    made = speech.encode(sound.normalise_loudness(found), folder / "stille.m4a", sound.BIT_RATE)
    again = sound.read(made)
    assert again.seconds == pytest.approx(found.seconds, abs=0.1)
    assert again.cuts == ()
    for (start, _), (heard, _) in zip(found.pauses, again.pauses, strict=True):
        assert heard == pytest.approx(start, abs=0.1)


@pytest.mark.parametrize(("loud", "clipped"), [(-16, False), (-1, True)])
def test_a_recording_that_is_too_loud_is_known(folder: Path, loud: float, clipped: bool) -> None:
    path = speech.write_wav(folder / "hoej.wav", speech.speech(speech.paragraphs(121), loud))
    assert sound.read(path).clipped is clipped
    assert sound.read(speech.convert(path, folder / "hoej.mp3", "libmp3lame")).clipped is clipped


def read(folder: Path, lines: list[str], pace: float, pause: float) -> sound.Sound:
    """Return a reading of the lines at `pace` characters a second, with so long pauses."""
    said = [(len(line) / pace, pause) for line in lines]
    return sound.read(speech.write_wav(folder / "laest.wav", speech.speech(said)))


def test_captions_are_sure_when_the_pauses_are_heard_and_unsure_when_nobody_pauses(folder: Path) -> None:
    lines = [line.text for line in script.lines(Manuscript((" ".join([*PLAIN.split()] * 2),), 1))]
    calm = read(folder, lines, 15, 0.7)
    assert align.place_captions(lines, calm)[1] > 0.9
    quick = read(folder, lines, 15, 0.02)
    assert align.place_captions(lines, quick)[1] < 0.3


def test_no_caption_is_under_a_second_where_there_is_room(folder: Path) -> None:
    lines = ["Av.", "Det gjorde ondt, men det var ment godt, og nu er der gået en stund.", "Nå."] * 12
    heard = read(folder, lines, 9, 1.2)
    cues, _ = align.place_captions(lines, heard)
    assert [cue.text for cue in cues] == lines
    assert min(cue.end - cue.start for cue in cues) >= 1.0


def test_a_film_goes_at_the_pace_of_a_calm_voice() -> None:
    sentences = "Hun kommer hen til dig med jakken på. Hvad gør du nu? Du lægger det, du har i hænderne."
    manuscript = Manuscript((sentences,) * 30, 1)
    shown = script.reading(manuscript)
    talked = shown.slides[-1].start - text.TITLE_SECONDS
    assert 150 <= 60 * manuscript.words / talked <= 160


def test_a_recording_that_stops_half_way_is_refused_and_captions_by_hand_are_pointed_to(folder: Path) -> None:
    manuscript = Manuscript(("Hun kommer hen til dig med jakken på og spørger om vej.",) * 90, 1)
    look = Look("Titel", "", "", "", "", "", "Hvad nu?", "", "handling", "Handling")
    path = speech.write_wav(folder / "04.wav", speech.speech(speech.paragraphs(125)))
    recordings = Recordings(voice=path)
    job = Job("04-ven", "kaffe/04-ven", manuscript, look, recordings, "a", "b", "b", folder, folder)
    made = make(job)
    assert made.files == {}  # the film that is there is kept
    assert made.fault
    assert (made.fault.file, made.fault.line) == ("04.wav", 1)
    assert "49 tegn i sekundet" in made.fault.message
    assert "stoppet for tidligt" in made.fault.message
    assert "film/04.vtt" in made.fault.message
