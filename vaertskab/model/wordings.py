"""ordlyd.toml: the official wording, each piece with its owner. Pages draw on it and never repeat it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vaertskab.model.toml import SettingsError, line_of, read

FILE = "ordlyd.toml"


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

    @property
    def subtitle(self) -> str:
        """The course's subtitle, the piece [undertitel]; "" where there is none."""
        piece = self.pieces.get("undertitel")
        return piece.text if piece else ""

    def nearest(self, reference: str) -> str:
        """Return the existing key that looks most like `reference`, or ""."""
        close = difflib.get_close_matches(reference.partition(".")[0], self.pieces, 1, 0.6)
        return close[0] if close else ""


class StandIn(Wordings):
    """Knows every piece, for reading the pages while ordlyd.toml cannot be read."""

    __slots__ = ()

    def find(self, reference: str) -> Wording:
        """Return a piece whose words are its key, as a question: it stands where a question must."""
        return Wording(reference, "", "", (f"{reference}?",))


def load_wordings(path: Path) -> Wordings:
    """Read and check ordlyd.toml at `path`.

    :raises SettingsError: the file is missing, not TOML or empty, or a piece has no owner or no words.
    """
    data, text = read(path)
    owners = data.pop("ejere", {})
    for name, owner in owners.items() if isinstance(owners, dict) else ():
        if not isinstance(owner, dict) or not {"navn", "kilde"} <= owner.keys():
            line = line_of(text, rf"^\s*\[ejere\.{re.escape(name)}\]")
            raise SettingsError(path.name, line, f"Ejeren »{name}« skal have både navn og kilde.")
    pieces: dict[str, Wording] = {}
    for key, piece in data.items():

        def fault(message: str, key: str = key) -> SettingsError:
            line = line_of(text, rf"^\s*\[?{re.escape(key)}\b")
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
    if not pieces:
        raise SettingsError(path.name, 1, "Filen har ingen ordlyd. Hent den igen fra kurset.")
    return Wordings(pieces)
