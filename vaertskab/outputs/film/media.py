"""Recordings as they come, from any phone: opened, decoded piece by piece, and told of in Danish."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
from av.filter import Graph

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _, ngettext
from vaertskab.model.limits import MAX_FILM_MINUTES, MAX_FILM_SECONDS, MIN_FILM_MINUTES, MIN_FILM_SECONDS

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

#: What is rounded away before a length is judged: a phone cuts where it likes.
LEEWAY = 0.5
#: Of a recording's packets, how large a part may be spoilt before it is called broken.
_SPOILT = 0.02

#: What a recording may be inside, whatever its name: a list of other files or addresses is none. The pictures
#: are there to be told of as what they are.
_TAKEN = {
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,wav,w64,mp3,aac,ogg,flac,amr,amrnb,amrwb,asf,"
    "png_pipe,jpeg_pipe",
    "protocol_whitelist": "file",
}

#: A thousandth of a second, for pictures that stand alone.
TICK = Fraction(1, 1000)
Filter = tuple[str, dict[str, str]]


def minutes(seconds: float) -> str:
    """Return a length as a Danish reader says it: "40 minutter", "1 minut og 5 sekunder"."""
    whole, rest = divmod(round(seconds), 60)
    parts = []
    if whole:
        parts.append(ngettext("{number} minut", "{number} minutter", whole).format(number=whole))
    if rest or not whole:
        parts.append(ngettext("{number} sekund", "{number} sekunder", rest).format(number=rest))
    return _(" og ").join(parts)


def told_seconds(container: InputContainer) -> float:
    """Return how many seconds a recording says that it lasts, or 0; some kinds of files only guess."""
    return (container.duration or 0) / 1e6


def length_fault(seconds: float) -> str:
    """Return what is wrong with a film of `seconds`, in Danish, or ""."""
    if seconds > MAX_FILM_SECONDS + LEEWAY:
        more = _("mere end {number} minutter").format(number=MAX_FILM_MINUTES)
        told = minutes(seconds) if seconds >= MAX_FILM_SECONDS + 2 else more
        return _(
            "Optagelsen varer {length}; en film varer {shortest}–{longest} minutter. "
            "Klip begyndelsen og slutningen fra på telefonen, eller optag den igen."
        ).format(length=told, shortest=MIN_FILM_MINUTES, longest=MAX_FILM_MINUTES)
    if seconds < MIN_FILM_SECONDS - LEEWAY:
        return _(
            "Optagelsen varer kun {length}; en film varer {shortest}–{longest} minutter. "
            "Er den stoppet for tidligt, så optag den igen. Læs hele manuskriptet, og hold pauserne."
        ).format(length=minutes(seconds), shortest=MIN_FILM_MINUTES, longest=MAX_FILM_MINUTES)
    return ""


@contextlib.contextmanager
def opened(path: Path, name: str) -> Iterator[InputContainer]:
    """Open a recording; `name` is its path from the course's root, for the messages.

    Whatever FFmpeg says of it, here and while it is read, is told as a CourseError.

    :raises CourseError: the file is empty, or is no recording that can be read.
    """
    if path.stat().st_size == 0:
        raise CourseError(
            name, 1, _("Filen er tom (0 byte). Send optagelsen fra telefonen igen, og læg den her i stedet.")
        )
    try:
        with av.open(str(path), metadata_errors="replace", options=_TAKEN) as container:
            yield container
    except (av.FFmpegError, ValueError) as error:
        raise broken(name, str(getattr(error, "strerror", "") or error)) from error


def broken(name: str, reason: str = "") -> CourseError:
    """Return the fault of a file that is no recording, or only part of one."""
    told = _(" (Programmet siger: {error})").format(error=reason) if reason else ""
    message = _(
        "Filen kan ikke læses som en optagelse. Måske er den ikke kommet helt over fra telefonen, eller også "
        "er den en anden slags fil. Send den igen, helst som m4a eller mp3."
    )
    return CourseError(name, 1, message + told)


def decoded(container: InputContainer, stream: AudioStream, name: str) -> Iterator[AudioFrame]:
    """Yield the sound, frame by frame. A spoilt packet here and there is passed over.

    :raises CourseError: much of the recording is spoilt.
    """
    packets = spoilt = 0
    for packet in container.demux(stream):
        packets += 1
        try:
            yield from packet.decode()
        except av.InvalidDataError:
            spoilt += 1
    if spoilt > max(2, _SPOILT * packets):
        raise broken(name)


class Chain:
    """Filters one after another, for the sound of `stream`."""

    def __init__(self, stream: AudioStream, *filters: Filter) -> None:
        """Link `filters`: each a name of FFmpeg's and its settings."""
        self._graph = Graph()
        last = self._graph.add_abuffer(template=stream)
        for kind, settings in filters:
            following = self._graph.add(kind, **settings)
            last.link_to(following)
            last = following
        last.link_to(self._graph.add("abuffersink"))
        self._graph.configure()

    def through(self, frame: AudioFrame | None) -> Iterator[AudioFrame]:
        """Send a frame in, or None when there are no more, and yield what comes out."""
        self._graph.push(frame)
        while True:
            try:
                yield self._graph.pull()  # type: ignore[misc]  # audio goes in, and audio comes out
            except (av.BlockingIOError, av.EOFError):
                return
