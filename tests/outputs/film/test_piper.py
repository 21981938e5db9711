"""A machine reads a film aloud. Piper is stood in for by a program that takes and gives what Piper does."""

from __future__ import annotations

import os
import stat
import sys
import wave
from pathlib import Path

import pytest
from building import build_whole
from making import ONE, PLAIN, TWO, Made, decoded_seconds, make_films

from vaertskab.model.content import Manuscript
from vaertskab.model.errors import CourseError
from vaertskab.outputs.film import piper, script

from . import speech

#: A sentence a line on its input, a recording of each in its folder, as `piper --model … --output_dir …`.
STAND_IN = """\
#!{python}
import pathlib, sys, time, wave
model, folder = sys.argv[sys.argv.index("--model") + 1], sys.argv[sys.argv.index("--output_dir") + 1]
assert pathlib.Path(model).read_text() == "stemme"
for number, line in enumerate(filter(None, map(str.strip, sys.stdin))):
    assert "»" not in line, line
    if line == "Gå i stå.":
        sys.exit("Jeg kan ikke mere")
    with wave.open(f"{{folder}}/{{time.monotonic_ns()}}.wav", "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(8000)
        # About as fast as somebody speaks: a tone that comes and goes with the syllables.
        samples = ((-1) ** (n // 20) * 6000 * (n % 1800 < 1300) for n in range(1800))
        tone = b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples)
        file.writeframes(tone * max(2, len(line) // 3))
"""


@pytest.fixture
def voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A voice, with a program named piper on the path."""
    folder = tmp_path / "programmer"
    folder.mkdir()
    program = folder / "piper"
    program.write_text(STAND_IN.format(python=sys.executable), "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    found = tmp_path / "dansk.onnx"
    found.write_text("stemme")
    found.with_name("dansk.onnx.json").write_text("{}")
    return found


def spoken(*paragraphs: str) -> Manuscript:
    return Manuscript(paragraphs, 1)


def test_each_sentence_has_its_caption_while_it_is_said(voice: Path, tmp_path: Path) -> None:
    manuscript = spoken("Hun siger: »Nej, hvor er det træls.« Hvad nu?", "Det skal nok gå.")
    target = tmp_path / "lyd.wav"
    made = piper.read_aloud(manuscript, voice, target)
    cues = made.timeline.cues
    assert [cue.text for cue in cues] == [line.text for line in script.lines(manuscript)]
    with wave.open(str(target)) as file:
        rate, data = file.getframerate(), file.readframes(file.getnframes())
    assert len(data) / 2 / rate == pytest.approx(made.timeline.seconds, abs=0.01)
    loud = [
        any(data[2 * int(rate * at) : 2 * int(rate * (at + 0.1))])
        for at in (x / 10 for x in range(int(10 * made.timeline.seconds)))
    ]
    for cue in cues:
        assert loud[int(10 * cue.start) + 1] and not loud[int(10 * cue.end) + 2]
        assert not loud[int(10 * cue.start) - 2]


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("programmer/piper", "programmet Piper er ikke hentet"),
        ("dansk.onnx.json", "Stemmen dansk.onnx findes ikke"),
    ],
)
def test_what_is_missing_is_told(
    voice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, told: str
) -> None:
    (tmp_path / missing).unlink()
    monkeypatch.setenv("PATH", str(tmp_path / "programmer"))
    with pytest.raises(CourseError, match=told):
        piper.read_aloud(spoken("Hej med dig."), voice, tmp_path / "lyd.wav")


def test_a_program_that_stops_is_told_with_what_it_says(voice: Path, tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="Jeg kan ikke mere"):
        piper.read_aloud(spoken("Hej. Gå i stå. Farvel."), voice, tmp_path / "lyd.wav")


@pytest.mark.slow
def test_the_films_are_read_aloud_and_say_that_a_machine_does_it(own_films: Made, voice: Path) -> None:
    settings = own_films.source / "kursus.toml"
    settings.write_text(settings.read_text("utf-8") + f'[film]\nstemme = "{voice}"\n', "utf-8")
    made = make_films(own_films.source)
    assert made.status == 0, made.output
    for name in (ONE, TWO):
        assert made.told(name)["kind"] == "maskine"
        assert decoded_seconds(made.path(name)) == pytest.approx(made.told(name)["seconds"], abs=0.15)
        loud, peak = speech.loudness(made.path(name))
        assert loud == pytest.approx(-16, abs=0.7) and peak <= -1.5
    assert " ".join(cue[2] for cue in made.told(ONE)["cues"]) == " ".join(PLAIN.split())
    page = build_whole(own_films.source).tree(f"modules/kaffe/{ONE}")
    assert "Den er læst op af en maskine." in page.one("p", "film-om").text()
