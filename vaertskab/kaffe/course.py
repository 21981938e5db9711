"""The published course as the mails need it: its text, which an order freezes, and its addresses, which
are looked up at sending, so that a moved site does not break a running course.

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
from vaertskab.kaffe.model import WEEKS

VERSION = 1
#: Seconds to wait for a course file at an address, and the most bytes it may have.
TIMEOUT, MOST = 20.0, 20_000_000


@dataclass(frozen=True, slots=True)
class Theme:
    """One week's text. `help` and `kind_label` may be ""; `tries` may be empty."""

    week: int
    docname: str
    title: str
    lead: str
    question_id: str
    question: str
    help: str
    kind_label: str
    tries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The text of the whole course, weeks 1–12 in order, as it stood at one moment."""

    title: str
    organisation: str
    themes: tuple[Theme, ...]

    def theme(self, week: int) -> Theme:
        """Return the theme of `week` (1–12)."""
        return self.themes[week - 1]

    def dump(self) -> str:
        """Return the edition as JSON, the same text for the same edition."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str) -> Edition:
        """Return the edition that `dump` wrote."""
        data = json.loads(text)
        themes = tuple(Theme(**theme | {"tries": tuple(theme["tries"])}) for theme in data["themes"])
        return cls(data["title"], data["organisation"], themes)


@dataclass(frozen=True, slots=True)
class Links:
    """Absolute addresses for one theme; "" for what there is not. `watch` leads to the film on its page."""

    page: str
    question: str
    film: str = ""
    poster: str = ""
    captions: str = ""
    watch: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """The course as it is now. `base_url` ends in a slash, or is "" when nobody has said it.

    `folder` is where the course file lies (None when it was fetched), for the poster and the leaflet.
    """

    edition: Edition
    base_url: str
    folder: Path | None
    pages: tuple[Mapping[str, Any], ...] = field(repr=False)
    questions: Mapping[str, Mapping[str, Any]] = field(repr=False)

    def links(self, theme: Theme) -> Links:
        """Return where `theme` is now: its page by name, else by its question, else by its week."""
        question = self.questions.get(theme.question_id)
        by_name = {page["docname"]: page for page in self.pages}
        page = by_name.get(theme.docname) or by_name.get(question["page"] if question else "")
        page = page or next(page for page in self.pages if page["week"] == theme.week)
        film = page["film"] or {}
        at = page["url"] if question is None else question["permalink"]
        names = (("film", "url"), ("poster", "poster"), ("captions", "captions"), ("watch", "permalink"))
        return Links(
            page=urljoin(self.base_url, page["url"]),
            question=urljoin(self.base_url, at),
            **{
                key: urljoin(self.base_url, film.get(name) or "") if film.get(name) else ""
                for key, name in names
            },
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
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def _theme(page: Mapping[str, Any], questions: Mapping[str, Mapping[str, Any]]) -> Theme:
    if not page["questions"]:
        raise KaffeError(f"Uge {page['week']} i kurset ({page['docname']}) har intet refleksionsspørgsmål.")
    question = questions[page["questions"][-1]]
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
    )


def load(source: str, base_url: str = "") -> Course:
    """Read the course from `source`, a path or an http(s) address.

    `base_url` counts where the course file has none; a fetched file's own address comes last.

    :raises KaffeError: it cannot be read, is of a newer version, or has not all twelve weeks.
    """
    raw, folder = _read(source)
    where = _bare(source) if folder is None else source
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
        found = [page for part in data["parts"] for page in part["pages"] if page["week"]]
        pages = tuple(sorted(found, key=lambda page: int(page["week"])))
        themes = tuple(_theme(page, questions) for page in pages)
        edition = Edition(data["title"], data["organisation"], themes)
        base = data["base_url"] or base_url
    except (KeyError, TypeError, AttributeError):
        raise KaffeError(f"{where} mangler noget, som mailene skal bruge. Byg kurset igen.") from None
    weeks = [theme.week for theme in themes]
    if weeks != list(range(1, WEEKS + 1)):
        missing = [week for week in range(1, WEEKS + 1) if weeks.count(week) != 1] or weeks
        raise KaffeError(
            f"{where} skal have én side til hver af de {WEEKS} uger. Se på uge "
            + ", ".join(map(str, missing))
            + "."
        )
    if not base and folder is None:
        base = urljoin(source, ".")
    return Course(edition, base if not base or base.endswith("/") else base + "/", folder, pages, questions)
