"""One film, made from its job in a process of its own: a reading film, a voice or a camera."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.content import Manuscript
from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.outputs.film import script
from vaertskab.outputs.film.slides import HEIGHT, WIDTH, Look, draw
from vaertskab.outputs.shared import captions
from vaertskab.outputs.shared.existing_films import CAMERA, MACHINE, READING, VERSION
from vaertskab.outputs.shared.recordings import Recordings
from vaertskab.outputs.shared.timeline import Cue, Timeline

if TYPE_CHECKING:
    from vaertskab.outputs.film.script import Script
    from vaertskab.outputs.film.sound import Sound

VOICE = "stemme"
#: What a film that a machine reads says of itself, at the foot of its first picture and of its poster.
READ_BY_MACHINE = N_("Læst op af en maskine")
#: Nobody reads a manuscript aloud faster than this, in characters a second of speech: a recording that seems
#: to has stopped before its end, or is of another text.
FASTEST = 25.0
_TOO_FAST = N_(
    "Manuskriptet er på {said} tegn, men i optagelsen bliver der kun talt i {spoken}. Det er {pace:.0f} tegn "
    "i sekundet, og så hurtigt kan ingen læse op. Den er nok stoppet for tidligt, så optag den igen til "
    "sidste sætning. Læser du en anden tekst, så læg dine egne undertekster i {captions}."
)


@dataclass(frozen=True, slots=True)
class Job:
    """What a film is made of.

    `name` is its files' name without suffix, `docname` its page's. `key` is a digest of all that it is made
    of, `plain` of what its reading film is, and `have` the one that the film which is there was made from.
    `root` is the course's folder and `scratch` where a camera's film may be written until it takes its place.
    `voice` is the machine's voice, where there is one and nobody has recorded the page.
    """

    name: str
    docname: str
    manuscript: Manuscript
    look: Look
    recordings: Recordings
    key: str
    plain: str
    have: str
    root: Path
    scratch: Path
    voice: Path | None = None


@dataclass(slots=True)
class Made:
    """A film: its files by suffix, as bytes or where they have been written; or what is wrong with it.

    Without files the film that is there is the right one.
    """

    name: str
    files: dict[str, bytes | Path] = field(default_factory=dict)
    seconds: float = 0.0
    fault: CourseError | None = None


def make(job: Job) -> Made:
    """Make the film. When a recording or a voice cannot be used, it is told, and the film read in silence."""
    if job.recordings.files() or job.voice:
        try:
            return _recorded(job) if job.recordings.files() else _machine(job)
        except CourseError as fault:
            made = Made(job.name) if job.have == job.plain else _reading(job)
            made.fault = fault
            return made
    return _reading(job)


def _reading(job: Job) -> Made:
    return _drawn(job, script.reading(job.manuscript), READING, job.plain, None)


def _machine(job: Job) -> Made:
    """Return the film that a machine reads aloud, and says so.

    :raises CourseError: the voice cannot be used.
    """
    from vaertskab.outputs.film import piper, sound

    assert job.voice
    path = job.scratch / f".{job.name}.wav.ny"
    try:
        made = piper.read_aloud(job.manuscript, job.voice, path)
        heard = sound.read(path, job.name, cut=False)
        told = f" · {_(READ_BY_MACHINE)}"
        look = replace(job.look, organisation=job.look.organisation + told, foot=job.look.foot + told)
        return _drawn(replace(job, look=look), made, MACHINE, job.key, heard)
    finally:
        path.unlink(missing_ok=True)


def _recorded(job: Job) -> Made:
    recordings = job.recordings
    if recordings.camera:
        return _filmed(job, recordings.camera)
    from vaertskab.outputs.film import sound

    assert recordings.voice
    heard = sound.read(recordings.voice, _named(job, recordings.voice))
    cues, sure = _cues(job, heard, heard.seconds)
    return _drawn(
        job, script.script_for_voice(job.manuscript, cues, heard.seconds), VOICE, job.key, heard, sure
    )


def _drawn(job: Job, made: Script, kind: str, key: str, heard: Sound | None, sure: float = 1.0) -> Made:
    """Return the film of drawn slides, with the voice when there is one."""
    from vaertskab.outputs.film import encode, sound

    drawn = draw(job.look, made, job.root)
    film = encode.mp4(
        drawn.slides,
        drawn.grounds,
        [slide.start for slide in made.slides],
        made.timeline.seconds,
        made.timeline.chapters,
        job.look.title,
        sound.normalise_loudness(heard) if heard else None,
        sound.BIT_RATE,
    )
    files: dict[str, bytes | Path] = {".mp4": film, ".jpg": encode.jpeg(drawn.poster)}
    return _told(job, files, made.timeline, kind, key, (WIDTH, HEIGHT), _doubts(heard, sure))


def _filmed(job: Job, path: Path) -> Made:
    """Return the camera's film as it is, with captions from the manuscript or by hand."""
    from vaertskab.outputs.film import camera

    found = camera.checked(path, _named(job, path))
    cues, sure = _cues(job, found.sound, found.seconds)
    timeline = script.timeline_for_camera(job.manuscript, cues, found.seconds)
    film = job.scratch / f".{job.name}.mp4.ny"
    camera.pack(found, film)
    files: dict[str, bytes | Path] = {".mp4": film, ".jpg": camera.poster(found)}
    size = (found.width, found.height)
    return _told(job, files, timeline, CAMERA, job.key, size, _doubts(found.sound, sure))


def _cues(job: Job, heard: Sound, seconds: float) -> tuple[Sequence[Cue], float]:
    """Return the captions, made by hand or the manuscript's sentences, and how sure they are, from 0 to 1.

    :raises CourseError: those made by hand cannot be read, or go on after the recording has ended; or nobody
        can have read the manuscript in so little time.
    """
    from vaertskab.outputs.film import align, by_hand, media

    if path := job.recordings.captions:
        return by_hand.read(path, seconds, _named(job, path)), 1.0
    sentences = [line.text for line in script.lines(job.manuscript)]
    said = sum(map(len, sentences))
    if said > FASTEST * heard.spoken:
        spoken = media.minutes(heard.spoken)
        name = f"film/{Path(heard.name).stem}.vtt"
        message = _(_TOO_FAST).format(said=said, spoken=spoken, pace=said / heard.spoken, captions=name)
        raise CourseError(heard.name, 1, message)
    return align.place_captions(sentences, heard)


def _doubts(heard: Sound | None, sure: float) -> dict[str, object]:
    """Return what is worth a look in a film that has a voice."""
    return {"sure": round(sure, 2), "clipped": bool(heard and heard.clipped)}


def _told(
    job: Job,
    files: dict[str, bytes | Path],
    timeline: Timeline,
    kind: str,
    key: str,
    size: tuple[int, int],
    doubts: dict[str, object],
) -> Made:
    """Add the captions and the description to a film's files."""
    data = {
        "version": VERSION,
        "seconds": round(timeline.seconds, 3),
        "width": size[0],
        "height": size[1],
        "kind": kind,
        "cues": [[round(cue.start, 3), round(cue.end, 3), cue.text] for cue in timeline.cues],
        "chapters": [[round(chapter.start, 3), chapter.title] for chapter in timeline.chapters],
        **doubts,
        "key": key,
    }
    files[".vtt"] = captions.write(timeline.cues).encode()
    files[".json"] = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    return Made(job.name, files, timeline.seconds)


def _named(job: Job, path: Path) -> str:
    return path.relative_to(job.root).as_posix()
