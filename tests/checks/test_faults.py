"""The promise to an editor: a fault stops the build, and is told in Danish at its file and line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Built, build
from small import SMALL, listing, page, question, small_course, write

#: Name of a broken page → what stands on its line 8, and what the message names.
ON_LINE_EIGHT = {
    "ukendt-direktiv": (":::{refleksjon} Hvad nu?\n:::\n", "refleksjon"),
    "ukendt-rolle": ("Se {ordlid}`tema-01`.\n", "ordlid"),
    "doedt-link": ("Se [en side](findes-ikke.md).\n", "findes-ikke.md"),
    "doedt-anker": ("Se [et sted](privatliv.md#ingen-steder).\n", "ingen-steder"),
    "ukendt-ordlyd": (":::{ordlyd} samme-princip\n:::\n", "»samme-princip«.* Mente du »samme-principper«"),
    "ukendt-ordlyd-i-tekst": ("Vi siger {ordlyd}`tema-99`.\n", "»tema-99«"),
    "ukendt-begreb": ("En {begreb}`findesikke`.\n", "»findesikke« står ikke i ordlisten"),
    "ukendt-spoergsmaal-i-tekst": (
        "Se {spørgsmål}`findes-slet-ikke`.\n",
        "ikke noget spørgsmål.*findes-slet-ikke",
    ),
    "ukendt-oplysning": ("Skriv til {kursus}`kontakt-maill`.\n", "»kontakt-maill«"),
    "dobbelt-id": (question("Hvad er så det?", "hvor-hen"), "»hvor-hen« bruges allerede"),
    "forkert-id": (question("Hvad er et id?", "Ikke et id"), "»Ikke et id«"),
    "forkert-slags": (question("Hvad er en slags?", "slags", ":slags: undring"), "»undring«.*forundring"),
    "tomt-spoergsmaal": (":::{refleksion}\n:id: tomt\n:::\n", "tomt"),
    "tom-proev": (":::{prøv}\n:::\n", "tom"),
    "for-mange-linjer": (":::{skrivelinjer} Skriv her\n:id: linjer\n:linjer: 99\n:::\n", "linjer"),
    "manglende-billede": ("![En kop kaffe](findes-ikke.png)\n", "findes-ikke.png"),
}
#: The same for faults that stand on another line.
ELSEWHERE = {
    "uden-beskrivelse": ("# En titel\n\nEn tekst.\n", 1, "beskrivelse"),
    "ukendt-spoergsmaal": (page("En side", ":::{spørgsmål}\n\nhvor-heen\n:::\n"), 10, "»hvor-heen«"),
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """A course with one page for each fault, built twice in the same folder."""
    pages = {f"docs/{name}.md": page("En side", text) for name, (text, _) in ON_LINE_EIGHT.items()}
    pages |= {f"docs/{name}.md": text for name, (text, _, _) in ELSEWHERE.items()}
    pages["docs/ordliste.md"] = page("Ordliste", ":::{ordliste}\nvært\n  En, der tager imod.\n:::\n")
    names = [name.removeprefix("docs/").removesuffix(".md") for name in pages]
    pages["docs/index.md"] = listing("Om kurset", "tilgaengelighed", "privatliv", *names)
    source = small_course(tmp_path_factory.mktemp("fejl"), pages)
    return build(source), build(source)


@pytest.mark.parametrize("name", [*ON_LINE_EIGHT, *ELSEWHERE])
def test_a_fault_is_told_at_its_file_and_line_each_time_the_course_is_built(
    broken: tuple[Built, Built], name: str
) -> None:
    line = ELSEWHERE[name][1] if name in ELSEWHERE else 8
    words = ELSEWHERE[name][2] if name in ELSEWHERE else ON_LINE_EIGHT[name][1]
    for built in broken:
        assert re.search(rf"^docs/{name}\.md:{line}: .*{words}", built.output, re.MULTILINE), built.output


def test_a_course_with_faults_is_not_built_neither_at_first_nor_again(broken: tuple[Built, Built]) -> None:
    assert [built.status for built in broken] == [1, 1]
    assert "Traceback" not in broken[0].output


def test_a_mended_course_builds_where_the_broken_one_failed(tmp_path: Path) -> None:
    small = small_course(
        tmp_path, {"docs/privatliv.md": page("Privatliv", "Se [en side](findes-ikke.md).\n")}
    )
    assert build(small).status == 1
    assert build(small).status == 1
    write(small, {"docs/privatliv.md": SMALL["docs/privatliv.md"]})
    mended = build(small)
    assert (mended.status, mended.output) == (0, "")


#: A change to a settings file (None: the file is gone) → the line and words of the fault.
SETTINGS_FAULTS = {
    "missing-key": ("kursus.toml", 'navn = "Biblioteket"\n', "", r":1: »navn« mangler under"),
    "unknown-key": ("kursus.toml", "gren =", "grene =", r":9: »grene« findes ikke under \[websted\]"),
    "unknown-table": ("kursus.toml", "[websted]", "[hjemmeside]", r":6: »hjemmeside« findes ikke"),
    "wrong-mail": ("kursus.toml", "hej@example.org", "hej", r":12: »mail« skal være en mailadresse"),
    "wrong-address": ("kursus.toml", 'adresse = ""', 'adresse = "her"', r":7: »adresse« skal være"),
    "wrong-id": ("kursus.toml", "[kursus]", '[kursus]\nid = "Vært skab/1"', r":5: »id« skal være højst 40"),
    "not-toml": ("kursus.toml", '"Et lille kursus"', "Et lille kursus", r":5: Linjen kan ikke læses"),
    "no-file": ("kursus.toml", None, "", r":1: Filen mangler"),
    "unknown-owner": ("ordlyd.toml", '"eksempelby"', '"aarhus"', r":\d+: \[programmet\] skal have en ejer"),
    "no-words": (
        "ordlyd.toml", 'tekst = "Et venligt ansigt siger hej først."', "",
        r":\d+: \[kollegakaffe\] skal have enten",
    ),
    "half-an-address": ("kursus.toml", 'adresse = ""', 'adresse = "https://[a"', ":7: »adresse« skal være"),
}  # fmt: skip


@pytest.mark.parametrize("name", SETTINGS_FAULTS)
def test_a_fault_in_the_settings_is_told_in_danish_without_a_traceback(small: Path, name: str) -> None:
    file, old, new, message = SETTINGS_FAULTS[name]
    path = small / file
    if old is None:
        path.unlink()
    else:
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), "utf-8")
    built = build(small)
    assert built.status == 1
    assert re.search(rf"{re.escape(file)}{message}", built.output), built.output
    assert "Traceback" not in built.output
    assert not (built.site / "index.html").exists()
