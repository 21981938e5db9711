"""The published course as the mails need it: its text, which an order freezes, and its addresses, which
are looked up at sending, so that a moved site does not break a running course.

An editor's change never stops a running course either: what is wrong with the course file is kept in
`Course.faults`, which `bestil` refuses and `send` warns of. `course_file` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from vaertskab.model.language import LANGUAGES, SOURCE
from vaertskab.model.page import part_name
from vaertskab.model.palette import OWN, Palette

#: What the mails call a course that does not say.
NAME = "Kafferefleksion"


def spoken(data: Mapping[str, Any]) -> str:
    """Return the language that a course file or a frozen text says: Danish, where it says none we know."""
    said = data.get("language")
    return said if isinstance(said, str) and said in LANGUAGES else SOURCE


@dataclass(frozen=True, slots=True)
class Theme:
    """One week's text. All but the week, the title and the question may be "" or empty.

    `opening` is what follows the lead on the page, `story` how the film begins, a paragraph each.
    `leader_question` and `leader_notice` are for the leader: a question for the next meeting, and a thing
    to notice.
    """

    week: int
    docname: str
    title: str
    lead: str
    question_id: str
    question: str
    help: str
    kind_label: str
    tries: tuple[str, ...]
    story: tuple[str, ...] = ()
    leader_question: str = ""
    leader_notice: str = ""
    opening: tuple[str, ...] = ()
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of one course of weeks, a theme a week from week 1, as it stood at one moment.

    `title` is that of the whole course. `name` is what the mails call this one, and `part` the folder of its
    pages; both are "" in an edition that was frozen before there could be several. `language` is what its
    mails speak: Danish in one that was frozen before there could be others.
    """

    title: str
    organisation: str
    themes: tuple[Theme, ...]
    name: str = ""
    part: str = ""
    language: str = SOURCE

    @property
    def folder(self) -> str:
        """The folder of its pages: what tells one course of weeks from another."""
        return self.part or (part_name(self.themes[0].docname) if self.themes else "")

    @property
    def weeks(self) -> int:
        """How many weeks the course lasts: a mail for each."""
        return len(self.themes)

    def theme(self, week: int) -> Theme:
        """Return the theme of `week`, from 1; KeyError: the course has no such week."""
        for theme in self.themes:
            if theme.week == week:
                return theme
        raise KeyError(week)

    def dump(self) -> str:
        """Return the edition as JSON, the same text for the same edition."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str) -> Edition:
        """Return the edition that `dump` wrote, also of an older version."""
        data = json.loads(text)
        lists = ("tries", "story", "opening")
        themes = tuple(
            Theme(**theme | {name: tuple(theme.get(name, ())) for name in lists}) for theme in data["themes"]
        )
        return cls(
            data["title"], data["organisation"], themes, data.get("name", ""), data.get("part", ""),
            spoken(data),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Poster:
    """A film's picture: its absolute address, and its size in pixels (0 when the course does not say)."""

    url: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute addresses for one theme; "" for what there is not. `watch` leads to the film on its page."""

    page: str
    question: str
    film: str = ""
    watch: str = ""
    poster: Poster | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """The course as it is now. `base_url` ends in a slash, or is "" when nobody has said it.

    `edition` is the first part that goes week by week, `others` are those that follow it.
    `folder` is where the course file lies (None when it was fetched), for the poster and the leaflet.
    `privacy` is the address of what is said about personal data, "" when there is none; `keep_months` is for
    how long it promises to keep names, 0 when it does not say. `faults` are sentences: what a new
    order cannot be placed with. `raw` is the file's text. `before` is the course as it last was without
    faults, for the addresses of what is gone. `palette` is what the mails look like.
    """

    edition: Edition
    base_url: str
    folder: Path | None
    pages: tuple[Mapping[str, Any], ...] = field(repr=False)
    questions: Mapping[str, Mapping[str, Any]] = field(repr=False)
    privacy: str = ""
    keep_months: int = 0
    faults: tuple[str, ...] = ()
    raw: str = field(default="", repr=False)
    before: Course | None = field(default=None, repr=False)
    others: tuple[Edition, ...] = ()
    palette: Palette = OWN

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Each course of weeks that can be ordered, in reading order."""
        return (self.edition, *self.others)

    def present(self, edition: Edition) -> Edition:
        """Return the text, as it is now, of the course that a frozen `edition` is of; else the first one."""
        return next((one for one in self.editions if one.folder == edition.folder), self.edition)

    def name_of(self, edition: Edition) -> str:
        """Return what the mails call the course that a frozen `edition` is of."""
        return edition.name or self.present(edition).name or NAME

    def links(self, theme: Theme) -> Links:
        """Return where `theme` is now: its page by name, else by its question, else by its week.

        What a faulty course has no page for keeps its last known address.
        """
        if page := self._page_of(theme):
            return self._links(page, self.questions.get(theme.question_id))
        if self.before is not None and (page := self.before._page_of(theme)):
            return self.before._links(page, self.before.questions.get(theme.question_id))
        address = urljoin(self.base_url, f"{theme.docname}.html")
        return Links(address, address)

    def _page_of(self, theme: Theme) -> Mapping[str, Any] | None:
        question = self.questions.get(theme.question_id)
        by_name = {page["docname"]: page for page in self.pages}
        found = by_name.get(theme.docname) or by_name.get(question["page"] if question else "")
        if found is None and not self.faults:
            present = self.present(Edition("", "", (theme,)))
            now = next((one.docname for one in present.themes if one.week == theme.week), "")
            found = by_name.get(now)
        return found

    def _links(self, page: Mapping[str, Any], question: Mapping[str, Any] | None) -> Links:
        film, base = page.get("film") or {}, self.base_url
        poster = film.get("poster")
        size = film.get("poster_size") or (0, 0)
        return Links(
            page=urljoin(base, page["url"]),
            question=urljoin(base, page["url"] if question is None else question["permalink"]),
            film=urljoin(base, film["url"]) if film.get("url") else "",
            watch=urljoin(base, film["permalink"]) if film.get("permalink") else "",
            poster=Poster(urljoin(base, poster), *size) if poster else None,
        )
