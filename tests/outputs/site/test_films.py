"""The promise of made films: each reaches its page, its list and its address; nothing half-made does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from building import Built, build, build_whole
from films import CHAPTERS, SECONDS, lay_film, said
from small import MANUSCRIPT, SETTINGS, listing, page, small_course

from outputs.print.printing import print_course

SPOKEN = ["Du ser en hund. Hvad gør du nu?"] * 30
PAGE = "modules/kaffe/01-hvad"
TOLD = (
    "Filmen varer 2 min. 10 sek. Den er uden lyd: Ordene kommer frem på skærmen. Læs, hvad den siger. "
    "Hent filmen (mp4, 0,1 MB)"
)
FILES = [f"film/01-hvad{suffix}" for suffix in (".mp4", ".vtt", ".jpg", ".js")]


def _lay(source: Path, name: str = "01-hvad", kind: str = "laesefilm") -> Path:
    return lay_film(source / "_build" / "film", name, said(SPOKEN), kind)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small course with one film of two, a cinema, and an address."""
    pages = {
        "docs/index.md": listing("Om kurset", "tilgaengelighed", "privatliv", "biograf"),
        "docs/biograf.md": page("Biograf", ":::{biograf}\n:::\n"),
        "kursus.toml": SETTINGS.replace('adresse = ""', 'adresse = "https://kursus.example.org/v/"'),
    }
    source = small_course(tmp_path_factory.mktemp("film"), pages)
    _lay(source)
    return build_whole(source)


def test_the_test_film_says_what_its_manuscript_says() -> None:
    assert MANUSCRIPT.count(SPOKEN[0]) == len(SPOKEN)


def test_a_made_film_stands_on_its_page_with_captions_chapters_and_download(shown: Built) -> None:
    film = shown.tree(PAGE).one("main").one(class_="film")
    video = film.one("video").attributes
    assert video["poster"].startswith("../../film/01-hvad.jpg?v=")
    assert (video["width"], video["height"], video["preload"]) == ("320", "180", "none")
    assert film.one("source").attributes["src"].startswith("../../film/01-hvad.mp4?v=")
    track = film.one("track").attributes
    assert (track["src"].partition("?v=")[0], track["srclang"]) == ("../../film/01-hvad.vtt", "da")
    assert "default" not in track  # the words stand in the picture already
    chapters = film.one("nav").all("a")
    assert [a.text() for a in chapters] == ["0:00 Titel", "0:40 Skranken & bordet", "1:40 Spørgsmålet"]
    assert chapters[1].attributes["href"].endswith("#t=40")
    about = film.one(class_="film-om")
    assert about.text().startswith(TOLD)
    words = about.all("a")[0].attributes["href"].removeprefix("#")
    assert shown.tree(PAGE).one(class_="manuskript").attributes["id"] == words
    assert "https://kursus.example.org/v/film/uge-1.html" in film.one(class_="film-papir").text()


def test_a_page_without_a_film_is_as_it_was(shown: Built, small_built: Built) -> None:
    name = "modules/kaffe/02-hvordan"
    bare = small_built.tree(name).one("main")
    assert bare.all("video") == []
    assert "film.js" not in shown.page(name)
    assert "id" not in shown.tree(name).one(class_="manuskript").attributes
    assert shown.tree(name).one("main").text() == bare.text()


def test_the_films_files_lie_beside_the_pages_and_are_published(shown: Built) -> None:
    base = "https://kursus.example.org/v/film/"
    first, second = (found["film"] for found in shown.coffee())
    assert second is None
    size = (shown.site / "film" / "01-hvad.mp4").stat().st_size
    assert first == {
        "url": f"{base}01-hvad.mp4", "permalink": f"{base}uge-1.html", "seconds": 130.0, "size": size,
        "kind": "laesefilm", "captions": f"{base}01-hvad.vtt", "poster": f"{base}01-hvad.jpg",
        "poster_size": [1280, 720],
        "chapters": [{"start": start, "title": title} for start, title in CHAPTERS],
        "chapter_list": f"{base}01-hvad.kapitler.vtt",
    }  # fmt: skip
    for suffix in (".mp4", ".vtt", ".jpg"):
        made = shown.source / "_build" / "film" / f"01-hvad{suffix}"
        assert (shown.site / "film" / made.name).read_bytes() == made.read_bytes()


