"""The promise of the spelling: every word is in Hunspell's Danish dictionary or in a reviewed list."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from building import ROOT, Built
from html_tree import seen
from small import page, write

from vaertskab import cli
from vaertskab.checks import spelling
from vaertskab.model import text
from vaertskab.model.settings import load_settings

WORD_LIST = Path(__file__).parents[1] / "ordliste.txt"
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


@pytest.fixture(scope="module")
def speller() -> spelling.Speller:
    """Hunspell's Danish dictionary with the course's own word list."""
    return spelling.Speller(spelling.read_words(WORD_LIST, WORD_LIST.name))


def test_everything_on_the_screen_is_spelled_right(course: Built, speller: spelling.Speller) -> None:
    names = text.words(" ".join(load_settings(course.source / "kursus.toml").values.values()))
    wrong = set()
    for name in course.html_files():
        tree = course.tree(name.removesuffix(".html"))
        for element in tree.walk():
            if "headerlink" in element.classes:  # says the heading again, code and all
                element.attributes, element.children = {}, []
            foreign = element.attributes.get("lang", "da") != "da"
            element.children = [] if foreign or element.tag in {"code", "pre"} else element.children
        for piece in seen(tree):
            readable = re.sub(r"\S+@\S+|\bhttps?://\S+", " ", piece)
            wrong |= {(name, word) for word in speller.misspelt(readable) if word not in names}
    assert wrong == set()


def test_the_word_list_is_sorted_and_holds_only_what_the_dictionary_lacks() -> None:
    words = [line for line in WORD_LIST.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert words == sorted(set(words), key=lambda w: [ALPHABET.find(letter) for letter in w.casefold()])
    dictionary = spelling.Speller()
    assert [word for word in words if dictionary.in_dictionary(word)] == []
    assert [word for word in words if text.words(word) != [word]] == []


def test_a_misspelling_is_told_with_its_line(speller: spelling.Speller) -> None:
    markdown = (
        "---\nbeskrivelse: En besgrivelse.\nuge: 3\nleder-bemærk: En som\n  sajde noget.\n---\n"
        "# Overskrift\n\n"
        ":::{refleksion} Hvad sajde du?\n:id: ikke-et-ordx\n\nEn `kodex` og {ordlyd}`tema-01x`.\n:::\n\n"
        "Se [siiden](../enx/adressex.md) og {begreb}`vværten <vært>`.\n\n"
        "```python\nkodex = 1\n```\n\n% af borgrne\n\n:::{note} En lillle boks\n:::\n\n"
        ":::{spørgsmål}\nenx-siden\n:::\n\nTryk på [Create it]{lang=en}, og skriv til hejx@example.org.\n"
    )
    found = [(error.line, error.word) for error in spelling.check(markdown, speller)]
    assert found == [
        (2, "besgrivelse"), (4, "sajde"), (9, "sajde"), (15, "siiden"), (15, "vværten"), (21, "borgrne"),
        (23, "lillle"),
    ]  # fmt: skip


def test_a_word_of_the_list_may_stand_first_and_in_the_genitive() -> None:
    speller = spelling.Speller({"synsning", "GitHub"})
    assert list(speller.misspelt("Synsning, synsnings, GitHubs og github")) == ["github"]


def _spell(capsys: pytest.CaptureFixture[str], root: Path) -> tuple[int, str]:
    status = cli.main(["check", "--stavning", str(root)])
    out, err = capsys.readouterr()
    return status, out + err


def test_a_course_without_a_word_list_is_spelt_too(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(small, {"docs/privatliv.md": page("Privatliv", "Vi sajde det.\n", role="privatliv")})
    status, said = _spell(capsys, small)
    assert status == 1
    assert "docs/privatliv.md:9: »sajde« er ikke i ordbogen." in said


def test_a_course_without_a_front_page_is_told_so(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "index.md").unlink()
    status, said = _spell(capsys, small)
    assert status == 1
    assert said.startswith("index.md:1: Forsiden mangler.")


def test_a_word_list_in_another_encoding_is_told_at_its_line(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "tests").mkdir()
    (small / "tests/ordliste.txt").write_bytes("synsning\nø\n".encode("latin-1"))
    assert _spell(capsys, small) == (
        1,
        "Fejl: tests/ordliste.txt:2: Filen er ikke gemt som UTF-8. Gem den igen.\n",
    )


def test_a_dictionary_that_is_not_installed_is_told_with_how_to_get_it(small: Path) -> None:
    # A process of its own, in which the module cannot be found.
    hidden = "import sys; sys.modules['hunspell'] = None; from vaertskab.cli import main; "
    done = subprocess.run(
        [sys.executable, "-c", hidden + f"sys.exit(main(['check', '--stavning', {str(small)!r}]))"],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Fejl: Stavekontrollen er ikke hentet. Hent den med: make test\n"
