"""The preview, `check` and `make` say the same of every mistake, and nothing once it has been put right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from building import copy_course, sphinx

from vaertskab.commands import check, live

from . import mutations

TABLE = mutations.table()
#: Mistakes that one of the three once told otherwise, and one of each origin: a rule, Sphinx, MyST, docutils.
DAILY = {
    "code-lexer-bad", "film-older-than-its-manuscript", "unknown-directive", "unknown-role", "dead-link",
    "dead-anchor-own", "pic-missing", "fm-unknown-key", "begreb-unknown", "latin-1",
}  # fmt: skip
#: What `make` builds.
BUILDERS = {"binder": "pdf", "epub": "epub", "html": "html"}


def _batches() -> Iterator[object]:
    daily = [mutation for mutation in TABLE if mutation.name in DAILY]
    assert {mutation.name for mutation in daily} == DAILY
    yield pytest.param(mutations.batches(daily)[0], ("html",), id="daily")
    for number, batch in enumerate(mutations.batches(TABLE), 1):
        yield pytest.param(batch, tuple(BUILDERS), id=f"all-{number}", marks=pytest.mark.slow)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> mutations.Kept:
    """A course whose preview has been built, without a fault."""
    kept = mutations.Kept(copy_course(tmp_path_factory.mktemp("kursus")))
    assert live.build(kept.root) == []
    return kept


#: What the builder of print says besides: what became of its files.
OF_THE_FILES = "PDF'erne blev ikke lavet"
#: What makes no build fail, and is told once.
ADVICE = ": Råd: "


def _said(builder: str, root: Path) -> list[str]:
    """Return what `make` prints of the course when it builds with `builder`."""
    said = sphinx(builder, root, root / "_build", BUILDERS[builder])[0].splitlines()
    return sorted(line for line in said if OF_THE_FILES not in line)


@pytest.mark.parametrize(("batch", "builders"), list(_batches()))
def test_preview_check_and_make_say_the_same(
    course: mutations.Kept, batch: list[mutations.Mutation], builders: tuple[str, ...]
) -> None:
    root = course.root
    try:
        for mutation in batch:
            mutation.apply(root)
        told = [str(one) for one in check.check(root)]
        assert told or not any(mutation.told for mutation in batch)
        assert [str(one) for one in live.build(root)] == told
        assert [str(one) for one in live.build(root)] == told, "saved again"
        for at, builder in enumerate(builders):
            said = _said(builder, root)
            # Where there is only advice, the first has read all that changed, and has told it.
            assert said == [one for one in sorted(told) if one in said or not at or ADVICE not in one], (
                builder
            )
    finally:
        course.restore()
    assert live.build(root) == []