def test_the_lasting_address_leads_to_the_film_also_before_it_is_made(shown: Built) -> None:
    for week, docname in enumerate((PAGE, "modules/kaffe/02-hvordan"), 1):
        page = (shown.site / "film" / f"uge-{week}.html").read_text("utf-8")
        assert f'content="0; url=../{docname}.html#se-filmen"' in page
    assert shown.tree(PAGE).one(class_="film").attributes["id"] == "se-filmen"


def test_the_cinema_lists_the_films_and_says_which_are_missing(shown: Built) -> None:
    first, second = shown.tree("docs/biograf").one(class_="biograf-liste").all("li")
    assert first.one("a").attributes["href"] == "../modules/kaffe/01-hvad.html#se-filmen"
    assert first.text() == "Uge 1: Hvad? 2 min. 10 sek. Hvad ser du i uge 1?"
    assert second.text() == "Uge 2: Hvordan? Filmen er ikke lavet endnu"


def test_a_cinema_without_films_leads_to_the_pages(small: Path) -> None:
    (small / "docs" / "privatliv.md").write_text(page("Privatliv", ":::{biograf}\n:::\n"), "utf-8")
    place = build_whole(small).tree("docs/privatliv").one(class_="biograf-tom")
    assert place.text().startswith("Der er ingen film i denne udgave af kurset endnu.")
    assert [a.text() for a in place.all("a")] == ["Hvad?", "Hvordan?"]


def test_a_film_of_a_face_has_its_captions_on(small: Path) -> None:
    _lay(small, kind="kamera")
    assert "default" in build_whole(small).tree(PAGE).one("track").attributes


def test_a_film_that_comes_changes_or_goes_reaches_its_page(small_done: Built) -> None:
    source = small_done.source
    made = _lay(source)
    came = build_whole(source)
    address = came.tree(PAGE).one("source").attributes["src"]
    stamps = came.stamps()
    again = build_whole(source).stamps()
    assert [name for name in (*FILES, f"{PAGE}.html") if again[name] != stamps[name]] == []
    lay_film(made.parent, made.stem, said(SPOKEN), seconds=SECONDS + 5)
    changed = build_whole(source)
    assert changed.tree(PAGE).one("source").attributes["src"] != address
    assert (changed.site / "film" / made.name).read_bytes() == made.read_bytes()
    made.unlink()
    gone = build_whole(source)
    assert gone.tree(PAGE).all("video") == []
    assert sorted(path.name for path in (gone.site / "film").iterdir()) == ["uge-1.html", "uge-2.html"]


def test_a_film_made_after_the_binder_and_the_site_is_shown_by_the_next_build(small: Path) -> None:
    assert print_course(small).status == 0
    build_whole(small)
    _lay(small)
    assert build_whole(small).tree(PAGE).all("video")


@pytest.mark.parametrize("told", ["", "{", '{"version": 1}', "[]", "of another version", None])
def test_a_film_that_is_not_whole_is_not_shown(small_done: Built, told: str | None) -> None:
    description = _lay(small_done.source).with_suffix(".json")
    if told is None:
        description.unlink()
    elif told == "of another version":
        whole = json.loads(description.read_text("utf-8"))
        description.write_text(json.dumps(whole | {"version": 99}), "utf-8")
    else:
        description.write_text(told, "utf-8")
    assert build_whole(small_done.source).tree(PAGE).all("video") == []


def test_a_film_older_than_its_manuscript_is_shown_and_told(small_done: Built) -> None:
    _lay(small_done.source)
    path = small_done.source / f"{PAGE}.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Du ser en hund.", "Du ser en kat.", 1), "utf-8")
    built = build(small_done.source)
    assert built.status == 0
    line = text.split("\n").index(":::{film}") + 1
    assert f"{PAGE}.md:{line}: Råd: Filmen er ældre end manuskriptet. Kør: make film" in built.output
    assert built.tree(PAGE).all("video")


def test_marks_in_the_captions_are_text_from_a_drive_too(small: Path) -> None:
    lay_film(small / "_build" / "film", "01-hvad", said(["Er 2 < 3 & 4 > 1?"]))
    script = (build_whole(small).site / "film" / "01-hvad.js").read_text("utf-8")
    assert (
        json.loads(script.removeprefix("var filmCues = ").rstrip(";\n"))[0][2]
        == "Er 2 &lt; 3 &amp; 4 &gt; 1?"
    )
