"""`make pakke`: the zip holds the whole course, which works under a subfolder and from a network drive."""

from __future__ import annotations

import datetime
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from browser.site import Watch, served
from building import COURSE, ROOT, Built
from playwright.sync_api import Browser

from vaertskab import cli
from vaertskab.commands import package
from vaertskab.model.language import SOURCE, use

LINKED = "a[href], img[src], script[src], link[href]"
LINKS = f"() => [...document.querySelectorAll('{LINKED}')].map(e => e.href || e.src)"

#: Pages that are reached by their own address only: shared, mailed, searched for, of before, or not there.
_BY_ADDRESS = ("spoergsmaal/", "film/uge-", "404", "search", "docs/om-kurset.html")


@pytest.fixture(scope="module")
def packed(course: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip of the course as delivered."""
    root = tmp_path_factory.mktemp("pakke")
    (root / "_build").mkdir()
    (root / "_build/html").symlink_to(course.site)
    (root / "kursus.toml").write_bytes((course.source / "kursus.toml").read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        made = package.pack(root)
        again = made.read_bytes()
        assert package.pack(root).read_bytes() == again
    return made


@pytest.fixture(scope="module")
def unpacked(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, unpacked in a folder with spaces and Danish letters."""
    folder = tmp_path_factory.mktemp("drev") / "Fælles drev på øen"
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder / package.FOLDER


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, unpacked: Path) -> Iterator[str]:
    """Where the course is read, with a slash at the end."""
    if request.param == "file":
        yield unpacked.as_uri() + "/"
    else:
        with served(unpacked) as site:
            yield site.root


def test_the_zip_is_named_by_its_day_has_every_page_and_says_what_to_do(packed: Path, course: Built) -> None:
    assert packed.name == "vaertskab-2023-11-14.zip"
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        note = archive.read(package.NOTE).decode("utf-8-sig")
        assert not any(name.startswith("/") or ".." in name for name in archive.namelist())
        assert {name.split("/")[0] for name in archive.namelist()} == {package.NOTE, package.FOLDER}
        for page in course.html_files():
            assert archive.read(f"{package.FOLDER}/{page}") == (course.site / page).read_bytes(), page
    assert "vaertskab/index.html" in note
    assert "SharePoint Online" in note
    assert "\r\n" in note


@pytest.mark.slow  # each day: the zip holds every page of the site, whose pages and links are tried elsewhere
def test_every_page_and_link_of_the_unpacked_course_works(
    address: str, unpacked: Path, chromium: Browser
) -> None:
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    watch = Watch(context, address)
    page = context.new_page()
    left, seen, anchors = [address + "index.html"], set(), set()
    while left:
        url = left.pop()
        if url in seen:
            continue
        seen.add(url)
        page.goto(url)
        assert page.locator("h1").count() == 1, url
        ids = set(page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)"))
        anchors |= {f"{url}#{name}" for name in ids}
        for link in page.evaluate(LINKS):
            target, fragment = urldefrag(link)
            if not target.startswith(address):
                assert target.startswith(("mailto:", "https://")), link
                continue
            path = unpacked / unquote(target.removeprefix(address).partition("?")[0] or "index.html")
            assert path.is_file(), (url, link)
            if path.suffix == ".html":
                left.append(target.partition("?")[0])
            if fragment:
                watch_for = f"{target.partition('?')[0]}#{unquote(fragment)}"
                anchors.add("?" + watch_for)
    missing = {one[1:] for one in anchors if one.startswith("?")} - anchors
    assert not missing
    pages = {p.relative_to(unpacked).as_posix() for p in unpacked.rglob("*.html")}
    reached = {unquote(url.removeprefix(address)) for url in seen}
    assert {p for p in pages - reached if not p.startswith(_BY_ADDRESS)} == set()
    assert not watch.complaints, "\n".join(watch.complaints)
    context.close()


#: What only the organisation can say, and what is written when it has.
ANSWERS = """
[organisation]
navn = "Biblioteket"
cvr = "12345678"
[kursus]
titel = "Naboskab"
[websted]
adresse = ""
depot = ""
gren = "main"
[kontakt]
navn = "Redaktionen"
mail = "kurset@biblioteket.invalid"
telefon = "12 34 56 78"
bestilling-mail = "kaffe@biblioteket.invalid"
redaktion-mail = ""
[erklaeringer]
tilgaengelighed-intranet = "https://was.digst.dk/biblioteket-invalid"
tilgaengelighed-dato = "DATO"
tilgaengelighed = ""
privatliv = "https://www.biblioteket.invalid/privatliv"
[privatliv]
dataansvarlig = "Kommunen"
dpo-mail = "dpo@biblioteket.invalid"
retsgrundlag = "Loven."
mail-udbyder = "Os selv"
tredjelande = "Ingen."
[tilladelser]
"""


def test_who_packs_is_asked_for_what_only_they_can_say(
    packed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = packed.parent.parent
    owners = root / ".github/CODEOWNERS"
    owners.parent.mkdir()
    owners.write_bytes((ROOT / ".github/CODEOWNERS").read_bytes())
    (root / "ordlyd.toml").write_bytes((COURSE / "ordlyd.toml").read_bytes())
    keys = tomllib.loads((root / "ordlyd.toml").read_text("utf-8"))["ejere"]
    shutil.copytree(COURSE / "modules", root / "modules")
    settings = root / "kursus.toml"
    today = datetime.date.today()
    answers = ANSWERS.replace("DATO", str(today)) + "".join(f'{key} = "Ja."\n' for key in keys)
    #: Each answer, and what stands there when nobody has given it: an example, or nothing.
    without = {
        "mail": "os@example.org", "bestilling-mail": "os@example.org", "privatliv": "https://example.org/p",
        **dict.fromkeys(("cvr", "telefon", "tilgaengelighed-intranet", "tilgaengelighed-dato"), ""),
        **dict.fromkeys(("dataansvarlig", "dpo-mail", "retsgrundlag", "mail-udbyder", "tredjelande"), ""),
        **dict.fromkeys(keys, ""),
    }  # fmt: skip

    def told() -> str:
        assert cli.main(["pakke", str(root)]) == 0
        return capsys.readouterr().err

    assert ".github/CODEOWNERS:5: Råd: Her står et eksempel." in told()
    owners.write_text("/.github/ @biblioteket/udviklere\n", "utf-8")
    for key, value in without.items():
        settings.write_text(re.sub(rf'(?m)^{key} = ".*"$', f'{key} = "{value}"', answers), "utf-8")
        (one,) = told().splitlines()
        assert re.match(r"kursus\.toml:\d+: Råd: ", one)
        assert f"{key.removesuffix('-intranet')} = " in one
    settings.write_text(answers.replace(str(today), str(today - datetime.timedelta(days=366))), "utf-8")
    assert "Det er over et år siden" in told()
    settings.write_text(answers, "utf-8")
    assert told() == ""
    abroad = answers.replace("[kursus]\n", '[kursus]\nsprog = "nb"\n').replace('cvr = "12345678"\n', "")
    settings.write_text(abroad, "utf-8")
    assert told() == "", "only Danish organisations have a number in the CVR"
    use(SOURCE)


def test_without_a_built_course_there_is_nothing_to_pack(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["pakke", str(small)]) == 1
    assert capsys.readouterr().err == "Fejl: _build/html:1: Kurset er ikke bygget. Kør først: make\n"
