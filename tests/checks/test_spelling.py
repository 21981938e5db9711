"""The promise of the spelling: every word is in Hunspell's Danish dictionary or in a reviewed list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Built
from html_tree import seen

from vaertskab.checks import spelling
from vaertskab.model import text
from vaertskab.model.settings import load_settings

WORD_LIST = Path(__file__).parents[1] / "ordliste.txt"
ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"


@pytest.fixture(scope="module")
def speller() -> spelling.Speller:
    """Hunspell's Danish dictionary with the course's own word list."""
    return spelling.Speller(spelling.read_words(WORD_LIST))


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
        "---\nbeskrivelse: En besgrivelse.\nuge: 3\n---\n# Overskrift\n\n"
        ":::{refleksion} Hvad sajde du?\n:id: ikke-et-ordx\n\nEn `kodex` og {ordlyd}`tema-01x`.\n:::\n\n"
        "Se [siiden](../enx/adressex.md) og {begreb}`vværten <vært>`.\n\n"
        "```python\nkodex = 1\n```\n\nTryk på [Create it]{lang=en}, og skriv til hejx@example.org.\n"
    )
    found = [(error.line, error.word) for error in spelling.check(markdown, speller)]
    assert found == [(2, "besgrivelse"), (7, "sajde"), (13, "siiden"), (13, "vværten")]


def test_a_word_of_the_list_may_stand_first_and_in_the_genitive() -> None:
    speller = spelling.Speller({"synsning", "GitHub"})
    assert list(speller.misspelt("Synsning, synsnings, GitHubs og github")) == ["github"]
