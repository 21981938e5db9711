"""Recordings made for one test: noise that comes and goes as speech does, in any format."""

from __future__ import annotations

import array
import math
import random
import wave
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import av

RATE = 8_000
#: What is said, with the pause after it: seconds of each.
Said = Sequence[tuple[float, float]]


def speech(said: Said, loud: float = -20, hiss: float = -75, lead: float = 0.6) -> array.array[int]:
    """Return samples: `lead` seconds of room, then each sentence and its pause.

    `loud` and `hiss` are the levels of the voice and of the room, in dBFS.
    """
    made: dict[tuple[float, float], array.array[int]] = {}
    samples = array.array("h")
    for piece in [(0.0, lead), *said]:
        if piece not in made:
            made[piece] = _piece(*piece, 32767 * 10 ** (loud / 20), 32767 * 10 ** (hiss / 20))
        samples += made[piece]
    return samples


def _piece(spoken: float, silent: float, voice: float, room: float) -> array.array[int]:
    whole, said = round((spoken + silent) * RATE), math.ceil(spoken * RATE)
    return _tiled(_two_seconds(voice, room), said) + _tiled(_two_seconds(0.0, room), whole - said)


def _tiled(samples: array.array[int], count: int) -> array.array[int]:
    """Return so many samples, those given again and again."""
    return (samples * (count // len(samples) + 1))[:count]


@cache
def _two_seconds(voice: float, room: float) -> array.array[int]:
    """Return nine syllables of a voice in a room: after them it is the same again."""
    chance = random.Random(7)
    loud = (0.25 + abs(math.sin(math.pi * 4.5 * n / RATE)) for n in range(2 * RATE))
    values = (chance.gauss(0, 1) * room + chance.gauss(0, 1) * voice * now for now in loud)
    return array.array("h", (max(-32768, min(32767, round(value))) for value in values))


def paragraphs(seconds: float) -> list[tuple[float, float]]:
    """Return sentences and pauses that last `seconds` in all, with what stands before them."""
    said, left = [], seconds - 0.6
    while left > 5:
        said.append((3.2, 0.8))
        left -= 4
    return [*said, (left - 0.4, 0.4)]


def write_wav(path: Path, samples: array.array[int]) -> Path:
    """Write samples as a .wav file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def convert(source: Path, target: Path, codec: str, rate: int = 44_100, layout: str = "mono") -> Path:
    """Write a recording in another format, as phones do."""
    with av.open(str(source)) as old, av.open(str(target), "w") as new:
        stream = new.add_stream(codec, rate=rate, layout=layout)
        for frame in old.decode(audio=0):
            frame.pts = None
            new.mux(stream.encode(frame))
        new.mux(stream.encode(None))
    return target


def encode(frames: Iterable[av.AudioFrame], target: Path, bit_rate: int) -> Path:
    """Write frames as AAC, as a film has them."""
    with av.open(str(target), "w") as new:
        stream = new.add_stream("aac", rate=48_000, layout="stereo")
        stream.bit_rate = bit_rate
        for frame in frames:
            frame.pts = None
            new.mux(stream.encode(frame))
        new.mux(stream.encode(None))
    return target


def loudness(path: Path) -> tuple[float, float]:
    """Return how loud a recording is by EBU R 128: LUFS, and true peak in dBTP."""
    told: dict[str, str] = {}
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        graph = av.filter.Graph()
        source, meter = graph.add_abuffer(template=stream), graph.add("ebur128", metadata="1", peak="true")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        for frame in [*container.decode(stream), None]:
            graph.push(frame)
            for piece in _pulled(graph):
                told = piece.metadata or told
    return float(told["lavfi.r128.I"]), 20 * math.log10(float(told["lavfi.r128.true_peak"]))


def _pulled(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    while True:
        try:
            yield graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
