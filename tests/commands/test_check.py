"""`vaertskab check`: all at once, in three formats, with the status that a workflow needs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from building import build
from small import SMALL, page, small_course, write

from vaertskab import cli
from vaertskab.checks.findings import Finding
from vaertskab.commands import check

ADVICE = "Biblioteksmedarbejderne imødekommer borgernes henvendelser om mange ting og sager. "
BROKEN = {
    "docs/privatliv.md": page(
        "Privatliv", "Se [en side](findes-ikke.md), 100 %.\n\n:::{refleksjon} Hvad?\n:::\n"
    ),
    "modules/principper/dialogruter.md": SMALL["modules/principper/dialogruter.md"].replace(
        "Hvor går du hen?", "Gå"
    ),
}


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = cli.main(["check", *words])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_course_without_a_fault_is_in_order(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(capsys, str(small)) == (0, "Alt er i orden.\n", "")


def test_all_faults_of_all_pages_are_told_sorted_with_one_line_of_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = _run(capsys, str(small_course(tmp_path, BROKEN)))
    *lines, last = out.splitlines()
    assert (status, err, last) == (1, "", "3 ting skal rettes.")
    assert [re.match(r"(.+?:\d+): ", line)[1] for line in lines] == [
        "docs/privatliv.md:8", "docs/privatliv.md:10", "modules/principper/dialogruter.md:12",
    ]  # fmt: skip


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = {"docs/tilgaengelighed.md": page("Tilgængelighed", "*a " * 600 + "b" + "*" * 600)}
    status, out, err = _run(capsys, str(small_course(tmp_path, BROKEN | deep)))
    assert (status, err) == (1, "")
    assert "docs/tilgaengelighed.md:1: Siden kan ikke læses" in out
    assert out.count("docs/tilgaengelighed.md") == 1, "what it holds is not known"
    assert "docs/privatliv.md:8: " in out


def test_of_a_page_that_is_no_text_that_is_all_there_is_to_say(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = small / "docs" / "privatliv.md"
    path.write_bytes(page("Privatliv", "Se [en side](findes-ikke.md) og et æble.\n").encode("latin-1"))
    status, out, _ = _run(capsys, str(small))
    assert (status, out.count("docs/privatliv.md:")) == (1, 1), out
    assert "Filen er ikke gemt som UTF-8" in out


def test_github_gets_an_annotation_for_each_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = _run(capsys, "--format", "github", str(small_course(tmp_path, BROKEN)))
    assert status == 1
    lines = out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("::error file=docs/privatliv.md,line=8::Linket til »findes-ikke.md« fører")
    escaped = Finding("a,b:c.md", 2, "100 %\nto linjer", advice=True)
    assert check.FORMATS["github"]([escaped]) == "::notice file=a%2Cb%3Ac.md,line=2::100 %25 to linjer\n"


def test_programs_get_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = _run(capsys, "--format", "json", str(small_course(tmp_path, BROKEN)))
    rows = json.loads(out)
    assert status == 1
    assert [set(row) for row in rows] == [{"file", "line", "message", "advice"}] * 3
    assert err == "3 ting skal rettes.\n"


def test_advice_is_shown_and_never_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hard = page("Privatliv", ADVICE * 3 + "Du ser det nu.")
    source = small_course(tmp_path, {"docs/privatliv.md": hard})
    status, out, _ = _run(capsys, str(source))
    assert status == 0
    assert re.search(r"^docs/privatliv\.md:1: Råd: Siden har lixtal 3\d\.", out)
    assert out.endswith("Intet skal rettes, 1 råd.\n")
    assert build(source).status == 0


def test_the_rules_are_listed_with_their_mends(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = _run(capsys, "--regler")
    assert status == 0
    assert "Hvert modul og hver øvelse har et refleksionsspørgsmål.\n    Tilføj et med :::{refleksion}" in out
    assert not re.search(r"\{(?:hint|url|uri|key|what|better|mark)\}", out)


def test_make_tells_what_check_tells(tmp_path: Path) -> None:
    source = small_course(tmp_path, BROKEN)
    built = build(source)
    printed = {line for line in built.output.splitlines() if re.match(r"[\w/.-]+:\d+: ", line)}
    assert built.status == 1
    assert printed == {str(found) for found in check.check(source)}


def test_the_course_is_left_as_it_was(small: Path) -> None:
    before = sorted(small.rglob("*"))
    check.check(small)
    assert sorted(small.rglob("*")) == before


def test_a_fault_in_the_settings_hides_none_in_the_pages(tmp_path: Path) -> None:
    source = small_course(tmp_path, BROKEN)
    of_the_pages = check.check(source)
    for name in ("kursus.toml", "ordlyd.toml"):
        text = (source / name).read_text("utf-8")
        (source / name).write_text(f"{text}\ndette er = ikke toml =\n", "utf-8")
    found = check.check(source)
    assert [one.file for one in found if one.file.endswith(".toml")] == ["kursus.toml", "ordlyd.toml"]
    assert [one for one in found if not one.file.endswith(".toml")] == of_the_pages


@pytest.mark.parametrize(("file", "line"), [("kursus.toml", 3), ("ordlyd.toml", 1)])
def test_settings_that_cannot_be_read_are_a_finding(
    small: Path, capsys: pytest.CaptureFixture[str], file: str, line: int
) -> None:
    lines = (small / file).read_text("utf-8").splitlines()
    lines[line - 1] = "dette er = ikke toml ="
    write(small, {file: "\n".join(lines)})
    status, out, _ = _run(capsys, str(small))
    assert status == 1
    assert out.startswith(f"{file}:{line}: ")


def test_notepads_mark_at_the_start_of_the_settings_does_no_harm(small: Path) -> None:
    for name in ("kursus.toml", "ordlyd.toml"):
        (small / name).write_bytes(b"\xef\xbb\xbf" + (small / name).read_bytes())
    assert check.check(small) == []


def test_wording_that_stands_twice_or_not_at_all_is_told(small: Path) -> None:
    file = small / "ordlyd.toml"
    text = file.read_text("utf-8")
    file.write_text(f'{text}\n[tema-01]\ntekst = "x"\n', "utf-8")
    line = text.count("\n") + 2
    told = "står to gange. Behold det ene sted, og slet det andet."
    assert [str(one) for one in check.check(small)] == [f"ordlyd.toml:{line}: »[tema-01]« {told}"]
    file.write_text("", "utf-8")
    assert [str(one) for one in check.check(small)] == [
        "ordlyd.toml:1: Filen har ingen ordlyd. Hent den igen fra kurset."
    ]


def test_a_front_page_that_is_gone_is_told(small: Path) -> None:
    (small / "index.md").unlink()
    assert [str(one) for one in check.check(small)] == [
        "index.md:1: Forsiden mangler. Hent den forrige udgave af filen igen."
    ]


def test_a_page_that_was_renamed_is_told_wherever_it_was_named(small: Path) -> None:
    (small / "modules/kaffe/02-hvordan.md").rename(small / "modules/kaffe/02-hvorledes.md")
    (small / "docs/privatliv.md").write_text(page("Privatliv", "Se [uge 2](../modules/kaffe/02-hvordan.md)."))
    assert [(one.file, one.line) for one in check.check(small)] == [
        ("docs/privatliv.md", 8), ("modules/kaffe/02-hvorledes.md", 1), ("modules/kaffe/index.md", 11),
    ]  # fmt: skip
    assert "Mente du »../modules/kaffe/02-hvorledes.md«?" in check.check(small)[0].message
