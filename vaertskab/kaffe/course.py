"""The published course as the mails need it: its text, which an order freezes, and its addresses, which
are looked up at sending, so that a moved site does not break a running course.

An editor's change never stops a running course either: what is wrong with the course file is kept in
`Course.faults`, which `bestil` refuses and `send` warns of.

The shape of `kursus.json` is documented in `vaertskab.outputs.site.publish.as_data`; this reads
its version 1.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from vaertskab.kaffe.errors import KaffeError, in_danish
from vaertskab.kaffe.text import one_line

VERSION = 1
#: Seconds to wait for a course file at an address, and the most bytes it may have.
TIMEOUT, MOST = 20.0, 20_000_000
#: So many paragraphs of the film's text stand in a mail: enough to begin the story.
STORY_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class Theme:
    """One week's text. All but the week, the title and the question may be "" or empty.

    `story` is how the film begins, a paragraph each. `leader_question` and `leader_notice` are for the
    leader: a question for the next meeting, and a thing to notice.
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


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of the whole course, a theme a week from week 1, as it stood at one moment."""

    title: str
    organisation: str
    themes: tuple[Theme, ...]

    @property
    def weeks(self) -> int:
        """How many weeks the course lasts: a mail for each."""
        return len(self.themes)

    def theme(self, week: int) -> Theme:
        """Return the theme of `week`, from 1.

        :raises KeyError: the course has no such week.
        """
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
        lists = ("tries", "story")
        themes = tuple(
            Theme(**theme | {name: tuple(theme.get(name, ())) for name in lists}) for theme in data["themes"]
        )
        return cls(data["title"], data["organisation"], themes)


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

    `folder` is where the course file lies (None when it was fetched), for the poster and the leaflet.
    `privacy` is the address of what is said about personal data, "" when there is none. `faults` are Danish
    sentences: what a new order cannot be placed with. `raw` is the file's text. `before` is the course
    as it last was without faults, for the addresses of what is gone.
    """

    edition: Edition
    base_url: str
    folder: Path | None
    pages: tuple[Mapping[str, Any], ...] = field(repr=False)
    questions: Mapping[str, Mapping[str, Any]] = field(repr=False)
    privacy: str = ""
    faults: tuple[str, ...] = ()
    raw: str = field(default="", repr=False)
    before: Course | None = field(default=None, repr=False)

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
            found = next((page for page in self.pages if page["week"] == theme.week), None)
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


def _read(source: str) -> tuple[bytes, Path | None]:
    """Return the bytes of the course file and its folder; None for the folder of an address."""
    if urlsplit(source).scheme not in ("http", "https"):
        path = Path(source).expanduser()
        try:
            return path.read_bytes(), path.resolve().parent
        except FileNotFoundError:
            raise KaffeError(
                f"Kursusfilen {path} findes ikke. Byg kurset med »make«, "
                "eller skriv i KAFFE_KURSUS, hvor den er."
            ) from None
        except OSError as error:
            raise KaffeError(f"Kursusfilen {path} kan ikke læses: {in_danish(error)}.") from None
    try:
        with urllib.request.urlopen(source, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(MOST + 1)
    except (OSError, ValueError, urllib.error.URLError) as error:
        reason = in_danish(error)
        raise KaffeError(f"Kursusfilen kan ikke hentes fra {_bare(source)}: {reason}") from None
    if len(data) > MOST:
        raise KaffeError(f"Filen på {_bare(source)} er for stor til at være en kursusfil.")
    return data, None


def _bare(url: str) -> str:
    """The address without user, password and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _theme(page: Mapping[str, Any], questions: Mapping[str, Mapping[str, Any]]) -> Theme | str:
    """Return the text of a week's page, or a Danish sentence that says what is missing."""
    if not page["questions"]:
        return f"Uge {page['week']} i kurset ({page['docname']}) har intet refleksionsspørgsmål."
    question = questions[page["questions"][-1]]
    spoken, leader = page.get("manuscript") or {}, page.get("leader") or {}
    return Theme(
        week=page["week"],
        docname=page["docname"],
        title=page["title"],
        lead=page["lead"],
        question_id=question["id"],
        question=question["text"],
        help=question["help"],
        kind_label=question["kind_label"],
        tries=tuple(page["tries"]),
        story=tuple(spoken.get("paragraphs", ())[:STORY_PARAGRAPHS]),
        leader_question=leader.get("question") or "",
        leader_notice=leader.get("notice") or "",
    )


def parse(raw: str, where: str, folder: Path | None, base_url: str = "") -> Course:
    """Return the course of a course file's text.

    `base_url` counts where the course file has none.

    :raises KaffeError: it is no course file, or of a newer version.
    """
    try:
        data = json.loads(raw)
        version = int(data["version"])
    except (ValueError, KeyError, TypeError):
        raise KaffeError(
            f"{where} er ikke en kursusfil. Byg kurset igen, og peg på dets kursus.json."
        ) from None
    if version > VERSION:
        raise KaffeError(
            f"{where} er lavet af en nyere udgave (version {version}; denne kender {VERSION}). "
            "Opdatér vaertskab på denne maskine."
        )
    try:
        questions = {question["id"]: question for question in data["questions"]}
        pages = tuple(page for part in data["parts"] for page in part["pages"])
        weekly = sorted((page for page in pages if page["week"]), key=lambda page: int(page["week"]))
        found = [_theme(page, questions) for page in weekly]
        themes = tuple(theme for theme in found if isinstance(theme, Theme))
        edition = Edition(data["title"], data["organisation"], themes)
        base = data["base_url"] or base_url
    except (KeyError, TypeError, AttributeError):
        raise KaffeError(f"{where} mangler noget, som mailene skal bruge. Byg kurset igen.") from None
    base = base if not base or base.endswith("/") else base + "/"
    faults = [one_line(fault, 300) for fault in found if isinstance(fault, str)]
    weeks = [page["week"] for page in weekly]
    odd = sorted(
        {week for week in weeks if weeks.count(week) > 1} | set(range(1, max(weeks, default=1))) - set(weeks)
    )
    if odd or not weeks:
        which = ", ".join(map(str, odd)) or "1"
        faults.append(f"{where} skal have én side til hver uge, talt fra 1. Se på uge {which}.")
    privacy = urljoin(base, data.get("privacy") or "") if data.get("privacy") else ""
    return Course(edition, base, folder, pages, questions, privacy, tuple(faults), raw)


def load(source: str, base_url: str = "") -> Course:
    """Read the course from `source`, a path or an http(s) address; its `faults` are not raised.

    `base_url` counts where the course file has none; a fetched file's own address comes last.

    :raises KaffeError: it cannot be read, is no course file, or is of a newer version.
    """
    raw, folder = _read(source)
    where = _bare(source) if folder is None else source
    fetched = urljoin(_bare(source), ".") if folder is None else ""
    return parse(raw.decode("utf-8", "replace"), where, folder, base_url or fetched)
