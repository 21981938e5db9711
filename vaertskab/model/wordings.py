"""ordlyd.toml: the official wording, each piece with its owner. Pages draw on it and never repeat it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vaertskab.model.language import _
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
    #: The names of those owners that are organisations, and may have made the course.
    organisations: frozenset[str] = frozenset()
    #: The names of all owners, by the key that they have under [ejere].
    owners: Mapping[str, str] = field(default_factory=dict)

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

    def knows_owner(self, key: str) -> bool:
        """Tell whether somebody stands under [ejere] as `key`."""
        return key in self.owners

    @property
    def subtitle(self) -> str:
        """The course's subtitle, the piece [undertitel]; "" where there is none."""
        piece = self.pieces.get("undertitel")
        return piece.text if piece else ""


class StandIn(Wordings):
    """Knows every piece, for reading the pages while ordlyd.toml cannot be read."""

    __slots__ = ()

    def find(self, reference: str) -> Wording:
        """Return a piece whose words are its key, as a question: it stands where a question must."""
        return Wording(reference, "", "", (f"{reference}?",))

    def knows_owner(self, key: str) -> bool:
        """Whoever it is, the file may name them."""
        return True


def load_wordings(path: Path) -> Wordings:
    """Read and check ordlyd.toml at `path`.

    :raises SettingsError: the file is missing, not TOML or empty, or a piece has no owner or no words.
    """
    data, text = read(path)

    def fault(at: str, message: str) -> SettingsError:
        return SettingsError(path.name, line_of(text, rf"^\s*\[?{at}\b"), message)

    owners = data.pop("ejere", {})
    if not isinstance(owners, dict):
        raise fault("ejere", _("»ejere« skal stå som [ejere.navn] med navn og kilde under sig."))
    for name, owner in owners.items():
        if not isinstance(owner, dict) or not all(_is_text(owner.get(key)) for key in ("navn", "kilde")):
            at = rf"(?:ejere\.)?{re.escape(name)}"
            said = _("Ejeren »{name}« skal have både navn og kilde, i anførselstegn.")
            raise fault(at, said.format(name=name))
        if type(owner.get("organisation", False)) is not bool:
            said = _("Ved ejeren »{name}« er organisation true eller false.")
            raise fault(rf"ejere\.{re.escape(name)}", said.format(name=name))
    pieces: dict[str, Wording] = {}
    for key, piece in data.items():
        try:
            pieces[key] = _piece(key, piece, owners)
        except ValueError as error:
            raise fault(re.escape(key), str(error)) from None
    if not pieces:
        raise SettingsError(path.name, 1, _("Filen har ingen ordlyd. Hent den igen fra kurset."))
    organisations = frozenset(o["navn"] for o in owners.values() if o.get("organisation"))
    return Wordings(pieces, organisations, {name: owner["navn"] for name, owner in owners.items()})


def _piece(key: str, piece: object, owners: Mapping[str, Mapping[str, str]]) -> Wording:
    """Return a piece of wording from what stands under its key.

    :raises ValueError: it cannot be read; the message is for an editor.
    """
    if not isinstance(piece, dict):
        raise ValueError(_("»{key}« skal stå som [{key}] med ejer og tekst under sig.").format(key=key))
    if not isinstance(piece.get("ejer"), str) or piece["ejer"] not in owners:
        said = _("[{key}] skal have en ejer, der står under [ejere]: {owners}.")
        raise ValueError(said.format(key=key, owners=", ".join(owners)))
    if unknown := piece.keys() - {"ejer", "tekst", "tabel", "titel"}:
        said = _("[{key}] har »{unknown}«. Der kan stå ejer, tekst, tabel og titel.")
        raise ValueError(said.format(key=key, unknown=min(unknown)))
    lines, table, title = piece.get("tekst", []), piece.get("tabel", []), piece.get("titel", "")
    lines = [lines] if isinstance(lines, str) else lines
    if not isinstance(lines, list) or not all(map(_is_text, lines)):
        raise ValueError(_("[{key}] skal have tekst i anførselstegn i hver linje.").format(key=key))
    if bool(lines) == bool(table):
        raise ValueError(_("[{key}] skal have enten tekst eller tabel.").format(key=key))
    if table:
        if not isinstance(table, list) or not all(isinstance(row, list) and row for row in table):
            raise ValueError(_("Tabellen [{key}] skal have rækker, der hver står i [ ].").format(key=key))
        if not all(isinstance(cell, str) for row in table for cell in row):
            raise ValueError(
                _("Tabellen [{key}] skal have tekst i anførselstegn i hvert felt.").format(key=key)
            )
        if not _is_text(title) or len({len(row) for row in table}) != 1:
            said = _("Tabellen [{key}] skal have en titel og lige mange felter i hver række.")
            raise ValueError(said.format(key=key))
    if not isinstance(title, str):
        raise ValueError(_("Titlen på [{key}] skal være tekst i anførselstegn.").format(key=key))
    owner = owners[piece["ejer"]]
    return Wording(
        key, owner["navn"], owner["kilde"], tuple(lines), tuple(tuple(row) for row in table), title
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
