"""The English names of what an editor writes: one for each Danish name, and in a Danish course none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from vaertskab import components
from vaertskab.components import borrowed
from vaertskab.components.setting import SettingRole
from vaertskab.model.language import SOURCE, use
from vaertskab.model.meeting import CHOSEN, promised
from vaertskab.model.question_kinds import Kind
from vaertskab.model.roles import Paper, Purpose, Role
from vaertskab.outputs.shared.prints import LARGE_PRINT
from vaertskab.reading import english_names, front_matter
from vaertskab.reading.allowed import HEAD_KEYS

TABLES: dict[str, Mapping[str, str]] = {
    name: getattr(english_names, name) for name in ("BLOCKS", "ROLES", "OPTIONS", "KEYS", "SETTINGS", "WORDS")
}
HEAD = "---\ndescription: What to do.\nrole: weekly\nprint: no\nnext: no\nweek: 2\n---\n# T\n"


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish afterwards, as the other tests do."""
    yield
    use(SOURCE)


@pytest.mark.parametrize("name", TABLES)
def test_no_two_names_are_one_in_english(name: str) -> None:
    said = list(TABLES[name].values())
    assert len(said) == len(set(said))
    assert [word for word in said if not word.isascii()] == []


def test_whatever_an_editor_writes_in_danish_has_an_english_name() -> None:
    options = {option for found, _ in components.DIRECTIVES.values() for option in found.option_spec or {}}
    twins = {twin for _, twin in components.DIRECTIVES.values()} | {"spoergsmaal"}
    same = {"film", "mail", "id", "pause", "sorted", "invitation", "cvr", "organisation", "dpo-mail"}
    words = {"ja", "nej", CHOSEN, LARGE_PRINT, *Kind, *Role, *Purpose, *Paper}
    for known, table in (
        (components.DIRECTIVES, "BLOCKS"), (components.ROLES.keys() - twins, "ROLES"), (options, "OPTIONS"),
        (HEAD_KEYS, "KEYS"), (SettingRole.names, "SETTINGS"), (words, "WORDS"),
    ):  # fmt: skip
        assert set(known) - same == set(TABLES[table]), table
    assert not set(components.ENGLISH) & (set(components.DIRECTIVES) - same)
    assert not set(components.ENGLISH) & set(borrowed.BLOCKS)


@pytest.mark.parametrize("code", ["nb", "en"])
def test_the_top_of_a_page_says_the_same_in_english(code: str) -> None:
    use(code)
    head = front_matter.read(HEAD)
    assert head.values == {
        "beskrivelse": "What to do.", "rolle": "ugeforløb", "tryk": "nej", "næste": "nej", "uge": 2,
    }  # fmt: skip
    assert head.line_of("uge") == 6


def test_a_danish_course_knows_no_english_names() -> None:
    assert front_matter.read(HEAD).values == {}
    assert english_names.danish(english_names.BLOCKS, "reflection") == "reflection"
    assert english_names.value("kort", "no") == "no"


def test_a_heading_promises_minutes_in_each_language() -> None:
    for said, minutes in (
        ("Halvanden time", 90), ("En time", 60), ("En halv time", 30), ("15 minutter", 15),
        ("Halvannen time", 90), ("An hour and a half", 90), ("An hour", 60), ("Half an hour", 30),
        ("15 minutes", 15),
    ):  # fmt: skip
        assert promised(said) == (minutes, minutes), said
