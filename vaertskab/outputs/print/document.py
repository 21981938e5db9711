"""What the builder compiles: one Typst source and the files that it reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from vaertskab.model.text import day_in_words
from vaertskab.outputs.shared.escape import markup, string


@dataclass(frozen=True)
class Document:
    """One PDF to be.

    `name` is the PDF's path below the output folder, with "/" between folders ("samtalekort.pdf",
    "ark/papirflyveren.pdf"); `title` is what the print page calls it (Danish). `main` is the Typst
    source. It may `#import "/layout/base.typ": *`: the folders `layout/` of this output and of `shared` are
    one there.
    `files` are the other files that it reads, by path from the root, without a slash in front
    ("qr/uge-1.svg" is read as "/qr/uge-1.svg"); files of the same path in two documents must be equal.
    The families in `vaertskab/outputs/shared/fonts/` are the only fonts there are. `most_pages` stops the
    build when the PDF gets longer, after each source in `shorter` has been tried; 0 for any length.
    `page` is the docname of the page whose own it is, where this is told. `large` sets it in large print.
    """

    name: str
    title: str
    main: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    most_pages: int = 0
    shorter: tuple[str, ...] = ()
    page: str = ""
    large: bool = False


@dataclass(frozen=True)
class Edition:
    """What is printed on every sheet: when this edition was made, of what, and where the newest is.

    `commit` is the short commit, or "" where there is no git. A Danish phrase says where the newest edition
    is found: `newest` is how it begins, `place` the address that it ends with, and `url` where that leads.
    """

    organisation: str
    day: date
    commit: str
    newest: str
    place: str
    url: str

    @property
    def stamp(self) -> int:
        """The day's beginning, in seconds since 1970."""
        return int(datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC).timestamp())

    @property
    def version(self) -> str:
        """The version in print: "22. november 2026 (ad37c0c)"."""
        shown = day_in_words(self.day)
        return f"{shown} ({self.commit})" if self.commit else shown


def preamble(title: str, edition: Edition) -> str:
    """Return how every document begins: the layout, and the PDF's title, author, language and date.

    After it, Typst knows `edition` (title, author, day, version, newest, newest-linked) for heads and feet.
    """
    day = edition.day
    address = f"address({string(edition.place)}"
    return (
        '#import "/layout/base.typ": *\n'
        f"#let edition = (title: {string(title)}, author: {string(edition.organisation)}, "
        f"day: datetime(year: {day.year}, month: {day.month}, day: {day.day}), "
        f"version: {string(edition.version)}, newest: {string(f'{edition.newest} {edition.place}')}, "
        f"newest-linked: [{markup(edition.newest + ' ')}#link({string(edition.url)}, {address}))])\n"
        "#show: document-setup.with(edition)\n"
    )
