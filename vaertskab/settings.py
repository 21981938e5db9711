"""kursus.toml and ordlyd.toml: what an organisation changes, and the official wording.

Both are read once for a build, checked, and handed on as frozen data. A fault is told in Danish with
file and line (:class:`SettingsError`), because the one who meets it edits a text file in a browser.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sphinx.errors import SphinxError

from vaertskab.errors import CourseError

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

COURSE_FILE = "kursus.toml"
WORDING_FILE = "ordlyd.toml"

#: What kursus.toml holds: table → key → what the value must be.
COURSE_KEYS: Mapping[str, Mapping[str, str]] = {
    "organisation": {"navn": "tekst"},
    "kursus": {"titel": "tekst"},
    "websted": {"adresse": "adresse?", "depot": "adresse?", "gren": "tekst"},
    "kontakt": {
        "navn": "tekst",
        "mail": "mail",
        "bestilling-mail": "mail",
        "redaktion-mail": "mail",
    },
    "erklaeringer": {"tilgaengelighed": "adresse?", "privatliv": "adresse?"},
}

_WHAT = {
    "tekst": "en tekst i anførselstegn",
    "mail": 'en mailadresse, fx "navn@example.org"',
    "adresse?": 'en adresse, der begynder med https:// (eller "" for ingen)',
}


class SettingsError(CourseError):
    """kursus.toml or ordlyd.toml cannot be used; the message is Danish and names file and line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an organisation says of itself in kursus.toml.

    `values` maps "table.key" to the text given; an address that is not given is "".
    """

    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        """Return the value of "table.key"."""
        return self.values[key]

    @property
    def base_url(self) -> str:
        """The course's address with a slash at its end, or ""."""
        url = self.values["websted.adresse"]
        return url if not url or url.endswith("/") else url + "/"

    def edit_url(self, source: str) -> str:
        """Return the address where the file `source` (POSIX path from the root) is edited, or ""."""
        repository = self.values["websted.depot"].rstrip("/")
        return f"{repository}/edit/{self.values['websted.gren']}/{source}" if repository else ""


