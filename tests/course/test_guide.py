"""What an editor is shown how to write can be written: every example of the two pages is built."""

from __future__ import annotations

import re
import shutil

import pytest
from building import ROOT, Built, lay_settings

from vaertskab.checks.rules import RULES
from vaertskab.commands import check

#: The pages that show how to write, those of them that are there.
GUIDES = [path for name in ("rediger", "snydeark") if (path := ROOT / "docs" / f"{name}.md").is_file()]
EXAMPLES = [
    (path.stem, number, example)
    for path in GUIDES
    for number, example in enumerate(
        re.findall(r"^```markdown\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    )
]


def _as_page(example: str) -> str:
    """Return the example as a page of its own: with a top, and with ids that no other example has."""
    if example.startswith("---"):
        return example
    return f"---\nbeskrivelse: Et eksempel fra siden.\n---\n# Et eksempel\n\nHer er det.\n\n{example}"


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the check says of a course with a page for each example, by page."""
    root = tmp_path_factory.mktemp("eksempler")
    lay_settings(root)
    for name in ("index.md", "kursus.toml", "ordlyd.toml"):
        shutil.copy2(ROOT / name, root)
    for name in ("docs", "modules", "exercises", "_static"):
        shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
    names = []
    for page, number, example in EXAMPLES:
        names.append(f"{page}-{number}")
        (root / "docs" / f"{page}-{number}.md").write_text(_as_page(example), "utf-8")
    index = root / "docs/index.md"
    index.write_text(
        index.read_text("utf-8").replace("\nordliste\n", "\nordliste\n" + "\n".join(names) + "\n"), "utf-8"
    )
    found: dict[str, list[str]] = {}
    for one in check.check(root):
        found.setdefault(one.file, []).append(one.message)
    return found


#: What an example may lack, since it is too short to be a page, or shows what stands on a real one.
_MEANT = re.compile(
    r"Manuskriptet varer|bruges allerede på|står allerede på|Listen nævner|er ikke en del af|to gange|lixtal"
)


@pytest.mark.parametrize(("page", "number"), [(page, number) for page, number, _ in EXAMPLES])
def test_every_example_can_be_written(findings: dict[str, list[str]], page: str, number: int) -> None:
    told = findings.get(f"docs/{page}-{number}.md", [])
    assert [message for message in told if not _MEANT.search(message)] == []


def test_the_editors_page_lists_every_rule_as_it_is(course: Built) -> None:
    shown = [" ".join(item.text().split()) for item in course.tree("docs/rediger").all("li")]
    for rule in RULES:
        assert any(line.startswith(rule.shown_promise) for line in shown), rule.promise
