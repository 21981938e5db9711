"""What the leader is told, each week and when the plan changes; and what an editor's change may not do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.letters.orderer import leader_mail, rounded
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.sending.ledger import Ledger

from .conftest import BASE_URL, Command, course_data
from .ordering import person
from .reading import bodies, body, parsed
from .sending import FIRST, SENDER, course, order, weeks_sent
from .servers import Post, smtp_server

DUE = "2027-01-12T09:00"
PEOPLE = 24


@pytest.fixture
def ordered(kaffe: Command) -> Command:
    """An order for 24 people from week 2 of 2027."""
    return place(kaffe, PEOPLE)


def place(kaffe: Command, number: int) -> Command:
    rows = "".join(f"Person {n};god{n}@example.org\n" for n in range(number))
    (kaffe.folder / "liste.csv").write_text(f"Navn;E-mail\n{rows}", "utf-8")
    words = ("--arbejdsplads", "Eksempelby", "--bestiller", "Lis <lis@example.org>", "--start", "2027-W02")
    done = kaffe("bestil", "liste.csv", *words, "--nu", "2026-12-01", "--ja")
    assert done.returncode == 0, done.stderr
    return kaffe


def to_leader(post: Post) -> list[str]:
    """The texts of the mails to whoever ordered."""
    mails = [data for recipient, data in post.mails if recipient == "lis@example.org"]
    return [" ".join(body(parsed(data), "plain").split()) for data in mails]


def test_the_leader_hears_of_the_week_once_and_never_who_left(ordered: Command, database: Database) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", DUE, **smtp)
        ordered("send", "--nu", "2027-01-12T09:10", **smtp)
        confirmation, week = to_leader(post)
        assert "er bestilt som ordre 1" in confirmation
        for words in (
            "uge 1 af 12", "Tema 1 – blåbærgrød", "Hvem lader borgeren tale ud?", "Se efter pausen.",
            "mindst 20 på din liste", f"{BASE_URL}docs/privatliv.html",
        ):  # fmt: skip
            assert words in week
        ordered("afmeld", "god3@example.org")
        ordered("afmeld", "god4@example.org")
        unknown = person(database, "god5@example.org")
        Ledger(database).bounce(unknown.id, "550 5.1.1")
        ordered("send", "--nu", "2027-01-19T09:00", **smtp)
        *_, second = to_leader(post)
    assert "mindst 20 på din liste" in second, "two have left, and the number does not say so"
    assert "Mailserveren kender ikke denne adresse" in second and "god5@example.org" in second
    assert "god3@example.org" not in second and "god4@example.org" not in second
    assert "LÆG MÆRKE TIL" not in second, "nothing is there to notice"
    assert not re.search(r"\b(21|22|23|24)\b", second)


def test_a_leader_may_do_without(ordered: Command) -> None:
    post = Post()
    assert "får ikke en mail om ugen" in ordered("ret", "--ordre", "1", "--ledermail", "nej").stdout
    with smtp_server(post) as port:
        ordered("send", "--nu", DUE, KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
    assert len(to_leader(post)) == 1


@pytest.mark.parametrize("listed", range(1, 60))
def test_the_number_that_is_told_never_shows_that_a_few_have_left(listed: int) -> None:
    told = {rounded(listed - left, listed) for left in range(listed * 3 // 20 + 1)}
    assert len(told) == 1
    assert told.pop() in (0, *range(5, listed + 1, 5))
    assert rounded(4, listed) == 0


def test_a_changed_plan_is_mailed_with_a_calendar_that_updates_the_old_one(ordered: Command) -> None:
    post = Post()

    def calendar() -> dict[str, object]:
        mail = parsed(post.mails[-1][1])
        (file,) = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
        events = Calendar.from_ical(file.get_payload(decode=True)).walk("VEVENT")
        return {str(event["uid"]): (int(event["sequence"]), str(event["status"]), event["dtstart"].dt)
                for event in events}  # fmt: skip

    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", "2027-01-04", **smtp)
        first = calendar()
        ordered("flyt", "1", "--til", "2027-W05", "--nu", "2027-01-05T10:00", **smtp)
        moved = calendar()
        assert "er flyttet" in to_leader(post)[-1] and "tirsdag 2. februar 2027" in to_leader(post)[-1]
        assert moved.keys() == first.keys()
        assert {(sequence, status) for sequence, status, _ in moved.values()} == {(1, "CONFIRMED")}
        assert all(moved[uid][2] > first[uid][2] for uid in first)
        ordered("ret", "god1@example.org", "--mail", "ny1@example.org", "--nu", "2027-01-05T11:00", **smtp)
        assert "Listen til ordre 1" in to_leader(post)[-1]
        assert {sequence for sequence, _, _ in calendar().values()} == {2}
        ordered("stop", "1", "--nu", "2027-02-04", **smtp)
        assert "er stoppet" in to_leader(post)[-1]
        stopped = calendar()
        assert {(sequence, status) for sequence, status, _ in stopped.values()} == {(3, "CANCELLED")}
        assert len(stopped) == 14, "the first has been"
        before = len(post.mails)
        ordered("send", "--nu", "2027-02-05", **smtp)
        assert len(post.mails) == before


def test_a_changed_plan_that_cannot_be_mailed_goes_with_the_next_run(ordered: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", "2027-01-04", **smtp)
        done = ordered(
            "flyt", "1", "--til", "2027-W05", "--nu", "2027-01-05", KAFFE_SMTP="smtp://127.0.0.1:9"
        )
        assert done.returncode == 0 and "prøves igen med næste »send«" in done.stdout
        assert "Lederen har ikke fået den nye plan endnu" in ordered("status").stdout
        ordered("send", "--nu", "2027-01-05", **smtp)
    assert "er flyttet" in to_leader(post)[-1]


def test_of_a_stopped_order_nothing_more_is_told(ordered: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", "2027-01-04", **smtp)
        ordered("stop", "1", "--nu", "2027-01-05", KAFFE_SMTP="smtp://127.0.0.1:9")
        ordered("ret", "lis@example.org", "--mail", "ny@example.org", "--nu", "2027-01-05", **smtp)
        ordered("send", "--nu", "2027-01-05", **smtp)
        assert post.mails[-1][0] == "ny@example.org", "that it was stopped had not been told"
        assert "er stoppet" in body(parsed(post.mails[-1][1]), "plain")
        before = len(post.mails)
        done = ordered("ret", "god1@example.org", "--mail", "g1@example.org", "--nu", "2027-01-06", **smtp)
        assert (done.returncode, "er rettet i 1 ordre" in done.stdout) == (0, True)
        ordered("send", "--nu", "2027-01-06", **smtp)
        assert len(post.mails) == before
    assert "Ordre 1 er stoppet" in ordered("ret", "--ordre", "1", "--ledermail", "ja").stderr


def test_a_moved_plan_that_waits_is_still_told_when_the_list_is_corrected_too(ordered: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        ordered("send", "--nu", "2027-01-04", **smtp)
        ordered("flyt", "1", "--til", "2027-W05", "--nu", "2027-01-05", KAFFE_SMTP="smtp://127.0.0.1:9")
        ordered("ret", "god1@example.org", "--mail", "g1@example.org", "--nu", "2027-01-05", **smtp)
    assert "er flyttet" in to_leader(post)[-1] and "tirsdag 2. februar 2027" in to_leader(post)[-1]


def test_whoever_ordered_can_be_corrected_too(ordered: Command) -> None:
    done = ordered("ret", "lis@example.org", "--mail", "ny@example.org", "--navn", "Ny Leder")
    assert done.returncode == 0, done.stderr
    assert json.loads(ordered("status", "--json").stdout)[0]["bestiller"] == "ny@example.org"


def _drop(data: dict) -> None:
    data["parts"][0]["pages"].pop(4)


def _double(data: dict) -> None:
    page = data["parts"][0]["pages"][11] | {"docname": "modules/kaffe/ny", "week": 13}
    data["parts"][0]["pages"].append(page)


def _no_question(data: dict) -> None:
    data["parts"][0]["pages"][4]["questions"] = []


def _no_address(data: dict) -> None:
    data["base_url"] = ""


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("change", [_drop, _double, _no_question, _no_address, None])
def test_an_editors_change_never_stops_a_running_course(
    kaffe: Command, course_file: Path, database: Database, change, fresh: bool
) -> None:
    (kaffe.folder / "liste.csv").write_text("Navn;E-mail\n;god1@example.org\n", "utf-8")
    words = ("--arbejdsplads", "A", "--bestiller", "lis@example.org", "--start", "2027-W02", "--ja")
    kaffe("bestil", "liste.csv", *words, *(["--ny-tekst"] if fresh else []), "--nu", "2026-12-01")
    data, post = course_data(), Post()
    if change is None:
        course_file.unlink()
    else:
        change(data)
        course_file.write_text(json.dumps(data), "utf-8")
    with smtp_server(post) as port:
        for week in range(5):
            moment = f"2027-{'01' if week < 3 else '02'}-{(12, 19, 26, 2, 9)[week]:02}T09:00"
            done = kaffe("send", "--nu", moment, KAFFE_SMTP=f"smtp://127.0.0.1:{port}")
            assert done.returncode == 0, done.stderr
        assert bool(done.stderr) is (change is not _double)
        told = kaffe("tilsyn", "--nu", "2027-02-09T10:00")
    assert weeks_sent(database) == {"god1@example.org": [1, 2, 3, 4, 5]}
    last = [data for recipient, data in post.mails if recipient == "god1@example.org"][-1]
    text = " ".join(body(parsed(last), "plain").split())
    assert "Hvad lagde du mærke til i uge 5?" in text
    assert f"{BASE_URL}modules/kaffe/uge-05.html" in text
    assert (told.returncode == 1 and "Advarsel" in told.stdout) is (change is not _double)


def test_a_new_order_is_not_placed_on_a_faulty_course(kaffe: Command, course_file: Path) -> None:
    data = course_data()
    _no_question(data)
    course_file.write_text(json.dumps(data), "utf-8")
    (kaffe.folder / "liste.csv").write_text("Navn;E-mail\n;god1@example.org\n", "utf-8")
    words = ("--arbejdsplads", "A", "--bestiller", "lis@example.org", "--start", "2027-W02", "--ja")
    done = kaffe("bestil", "liste.csv", *words, "--nu", "2026-12-01")
    assert (done.returncode, "Uge 5 i kurset" in done.stderr) == (1, True)


def test_weeks_around_new_year_are_warned_of(kaffe: Command) -> None:
    (kaffe.folder / "liste.csv").write_text("Navn;E-mail\n;god1@example.org\n", "utf-8")
    words = ("--arbejdsplads", "A", "--bestiller", "lis@example.org", "--start", "2026-W50", "--ja")
    done = kaffe("bestil", "liste.csv", *words, "--nu", "2026-12-01")
    assert "mail i uge 2026-W52, 2026-W53, 2027-W01, hvor mange holder fri" in done.stdout
    away = ("--spring-over", "2026-W52,2026-W53,2027-W01")
    (kaffe.folder / "liste.csv").write_text("Navn;E-mail\n;god2@example.org\n", "utf-8")
    assert "mange holder fri" not in kaffe("bestil", "liste.csv", *words, *away, "--nu", "2026-12-01").stdout
    moved = kaffe("flyt", "2", "--til", "2026-W53", "--nu", "2026-12-01")
    assert (moved.returncode, "springer uge 2026-W53 over" in moved.stderr) == (1, True)
    moved = kaffe("flyt", "1", "--til", "2026-W53", "--nu", "2026-12-01")
    assert "mail i uge 2026-W53, 2027-W01, hvor mange holder fri" in moved.stdout


def test_the_leaders_mail_leaves_out_what_the_page_does_not_have(tmp_path: Path, chromium: Browser) -> None:
    kursus = course(tmp_path)
    made = order(id=1, orderer=Person("Lis", "lis@example.org"))
    unknown = [Person("Bo\r\nBcc: x", "bo@example.org")]
    with_text, without = (
        parsed(leader_mail(SENDER, made, week, kursus, kursus.edition, 20, 24, unknown, FIRST).as_bytes())
        for week in (1, 2)
    )
    for mail, there in ((with_text, True), (without, False)):
        text, page = bodies(mail)
        assert ("TIL JERES NÆSTE MØDE" in text) is there and ("Se og hør efter" in page) is there
        assert mail.get_all("Bcc") is None
    view = chromium.new_page(viewport={"width": 360, "height": 640})
    try:
        view.set_content(bodies(with_text)[1])
        assert view.evaluate("document.documentElement.scrollWidth") == 360
    finally:
        view.close()
