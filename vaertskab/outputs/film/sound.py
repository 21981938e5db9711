"""A voice for a film: a recording by a colleague, from a phone or a microphone, in any usual format."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.errors import CourseError
from vaertskab.model.text import MAX_FILM_SECONDS
from vaertskab.outputs.film import levels, media

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

#: How loud a film is (LUFS) and how loud its loudest moment may be (dBTP), by EBU R 128 (2023) and
#: its supplement 2 for streaming; samples a second.
LOUDNESS, PEAK, RATE = -16.0, -1.5, 48_000
#: Bits a second for AAC. With fewer the encoder adds so much to a peak that it rises above `PEAK`.
BIT_RATE = 128_000
#: Where the limiter stops, in dBFS: AAC adds a little to a peak.
_CEILING = PEAK - 1.0

#: One voice for both ears, without the rumble of hands and desks that no voice reaches down to.
_VOICE: tuple[media.Filter, ...] = (
    ("aformat", {"sample_fmts": "dbl", "channel_layouts": "mono", "sample_rates": str(RATE)}),
    ("highpass", {"f": "70"}),
    ("aformat", {"channel_layouts": "stereo"}),
)
#: Kinds of files that say truly how long they are; of them, less than this share is not all of it.
_HONEST, _WHOLE = frozenset({"mov,mp4,m4a,3gp,3g2,mj2", "flac", "matroska,webm"}), 0.95
_NO_SOUND = (
    "Der er ingen lyd i filen. Er det et billede eller en film uden lyd, så læg lydoptagelsen her i stedet."
)
_SILENT = (
    "Der kan ikke høres nogen stemme i optagelsen. Se efter, om mikrofonen var slået til, hold telefonen "
    "tættere på munden, og optag igen et stille sted."
)
_CUT = (
    "Kun {part} af de {whole} i optagelsen kan læses, så filen er ikke kommet helt over. "
    "Send den igen fra telefonen."
)

_METER: media.Filter = ("ebur128", {"metadata": "1", "peak": "true", "framelog": "quiet"})
_LEVEL = "lavfi.astats.Overall.RMS_level"
_LEVELS: tuple[media.Filter, ...] = (
    ("aformat", {"sample_fmts": "flt", "channel_layouts": "mono", "sample_rates": "16000"}),
    ("highpass", {"f": "120"}),
    ("asetnsamples", {"n": str(int(levels.STEP * 16_000)), "p": "0"}),
    (
        "astats",
        {"metadata": "1", "reset": "1", "measure_perchannel": "none", "measure_overall": "RMS_level"},
    ),
)


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a recording is: LUFS, and its true peak in dBTP (EBU R 128)."""

    integrated: float
    peak: float


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that can be used: its length and its pauses (start, end), in seconds."""

    path: Path
    name: str
    seconds: float
    pauses: tuple[tuple[float, float], ...]
    loudness: Loudness


def read(path: Path, name: str = "") -> Sound:
    """Listen a recording through, piece by piece: a long one takes no more memory.

    `name` is its path from the course's root, for the messages.

    :raises CourseError: it is broken or empty, has no voice, or does not last 2–5 minutes.
    """
    name = name or path.name
    with media.opened(path, name) as container:
        return heard(container, path, name)


def heard(container: InputContainer, path: Path, name: str) -> Sound:
    """Listen to an opened recording, as `read` does; also a film has its sound.

    :raises CourseError: as `read`.
    """
    stream = _voice(container, name)
    claimed = _claimed(container)
    meter, shape = media.Chain(stream, *_VOICE, _METER), media.Chain(stream, *_LEVELS)
    told: dict[str, str] = {}
    found: list[float] = []
    seconds = 0.0
    for frame in itertools.chain(media.decoded(container, stream, name), [None]):
        if frame is not None:
            seconds += frame.samples / frame.sample_rate
            if seconds > MAX_FILM_SECONDS + media.LEEWAY:
                raise CourseError(name, 1, media.length_fault(max(seconds, media.told_seconds(container))))
        for piece in meter.through(frame):
            told = piece.metadata or told
        found += [float(piece.metadata[_LEVEL]) for piece in shape.through(frame)]
    if seconds < 1:
        raise media.broken(name)
    if seconds < claimed * _WHOLE:
        raise CourseError(name, 1, _CUT.format(part=media.minutes(seconds), whole=media.minutes(claimed)))
    silent = levels.threshold(found)
    if silent is None:
        raise CourseError(name, 1, _SILENT)
    if fault := media.length_fault(seconds):
        raise CourseError(name, 1, fault)
    peak = 20 * math.log10(float(told["lavfi.r128.true_peak"]))
    loudness = Loudness(float(told["lavfi.r128.I"]), peak)
    return Sound(path, name, seconds, levels.pauses(found, silent), loudness)


def evened(sound: Sound) -> Iterator[AudioFrame]:
    """Yield the recording evened to `LOUDNESS` and at most `PEAK`: two channels, `RATE` a second, for AAC.

    One gain throughout, so that the room behind the voice does not come and go, and a limiter for the
    moments that it would make too loud.
    """
    gain = LOUDNESS - sound.loudness.integrated
    if sound.loudness.peak + gain > _CEILING:
        # The limiter takes a little off; it is given back.
        loud = LOUDNESS
        for frame in _through(sound, *_louder(gain), ("ebur128", {"metadata": "1", "framelog": "quiet"})):
            loud = float(frame.metadata.get("lavfi.r128.I", loud))
        gain += LOUDNESS - loud
    yield from _through(sound, *_louder(gain))


def _louder(gain: float) -> tuple[media.Filter, ...]:
    limit = {"limit": f"{10 ** (_CEILING / 20):.4f}", "level": "0", "attack": "5", "release": "60"}
    return (
        ("volume", {"volume": f"{gain:.2f}dB"}),
        # Between two samples a wave may rise above both: the limiter looks at twice as many.
        ("aresample", {"sample_rate": str(2 * RATE)}),
        ("alimiter", limit | {"latency": "1"}),
        ("aresample", {"sample_rate": str(RATE)}),
        ("aformat", {"sample_fmts": "fltp", "channel_layouts": "stereo", "sample_rates": str(RATE)}),
    )


def _through(sound: Sound, *filters: media.Filter) -> Iterator[AudioFrame]:
    with media.opened(sound.path, sound.name) as container:
        stream = _voice(container, sound.name)
        chain = media.Chain(stream, *_VOICE, *filters)
        for frame in media.decoded(container, stream, sound.name):
            yield from chain.through(frame)
        yield from chain.through(None)


def _voice(container: InputContainer, name: str) -> AudioStream:
    if not container.streams.audio:
        raise CourseError(name, 1, _NO_SOUND)
    return container.streams.audio[0]


def _claimed(container: InputContainer) -> float:
    """Return how many seconds the file itself says that it lasts, or 0 where that is a guess."""
    return media.told_seconds(container) if container.format.name in _HONEST else 0.0
