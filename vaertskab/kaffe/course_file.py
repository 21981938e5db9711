"""Reads the published `kursus.json`, from a path or an address.

Its shape is documented in `vaertskab.outputs.site.publish.as_data`; this reads its version 1.
"""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from vaertskab.kaffe.course import NAME, Course, Edition, Theme, spoken
from vaertskab.kaffe.errors import KaffeError, in_words
from vaertskab.kaffe.text import one_line
from vaertskab.model.colours import WRITTEN
from vaertskab.model.language import _
from vaertskab.model.palette import OWN, PALETTE, Colour, Palette

#: Seconds to wait for the site.
TIMEOUT = 20.0
VERSION = 1
#: The most bytes of a course file, and the most weeks of a course.
MOST, MOST_WEEKS = 20_000_000, 999
#: So many paragraphs of the film's text stand in a mail: enough to begin the story.
STORY_PARAGRAPHS = 2


class FetchError(Exception):
    """An address that cannot be fetched; `str` is a Danish clause."""


def fetch(url: str, most: int) -> bytes:
    """Return what is at an http(s) address, one byte more than `most` at most.

    :raises FetchError: it is none, does not answer, or answers with an error.
    """
    try:
        if not url.startswith(("http://", "https://")):
            raise FetchError(_("filen findes ikke"))
        request = urllib.request.Request(url, headers={"User-Agent": "vaertskab-kaffe"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            data: bytes = answer.read(most + 1)
            return data
    except (OSError, ValueError, HTTPException) as error:
        raise FetchError(in_words(error)) from None


def _read(source: str) -> tuple[bytes, Path | None]:
    """Return the bytes of the course file and its folder; None for the folder of an address."""
    if urlsplit(source).scheme not in ("http", "https"):
        path = Path(source).expanduser()
        try:
            return path.read_bytes(), path.resolve().parent
        except FileNotFoundError:
            raise KaffeError(
                _(
                    "Kursusfilen {path} findes ikke. Byg kurset med »make«, eller skriv i KAFFE_KURSUS, "
                    "hvor den er."
                ).format(path=path)
            ) from None
        except OSError as error:
            raise KaffeError(
                _("Kursusfilen {path} kan ikke læses: {why}.").format(path=path, why=in_words(error))
            ) from None
    try:
        data = fetch(source, MOST)
    except FetchError as error:
        raise KaffeError(
            _("Kursusfilen kan ikke hentes fra {address}: {error}.").format(
                address=_bare(source), error=error
            )
        ) from None
    if len(data) > MOST:
        raise KaffeError(
            _("Filen på {address} er for stor til at være en kursusfil.").format(address=_bare(source))
        )
    return data, None


def _bare(url: str) -> str:
    """The address without user, password and query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def _theme(page: Mapping[str, Any], questions: Mapping[str, Mapping[str, Any]]) -> Theme | str:
    """Return the text of a week's page, or a sentence that says what is missing."""
    if not page["questions"]:
        return _("Uge {week} i kurset ({page}) har intet refleksionsspørgsmål.").format(
            week=page["week"], page=page["docname"]
        )
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
        opening=tuple(page.get("opening", ())),
        subtitle=page.get("subtitle") or "",
        leader_question=leader.get("question") or "",
        leader_notice=leader.get("notice") or "",
    )


def _week(page: Mapping[str, Any]) -> int:
    week = page["week"]
    if not isinstance(week, int) or not 0 < week <= MOST_WEEKS:
        raise ValueError(week)
    return week


def parse(raw: str, where: str, folder: Path | None, base_url: str = "") -> Course:
    """Return the course of a course file's text.

    `base_url` counts where the course file has none.

    :raises KaffeError: it is no course file, or of a newer version.
    """
    try:
        data = json.loads(raw)
        version = int(data["version"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise KaffeError(
            _("{where} er ikke en kursusfil. Byg kurset igen, og peg på dets kursus.json.").format(
                where=where
            )
        ) from None
    if version > VERSION:
        raise KaffeError(
            _(
                "{where} er lavet af en nyere udgave (version {version}; denne kender {known}). "
                "Opdatér vaertskab på denne maskine."
            ).format(where=where, version=version, known=VERSION)
        )
    try:
        questions = {question["id"]: question for question in data["questions"]}
        pages = tuple(page for part in data["parts"] for page in part["pages"])
        faults: list[str] = []
        weekly = [part for part in data["parts"] if any(page["week"] for page in part["pages"])]
        editions = [_edition(data, part, questions, where, faults) for part in weekly]
        edition = editions[0] if editions else Edition(data["title"], data["organisation"], ())
        base = data["base_url"] or base_url
    except (KeyError, ValueError, TypeError, AttributeError):
        raise KaffeError(
            _("{where} mangler noget, som mailene skal bruge. Byg kurset igen.").format(where=where)
        ) from None
    base = base if not base or base.endswith("/") else base + "/"
    if not editions:
        faults.append(
            _("{where} skal have én side til hver uge, talt fra 1. Se på uge 1.").format(where=where)
        )
    privacy = urljoin(base, data.get("privacy") or "") if data.get("privacy") else ""
    told = tuple(one_line(fault, 300) for fault in faults)
    months = data.get("keep_months")
    return Course(
        edition, base, folder, pages, questions, privacy, months if isinstance(months, int) else 0, told, raw,
        others=tuple(editions[1:]), palette=_palette(data.get("palette")),
    )  # fmt: skip


def _palette(given: object) -> Palette:
    """Return the organisation's own colours: ours where the file says none, or what is none."""
    if not isinstance(given, Mapping):
        return OWN
    told = {
        name: Colour(*pair)
        for name, pair in given.items()
        if name in PALETTE and isinstance(pair, list) and len(pair) == 2
        and all(isinstance(one, str) and WRITTEN.fullmatch(one) for one in pair)
    }  # fmt: skip
    return Palette(PALETTE | told)


def _edition(
    data: Mapping[str, Any], part: Mapping[str, Any], questions: Mapping[str, Mapping[str, Any]], where: str,
    faults: list[str],
) -> Edition:  # fmt: skip
    """Return the text of a part that goes week by week; what is wrong with it is put into `faults`."""
    weekly = sorted((page for page in part["pages"] if page["week"]), key=_week)
    found = [_theme(page, questions) for page in weekly]
    faults += [fault for fault in found if isinstance(fault, str)]
    weeks = [page["week"] for page in weekly]
    odd = {week for week in weeks if weeks.count(week) > 1} | set(range(1, max(weeks))) - set(weeks)
    if odd:
        which = ", ".join(map(str, sorted(odd)))
        faults.append(
            _("{where} skal have én side til hver uge, talt fra 1. Se på uge {which}.").format(
                where=where, which=which
            )
        )
    return Edition(
        data["title"], data["organisation"], tuple(theme for theme in found if isinstance(theme, Theme)),
        name=one_line(part.get("short_title") or NAME, 60),
        part=part["name"] if re.fullmatch(r"[\w-]{1,60}", part["name"]) else "",
        language=spoken(data),
    )  # fmt: skip


def load(source: str, base_url: str = "") -> Course:
    """Read the course from `source`, a path or an http(s) address; its `faults` are not raised.

    `base_url` counts where the course file has none; a fetched file's own address comes last.

    :raises KaffeError: it cannot be read, is no course file, or is of a newer version.
    """
    raw, folder = _read(source)
    where = _bare(source) if folder is None else source
    fetched = urljoin(_bare(source), ".") if folder is None else ""
    return parse(raw.decode("utf-8", "replace"), where, folder, base_url or fetched)