@dataclass(frozen=True, slots=True)
class Wording:
    """One piece of official wording.

    Either `lines` (one or more) or `table` (its first row the header) holds the words.
    """

    key: str
    owner: str
    source: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    title: str = ""

    @property
    def text(self) -> str:
        """All lines as one running text."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True)
class Wordings:
    """The official wording of the course, by key."""

    pieces: Mapping[str, Wording] = field(default_factory=dict)

    def find(self, reference: str) -> Wording | None:
        """Return the piece that "key" or "key.N" (its N-th line, from 1) names, or None."""
        key, _, number = reference.partition(".")
        piece = self.pieces.get(key)
        if piece is None or not number:
            return piece
        if not number.isdecimal() or not 1 <= int(number) <= len(piece.lines):
            return None
        line = piece.lines[int(number) - 1]
        return Wording(reference, piece.owner, piece.source, (line,))

    def nearest(self, reference: str) -> str:
        """Return the existing key that looks most like `reference`, or ""."""
        close = difflib.get_close_matches(reference.partition(".")[0], self.pieces, 1, 0.6)
        return close[0] if close else ""


def _line(text: str, pattern: str) -> int:
    found = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _read(path: Path) -> tuple[dict[str, Any], str]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError(path.name, 1, "Filen mangler. Hent den igen fra kurset.") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SettingsError(path.name, line, "Filen er ikke gemt som UTF-8. Gem den igen.") from None
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        line = int(at.group(1)) if at else text.count("\n") + 1
        raise SettingsError(
            path.name,
            line,
            'Linjen kan ikke læses. Skriv nøgle = "værdi" med anførselstegn om værdien, '
            "og husk komma mellem linjerne i en liste.",
        ) from None


def _valid(kind: str, value: object) -> bool:
    if not isinstance(value, str):
        return False
    if kind == "adresse?":
        parts = urlsplit(value)
        return not value or (parts.scheme in ("http", "https") and bool(parts.netloc))
    if kind == "mail":
        return re.fullmatch(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+", value) is not None
    return bool(value.strip())


def load_settings(path: Path) -> Settings:
    """Read and check kursus.toml at `path`.

    :raises SettingsError: the file is missing, not TOML, or a key is missing, unknown or wrong.
    """
    data, text = _read(path)
    values: dict[str, str] = {}
    for table, keys in data.items():
        if table not in COURSE_KEYS or not isinstance(keys, dict):
            known = ", ".join(f"[{name}]" for name in COURSE_KEYS)
            line = _line(text, rf"^\s*\[?{re.escape(table)}\b")
            raise SettingsError(path.name, line, f"»{table}« findes ikke. Afsnittene er {known}.")
        for key, value in keys.items():
            line = _line(text, rf"^\s*{re.escape(key)}\s*=")
            if key not in COURSE_KEYS[table]:
                known = ", ".join(COURSE_KEYS[table])
                raise SettingsError(
                    path.name, line, f"»{key}« findes ikke under [{table}]. Der kan stå {known}."
                )
            kind = COURSE_KEYS[table][key]
            if not _valid(kind, value):
                raise SettingsError(path.name, line, f"»{key}« skal være {_WHAT[kind]}.")
            values[f"{table}.{key}"] = value.strip()
    for table, names in COURSE_KEYS.items():
        for key in names:
            if f"{table}.{key}" not in values:
                line = _line(text, rf"^\s*\[{re.escape(table)}\]")
                raise SettingsError(path.name, line, f"»{key}« mangler under [{table}].")
    return Settings(values)


def load_wordings(path: Path) -> Wordings:
    """Read and check ordlyd.toml at `path`.

    :raises SettingsError: the file is missing, not TOML, or a piece has no owner or no words.
    """
    data, text = _read(path)
    owners = data.pop("ejere", {})
    for name, owner in owners.items() if isinstance(owners, dict) else ():
        if not isinstance(owner, dict) or not {"navn", "kilde"} <= owner.keys():
            line = _line(text, rf"^\s*\[ejere\.{re.escape(name)}\]")
            raise SettingsError(path.name, line, f"Ejeren »{name}« skal have både navn og kilde.")
    pieces: dict[str, Wording] = {}
    for key, piece in data.items():
        line = _line(text, rf"^\s*\[?{re.escape(key)}\b")

        def fault(message: str, line: int = line) -> SettingsError:
            return SettingsError(path.name, line, message)

        if not isinstance(piece, dict):
            raise fault(f"»{key}« skal stå som [{key}] med ejer og tekst under sig.")
        if piece.get("ejer") not in owners:
            known = ", ".join(owners)
            raise fault(f"[{key}] skal have en ejer, der står under [ejere]: {known}.")
        if unknown := piece.keys() - {"ejer", "tekst", "tabel", "titel"}:
            raise fault(f"[{key}] har »{min(unknown)}«. Der kan stå ejer, tekst, tabel og titel.")
        lines = piece.get("tekst", [])
        lines = [lines] if isinstance(lines, str) else lines
        table = piece.get("tabel", [])
        if not all(isinstance(item, str) and item.strip() for item in lines):
            raise fault(f"[{key}] skal have tekst i anførselstegn i hver linje.")
        if bool(lines) == bool(table):
            raise fault(f"[{key}] skal have enten tekst eller tabel.")
        if len({len(row) for row in table}) > 1 or (table and not piece.get("titel")):
            raise fault(f"Tabellen [{key}] skal have en titel og lige mange felter i hver række.")
        owner = owners[piece["ejer"]]
        pieces[key] = Wording(
            key,
            owner["navn"],
            owner["kilde"],
            tuple(lines),
            tuple(tuple(row) for row in table),
            piece.get("titel", ""),
        )
    return Wordings(pieces)


class _UnusableError(SphinxError):
    """What Sphinx prints instead of a traceback."""

    category = "Fejl"


def _load(app: Sphinx, config: Config) -> None:
    root = Path(app.srcdir)
    try:
        settings = load_settings(root / COURSE_FILE)
        wordings = load_wordings(root / WORDING_FILE)
    except SettingsError as error:
        raise _UnusableError(str(error)) from None
    config["kursus_settings"] = settings
    config["kursus_wordings"] = wordings
    config["html_baseurl"] = config.html_baseurl or settings.base_url
    config["project"] = config["html_title"] = settings["kursus.titel"]


def setup(app: Sphinx) -> None:
    """Read the two files when the configuration is; a change in either rereads the course."""
    app.add_config_value("kursus_settings", None, "env", types=frozenset({Settings}))
    app.add_config_value("kursus_wordings", None, "env", types=frozenset({Wordings}))
    app.connect("config-inited", _load, priority=100)
