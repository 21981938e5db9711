"""A colleague in front of a camera: the film is used as it is, when browsers play it.

The pictures are not encoded again. The file is packed anew, with its index first so that it plays at once,
and without what a phone has written in it: where and when it was filmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
from av.filter import Graph

from vaertskab.model.errors import CourseError
from vaertskab.model.language import N_, _
from vaertskab.outputs.film import encode, media
from vaertskab.outputs.film import sound as sounds

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

#: The most that GitHub takes in one file, and enough for five minutes at 720p. In bytes.
LARGEST = 100_000_000

_SETTING = N_(
    "Optag den igen med en anden indstilling. På iPhone: Indstillinger › Kamera › Formater › "
    "Mest kompatibel. På Android: Kamera › Indstillinger › slå »HEVC« eller »effektiv video« fra."
)
_TOO_LARGE = N_(
    "Filmen fylder {size} MB; den må højst fylde 100 MB, for mere tager GitHub ikke imod, og den skal kunne "
    "ses på en telefon. Optag i 720p (HD), eller gem den mindre med telefonens eller Windows' klippeprogram."
)
_CODEC = N_("Filmen er gemt som {codec}, som flere browsere ikke kan vise; den skal være H.264 med AAC-lyd.")
_CONTAINER = N_("Filmen er ikke en mp4-fil indeni, og så kan nogle browsere ikke vise den.")
_NO_PICTURE = N_(
    "Der er kun lyd i filen. Er det din stemme, der skal bruges, så giv filen endelsen .m4a; "
    "ellers læg filmen her i stedet."
)
_NO_SOUND = N_("Der er ingen lyd i filmen. Se efter, om mikrofonen var slået til, og optag igen.")


@dataclass(frozen=True, slots=True)
class Camera:
    """A film that can be used: seconds, pixels as it is shown (a phone may be held upright), its sound."""

    path: Path
    name: str
    seconds: float
    width: int
    height: int
    sound: sounds.Sound


def checked(path: Path, name: str = "") -> Camera:
    """Return what a film is, when it can be used. `name` is its path from the root, for the messages.

    :raises CourseError: it is broken or empty, too large, does not last 2–5 minutes, has no picture or no
        voice, or is of a kind that not every browser plays.
    """
    name = name or path.name
    size = path.stat().st_size
    if size > LARGEST:
        raise CourseError(name, 1, _(_TOO_LARGE).format(size=round(size / 1e6)))
    with media.opened(path, name) as container:
        stream = _picture(container, name)
        first = next(_frames(container, stream, 0.0), None)
        if first is None:
            raise media.broken(name)
        seconds = media.told_seconds(container)
        if fault := media.length_fault(seconds):
            raise CourseError(name, 1, fault)
        container.seek(0)
        heard = sounds.heard(container, path, name)
    size_shown = (first.width, first.height) if first.rotation % 180 == 0 else (first.height, first.width)
    return Camera(path, name, seconds, *size_shown, heard)


def _unknown(codec: str) -> str:
    """Return what is wrong with a film of a kind that not every browser plays, and what to do."""
    return f"{_(_CODEC).format(codec=codec)} {_(_SETTING)}"


def _picture(container: InputContainer, name: str) -> VideoStream:
    """Return the stream with the picture, when browsers play it and what is heard with it."""
    if not container.streams.video:
        raise CourseError(name, 1, _(_NO_PICTURE))
    if not container.streams.audio:
        raise CourseError(name, 1, _(_NO_SOUND))
    if "mp4" not in container.format.name.split(","):
        raise CourseError(name, 1, f"{_(_CONTAINER)} {_(_SETTING)}")
    stream = container.streams.video[0]
    codec, spoken = stream.codec_context, container.streams.audio[0].codec_context
    if codec.name == "hevc":
        raise CourseError(name, 1, _unknown("HEVC (H.265)"))
    if codec.name != "h264" or spoken.name != "aac":
        both = _("{picture} med {sound}-lyd").format(picture=codec.name, sound=spoken.name)
        raise CourseError(name, 1, _unknown(both))
    if codec.pix_fmt not in ("yuv420p", "yuvj420p"):
        colours = _("H.264 med farverne {colours}").format(colours=codec.pix_fmt)
        raise CourseError(name, 1, _unknown(colours))
    return stream


def _frames(container: InputContainer, stream: VideoStream, at: float) -> Iterator[VideoFrame]:
    """Yield the pictures from the last key frame before `at` seconds on; a spoilt one is passed over."""
    container.seek(int(at * 1e6))
    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            continue


def pack(camera: Camera, target: Path) -> None:
    """Write the film to `target` as mp4: the same pictures and sound, index first, no place and no time.

    :raises CourseError: the film can no longer be read.
    """
    with media.opened(camera.path, camera.name) as old:
        picture, voice = old.streams.video[0], old.streams.audio[0]
        turned = next(_frames(old, picture, 0.0)).rotation
        old.seek(0)
        options = {"movflags": "+faststart", "fflags": "+bitexact"}
        with av.open(str(target), "w", format="mp4", options=options) as new:
            shown, spoken = new.add_stream_from_template(picture), new.add_stream_from_template(voice)
            if turned:
                shown.set_display_rotation(turned)
            for packet in old.demux(picture, voice):
                if packet.dts is not None:
                    packet.stream = shown if packet.stream.index == picture.index else spoken
                    new.mux(packet)


def poster(camera: Camera) -> bytes:
    """Return a picture from the film as JPEG, upright, with bars where needed.

    The first of a few places that is not dark, since films begin dark.

    :raises CourseError: the film can no longer be read.
    """
    with media.opened(camera.path, camera.name) as container:
        stream = container.streams.video[0]
        found = [next(_frames(container, stream, camera.seconds * at), None) for at in (0.05, 0.2, 0.5)]
    frames = [frame for frame in found if frame is not None]
    if not frames:
        raise media.broken(camera.name)
    return encode.jpeg(_upright(next((frame for frame in frames if _light(frame) > 40), frames[0])))


def _light(frame: VideoFrame) -> float:
    """Return how light a picture is on the whole, 0–255."""
    small = frame.reformat(width=16, height=16, format="gray")
    rows = bytes(small.planes[0])
    across = small.planes[0].line_size
    return sum(sum(rows[n * across : n * across + 16]) for n in range(16)) / 256


def _upright(frame: VideoFrame) -> VideoFrame:
    """Return the picture as it is shown, in the poster's size."""
    width, height = encode.POSTER
    turns = {90: ["cclock"], -90: ["clock"], 270: ["clock"], 180: ["clock", "clock"], -180: ["clock"] * 2}
    graph = Graph()
    last = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base or media.TICK
    )
    box = f"{width}:{height}"
    for kind, arguments in (
        *(("transpose", turn) for turn in turns.get(frame.rotation, [])),
        ("scale", f"{box}:force_original_aspect_ratio=decrease:out_range=full"),
        ("pad", f"{box}:(ow-iw)/2:(oh-ih)/2"),
        ("setsar", "1"),
        ("format", "yuvj420p"),
    ):
        following = graph.add(kind, arguments)
        last.link_to(following)
        last = following
    last.link_to(graph.add("buffersink"))
    graph.configure()
    graph.push(frame)
    return cast("VideoFrame", graph.pull())
