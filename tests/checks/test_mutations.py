"""The promise to an editor: each mistake is told in Danish, at its file and line, with the mend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unittest import mock

import pytest

from vaertskab.checks import rules, translation
from vaertskab.checks.rules import RULES

from . import mutations

TABLE = mutations.table()
BATCHES = mutations.batches(TABLE)
#: Warnings that only a whole build gives, or that take two mistakes at once.
RARE = (
    "Multiple matches for 'x': myst:a, myst:b",
    "self referenced toctree found. Ignored.",
    "circular toctree references detected, ignoring: a <- b <- a",
    "toctree contains reference to document 'docs/x' that doesn't have a title: no link will be generated",
    "Ignored unreadable document 'docs/x.md'.",
    'Duplicate explicit target name: "x".',
    "'card': something that is not known",
)
ENGLISH = re.compile(
    r"\b(the|unknown|invalid|not|found|warning|error|expected|missing|with)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def english() -> Iterator[list[str]]:
    """What Sphinx, MyST and docutils said while the table was tried."""
    heard: list[str] = []
    danish = translation.told

    def listen(message: str, kind: str = "") -> str:
        if not translation.told_by_a_rule(message, 1):
            heard.append(message)
        return danish(message, kind)

    with mock.patch.object(translation, "told", listen):
        yield heard


@pytest.fixture(scope="module")
def tripped() -> Iterator[set[str]]:
    """The names of the rules that were broken while the table was tried."""
    names: set[str] = set()
    broken = rules.broken

    def listen(material: rules.Material) -> Iterator[tuple[rules.Rule, str, int, str]]:
        for found in broken(material):
            names.add(found[0].name)
            yield found

    with mock.patch.object(rules, "broken", listen):
        yield names


@pytest.fixture(scope="module")
def told(english: list[str], tripped: set[str]) -> dict[str, list[str]]:
    """What is printed of each mutated page, by the mutation's name; nothing is told of any other page."""
    found: dict[str, list[str]] = {}
    for batch in BATCHES:
        lines = mutations.told(batch)
        assert set(lines) <= {mutation.of or mutation.file for mutation in batch}
        found |= {mutation.name: lines.get(mutation.of or mutation.file, []) for mutation in batch}
    return found


@pytest.mark.parametrize("mutation", TABLE, ids=lambda mutation: mutation.name)
def test_a_mistake_is_told_at_its_line_with_its_mend(
    told: dict[str, list[str]], mutation: mutations.Mutation
) -> None:
    assert told[mutation.name] == list(mutation.told)


def test_the_table_has_a_mistake_for_every_rule(told: dict[str, list[str]], tripped: set[str]) -> None:
    assert {rule.name for rule in RULES} - tripped == set()


def test_the_table_has_a_mistake_for_every_translated_warning(
    told: dict[str, list[str]], english: list[str]
) -> None:
    left = {pattern for pattern, _ in translation.TABLE}
    for message in [*english, *RARE]:
        plain = translation.TYPE_SUFFIX.sub("", message.strip())
        hit = next((pattern for pattern, _ in translation.TABLE if re.match(pattern, plain, re.DOTALL)), None)
        assert hit, message
        left.discard(hit)
    assert left == set()


def test_no_line_of_the_table_speaks_english() -> None:
    for mutation in TABLE:
        for line in mutation.told:
            words = re.sub(r"»[^«]*«|\{[^}]*\}|:[\w-]+:|https?://\S+", "", line.partition(": ")[2])
            assert not ENGLISH.search(words), line


def test_rare_warnings_have_their_danish_too() -> None:
    for message in RARE:
        assert "Programmet siger" not in translation.told(message)


def test_a_warning_that_nobody_knows_is_quoted_and_not_lost() -> None:
    assert "(Programmet siger: Something new)" in translation.told("Something new [myst.new]")
