"""The promise of the build: the same course gives the same bytes, and a change reaches all it touches."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from building import ROOT, Built, build, build_apart, build_whole, copy_course
from small import ONWARDS, SMALL, listing, page, question, small_course, write

from outputs.print.printing import print_course

PRINCIPLE = "modules/principper/imoedekommenhed.md"


def _site(source: Path, out: Path, *options: str) -> dict[str, bytes]:
    built = build(source, out, *options)
    assert built.status == 0, built.output
    return built.files()


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_two_builds_give_the_same_bytes(course: Built, tmp_path: Path) -> None:
    again = build_apart(course.source, tmp_path)
    assert _differences(course.files(), again.files()) == []


def test_two_processes_give_the_same_bytes_as_one(course: Built, tmp_path: Path) -> None:
    assert _differences(course.files(), _site(course.source, tmp_path, "-j", "2")) == []


def test_the_course_builds_from_a_path_with_spaces_and_danish_letters(course: Built, tmp_path: Path) -> None:
    source = copy_course(tmp_path / "Mine æbler, øl og åer" / "kurset")
    assert _differences(course.files(), _site(source, tmp_path / "ud af huset")) == []


def _principle(title: str, *questions: str) -> str:
    return page(title, f"{ONWARDS}\n\n" + "\n".join(questions))


def _rewritten(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name, stamp in after.items() if before.get(name) != stamp and name.endswith(".html")}


def test_a_second_build_rewrites_no_page_and_changes_no_byte(small_done: Built) -> None:
    stamps, before = small_done.stamps(), small_done.files()
    after = build_whole(small_done.source)
    rewritten = _rewritten(stamps, after.stamps())
    assert rewritten <= {"404.html", "search.html"}, "which Sphinx always writes"
    assert after.stamps()["kursus.json"] == stamps["kursus.json"]
    assert _differences(before, after.files()) == []


def test_a_disk_that_counts_time_in_whole_seconds_makes_no_page_old(small_done: Built) -> None:
    """As ext3 and network disks do. Whole minutes here, so that the build is sure to lie within one."""
    for path in small_done.source.rglob("*"):
        whole = path.stat().st_mtime_ns // 60_000_000_000 * 60_000_000_000
        os.utime(path, ns=(whole, whole))
    stamps = small_done.stamps()
    assert _rewritten(stamps, build_whole(small_done.source).stamps()) <= {"404.html", "search.html"}


def test_what_sphinx_compiles_of_our_catalogue_makes_no_page_old(small: Path) -> None:
    """`make check` compiles it anew, and the compiler writes the time into it."""
    shutil.copytree(ROOT / "vaertskab", small / "vaertskab", ignore=shutil.ignore_patterns("__pycache__"))
    stamps = build_apart(small).stamps()
    compiled = next((small / "vaertskab").rglob("*.mo"))
    compiled.write_bytes(compiled.read_bytes().replace(b"POT-Creation-Date: 20", b"POT-Creation-Date: 19"))
    assert _rewritten(stamps, build_apart(small).stamps()) <= {"404.html", "search.html"}


def test_a_changed_title_reaches_every_page_that_shows_it(small: Path) -> None:
    before = build_whole(small)
    stamps = before.stamps()
    write(small, {"modules/principper/dialogruter.md": SMALL["modules/principper/dialogruter.md"].replace(
        "# Dialogruter", "# Gå en tur")})  # fmt: skip
    after = build_whole(small)
    showing = {name for name in after.html_files() if "Gå en tur" in (after.site / name).read_text("utf-8")}
    assert showing >= {
        "modules/principper/dialogruter.html",
        "modules/principper/index.html",  # its card
        "modules/principper/imoedekommenhed.html",  # the list beside the page, and the next step
        "exercises/samlet.html",  # shows its question, and where it comes from
    }
    assert not [
        name for name in after.html_files() if "Dialogruter" in after.page(name.removesuffix(".html"))
    ]
    assert showing <= _rewritten(stamps, after.stamps())


def test_another_word_in_the_text_of_a_page_rewrites_no_page_beside_it(small_done: Built) -> None:
    stamps = small_done.stamps()
    path = small_done.source / "docs" / "privatliv.md"
    path.write_text(path.read_text("utf-8").replace("kan nå at læse", "kan nå at se"), "utf-8")
    rewritten = _rewritten(stamps, build_whole(small_done.source).stamps())
    assert "docs/privatliv.html" in rewritten
    assert "docs/tilgaengelighed.html" not in rewritten


def test_a_changed_title_reaches_every_page_also_when_the_pdfs_are_made_first(small: Path) -> None:
    name = "modules/principper/dialogruter.md"
    for title in ("Dialogruter", "Ruter til dialog"):
        path = small / name
        path.write_text(path.read_text("utf-8").replace("# Dialogruter", f"# {title}"), "utf-8")
        assert print_course(small).status == 0
        built = build_whole(small)
    shown = [
        page for page in built.html_files() if "Ruter til dialog" in (built.site / page).read_text("utf-8")
    ]
    assert "modules/principper/imoedekommenhed.html" in shown
    for page_name in built.html_files():
        assert ">Dialogruter<" not in (built.site / page_name).read_text("utf-8"), page_name


def test_a_changed_title_of_a_part_reaches_the_front_page_and_every_menu(small_done: Built) -> None:
    small = small_done.source
    write(small, {"modules/kaffe/index.md": listing("Kaffepause", "01-hvad", "02-hvordan", role="ugeforløb")})
    after = build_whole(small)
    for docname in (*after.pages, "404", "search"):
        menu = after.tree(docname).one("header").text()
        assert "Kaffepause" in menu, docname
    assert "Kaffepause" in after.tree("index").one("main").text()


def test_a_changed_description_reaches_the_card_of_the_page(small_done: Built) -> None:
    small = small_done.source
    write(small, {PRINCIPLE: SMALL[PRINCIPLE].replace("En side.", "En helt ny side.")})
    assert "En helt ny side." in build_whole(small).page("modules/principper/index")


def test_a_changed_organisation_reaches_every_page(small_done: Built) -> None:
    small = small_done.source
    write(small, {"kursus.toml": SMALL["kursus.toml"].replace("Biblioteket", "Bogcaféen")})
    after = build_whole(small)
    assert [name for name in after.pages if "Bogcaféen" not in after.page(name)] == []


def test_changed_official_wording_reaches_the_page_that_draws_it(tmp_path: Path) -> None:
    quoted = page("Privatliv", ":::{ordlyd} samme-principper\n:::\n")
    small = small_course(tmp_path, {"docs/privatliv.md": quoted})
    build_whole(small)
    wording = (small / "ordlyd.toml").read_text("utf-8")
    write(
        small,
        {"ordlyd.toml": wording.replace("Et godt hus siger hej", "Et andet hus siger hej")},
    )
    assert "Et andet hus siger hej først." in build_whole(small).page("docs/privatliv")


def test_a_reworded_question_is_reworded_wherever_it_is_shown(small_done: Built) -> None:
    small = small_done.source
    write(small, {"modules/principper/dialogruter.md": SMALL["modules/principper/dialogruter.md"].replace(
        "Hvor går du hen?", "Hvor vil du hen?")})  # fmt: skip
    after = build_whole(small)
    for place in ("modules/principper/dialogruter", "exercises/samlet", "spoergsmaal/hvor-hen"):
        assert "Hvor vil du hen?" in after.page(place)
        assert "Hvor går du hen?" not in after.page(place)


def test_a_deleted_question_is_gone_from_the_model_and_from_the_site(tmp_path: Path) -> None:
    stays, goes = question("Hvad er nyt?", "hvad-er-nyt"), question("Hvad skal væk?", "skal-vaek")
    small = small_course(tmp_path, {PRINCIPLE: _principle("Imødekommenhed", stays, goes)})
    before = build_whole(small)
    assert "skal-vaek" in {q["id"] for q in before.data["questions"]}
    assert (before.site / "spoergsmaal" / "skal-vaek.html").is_file()
    write(small, {PRINCIPLE: _principle("Imødekommenhed", stays)})
    after = build_whole(small)
    assert "skal-vaek" not in (after.site / "kursus.json").read_text("utf-8")
    assert not (after.site / "spoergsmaal" / "skal-vaek.html").exists()
    assert (after.site / "spoergsmaal" / "hvad-er-nyt.html").is_file()


def test_a_moved_question_keeps_its_address(tmp_path: Path) -> None:
    stays, moves = question("Hvad er nyt?", "hvad-er-nyt"), question("Hvad flytter?", "flytter")
    dialog = "modules/principper/dialogruter.md"
    small = small_course(tmp_path, {PRINCIPLE: _principle("Imødekommenhed", stays, moves)})
    before = next(q for q in build_whole(small).data["questions"] if q["id"] == "flytter")
    write(small, {PRINCIPLE: _principle("Imødekommenhed", stays), dialog: SMALL[dialog] + "\n" + moves})
    built = build_whole(small)
    after = next(q for q in built.data["questions"] if q["id"] == "flytter")
    assert after["permalink"] == before["permalink"] == "spoergsmaal/flytter.html"
    assert (before["page"], after["page"]) == (PRINCIPLE.removesuffix(".md"), dialog.removesuffix(".md"))
    refresh = next(e for e in built.tree("spoergsmaal/flytter").all("meta") if "refresh" in str(e.attributes))
    assert (
        refresh.attributes["content"] == "0; url=../modules/principper/dialogruter.html#spoergsmaal-flytter"
    )


def test_a_deleted_page_leaves_nothing_behind(small_done: Built) -> None:
    small = small_done.source
    assert (small_done.site / "exercises" / "en-til.html").is_file()
    (small / "exercises" / "en-til.md").unlink()
    write(small, {"exercises/index.md": listing("Øvelser", "samlet", role="øvelser")})
    after = build_whole(small)
    assert [name for name in after.files() if "en-til" in name or "i-dag" in name] == []
    for name, content in after.files().items():
        assert b"exercises/en-til" not in content, name


def test_two_processes_see_a_change_as_one_does(small: Path) -> None:
    build_whole(small, "-j", "2")
    write(small, {PRINCIPLE: SMALL[PRINCIPLE].replace("# Imødekommenhed", "# Nyt navn")})
    again = build_whole(small, "-j", "2").files()
    fresh = _site(small, small.parent / "forfra")
    assert _differences(again, fresh) == []
