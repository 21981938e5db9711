"""`vaertskab ny`: a page that lacks only its own words, on its list; nothing is ever overwritten."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from building import ROOT
from small import small_course

from vaertskab import cli
from vaertskab.commands import check
from vaertskab.model.language import SOURCE, use

SORTS = {
    "modul": ("At sige nej på en øm måde", "modules/principper/at-sige-nej-paa-en-oem-maade.md", "Modulet"),
    "øvelse": ("Lyt!", "exercises/lyt.md", "Øvelsen"),
    "samtale": ("Nej tak", "exercises/nej-tak.md", "Samtalen"),
    "kaffe": ("Tak & farvel", "modules/kaffe/03-tak-farvel.md", "Ugens side"),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small course, as the folder in which commands are given."""
    root = small_course(tmp_path / "kursus")
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("sort", SORTS)
def test_a_new_page_lacks_only_the_words_that_its_editor_writes(
    here: Path, sort: str, capsys: pytest.CaptureFixture[str]
) -> None:
    title, path, called = SORTS[sort]
    assert cli.main(["ny", sort, title]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{called} ligger i {path} og står sidst på listen i ")
    assert "make check" in said
    assert f"# {title}\n" in (here / path).read_text("utf-8")
    listing = (here / path).parent.joinpath("index.md").read_text("utf-8")
    assert listing.rstrip().endswith(f"{Path(path).stem}\n:::")
    left = check.check(here)
    assert left
    for found in left:
        assert found.file == path
        expected = (
            "skabelonens hjælpetekst|Manuskriptet varer" if sort == "kaffe" else "skabelonens hjælpetekst"
        )
        assert re.search(expected, found.message), found


def test_a_new_talk_is_laid_where_the_talks_are(here: Path) -> None:
    folder = here / "exercises/samtaler"
    folder.mkdir()
    listing = (here / "exercises/index.md").read_text("utf-8")
    (folder / "index.md").write_text(listing.replace("samlet\nen-til", "hej"), "utf-8")
    (folder / "hej.md").write_text("# Hej\n\n:::{samtale}\n:::\n", "utf-8")
    assert cli.main(["ny", "samtale", "Nej tak"]) == 0
    assert (folder / "nej-tak.md").is_file()


def test_an_existing_page_and_its_list_are_never_touched(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, listing = here / "exercises/en-til.md", here / "exercises/index.md"
    before = page.read_bytes(), listing.read_bytes()
    assert cli.main(["ny", "øvelse", "En til"]) == 1
    assert capsys.readouterr().err == (
        "Fejl: exercises/en-til.md:1: Siden findes i forvejen. Giv den nye en anden titel.\n"
    )
    assert (page.read_bytes(), listing.read_bytes()) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["øvelse", "!!!"], "Titlen skal have bogstaver eller tal."),
        (["modul", "Nyt", "--mappe", "findes/ikke"], "Mappen findes/ikke er ikke en del af kurset."),
        (["modul", "Nyt", "--mappe", "../andet"], "Mappen ../andet er ikke en del af kurset."),
        (["modul", "Nyt", "--mappe", "modules/../../andet"], "er ikke en del af kurset."),
        (["modul", "Nyt", "--mappe", "modules/andet"], "er ikke en del af kurset."),
        (["modul", "Nyt", "--mappe", "_static"], "er ikke en del af kurset."),
    ],
)
def test_what_cannot_be_made_is_told_in_danish(
    here: Path, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    # Folders that look like parts: beside the course, one for pictures, and one that a symlink leads to.
    for folder in (here.parent / "andet", here / "_static"):
        folder.mkdir(exist_ok=True)
        shutil.copy2(here / "exercises/index.md", folder)
    (here / "modules/andet").symlink_to(here.parent / "andet")
    before = {path: path.read_bytes() for path in here.parent.rglob("*.md")}
    assert cli.main(["ny", *words]) == 1
    assert told in capsys.readouterr().err
    assert {path: path.read_bytes() for path in here.parent.rglob("*.md")} == before


def test_a_folder_may_be_written_with_dots(here: Path) -> None:
    assert cli.main(["ny", "modul", "Nyt", "--mappe", "./modules/x/../principper/"]) == 0
    assert (here / "modules/principper/nyt.md").is_file()


def test_a_page_in_another_encoding_is_in_nobodys_way(here: Path) -> None:
    week = here / "modules/kaffe/02-hvordan.md"
    week.write_bytes(week.read_text("utf-8").encode("latin-1", "replace"))
    assert cli.main(["ny", "kaffe", "Nyt"]) == 0
    assert (here / "modules/kaffe/03-nyt.md").is_file()


def test_a_list_in_another_encoding_is_told_and_left_alone(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    index = here / "modules/principper/index.md"
    index.write_bytes(before := index.read_text("utf-8").encode("latin-1"))
    assert cli.main(["ny", "modul", "Nyt"]) == 1
    assert "modules/principper/index.md:7: Filen er ikke gemt som UTF-8." in capsys.readouterr().err
    assert index.read_bytes() == before


def test_a_list_from_windows_keeps_its_line_ends(here: Path) -> None:
    index = here / "exercises/index.md"
    index.write_bytes(index.read_bytes().replace(b"\n", b"\r\n"))
    assert cli.main(["ny", "øvelse", "Nyt"]) == 0
    written = index.read_bytes()
    assert b"en-til\r\nnyt\r\n:::" in written
    assert written.count(b"\n") == written.count(b"\r\n")


def test_a_title_may_hold_braces(here: Path) -> None:
    assert cli.main(["ny", "øvelse", "En {mærkelig} titel"]) == 0
    assert "# En {mærkelig} titel" in (here / "exercises/en-maerkelig-titel.md").read_text("utf-8")


def test_a_new_week_follows_the_last_and_there_may_be_any_number(here: Path) -> None:
    for number in range(12):
        assert cli.main(["ny", "kaffe", f"Nummer {number}"]) == 0
    page = (here / "modules/kaffe/14-nummer-11.md").read_text("utf-8")
    assert "\nuge: 14\n" in page


def test_a_part_is_found_by_its_role_whatever_its_folder_is_called(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "modules/kaffe").rename(here / "modules/pause")
    assert cli.main(["ny", "kaffe", "Tredje kop"]) == 0
    assert (here / "modules/pause/03-tredje-kop.md").is_file()
    index = here / "modules/pause/index.md"
    index.write_text(index.read_text("utf-8").replace("rolle: ugeforløb\n", ""), "utf-8")
    assert cli.main(["ny", "kaffe", "Fjerde kop"]) == 1
    assert "Ingen del har rollen »ugeforløb«." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("title", "stem", "heading"),
    [
        ('Når "nej" er svaret', "naar-nej-er-svaret", "Når »nej« er svaret"),
        ("Når “nej” er svaret", "naar-nej-er-svaret", "Når »nej« er svaret"),
        ("# En *stor* <b>titel</b>", "en-stor-b-titel-b", r"En \*stor\* \<b>titel\</b>"),
        ("To\nlinjer\u00a0her", "to-linjer-her", "To linjer her"),
        ("Langt " * 40, "langt-langt-langt-langt-langt-langt-langt-langt-langt-langt", "Langt " * 40),
        ("a" * 300, "a" * 60, "a" * 300),
        ("../../ud/af/kurset", "ud-af-kurset", "../../ud/af/kurset"),
        ("100 %", "100", "100 %"),
    ],
)
def test_an_odd_title_gives_a_plain_name_and_a_heading_that_says_it(
    here: Path, title: str, stem: str, heading: str
) -> None:
    assert cli.main(["ny", "øvelse", title]) == 0
    page = here / f"exercises/{stem}.md"
    assert f"# {heading.strip()}\n" in page.read_text("utf-8")
    # A long title needs a short one for the top of a printed page, and its editor writes that.
    awaited = ("skabelonens hjælpetekst", "kort-titel")
    told = [found.message for found in check.check(here) if not any(it in found.message for it in awaited)]
    assert told == []


@pytest.mark.parametrize(("plain", "danish"), [("oevelse", "øvelse")])
def test_the_names_are_understood_without_danish_letters(here: Path, plain: str, danish: str) -> None:
    assert cli.main(["ny", plain, "Den ene"]) == 0
    assert cli.main(["ny", danish, "Den anden"]) == 0
    pages = [(here / f"exercises/{name}.md").read_text("utf-8") for name in ("den-ene", "den-anden")]
    assert pages[0].replace("Den ene", "Den anden").replace("den-ene", "den-anden") == pages[1]


#: A new course in each language: its file of a week, and what it answers to two who want the same folder.
LANGUAGES = {
    "da": ("lyt-faerdig", "Mappen findes og er ikke tom."),
    "nb": ("lytt-ferdig", "Mappen finnes og er ikke tom."),
    "en": ("hear-them-out", "The folder exists and is not empty."),
}


@pytest.mark.parametrize(
    ("code", "weeks"), [("da", 0), ("da", 2), ("en", 1), pytest.param("nb", 1, marks=pytest.mark.slow)]
)
def test_a_new_course_has_no_fault(
    code: str, weeks: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    week, taken = LANGUAGES[code]
    target = tmp_path / "et kursus"
    words = ["ny", "kursus", str(target), "--navn", 'Godt "naboskab"', "--organisation", "Eksempelby & co"]
    words += ["--mail", "hej@example.org", "--del", "Det, vi lover", "--del", "At øve sig", "--sprog", code]
    assert cli.main([*words, "--uger", str(weeks)]) == 0
    assert f"cd {target}" in capsys.readouterr().out
    assert [str(one) for one in check.check(target)] == []
    assert len([*target.rglob(f"*-{week}.md")]) == weeks
    assert not [path for path in target.rglob("*.py") if path.name != "conf.py"], "no file of the engine"
    assert cli.main([*words, "--uger", "0"]) == 1
    assert taken in capsys.readouterr().err
    use(SOURCE)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_built_wheel_makes_a_course_that_make_builds_and_tests(code: str, tmp_path: Path) -> None:
    def run(*words: str, folder: Path = tmp_path) -> str:
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT))
    (wheel,) = tmp_path.glob("vaertskab-*.whl")
    fresh = tmp_path / "frisk"
    run(sys.executable, "-m", "venv", "--without-pip", str(fresh))
    python = fresh / "bin" / "python"
    run(*pip, "--python", str(python), "install", "-q", "--no-deps", "--no-index", str(wheel))
    # What it depends on is lent from here: the network is no part of the test.
    place = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    Path(place, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    assert place in run(str(python), "-c", "import vaertskab; print(vaertskab.__file__)")
    run(str(python), "-m", "vaertskab", "ny", "kursus", "nyt", "--uger", "2", "--sprog", code)
    (fresh / "klar").touch()
    course = tmp_path / "nyt"
    assert "_build/html/index.html" in run("make", f"VENV={fresh}", "test", folder=course)
    assert (course / "_build/html/index.html").is_file()
    assert (course / "_build/pdf/vaertskab-mappe.pdf").is_file()
