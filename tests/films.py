"""Small, real films (H.264 by PyAV), laid where a build finds them, for what shows and plays them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
from av.video.reformatter import ColorRange, Colorspace

from vaertskab.model.text import sentences
from vaertskab.outputs.shared.timeline import Cue

SECONDS = 130
WIDTH, HEIGHT = 320, 180
CHAPTERS = ((0.0, "Titel"), (40.0, "Skranken & bordet"), (100.0, "Spørgsmålet"))


def said(paragraphs: Iterable[str], seconds: float = SECONDS) -> tuple[Cue, ...]:
    """Lay the sentences of a manuscript evenly over a film, with a moment between them."""
    spoken = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    each = seconds / (len(spoken) or 1)
    return tuple(
        Cue(round(n * each, 2), round((n + 1) * each - 0.1, 2), text) for n, text in enumerate(spoken)
    )


def _time(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{seconds % 60:06.3f}"


def _vtt(cues: Iterable[Cue]) -> str:
    blocks = (
        f"{_time(c.start)} --> {_time(c.end)}\n{c.text.replace('&', '&amp;').replace('<', '&lt;')}\n"
        for c in cues
    )
    return "WEBVTT\n\n" + "\n".join(blocks)


def _encode(path: Path, seconds: float) -> None:
    """Write a film of two frames a second whose brightness grows; and its poster, its first frame."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        stream = container.add_stream("libx264", rate=2, options={"crf": "30", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        count = int(seconds * 2)
        for number in range(count):
            frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
            for plane, value in zip(frame.planes, (30 + 200 * number // count, 120, 140), strict=True):
                plane.update(bytes([value]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, 2)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _poster(path: Path) -> None:
    with av.open(str(path), "w", format="image2") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuvj420p"
        frame = av.VideoFrame(1280, 720, "yuvj420p")
        for plane, value in zip(frame.planes, (140, 120, 140), strict=True):
            plane.update(bytes([value]) * plane.buffer_size)
        frame.pts = 0
        frame.color_range, frame.colorspace = ColorRange.JPEG, Colorspace.ITU601
        container.mux(stream.encode(frame))
        container.mux(stream.encode())


def lay_film(
    folder: Path, name: str, cues: Iterable[Cue], kind: str = "laesefilm", seconds: float = SECONDS
) -> Path:
    """Make the film `name` of `seconds` with these captions in `folder`, and return its mp4."""
    folder.mkdir(parents=True, exist_ok=True)
    cues = tuple(cues)
    _encode(folder / f"{name}.mp4", seconds)
    _poster(folder / f"{name}.jpg")
    (folder / f"{name}.vtt").write_text(_vtt(cues), "utf-8")
    told = {
        "version": 1, "seconds": float(seconds), "width": WIDTH, "height": HEIGHT, "kind": kind,
        "cues": [[cue.start, cue.end, cue.text] for cue in cues], "chapters": CHAPTERS, "key": "0" * 64,
    }  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps(told), "utf-8")
    return folder / f"{name}.mp4"
