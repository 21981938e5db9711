"""Slides → MP4: soft fades through paper, long rests, H.264 in a file that begins to play at once.

FFmpeg's libraries (PyAV) do it in memory. One thread and no clock: the same slides give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import av
from av.filter import Graph
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace

from vaertskab.outputs.film.slides import HEIGHT, WIDTH
from vaertskab.outputs.shared.timeline import Chapter

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.container.core import Chapter as Mark
    from av.video.stream import VideoStream

#: The film's clock ticks so often a second; a fade shows a picture at each tick.
TICKS = 20
TICK = Fraction(1, TICKS)
#: A fade, in ticks: half a second, begun so long before the slide's own time that it is read in time.
#: The words of one slide are gone before those of the next come.
#: Nothing flashes by it (WCAG 2.2, 2.3.1: no more than three times a second).
FADE, BEFORE = 10, 8
#: While a slide rests it is sent again this often (ticks), so that any player seeks and shows it at once.
REST = 2 * TICKS
#: After this long (ticks) there is a picture that needs no other, to seek to.
KEYS = 20 * TICKS
#: What is kept free at the file's beginning for its index, in bytes: in all, for a picture, and for a second
#: of sound.
_INDEX, _INDEX_PICTURE, _INDEX_SECOND = 6_000, 24, 600
#: The poster's width and height, in pixels.
POSTER = (1280, 720)
#: One quantiser throughout: a slide that rests needs no more bits where it is flat, and x264 keeps no small
#: copies of its pictures to look ahead in, which would add half as much memory.
_X264 = {
    "preset": "superfast",
    "qp": "29",
    "profile": "high",
    "x264-params": f"threads=1:rc-lookahead=0:scenecut=0:keyint=infinite:ref=1:bframes={FADE}"
    ":b-adapt=0:b-pyramid=none:weightb=1:weightp=0:mbtree=0:force-cfr=1:chroma-qp-offset=-6",
}
#: JPEG's quantiser, from fine to coarse; the first that is small enough is taken.
_QUALITIES = (2, 3, 4, 6, 8, 11, 15, 20, 31)


def picture(png: bytes) -> VideoFrame:
    """Return a slide as H.264 has it: 4:2:0 in the colours of HD (BT.709)."""
    return _decoded(png).reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )


def jpeg(frame_or_png: bytes | VideoFrame, most: int = 100_000) -> bytes:
    """Return the poster, 1280 × 720 pixels and at most `most` bytes (it travels in the weekly mail)."""
    frame = frame_or_png if isinstance(frame_or_png, VideoFrame) else _decoded(frame_or_png)
    small = frame.reformat(
        *POSTER, format="yuvj420p", dst_colorspace=Colorspace.ITU601, dst_color_range=ColorRange.JPEG
    )
    made = b""
    for quality in _QUALITIES:
        codec = av.CodecContext.create("mjpeg", "w")
        codec.width, codec.height = POSTER
        codec.pix_fmt, codec.time_base, codec.thread_count = "yuvj420p", Fraction(1), 1
        codec.color_range = ColorRange.JPEG
        codec.qmin = codec.qmax = quality
        codec.flags |= 0x800000  # bitexact: no version of FFmpeg in the file
        small.pts = 0
        made = b"".join(bytes(packet) for packet in [*codec.encode(small), *codec.encode(None)])
        if len(made) <= most:
            break
    return made


def _decoded(png: bytes) -> VideoFrame:
    with av.open(io.BytesIO(png), "r", format="png_pipe") as file:
        frame = next(file.decode(video=0))
    assert isinstance(frame, VideoFrame)
    return frame


class _Blend:
    """Lays two pictures over each other."""

    def __init__(self) -> None:
        self._graph, self._at = Graph(), 0
        form = av.VideoFormat("yuv420p", WIDTH, HEIGHT)
        self._below, self._above = (
            self._graph.add_buffer(width=WIDTH, height=HEIGHT, format=form, time_base=TICK) for _ in range(2)
        )
        self._blend = self._graph.add("blend", "all_mode=normal")
        self._below.link_to(self._blend, 0, 1)
        self._above.link_to(self._blend, 0, 0)
        self._sink = self._graph.add("buffersink")
        self._blend.link_to(self._sink)
        self._graph.configure()

    def __call__(self, before: VideoFrame, after: VideoFrame, share: float) -> VideoFrame:
        """Return the mixture of the two, the second `share` of the whole."""
        self._blend.process_command("all_opacity", f"{1 - share:.4f}")
        for frame, end in ((before, self._above), (after, self._below)):
            frame.pts, frame.time_base = self._at, TICK
            end.push(frame)
        self._at += 1
        mixed = self._sink.pull()
        assert isinstance(mixed, VideoFrame)
        return mixed


@cache
def _blend() -> _Blend:
    return _Blend()


def schedule(starts: Sequence[float], seconds: float) -> list[int]:
    """Return the tick at which each slide's fade begins, and the film's last; `starts` are in seconds."""
    found = [0]
    for start in starts[1:]:
        found.append(max(round(start * TICKS) - BEFORE, found[-1] + FADE + 1))
    return [*found, max(round(seconds * TICKS), found[-1] + FADE + 1)]


def _pictures(
    slides: Iterable[bytes], grounds: Iterable[bytes], ticks: Sequence[int]
) -> Iterator[tuple[int, VideoFrame, PictureType]]:
    """Yield each picture of the film with its tick, and whether it is one to seek to."""
    before: VideoFrame | None = None
    key = -KEYS
    for png, ground, (begin, end) in zip(slides, grounds, pairwise(ticks), strict=True):
        after, at = picture(png), begin
        if before is not None:
            # The paper itself stands in the middle, so that what is mixed with it takes few bits.
            paper, middle = picture(ground), FADE // 2
            for step in range(middle):
                yield at + step, _blend()(before, paper, (step + 1) / (middle + 1)), PictureType.B
            yield at + middle, paper, PictureType.P
            for step in range(middle + 1, FADE):
                share = (step - middle) / (FADE - middle)
                yield at + step, _blend()(paper, after, share), PictureType.B
            at += FADE
        # The last picture of all stands right at the end, so that the film is as long as it should be.
        last = [end - 1] if end == ticks[-1] else []
        for tick in dict.fromkeys([*range(at, end, REST), *last]):
            # Also the last slide begins anew: its ground is another colour, and no trace may be left.
            due = tick == at and (tick - key >= KEYS or bool(last))
            key = tick if due else key
            yield tick, after, PictureType.I if due else PictureType.P
        before = after


def mp4(
    slides: Sequence[bytes],
    grounds: Sequence[bytes],
    starts: Sequence[float],
    seconds: float,
    chapters: Iterable[Chapter],
    title: str,
    sound: Iterable[AudioFrame] | None = None,
    bit_rate: int = 128_000,
) -> bytes:
    """Return the film as an MP4 file: `slides` (PNG) from `starts` (seconds) on, `seconds` in all.

    Each is reached through its ground.

    `sound` is laid from the beginning, as AAC of `bit_rate` bits a second.
    """
    buffer = io.BytesIO()
    ticks = schedule(starts, seconds)
    pictures = FADE * len(slides) + ticks[-1] // REST + 2 * len(slides)
    room = int(_INDEX + _INDEX_PICTURE * pictures + (_INDEX_SECOND * seconds if sound is not None else 0))
    options = {"movflags": "+write_colr", "moov_size": str(room), "fflags": "+bitexact"}
    with av.open(buffer, "w", format="mp4", container_options=options) as out:
        out.metadata["title"] = title
        out.set_chapters(_marks(list(chapters), seconds))
        video = _video(out)
        audio = _audio(out, bit_rate) if sound is not None else None
        heard = iter(sound or ())
        until = 0.0
        for tick, frame, kind in _pictures(slides, grounds, ticks):
            frame.pts, frame.time_base, frame.duration = tick, TICK, 1
            frame.pict_type = kind
            out.mux(video.encode(frame))
            while audio is not None and until <= tick / TICKS:
                piece = next(heard, None)
                if piece is None:
                    break
                out.mux(audio.encode(piece))
                until = float((piece.pts or 0) * (piece.time_base or 0))
        out.mux(video.encode(None))
        if audio is not None:
            for piece in heard:
                out.mux(audio.encode(piece))
            out.mux(audio.encode(None))
    return buffer.getvalue()


def _video(out: OutputContainer) -> VideoStream:
    video: VideoStream = out.add_stream("libx264", rate=TICKS, options=_X264)
    video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    context = video.codec_context
    context.thread_count, context.time_base = 1, TICK
    context.color_range, context.colorspace = ColorRange.MPEG, Colorspace.ITU709
    context.color_primaries = context.color_trc = 1
    video.metadata["language"] = "dan"
    return video


def _audio(out: OutputContainer, bit_rate: int) -> AudioStream:
    audio: AudioStream = out.add_stream("aac", rate=48_000, layout="stereo")
    audio.bit_rate = bit_rate
    audio.codec_context.thread_count = 1
    audio.codec_context.flags |= 0x800000
    audio.metadata["language"] = "dan"
    return audio


def _marks(chapters: Sequence[Chapter], seconds: float) -> list[Mark]:
    """Return the chapters as FFmpeg has them, in milliseconds."""
    ends = [*(round(one.start * 1000) for one in chapters[1:]), round(seconds * 1000)][: len(chapters)]
    return [
        {
            "id": number, "start": round(one.start * 1000), "end": end,
            "time_base": Fraction(1, 1000), "metadata": {"title": one.title},
        }
        for number, (one, end) in enumerate(zip(chapters, ends, strict=True))
    ]  # fmt: skip
