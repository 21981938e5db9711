"""ordlyd.toml: whatever an editor writes where a text belongs is told at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vaertskab.model.toml import SettingsError
from vaertskab.model.wordings import load_wordings

OWNER = "[ejere.byen]\nnavn = 'Byen'\nkilde = 'Bogen'\n"


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ("ejer = 5\ntekst = 'x'", 4, "[hej] skal have en ejer"),
        ("ejer = ['byen']\ntekst = 'x'", 4, "[hej] skal have en ejer"),
        ("ejer = 'byen'\ntekst = 5", 4, "[hej] skal have tekst i anførselstegn"),
        ("ejer = 'byen'\ntekst = [['a']]", 4, "[hej] skal have tekst i anførselstegn"),
        ("ejer = 'byen'\ntekst = {a = 'b'}", 4, "[hej] skal have tekst i anførselstegn"),
        ("ejer = 'byen'\ntekst = ''", 4, "[hej] skal have tekst i anførselstegn"),
        ("ejer = 'byen'\ntabel = 'a'\ntitel = 'T'", 4, "Tabellen [hej] skal have rækker"),
        ("ejer = 'byen'\ntabel = ['ab', 'cd']\ntitel = 'T'", 4, "Tabellen [hej] skal have rækker"),
        ("ejer = 'byen'\ntabel = [1, 2]\ntitel = 'T'", 4, "Tabellen [hej] skal have rækker"),
        ("ejer = 'byen'\ntabel = {a = 1}\ntitel = 'T'", 4, "Tabellen [hej] skal have rækker"),
        ("ejer = 'byen'\ntabel = [[]]\ntitel = 'T'", 4, "Tabellen [hej] skal have rækker"),
        ("ejer = 'byen'\ntabel = [[1]]\ntitel = 'T'", 4, "Tabellen [hej] skal have tekst i anførselstegn"),
        ("ejer = 'byen'\ntabel = [['a'], ['b', 'c']]\ntitel = 'T'", 4, "lige mange felter"),
        ("ejer = 'byen'\ntabel = [['a']]\ntitel = 5", 4, "Tabellen [hej] skal have en titel"),
        ("ejer = 'byen'\ntekst = 'x'\ntitel = 5", 4, "Titlen på [hej] skal være tekst"),
        ("ejer = 'byen'\ntekst = 'x'\n[ejere.ny]\nnavn = 5\nkilde = 'x'", 7, "Ejeren »ny« skal have både"),
        ("ejer = 'byen'\ntekst = 'x'\n[ejere]\nny = 'Byen'", 8, "Ejeren »ny« skal have både"),
    ],
)
def test_what_is_no_wording_is_told_at_its_line(tmp_path: Path, written: str, line: int, said: str) -> None:
    path = tmp_path / "ordlyd.toml"
    path.write_text(f"{OWNER}[hej]\n{written}\n", "utf-8")
    with pytest.raises(SettingsError, match=rf"^ordlyd.toml:{line}: .*{re.escape(said)}"):
        load_wordings(path)


def test_owners_that_are_no_owners_are_told(tmp_path: Path) -> None:
    path = tmp_path / "ordlyd.toml"
    path.write_text("ejere = 'Byen'\n[hej]\nejer = 'B'\ntekst = 'x'\n", "utf-8")
    with pytest.raises(SettingsError, match=r"^ordlyd.toml:1: »ejere« skal stå som"):
        load_wordings(path)


def test_a_table_with_a_title_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ordlyd.toml"
    path.write_text(f"{OWNER}[hej]\nejer = 'byen'\ntitel = 'T'\ntabel = [['a', 'b'], ['c', '']]\n", "utf-8")
    found = load_wordings(path).pieces["hej"]
    assert (found.title, found.table) == ("T", (("a", "b"), ("c", "")))
