"""Which of a recording's tracks and channels the voice is on.

A phone or a meeting program may write a silent track first, a voice on one side only, or the two sides out of
phase, so that they cancel each other when they are laid together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.outputs.film import media

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

#: How much of each track is listened to, in seconds.
LISTENED = 60.0
#: A side so much quieter than the other is not the voice; sides that are so much quieter together than
#: one of them alone cancel each other. In dB.
_ONE_SIDED, _CANCELLED = 10.0, 9.0
_QUIETEST = -120.0
_STEREO: media.Filter = ("aformat", {"sample_fmts": "dbl", "channel_layouts": "stereo"})
NO_SOUND = N_(
    "Der er ingen lyd i filen. Er det et billede eller en film uden lyd, så læg lydoptagelsen her i stedet."
)
BOTH, LEFT, RIGHT, AGAINST = "0.5*c0+0.5*c1", "c0", "c1", "0.5*c0-0.5*c1"


@dataclass(frozen=True, slots=True)
class Track:
    """Where the voice is: the number of the track among those with sound, and how its sides make one."""

    number: int
    mix: str

    @property
    def filters(self) -> tuple[media.Filter, ...]:
        """What makes one channel of it."""
        return (_STEREO, ("pan", {"args": f"mono|c0={self.mix}"}))


#: A recording with one track, and nothing odd about it.
FIRST = Track(0, BOTH)


def find(container: InputContainer, name: str) -> Track:
    """Return where the voice of an opened recording is; it is wound back afterwards.

    :raises CourseError: there is no sound, or much of it is spoilt.
    """
    streams = container.streams.audio
    if not streams:
        raise CourseError(name, 1, _(NO_SOUND))
    heard = [_levels(container, stream, name) for stream in streams]
    number = max(range(len(heard)), key=lambda n: max(heard[n]))
    left, right, both = heard[number]
    if abs(left - right) > _ONE_SIDED:
        return Track(number, LEFT if left > right else RIGHT)
    return Track(number, AGAINST if both < max(left, right) - _CANCELLED else BOTH)


def _levels(container: InputContainer, stream: AudioStream, name: str) -> tuple[float, float, float]:
    """Return how loud the left side, the right side and both together are, in dBFS."""
    sides = media.Chain(stream, _STEREO, _astats("perchannel"))
    both = media.Chain(stream, _STEREO, ("pan", {"args": f"mono|c0={BOTH}"}), _astats("overall"))
    told: dict[str, str] = {}
    container.seek(0)
    frames = media.decoded(container, stream, name)
    rate = stream.rate or 48_000
    most = max(1, int(LISTENED * rate / max(stream.codec_context.frame_size or 1024, 1)))
    for frame in islice(frames, most):
        for chain in (sides, both):
            for piece in chain.through(frame):
                told |= piece.metadata
    container.seek(0)
    left, right, sum_ = (
        max(float(told.get(f"lavfi.astats.{which}.RMS_level", _QUIETEST)), _QUIETEST)
        for which in ("1", "2", "Overall")
    )
    return left, right, sum_


def _astats(what: str) -> media.Filter:
    measured = {"perchannel": ("RMS_level", "none"), "overall": ("none", "RMS_level")}[what]
    return (
        "astats",
        {"metadata": "1", "measure_perchannel": measured[0], "measure_overall": measured[1]},
    )
