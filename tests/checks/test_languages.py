"""What an editor of a course in another language is told: in that language, with the names she writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vaertskab.checks import spelling
from vaertskab.checks.rules import RULES
from vaertskab.commands import check, new_course
from vaertskab.model.language import LANGUAGES, SOURCE, use

#: Words that only Danish has.
DANISH = re.compile(
    r"\w*[æøå]\w*|\b(?:af|den|der|det|er|har|ikke|linjen|mangler|og|siden|skriv|slet)\b", re.IGNORECASE
)
PAGE = "modules/what-we-promise/start.md"
#: What stands in a new course's page, and a fault in its place.
FAULTS = {
    "short-title: Start here": "shorttitle: Start here",
    "## What do we say": "#### What do we say",
    "[the front page of this part](index.md)": "[the front page](indx.md) and [here](index.md)",
    ":::{reflection} What does": ":::{reflektion} What does",
    "A colleague puts": "»A colleague« puts",
}
TOLD = [
    "kursus.toml:7: “offentlig” must be true or false without quotation marks.",
    f"{PAGE}:3: “shorttitle” at the top of the page is not used for anything. Did you mean “short-title”? "
    "Delete the line, or correct the name.",
    f"{PAGE}:7: The quotation marks here (») are not “…” or ‘…’. Write “…” or ‘…’ instead.",
    f"{PAGE}:9: The heading jumps from level 1 to level 4. Use one # more than the heading above, and no "
    "more.",
    f"{PAGE}:11: The link to “indx.md” leads nowhere. Correct the address so that it matches a page or a "
    "heading.",
    f"{PAGE}:11: The link’s text “here” does not say where it leads. Say what is at the other end, for "
    "example [the four principles](../principles/index.md).",
    f"{PAGE}:17: There is no “{{reflektion}}”. Did you mean “reflection”? Check how the name is spelt.",
]


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish afterwards, as the other tests do."""
    yield
    use(SOURCE)


def test_faults_are_told_in_english_at_their_lines(tmp_path: Path) -> None:
    use("en")
    new_course.create(tmp_path, "Good hosts", "The library", "hi@example.org", ["What we promise"], 0)
    for name, faults in ((PAGE, FAULTS), ("kursus.toml", {"offentlig = true": 'offentlig = "perhaps"'})):
        text = (tmp_path / name).read_text("utf-8")
        for right, wrong in faults.items():
            assert right in text
            text = text.replace(right, wrong)
        (tmp_path / name).write_text(text, "utf-8")
    assert [str(found) for found in check.check(tmp_path)] == TOLD


def test_no_rule_speaks_danish_in_english() -> None:
    use("en")
    for rule in RULES:
        for told in (rule.shown_promise, rule.shown_fix):
            assert not DANISH.search(re.sub(r"\{[^}]*\}", "", told)), told


@pytest.mark.parametrize(
    ("code", "right", "wrong"),
    [
        ("nb", "Noen sender kollegaen en e-post", ["kolegaen", "mejl"]),
        ("en", "The colleague’s favourite colour isn’t WCAG’s", ["collegue’s", "color", "isnt"]),
    ],
)
def test_each_language_is_spelt_by_its_own_dictionary(code: str, right: str, wrong: list[str]) -> None:
    use(code)
    speller = spelling.Speller()
    assert list(speller.misspelt(f"{right} {' '.join(wrong)}")) == wrong


def test_every_language_has_a_dictionary() -> None:
    for code in LANGUAGES:
        use(code)
        assert spelling.find_dictionary().is_dir()
