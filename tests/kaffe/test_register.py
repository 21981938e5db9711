"""Orders and people on both databases: late joiners, missed weeks, moves, stops."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from kaffe.ordering import DAY, at, claimed, edition, expire, person, placed, queue, run, standing, told
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import (
    Person,
    Refused,
    Sent,
    Status,
)  # fmt: skip
from vaertskab.kaffe.orders.calendar import parse_week
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.report import standings
from vaertskab.kaffe.sending.work_queue import Begun


def test_a_refused_address_stops_that_person_until_it_is_corrected(database: Database) -> None:
    order = placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    work = queue(database)
    anne, bo = claimed(work, now)
    work.advance(None, anne, now)
    work.advance(Refused(anne, now, "550 findes ikke"), bo, now)
    work.advance(Sent(bo, now), None, now)
    assert standing(database, now).people == {Status.BOUNCED: 1, Status.ACTIVE: 1}
    assert run(database, at("2027-01-19T09:00")) == [("Bo", 2)]
    wednesday = at("2027-01-20T09:00")
    Participants(database).correct("anne@example.org", order.id, new_address="anne.aa@example.org")
    assert run(database, wednesday) == [("Anne", 1)], "from where she was, one at a time"
    assert run(database, wednesday + DAY) == []
    assert run(database, wednesday + 2 * DAY) == [("Anne", 2)]


def test_a_corrected_address_gets_the_week_that_bounced_after_it_was_taken(database: Database) -> None:
    placed(database, "anne", "bo")
    run(database, at("2027-01-12T09:00"))
    ledger, people, now = Ledger(database), Participants(database), at("2027-01-14T12:00")
    anne = person(database, "anne@example.org")
    assert ledger.bounce(anne.id, "550 5.1.1", 1)
    assert not ledger.bounce(anne.id, "550 5.1.1", 1)
    people.correct("anne@example.org", None, new_address="anne.aa@example.org")
    assert run(database, now) == [("Anne", 1)]
    assert run(database, at("2027-01-19T09:00")) == [("Anne", 2), ("Bo", 2)]
    with pytest.raises(KaffeError, match="ikke kommet til mail 7"):
        people.send_again("bo@example.org", None, 7)
    assert people.send_again("bo@example.org", None, 1) == 1
    assert run(database, at("2027-01-21T09:00")) == [("Bo", 1)]
    assert run(database, at("2027-01-26T09:00")) == [("Anne", 3), ("Bo", 3)]


def test_the_last_mail_that_bounces_can_be_had_again_too(database: Database) -> None:
    placed(database, "anne", weeks=1)
    run(database, at("2027-01-12T09:00"))
    anne = person(database, "anne@example.org")
    assert anne.status is Status.DONE
    assert Ledger(database).bounce(anne.id, "550 5.1.1")
    later = at("2027-01-15T09:00")
    Participants(database).correct("anne@example.org", None, new_address="aa@example.org")
    assert run(database, later) == [("Anne", 1)]
    assert standing(database, later).people == {Status.DONE: 1}


@pytest.mark.parametrize("weeks", [6, 10, 26])
def test_there_are_as_many_mails_as_the_course_had_weeks(database: Database, weeks: int) -> None:
    order = placed(database, "anne", weeks=weeks)
    plan = Orders(database).tracks(order.id)[0].plan
    assert [mail.week for mail in plan] == list(range(1, weeks + 1))
    got = [week for mail in plan for _, week in run(database, mail.due)]
    assert got == list(range(1, weeks + 1))
    assert standing(database, plan[-1].due).people == {Status.DONE: 1}


def test_missed_weeks_come_one_at_a_time_with_two_days_between(database: Database) -> None:
    placed(database, "anne", "bo")
    run(database, at("2027-01-12T09:00"))
    now, got = at("2027-02-17T09:00"), dict[dt.datetime, list[int]]()
    assert standing(database, now).behind == 2
    assert sum(one.behind for one in standings(database, now)) == 2
    while now < at("2027-04-10T09:00"):
        weeks = [week for name, week in run(database, now) if name == "Anne"]
        if weeks:
            got[now] = weeks
        now += dt.timedelta(hours=6)
    assert [week for weeks in got.values() for week in weeks] == list(range(2, 13))
    assert all(len(weeks) == 1 for weeks in got.values())
    times = list(got)
    assert all(later - earlier >= 2 * DAY for earlier, later in pairwise(times))
    assert times[4] < at("2027-03-02T09:00"), "caught up within two weeks"
    assert standing(database, now).behind == 0


def test_a_late_joiner_begins_at_week_1_and_a_follower_where_the_others_are(database: Database) -> None:
    order = placed(database, "anne")
    run(database, at("2027-01-12T09:00"))
    run(database, at("2027-01-19T09:00"))
    people, now = Participants(database), at("2027-01-20T12:00")
    own = people.join(order.id, Person("Bo", "bo@example.org"), now, follow=False)
    assert [(slot.week, str(slot.iso_week)) for slot in own][:2] == [(1, "2027-W04"), (2, "2027-W05")]
    joined = people.join(order.id, Person("Ida", "ida@example.org"), now, follow=True)
    assert [(slot.week, str(slot.iso_week)) for slot in joined][:2] == [(3, "2027-W04"), (4, "2027-W05")]
    assert run(database, at("2027-01-26T09:00")) == [("Anne", 3), ("Bo", 1), ("Ida", 3)]
    tracks = Orders(database).tracks(order.id)
    assert [(track.main, track.people) for track in tracks] == [(True, 2), (False, 1)]
    bo = person(database, "bo@example.org")
    assert bo.access_until == dt.date(2029, 1, 26)
    with pytest.raises(KaffeError, match="allerede i gang"):
        people.join(order.id, Person("Bo", "Bo@example.org"), now, follow=False)


def test_an_order_that_is_moved_goes_on_in_the_new_week(database: Database) -> None:
    order = placed(database, "anne")
    run(database, at("2027-01-12T09:00"))
    register = Orders(database)
    with pytest.raises(KaffeError, match="er gået"):
        register.move(order.id, parse_week("2027-W01"), at("2027-01-15T09:00"))
    register.move(order.id, parse_week("2027-W10"), at("2027-01-15T09:00"))
    assert run(database, at("2027-02-15T09:00")) == []
    assert run(database, at("2027-03-09T09:00")) == [("Anne", 2)]
    assert run(database, at("2027-03-16T09:00")) == [("Anne", 3)]


def test_an_order_that_is_moved_before_it_begins_moves_the_two_years_too(database: Database) -> None:
    order = placed(database, "anne")
    Orders(database).move(order.id, parse_week("2027-W33"), at("2027-01-04T09:00"))
    assert str(Orders(database).order(order.id).start) == "2027-W33"
    anne = person(database, "anne@example.org")
    assert anne.access_until == dt.date(2029, 8, 17)


def test_a_stopped_order_and_a_person_who_left_get_no_more(database: Database) -> None:
    order = placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    work = queue(database)
    anne, _bo = claimed(work, now)
    assert Participants(database).leave("ANNE@example.org", None) == 1
    assert work.advance(None, anne, now) is Begun.NO, "she left between the claim and the sending"
    expire(database)
    assert run(database, now) == [("Bo", 1)]
    assert Orders(database).stop(order.id, now) == 1
    assert run(database, at("2027-06-01T09:00")) == []
    with pytest.raises(KaffeError, match="allerede stoppet"):
        Orders(database).stop(order.id, now)


def test_the_same_people_cannot_be_ordered_twice(database: Database) -> None:
    order = placed(database, "anne", "bo")
    with pytest.raises(KaffeError, match="Intet er gemt"):
        placed(database, "ida", "bo")
    assert [found.id for found in Orders(database).orders()] == [order.id]
    taken = Orders(database).taken({"bo@example.org", "ida@example.org"}, edition())
    assert taken == {"bo@example.org": (order.id, Status.ACTIVE)}


def test_an_order_is_stored_with_all_its_people_or_not_at_all(database: Database) -> None:
    with pytest.raises(KaffeError):
        placed(database, "anne", "bo", "bo")
    assert Orders(database).orders() == []
    assert run(database, at("2027-01-12T09:00")) == []


def test_the_text_is_kept_as_it_was_and_once(database: Database) -> None:
    first, second = placed(database, "anne"), placed(database, "bo")
    assert first.edition == second.edition
    assert Ledger(database).edition(first.edition) == edition()


def test_an_order_waits_for_its_confirmation_until_it_is_sent_and_for_each_change(database: Database) -> None:
    order, ledger, register, now = (
        placed(database, "anne"),
        Ledger(database),
        Orders(database),
        at("2027-01-04"),
    )
    assert [(waiting.id, waiting.change) for waiting in ledger.orders_to_notify()] == [(order.id, "")]
    told(database)
    assert ledger.orders_to_notify() == []
    register.move(order.id, parse_week("2027-W03"), now)
    register.move(order.id, parse_week("2027-W04"), now)
    (waiting,) = ledger.orders_to_notify()
    assert (waiting.change, waiting.sequence) == ("moved", 2)
    told(database)
    register.stop(order.id, now)
    assert [(waiting.change, waiting.sequence) for waiting in ledger.orders_to_notify()] == [("stopped", 3)]


def test_an_order_that_is_stopped_before_its_confirmation_is_told_of_to_nobody(database: Database) -> None:
    order = placed(database, "anne")
    Orders(database).stop(order.id, at("2027-01-04"))
    assert Ledger(database).orders_to_notify() == []
