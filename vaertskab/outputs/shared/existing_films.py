"""Which film belongs to a page: one that has been made, in `_build/film/`, under the page's own name.

A film is `NN-slug.mp4` with `NN-slug.json`, which says what is in it; `.vtt` (captions) and `.jpg` (poster)
lie beside them. Every output finds its films here; only what makes them knows what they are made from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vaertskab.model.language import _
from vaertskab.model.page import part_name
from vaertskab.outputs.shared.timeline import Chapter, Cue, Timeline

if TYPE_CHECKING:
    from vaertskab.model.content import Manuscript
    from vaertskab.model.course import Course
    from vaertskab.model.page import Page

FOLDER = "film"
#: The version of the description that is read.
VERSION = 1
#: What the outputs use of a film, besides its description.
SUFFIXES = (".mp4", ".vtt", ".jpg")
#: Where the film stands on its page.
ANCHOR = "se-filmen"
#: A film of the manuscript alone, which lasts as long as that takes to read.
READING = "laesefilm"
#: A film whose manuscript a machine reads aloud.
MACHINE = "maskine"
#: A film of a person's face: the words stand nowhere in the picture, so the captions are on from the start.
CAMERA = "kamera"


@dataclass(frozen=True, slots=True)
class Film:
    """A made film: its files by suffix (".mp4", and ".vtt" and ".jpg" where they are), and what is in it.

    `width` and `height` are in pixels, `size` is the film's in bytes.
    """

    files: Mapping[str, Path]
    timeline: Timeline
    kind: str
    width: int
    height: int
    size: int
    #: How many of its sentences were heard to end in a pause, from 0 to 1: how sure its captions are.
    sure: float = 1.0
    #: Its recording was too loud for the microphone.
    clipped: bool = False

    @property
    def name(self) -> str:
        """The name of its files, without suffix."""
        return self.files[".mp4"].stem

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.timeline.seconds


def folder_of(outdir: Path) -> Path:
    """Return where the films of an output built in `outdir` lie: beside it."""
    return outdir.parent / FOLDER


def name_of(docname: str) -> str:
    """Return the name of the files of the film of the page `docname`, without suffix."""
    return docname.rpartition("/")[2]


def film_of(folder: Path, docname: str) -> Film | None:
    """Return the film of the page `docname` among those in `folder`, or None when there is no whole one."""
    stem = folder / name_of(docname)
    found = {suffix: stem.with_name(stem.name + suffix) for suffix in SUFFIXES}
    found = {suffix: path for suffix, path in found.items() if path.is_file()}
    if ".mp4" not in found:
        return None
    try:
        told = json.loads(stem.with_name(f"{stem.name}.json").read_text("utf-8"))
        if told["version"] != VERSION:
            return None
        timeline = Timeline(
            float(told["seconds"]),
            tuple(Cue(float(start), float(end), str(text)) for start, end, text in told["cues"]),
            tuple(Chapter(float(start), str(title)) for start, title in told["chapters"]),
        )
        size = found[".mp4"].stat().st_size
        return Film(
            files=found,
            timeline=timeline,
            kind=str(told["kind"]),
            width=int(told["width"]),
            height=int(told["height"]),
            size=size,
            sure=float(told.get("sure", 1)),
            clipped=bool(told.get("clipped")),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def find_films(pages: Iterable[Page], folder: Path) -> dict[str, Film]:
    """Return the films in `folder` of those `pages` that have a place for one, by docname."""
    found = {page.docname: film_of(folder, page.docname) for page in pages if page.film}
    return {docname: film for docname, film in sorted(found.items()) if film}


def permalink(course: Course, page: Page) -> str:
    """Return the path of an address that leads to the page's film and stays when the page is moved.

    It is short, as it is printed; a page without a week has its own address only. In the first part that goes
    week by week it has no more than the week, in the others the part too.
    """
    if not page.week:
        return f"{page.docname}.html#{ANCHOR}"
    first, name = next(iter(course.weekly_parts()), None), part_name(page.docname)
    part = "" if first is None or first.name == name else f"{name}-"
    return f"{FOLDER}/{part}uge-{page.week}.html"


def says(film: Film, manuscript: Manuscript) -> bool:
    """Tell whether the film says what the manuscript says now, sentence by sentence."""
    spoken = " ".join(cue.text for cue in film.timeline.cues)
    return spoken.split() == " ".join(manuscript.paragraphs).split()


def minutes_of(seconds: float) -> str:
    """Return "2 min. 51 sek.", as a reader is told how long a film is."""
    minutes, rest = divmod(round(seconds), 60)
    return " ".join(
        f"{number} {unit}" for number, unit in ((minutes, _("min.")), (rest, _("sek."))) if number
    )


def clock(seconds: float) -> str:
    """Return "1:05": a place in a film."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
