"""What kursus.toml says, read and checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import SETTINGS

from vaertskab.model.settings import load_settings, spoken_in
from vaertskab.model.toml import SettingsError


def _load(folder: Path, course: str) -> str:
    path = folder / "kursus.toml"
    path.write_text(SETTINGS.replace('titel = "Et lille kursus"', course), "utf-8")
    return load_settings(path).course_id


@pytest.mark.parametrize(
    ("title", "made"),
    [
        ("Værtskab", "vaertskab"),
        ("  Øjenhøjde på én å! ", "oejenhoejde-paa-en-aa"),
        ("Γειά", "kursus"),
        ("x" * 39 + " y", "x" * 39),
    ],
)
def test_a_course_is_known_by_its_title_where_nobody_has_named_it(
    title: str, made: str, tmp_path: Path
) -> None:
    assert _load(tmp_path, f'titel = "{title}"') == made
    assert _load(tmp_path, f'titel = "{title}"\nid = ""') == made
    assert _load(tmp_path, f'titel = "{title}"\nid = "det-gamle-2"') == "det-gamle-2"


@pytest.mark.parametrize("name", ["Stort", "a/b", "a b", "-a", "a--b", "æ", "x" * 41, "__proto__"])
def test_a_name_that_is_none_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"kursus\.toml:6: »id« skal være højst 40 små bogstaver"):
        _load(tmp_path, f'titel = "Kurset"\nid = "{name}"')


@pytest.mark.parametrize(
    ("table", "written", "said"),
    [
        ("organisation", 'cvr = "1234"', "»cvr« skal være otte tal"),
        ("kontakt", 'telefon = "ring"', "»telefon« skal være et telefonnummer"),
        ("erklaeringer", 'tilgaengelighed-dato = "2026-02-30"', "»tilgaengelighed-dato« skal være en dag"),
        ("privatliv", "slet-efter = 0", "»slet-efter« skal være et helt tal fra 1 til 24"),
        ("tilladelser", "odense = true", "»odense« skal være en tekst"),
        ("erklaeringer", 'tilgaengelighed-intranet = "https://example.org/a"', "enten sin egen"),
    ],
)
def test_what_cannot_be_meant_is_told_at_its_line(
    table: str, written: str, said: str, tmp_path: Path
) -> None:
    whole = SETTINGS.replace('tilgaengelighed = ""', 'tilgaengelighed = "https://example.org/egen"')
    whole += "" if f"[{table}]" in whole else f"[{table}]\n"
    path = tmp_path / "kursus.toml"
    path.write_text(whole.replace(f"[{table}]", f"[{table}]\n{written}"), "utf-8")
    line = path.read_text("utf-8").split("\n").index(written) + 1
    with pytest.raises(SettingsError, match=said) as told:
        load_settings(path)
    assert told.value.line == line


def test_a_course_says_what_it_speaks(tmp_path: Path) -> None:
    path = tmp_path / "kursus.toml"
    for said, code in (("", "da"), ('sprog = "nb"', "nb"), ('sprog = "en"', "en")):
        path.write_text(SETTINGS.replace('titel = "Et lille kursus"', f'titel = "T"\n{said}'), "utf-8")
        assert load_settings(path).language.code == spoken_in(path) == code
    for wrong in ('"sv"', '""', "1", '["nb"]'):
        path.write_text(
            SETTINGS.replace('titel = "Et lille kursus"', f'titel = "T"\nsprog = {wrong}'), "utf-8"
        )
        assert spoken_in(path) == "da"
        with pytest.raises(SettingsError, match=r'kursus\.toml:6: »sprog« skal være "da" \(dansk\), "nb"'):
            load_settings(path)
