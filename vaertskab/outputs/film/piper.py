"""A machine's voice: Piper, a program of its own, reads a manuscript aloud.

Nothing leaves the machine. The program is called as a process and is no part of the course: its licence
concerns whoever hands it on. How to get it, and a Danish voice, is told in `docs/optag.md`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Sequence
from pathlib import Path

from vaertskab.model.content import Manuscript
from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.model.settings import FILE as SETTINGS
from vaertskab.outputs.film import script
from vaertskab.outputs.film.script import Script

PROGRAM = "piper"
#: A film's sentences are read in a few seconds; a machine may be busy.
TIMEOUT_SECONDS = 600
_NO_PROGRAM = N_(
    "Filmene skal læses op af en maskine, men programmet Piper er ikke hentet. Siden om at optage en film "
    "siger, hvordan. Du kan også slette linjen »stemme«."
)
_NO_VOICE = N_("Stemmen {name} findes ikke. Læg to filer der, den og {name}.json, eller ret linjen »stemme«.")
_FAILED = N_("Piper kunne ikke læse op med stemmen {name}. (Programmet siger: {says})")


def read_aloud(manuscript: Manuscript, voice: Path, target: Path) -> Script:
    """Have the manuscript read aloud with the voice (an .onnx file) into `target` (.wav); return its film.

    :raises CourseError: the program or the voice is missing, or the program did not read every sentence.
    """
    program = shutil.which(PROGRAM, path=str(Path(sys.executable).parent)) or shutil.which(PROGRAM)
    if program is None:
        raise CourseError(SETTINGS, 1, _(_NO_PROGRAM))
    if not voice.is_file() or not voice.with_name(voice.name + ".json").is_file():
        raise CourseError(SETTINGS, 1, _(_NO_VOICE).format(name=voice.name))
    sentences = script.sentences_of(manuscript)
    with tempfile.TemporaryDirectory(prefix="vaertskab-stemme-") as folder:
        said = _spoken(program, voice, sentences, Path(folder))
        made, starts = script.read_aloud(manuscript, [_seconds(path) for path in said])
        _lay(said, starts, made.timeline.seconds, target)
    return made


def _spoken(program: str, voice: Path, sentences: Sequence[str], folder: Path) -> list[Path]:
    """Return a recording of each sentence, in order: Piper writes one for each line, named by the time."""
    read = (re.sub("[»«“”]", "", sentence).split() for sentence in sentences)
    lines = "".join(" ".join(words) + "\n" for words in read)
    try:
        done = subprocess.run(
            [program, "--model", str(voice), "--output_dir", str(folder)],
            input=lines, capture_output=True, text=True, encoding="utf-8", check=False,
            timeout=TIMEOUT_SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CourseError(SETTINGS, 1, _(_FAILED).format(name=voice.name, says=error)) from error
    found = sorted(folder.glob("*.wav"), key=lambda path: (len(path.name), path.name))
    if done.returncode or len(found) != len(sentences):
        count = _("{number} af {all} sætninger").format(number=len(found), all=len(sentences))
        says = (done.stderr.strip().splitlines() or [count])[-1] if done.returncode else count
        raise CourseError(SETTINGS, 1, _(_FAILED).format(name=voice.name, says=says))
    return found


def _seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


def _lay(said: Sequence[Path], starts: Sequence[float], seconds: float, target: Path) -> None:
    """Write the sentences, each from its second on, with silence between them, `seconds` in all."""
    with wave.open(str(said[0])) as first, wave.open(str(target), "wb") as whole:
        whole.setparams(first.getparams())
        rate, width = first.getframerate(), first.getsampwidth() * first.getnchannels()
        at = 0
        for path, start in zip(said, starts, strict=True):
            due = round(start * rate)
            whole.writeframes(bytes(width * (due - at)))
            with wave.open(str(path)) as one:
                whole.writeframes(one.readframes(one.getnframes()))
                at = due + one.getnframes()
        whole.writeframes(bytes(width * (round(seconds * rate) - at)))
