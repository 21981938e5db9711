"""What there is to print, as the other outputs tell of it.

The binder is built before the site and lists its PDFs in `udskrifter.json`; others know that list only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.osutil import relative_uri

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: The folder of the PDFs: beside the site's when they are made, inside it when they are read.
FOLDER = "pdf"
LIST = "udskrifter.json"
#: The folders of what is made for single pages: handouts, cards to cut, posters; and of meetings: plans and
#: slides.
HANDOUTS, CARDS, POSTERS, MEETINGS = "ark", "kort", "plakat", "moeder"
#: The folder of the binder and the handouts in large print, where they have been asked for.
LARGE_PRINT = "stor-skrift"
#: The e-book: beside the site in a folder of its own when it is made, at the site's top when it is read.
EBOOK_FOLDER = "epub"
EBOOK_NAME = "kursus.epub"


@dataclass(frozen=True, slots=True)
class Print:
    """A PDF: its path below the folder, its title, its pages, and its sheets printed on both sides.

    `page` is the docname of the page whose own it is, or "".
    """

    file: str
    title: str
    pages: int
    sheets: int
    page: str

    @property
    def is_large(self) -> bool:
        """Whether it is in large print."""
        return self.file.startswith(f"{LARGE_PRINT}/")

    @property
    def is_handout(self) -> bool:
        """Whether it is a sheet that is made for one page."""
        return self.file.startswith(f"{HANDOUTS}/")


def prints_of(outdir: Path) -> dict[str, Print]:
    """Return what there is to print by file, in the binder's order, for what is built in `outdir`.

    It is empty when nothing has been made.
    """
    folder = outdir.parent / FOLDER
    try:
        rows = json.loads((folder / LIST).read_text("utf-8"))
        found = [Print(row["file"], row["title"], row["pages"], row["sheets"], row["page"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {one.file: one for one in found if (folder / one.file).is_file()}


def ebook_of(outdir: Path) -> Path | None:
    """Return the e-book that has been made, or None."""
    path = outdir.parent / EBOOK_FOLDER / EBOOK_NAME
    return path if path.is_file() else None


def handout(prints: Mapping[str, Print], docname: str) -> Print | None:
    """Return the PDF of a page's own, or None: its handout, or what is made of the whole page."""
    other = (f"{CARDS}/", f"{POSTERS}/", f"{MEETINGS}/")
    return next(
        (one for one in prints.values() if one.page == docname and not one.file.startswith(other)), None
    )


def meeting_file(meeting_id: str) -> str:
    """Return the path of a meeting's slides, below the folder."""
    return f"{MEETINGS}/{meeting_id}.pdf"


def run_sheet_file(meeting_id: str) -> str:
    """Return the path of a meeting's plan on paper, below the folder."""
    return f"{MEETINGS}/{meeting_id}-drejebog.pdf"


def address(builder: Builder, docname: str, one: Print) -> str:
    """Return the address of a PDF, as seen from the page `docname`."""
    return relative_uri(builder.get_target_uri(docname), f"{FOLDER}/{one.file}")
