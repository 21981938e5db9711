"""A voice for a film: a recording by a colleague, from a phone or a microphone, in any usual format."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.model.limits import MAX_FILM_SECONDS
from vaertskab.outputs.film import levels, media, tracks
from vaertskab.outputs.film.tracks import FIRST, Track

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
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
#: A silence longer than `_LONG_END` before and after the voice, or than `_LONG_PAUSE` in it, is cut down to
#: `_KEPT`; the three seconds after a question stay. In seconds.
_LONG_END, _LONG_PAUSE, _KEPT = 1.0, 4.5, 1.0
#: A recording is clipped when its loudest samples are at least `_TOP` (dBFS) and more than `_AT_TOP` of them
#: all, or when AAC or MP3 has made them louder than there is room for, by `_OVER` (dBFS).
_TOP, _AT_TOP, _OVER = -0.5, 0.0005, 1.0
#: Kinds of files that say truly how long they are; of them, less than this share is not all of it.
_HONEST, _WHOLE = frozenset({"mov,mp4,m4a,3gp,3g2,mj2", "flac", "matroska,webm"}), 0.95
_SILENT = N_(
    "Der kan ikke høres nogen stemme i optagelsen. Se efter, om mikrofonen var slået til, hold telefonen "
    "tættere på munden, og optag igen et stille sted."
)
_CUT = N_(
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
#: How loud the loudest samples are, and how many they are, of the whole recording.
_PEAK_LEVEL, _PEAK_COUNT = "lavfi.astats.Overall.Peak_level", "lavfi.astats.Overall.Peak_count"
_PEAKS: media.Filter = (
    "astats",
    {"metadata": "1", "measure_perchannel": "none", "measure_overall": "Peak_level+Peak_count"},
)
#: A pause so near the beginning or the end of a recording is its edge, in seconds.
_AT_EDGE = 0.1
#: Nobody listens longer than this to find out that a recording is too long, in seconds: some is cut away.
LONGEST_HEARD = MAX_FILM_SECONDS + 120


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a recording is: LUFS, and its true peak in dBTP (EBU R 128)."""

    integrated: float
    peak: float


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that can be used: its length and its pauses (start, end), in seconds.

    `cuts` are the silences (start, end) that are left out of it: length and pauses are those without them.
    `clipped` tells that its loudest moments were too loud for the microphone.
    """

    path: Path
    name: str
    seconds: float
    pauses: tuple[tuple[float, float], ...]
    loudness: Loudness
    track: Track = FIRST
    cuts: tuple[tuple[float, float], ...] = ()
    clipped: bool = False

    @property
    def spoken(self) -> float:
        """How many seconds somebody speaks."""
        return self.seconds - sum(end - start for start, end in self.pauses)


def read(path: Path, name: str = "", *, cut: bool = True) -> Sound:
    """Listen a recording through, piece by piece: a long one takes no more memory.

    `name` is its path from the course's root, for the messages; `cut` leaves out long silences.

    :raises CourseError: it is broken or empty, has no voice, or is no film's length.
    """
    name = name or path.name
    with media.opened(path, name) as container:
        return heard(container, path, name, cut=cut)


def heard(container: InputContainer, path: Path, name: str, *, cut: bool = False) -> Sound:
    """Listen to an opened recording, as `read` does; also a film has its sound.

    :raises CourseError: as `read`.
    """
    track = tracks.find(container, name)
    stream = container.streams.audio[track.number]
    claimed = _claimed(container)
    meter = media.Chain(stream, *track.filters, *_VOICE, _METER)
    shape = media.Chain(stream, *track.filters, *_LEVELS)
    peaks = media.Chain(stream, _PEAKS)
    told: dict[str, str] = {}
    found: list[float] = []
    seconds, samples = 0.0, 0
    for frame in itertools.chain(media.decoded(container, stream, name), [None]):
        if frame is not None:
            seconds += frame.samples / frame.sample_rate
            samples += frame.samples
            if seconds > LONGEST_HEARD:
                raise CourseError(name, 1, media.length_fault(max(seconds, media.told_seconds(container))))
        for chain in (meter, peaks):
            for piece in chain.through(frame):
                told |= piece.metadata
        found += [float(piece.metadata[_LEVEL]) for piece in shape.through(frame)]
    if seconds < 1:
        raise media.broken(name)
    if seconds < claimed * _WHOLE:
        raise CourseError(name, 1, _(_CUT).format(part=media.minutes(seconds), whole=media.minutes(claimed)))
    silent = levels.threshold(found)
    if silent is None:
        raise CourseError(name, 1, _(_SILENT))
    pauses = levels.pauses(found, silent)
    cuts = tuple(_cuts(pauses, seconds)) if cut else ()
    seconds, pauses = seconds - sum(end - start for start, end in cuts), _without(pauses, cuts)
    if fault := media.length_fault(seconds):
        raise CourseError(name, 1, fault)
    peak = 20 * math.log10(float(told["lavfi.r128.true_peak"]))
    loudness = Loudness(float(told["lavfi.r128.I"]), peak)
    clipped = _clipped(float(told.get(_PEAK_LEVEL, -99)), float(told.get(_PEAK_COUNT, 0)) / samples)
    return Sound(path, name, seconds, pauses, loudness, track, cuts, clipped)


def _clipped(peak: float, share: float) -> bool:
    """Tell whether a recording was too loud: its loudest samples in dBFS, and their share of all."""
    return peak > _OVER or (peak >= _TOP and share > _AT_TOP)


def _cuts(pauses: Sequence[tuple[float, float]], seconds: float) -> Iterator[tuple[float, float]]:
    """Yield what is left out of long silences, which keep `_KEPT` seconds next to the voice."""
    for start, end in pauses:
        if start <= _AT_EDGE:
            if end - start > _LONG_END:
                yield 0.0, end - _KEPT
        elif end >= seconds - _AT_EDGE:
            if end - start > _LONG_END:
                yield start + _KEPT, seconds
        elif end - start > _LONG_PAUSE:
            yield start + _KEPT / 2, end - _KEPT / 2


def _without(
    pauses: Sequence[tuple[float, float]], cuts: Sequence[tuple[float, float]]
) -> tuple[tuple[float, float], ...]:
    """Return the pauses as they are when the cuts have been left out."""

    def moved(at: float) -> float:
        return at - sum(max(0.0, min(at, end) - start) for start, end in cuts if start < at)

    return tuple((round(moved(start), 3), round(moved(end), 3)) for start, end in pauses)


def normalise_loudness(sound: Sound) -> Iterator[AudioFrame]:
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
        stream = container.streams.audio[sound.track.number]
        chain = media.Chain(stream, *_kept(sound), *sound.track.filters, *_VOICE, *filters)
        for frame in media.decoded(container, stream, sound.name):
            yield from chain.through(frame)
        yield from chain.through(None)


def _kept(sound: Sound) -> tuple[media.Filter, ...]:
    """Return the filters that leave out the cuts, a hundredth of a second exact."""
    if not sound.cuts:
        return ()
    inside = "+".join(f"between(t,{start:.3f},{end:.3f})" for start, end in sound.cuts)
    return (
        ("aformat", {"sample_fmts": "dbl", "sample_rates": str(RATE)}),
        ("asetnsamples", {"n": str(RATE // 100), "p": "0"}),
        ("aselect", {"expr": f"not({inside})"}),
        ("asetpts", {"expr": "N/SR/TB"}),
    )


def _claimed(container: InputContainer) -> float:
    """Return how many seconds the file itself says that it lasts, or 0 where that is a guess."""
    return media.told_seconds(container) if container.format.name in _HONEST else 0.0
