"""Two courses of weeks beside each other: an order chooses one, and its mails are of that one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vaertskab.kaffe.course import Edition
from vaertskab.kaffe.course_file import parse
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.letters.orderer import leaflet
from vaertskab.kaffe.letters.weekly import Composer

from .asking import order, orders
from .conftest import BASE_URL, Command, course_data
from .sending import SENDER, message


def two_courses(short_title: str = "Makkerkaffe") -> dict[str, Any]:
    """The course of the tests, with a second one of six weeks behind it."""
    data = course_data()
    again = json.loads(
        json.dumps(course_data(weeks=6))
        .replace("modules/kaffe/", "modules/makker/")
        .replace("spoergsmaal-", "makker-")
        .replace("Tema", "Emne")
    )
    data["questions"] += again["questions"]
    again["parts"][0] |= {"name": "makker", "title": "Makkerkaffe – et forslag", "short_title": short_title}
    data["parts"] += again["parts"]
    return data


@pytest.fixture
def course_file(tmp_path: Path) -> Path:
    path = tmp_path / "kursus.json"
    path.write_text(json.dumps(two_courses(), ensure_ascii=False), "utf-8")
    return path


def test_an_order_gets_the_first_course_unless_it_names_another(kaffe: Command, listing: Path) -> None:
    first = order(kaffe, listing, "--ja")
    assert first.returncode == 0, first.stderr
    assert "Forløb: Kafferefleksion" in first.stdout and "uge 12" in first.stdout
    second = order(kaffe, listing, "--ja", "--forløb", "makkerkaffe")
    assert second.returncode == 0, second.stderr
    assert "Forløb: Makkerkaffe" in second.stdout
    assert "uge 6 " in second.stdout and "uge 7 " not in second.stdout
    # Whoever gets one may get the other beside it, but neither twice.
    assert "2 deltagere" in second.stdout
    for more in ((), ("--forløb", "Makker")):
        assert "Der er ingen at sende til." in order(kaffe, listing, "--ja", *more).stderr
    assert [found["forløb"] for found in orders(kaffe)] == ["Kafferefleksion", "Makkerkaffe"]
    assert "Ordre 2: Hovedbiblioteket, Makkerkaffe" in kaffe("status").stdout


def test_a_name_that_is_no_course_is_told_with_those_there_are(kaffe: Command, listing: Path) -> None:
    done = order(kaffe, listing, "--ja", "--forløb", "te")
    assert done.returncode == 1
    assert "Kurset har ikke et forløb, der hedder »te«. Det har Kafferefleksion, Makkerkaffe." in done.stderr
    assert orders(kaffe) == []


def test_a_person_who_joins_one_may_be_in_the_other(kaffe: Command, listing: Path) -> None:
    order(kaffe, listing, "--ja")
    order(kaffe, listing, "--ja", "--forløb", "makker")
    kaffe("tilføj", "Ida <ida@example.org>", "--ordre", "1", "--nu", "2026-12-02")
    assert kaffe("tilføj", "Ida <ida@example.org>", "--ordre", "2", "--nu", "2026-12-02").returncode == 0
    again = kaffe("tilføj", "Ida <ida@example.org>", "--ordre", "2", "--nu", "2026-12-02")
    assert "allerede i gang i ordre 2" in again.stderr


def test_the_weeks_mail_is_shown_of_the_course_that_is_named(kaffe: Command, tmp_path: Path) -> None:
    for name, words in (("", "Kafferefleksion, uge 2 af 12"), ("makkerkaffe", "Makkerkaffe, uge 2 af 6")):
        done = kaffe("vis", "--uge", "2", "--mappe", str(tmp_path / "vist"), "--forløb", name)
        assert done.returncode == 0, done.stderr
        assert words in (tmp_path / "vist" / "uge-02.txt").read_text("utf-8")
    assert "Emne 2 – blåbærgrød" in (tmp_path / "vist" / "uge-02.html").read_text("utf-8")
    assert "modules/makker/uge-02.html" in (tmp_path / "vist" / "uge-02.html").read_text("utf-8")


def test_drafts_to_send_by_hand_are_of_the_course_that_is_named(kaffe: Command, tmp_path: Path) -> None:
    done = kaffe(
        "pakke", "--arbejdsplads", "Hoved", "--bestiller", "lis@example.org", "--start", "2027-W02",
        "--mappe", str(tmp_path / "kladder"), "--forløb", "makker", "--nu", "2026-12-01",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "kladder").iterdir())
    assert names == ["makkerkaffe.ics", *(f"opfoelgning-{number}.eml" for number in (1, 2, 3)),
                     *(f"uge-{week:02}.eml" for week in range(1, 7))]  # fmt: skip
    assert "Makkerkaffe\\, uge 1" in (tmp_path / "kladder" / "makkerkaffe.ics").read_text("utf-8")


def test_the_description_that_goes_along_is_the_courses_own(tmp_path: Path) -> None:
    (tmp_path / "kaffe-beskrivelse.pdf").write_bytes(b"%PDF-1.7 kaffe")
    course = parse(json.dumps(two_courses()), "kursus.json", tmp_path)
    first, second = course.editions
    assert leaflet(course, first) == ("kaffe-beskrivelse.pdf", b"%PDF-1.7 kaffe")
    assert leaflet(course, second) is None
    (tmp_path / "makker-beskrivelse.pdf").write_bytes(b"%PDF-1.7 makker")
    assert leaflet(course, second) == ("makker-beskrivelse.pdf", b"%PDF-1.7 makker")


def test_an_order_from_before_there_were_two_goes_on_as_it_was(database: Database, kaffe: Command) -> None:
    course = parse(json.dumps(two_courses()), "kursus.json", None)
    old = json.loads(course.edition.dump())
    del old["name"], old["part"]
    frozen = Edition.parse(json.dumps(old))
    assert frozen.folder == "kaffe"
    words = Composer(SENDER, course, lambda _: frozen).read(message())
    assert words.subject == "Kafferefleksion, uge 4: Tema 4 – blåbærgrød"
    assert f"{BASE_URL}modules/kaffe/uge-04.html" in words.text
    # With a course file that says no more than the first ones did.
    before = parse(json.dumps(course_data()), "kursus.json", None)
    assert Composer(SENDER, before, lambda _: frozen).read(message()).subject == words.subject


def test_a_page_that_has_moved_is_found_by_its_week_in_its_own_course() -> None:
    data = two_courses()
    frozen = parse(json.dumps(data), "kursus.json", None).others[0].theme(3)
    moved = json.loads(json.dumps(data).replace("modules/makker/uge-03", "modules/makker/tredje")
                       .replace("makker-3", "helt-ny"))  # fmt: skip
    found = parse(json.dumps(moved), "kursus.json", None).links(frozen)
    assert found.page == f"{BASE_URL}modules/makker/tredje.html"


@pytest.mark.parametrize("name", ["../../etc/x", "a/b", ""])
def test_a_folder_that_could_lead_elsewhere_is_no_folder(name: str, tmp_path: Path) -> None:
    data = two_courses()
    data["parts"][1]["name"] = name
    course = parse(json.dumps(data), "kursus.json", tmp_path)
    assert leaflet(course, course.others[0]) is None


def test_a_fault_of_either_is_told() -> None:
    data = two_courses()
    data["parts"][1]["pages"][2]["week"] = 9
    assert any("uge 3" in fault for fault in parse(json.dumps(data), "kursus.json", None).faults)
