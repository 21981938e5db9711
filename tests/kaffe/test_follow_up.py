"""The mails one, three and six months after the last week, which ask the questions again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kaffe.asking import ABOUT, NOW, order
from kaffe.conftest import Command, course_data
from kaffe.ordering import at, placed, run, told
from kaffe.test_upgrade import STORED
from vaertskab.kaffe.commands.mailing import trial
from vaertskab.kaffe.course_file import parse
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.letters.orderer import plan_mail
from vaertskab.kaffe.model import Person, Status
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import standings

LIS, BO = Person("Lis", "lis@example.org"), Person("Bo Ib", "bo@example.org")


def test_an_order_has_them_in_its_plan_or_leaves_them_out(kaffe: Command, listing: Path) -> None:
    done = kaffe("bestil", str(listing), *ABOUT[:-1], "--nu", NOW, "--ja")
    assert "  en måned efter     2027-W17  ti. 27.04.2027 kl. 09.00" in done.stdout
    assert "  et halvt år efter  2027-W39  ti. 28.09.2027 kl. 09.00" in done.stdout
    assert len(json.loads(kaffe("plan", "1", "--json").stdout)[0]["planer"][0]["mails"]) == 15
    (kaffe.folder / "ny.csv").write_text("Navn;E-mail\nIda;ida@example.org\n", "utf-8")
    without = order(kaffe, kaffe.folder / "ny.csv", "--ja")
    assert (
        ABOUT[-1] == "--uden-opfølgning"
        and "uge 12" in without.stdout
        and "en måned efter" not in without.stdout
    )
    added = kaffe("ret", "--ordre", "2", "--opfølgning", "--nu", NOW)
    assert added.returncode == 0 and "en måned efter" in kaffe("plan", "2").stdout
    again = kaffe("ret", "--ordre", "2", "--opfølgning", "--nu", NOW)
    assert (again.returncode, "har dem allerede" in again.stderr) == (1, True)


def test_they_come_to_whoever_is_still_in_and_names_are_kept_until_after_the_last(database: Database) -> None:
    made = placed(database, "anne", "bo", follow_ups=True)
    told(database)
    plan = Orders(database).tracks(made.id)[0].plan
    for mail in plan[:12]:
        assert {week for _, week in run(database, mail.due)} == {mail.week}
    assert standings(database, plan[11].due)[0].people == {Status.ACTIVE: 2}
    assert run(database, plan[12].due) == [("Anne", 13), ("Bo", 13)]
    Participants(database).leave("bo@example.org", None)
    assert run(database, plan[13].due) == [("Anne", 14)]
    assert run(database, plan[14].due) == [("Anne", 15)]
    assert standings(database, plan[14].due)[0].people == {Status.DONE: 1, Status.LEFT: 1}
    (kept,) = StoredData(database, 3).extract("anne@example.org")["deltagelser"]
    assert kept["gemmes_til"] == "2027-12-28"


def test_what_is_left_of_them_can_be_moved(database: Database) -> None:
    made, register = placed(database, "anne", follow_ups=True), Orders(database)
    (track,) = register.move(made.id, type(made.start)(2027, 20), at("2027-05-01T09:00"))
    assert [f"{mail.due:%d.%m}" for mail in track.plan[12:]] == ["27.04", "18.05", "17.08"]


@pytest.mark.parametrize("weeks", [6, 10, 12, 26])
def test_they_ask_a_question_of_each_third_and_lead_to_the_readers_notes(weeks: int) -> None:
    course = parse(json.dumps(course_data(weeks=weeks)), "kursus.json", None)
    for after in (1, 2, 3):
        composer, message = trial(LIS, course, course.edition, BO, weeks + after, at(NOW))
        words, asked = composer.read(message), round(weeks * after / 3)
        assert f"Hvad lagde du mærke til i uge {asked}?" in words.text
        assert words.text.count("/spoergsmaal/spoergsmaal-") == weeks
        assert "Vælg ét af de" in words.text and f"Afmeld {message.participant.token}" in words.text
        assert ("Det er den sidste mail" in words.text) is (after == 3)


def test_the_confirmation_and_its_calendar_have_them(database: Database) -> None:
    made = placed(database, "anne", follow_ups=True)
    course = parse(json.dumps(course_data()), "kursus.json", None)
    plan, edition = Orders(database).tracks(made.id)[0].plan, Ledger(database).edition(made.edition)
    mail = plan_mail(LIS, made, plan, course, edition, 1, at(NOW))
    text, calendar = (part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"
                      and part.get_content_subtype() in ("plain", "calendar"))  # fmt: skip
    assert "tre måneder efter" in text.lower() and "spørger igen efter en, tre" in " ".join(text.split())
    assert str(calendar).count("BEGIN:VEVENT") == 15


def test_a_ledger_of_version_3_has_none_until_they_are_added(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{shutil.copy(STORED / 'version-3.sqlite3', tmp_path / 'kaffe.sqlite3')}")
    later, register = at("2027-05-04T09:00"), Orders(database)
    assert len(register.tracks(1)[0].plan) == 12 and run(database, later) == []
    register.add_follow_ups(1, at("2027-04-10T09:00"))
    assert run(database, later) == [("Anne", 13), ("Bo", 13)], "Cille has left"
    assert register.order(1).sequence == 1, "and the leader is told"
    database.close()
