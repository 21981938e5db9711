"""A page that is saved in another encoding is told at its line; the others are read as always."""

from __future__ import annotations

from pathlib import Path

from building import Built, build
from small import page

TOLD = "docs/privatliv.md:6: Filen er ikke gemt som UTF-8, så den kan ikke læses fra denne linje."
#: In a Danish Windows' own encoding, on line 6.
BAD = (
    page("Privatliv", "Et æble.\n")
    .replace("Her er en tekst, som du kan nå at læse.\n\n", "")
    .encode("cp1252")
)


def test_the_page_is_told_at_its_line_and_so_are_the_faults_of_others(small: Path) -> None:
    (small / "docs" / "privatliv.md").write_bytes(BAD)
    (small / "docs" / "tilgaengelighed.md").write_text(
        page("Tilgængelighed", "Se [en](findes-ikke.md).\n"), "utf-8"
    )
    built = build(small, None, "-j", "2")
    assert built.status == 1
    assert len(built.output.splitlines()) == 2, built.output
    assert TOLD in built.output
    assert "docs/tilgaengelighed.md:8: " in built.output
    assert "Hvad er nyt?" in built.page("modules/principper/imoedekommenhed")


def test_it_is_told_too_when_it_alone_has_changed_and_until_it_is_mended(small_done: Built) -> None:
    path = small_done.source / "docs" / "privatliv.md"
    good = path.read_bytes()
    path.write_bytes(BAD)
    for _ in range(2):
        built = build(small_done.source)
        assert (built.status, built.output.count("docs/privatliv.md")) == (1, 1), built.output
        assert TOLD in built.output
    path.write_bytes(good)
    built = build(small_done.source)
    assert (built.status, built.output) == (0, "")
    assert "Her er en tekst" in built.page("docs/privatliv")


def test_a_mark_at_the_start_of_a_page_is_no_fault(small: Path) -> None:
    path = small / "docs" / "privatliv.md"
    path.write_text(path.read_text("utf-8"), "utf-8-sig")
    built = build(small)
    assert (built.status, built.output) == (0, "")
