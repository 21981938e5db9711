"""The ledger on both databases: leases, outcomes, senders at once."""

from __future__ import annotations

import datetime as dt
import threading

import pytest

from kaffe.conftest import BOTH
from kaffe.ordering import at, claimed, expire, placed, queue, run, sent, standing
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Deferred, GaveUp, Refused, Sent, Status
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.orders.stored_data import StoredData
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.rate import RateLimiter
from vaertskab.kaffe.sending.work_queue import Begun

pytestmark = BOTH


def test_each_person_gets_each_week_once_and_then_it_is_over(database: Database) -> None:
    order = placed(database, "anne", "bo", "ida")
    assert run(database, at("2027-01-12T08:59")) == []
    for slot in Orders(database).tracks(order.id)[0].plan:
        week = [(name, slot.week) for name in ("Anne", "Bo", "Ida")]
        assert run(database, slot.due) == week
        assert run(database, slot.due + dt.timedelta(hours=1)) == []
    assert run(database, at("2028-01-01T09:00")) == []
    found = standing(database, at("2028-01-01T09:00"))
    assert (found.people, found.sent, found.repeats, found.next_due) == ({Status.DONE: 3}, 36, 0, None)


def test_what_is_claimed_is_nobody_elses_until_the_lease_is_over(database: Database) -> None:
    placed(database, "anne", "bo", "ida")
    now = at("2027-01-12T09:00")
    first, second = queue(database, "first", batch=2), queue(database, "second")
    assert first.due(now) == 3
    anne = first.next(now)
    assert anne and anne.participant.person.name == "Anne", "and Bo is leased with her"
    assert [message.participant.person.name for message in claimed(second, now)] == ["Ida"]
    assert second.next(now) is None
    expire(database)
    assert len(claimed(second, now)) == 3
    assert first.advance(None, anne, now) is Begun.NO, "the lease was lost: it must not be sent"


def test_a_rehearsals_clock_does_not_end_a_lease(database: Database) -> None:
    placed(database, "anne")
    assert queue(database, "first").next(at("2027-01-12T09:00"))
    assert queue(database, "second").next(at("2037-01-12T09:00")) is None


def test_what_was_in_flight_when_a_run_was_killed_is_counted_as_a_repeat_and_keeps_its_message_id(
    database: Database,
) -> None:
    placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    killed = queue(database, "killed")
    anne, bo = claimed(killed, now)
    assert killed.advance(None, anne, now) is Begun.YES
    expire(database)
    work = queue(database, "next")
    again = {message.participant.id: message for message in claimed(work, now)}
    assert again[anne.participant.id].repeat and not again[bo.participant.id].repeat
    assert again[anne.participant.id].message_id == anne.message_id
    sent(work, again.values(), now)
    assert standing(database, now).repeats == 1
    assert standing(database, now).sent == 2


@pytest.mark.parametrize("how", ["halt", "limit"])
def test_a_repeat_that_was_not_tried_after_all_counts_as_one_when_it_goes(
    database: Database, how: str
) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    killed = queue(database, "killed")
    killed.advance(None, claimed(killed, now)[0], now)
    for number in range(3):
        expire(database)
        limiter = RateLimiter(database, 0, 1) if how == "limit" else None
        work = queue(database, f"run {number}", limiter=limiter)
        (mine,) = claimed(work, now)
        if how == "halt":
            assert work.advance(None, mine, now) is Begun.YES
            work.give_back([mine], "554 SendAsDenied")
        else:
            with database.write() as connection:
                used = RateLimiter(database, 0, 0).take(connection, now)
            assert used and work.advance(None, mine, now) is Begun.LIMIT
    expire(database)
    last = queue(database, "last")
    (mine,) = claimed(last, now)
    assert mine.repeat
    sent(last, [mine], now)
    assert standing(database, now).repeats == 1


def test_the_servers_yes_counts_although_the_lease_was_lost_and_the_person_moves_on_once(
    database: Database,
) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    slow, quick = queue(database, "slow"), queue(database, "quick")
    (mine,) = claimed(slow, now)
    slow.advance(None, mine, now)
    expire(database)
    (theirs,) = claimed(quick, now)
    quick.advance(None, theirs, now)
    slow.advance(Sent(mine, now), None, now)
    quick.advance(Sent(theirs, now), None, now)
    found = standing(database, now)
    assert (found.sent, found.repeats) == (1, 1)
    assert run(database, at("2027-01-19T09:00")) == [("Anne", 2)]


def test_settling_one_and_beginning_the_next_is_one_step(database: Database) -> None:
    placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    work = queue(database)
    anne, bo = claimed(work, now)
    work.advance(None, anne, now)
    assert work.advance(Sent(anne, now), bo, now) is Begun.YES
    work.advance(Sent(bo, now), None, now)
    assert standing(database, now).sent == 2


def test_an_orderly_stop_frees_what_was_not_begun(database: Database) -> None:
    placed(database, "anne", "bo", "ida")
    now = at("2027-01-12T09:00")
    work = queue(database)
    anne = work.next(now)
    assert anne
    work.advance(None, anne, now)
    work.advance(Sent(anne, now), None, now)
    work.stop()
    freed = claimed(queue(database, "next"), now)
    assert [(message.participant.person.name, message.repeat, message.attempt) for message in freed] == [
        ("Bo", False, 1), ("Ida", False, 1),
    ]  # fmt: skip


def test_what_is_given_back_is_as_it_was_and_goes_last(database: Database) -> None:
    placed(database, "anne", "bo", "ida", "jon")
    now = at("2027-01-12T09:00")
    work = queue(database)
    anne, bo, ida, jon = claimed(work, now)
    put_off = Deferred(anne, now, "554 5.7.1", until=now + dt.timedelta(minutes=10), last=True)
    work.advance(None, anne, now)
    work.advance(put_off, bo, now)
    work.advance(Refused(bo, now, "550 5.1.1"), ida, now)
    work.advance(GaveUp(ida, now, "550 5.7.1"), jon, now)
    work.advance(Sent(jon, now), None, now)
    work.give_back([anne, bo, ida], "standset")
    freed = claimed(queue(database, "next"), now)
    assert [(message.participant.person.name, message.week, message.attempt) for message in freed] == [
        ("Bo", 1, 1), ("Ida", 1, 1), ("Anne", 1, 1),
    ]  # fmt: skip
    assert {message.first_tried for message in freed} == {None}
    found = standing(database, now)
    assert (found.people, found.given_up) == ({Status.ACTIVE: 4}, 0)


def test_a_mail_that_is_deferred_is_tried_again_at_its_time_and_others_go_meanwhile(
    database: Database,
) -> None:
    placed(database, "anne", "bo")
    now, later = at("2027-01-12T09:00"), at("2027-01-12T09:20")
    work = queue(database)
    anne, bo = claimed(work, now)
    work.advance(None, anne, now)
    work.advance(Deferred(anne, now, "451 prøv senere", until=later), bo, now)
    work.advance(Sent(bo, now), None, now)
    assert work.next(now) is None
    (trouble,) = standing(database, now).troubles
    assert (trouble.kind, trouble.why, trouble.until) == ("prøves igen", "451 prøv senere", later)
    (again,) = claimed(work, later)
    assert (again.attempt, again.first_tried, again.repeat) == (2, now, False)
    sent(work, [again], later)
    assert standing(database, later).troubles == ()


def test_a_connection_that_broke_after_all_was_sent_makes_the_next_try_a_repeat(database: Database) -> None:
    placed(database, "anne")
    now, later = at("2027-01-12T09:00"), at("2027-01-12T09:20")
    work = queue(database)
    (anne,) = claimed(work, now)
    work.advance(None, anne, now)
    work.advance(Deferred(anne, now, "forbindelsen blev brudt", until=later, maybe_taken=True), None, now)
    (again,) = claimed(work, later)
    assert again.repeat
    sent(work, [again], later)
    assert standing(database, later).repeats == 1


def test_a_week_that_is_given_up_is_told_and_the_next_week_comes_and_it_can_be_had_again(
    database: Database,
) -> None:
    order = placed(database, "anne", "bo")
    now = at("2027-01-13T09:00")
    work = queue(database)
    anne, bo = claimed(work, now)
    work.advance(None, anne, now)
    work.advance(GaveUp(anne, now, "451 4.3.0"), bo, now)
    work.advance(Sent(bo, now), None, now)
    found = standing(database, now)
    assert (found.sent, found.given_up) == (1, 1)
    assert (found.troubles[0].kind, found.troubles[0].why) == ("opgivet", "451 4.3.0")
    assert run(database, at("2027-01-19T09:00")) == [("Anne", 2), ("Bo", 2)]
    people, later = Participants(database), at("2027-01-20T09:00")
    assert people.send_again_given_up(order.id) == 1
    assert run(database, later) == [], "two days after the last"
    assert run(database, at("2027-01-21T09:00")) == [("Anne", 1)]
    assert run(database, at("2027-01-26T09:00")) == [("Anne", 3), ("Bo", 3)], (
        "and the second does not come twice"
    )
    assert standing(database, later).given_up == 0
    assert people.send_again_given_up(order.id) == 0


def test_leaving_while_the_mail_is_in_flight_keeps_the_person_out_and_the_mail_counted(
    database: Database,
) -> None:
    placed(database, "anne")
    now, ledger = at("2027-01-12T09:00"), Ledger(database)
    work = queue(database)
    (anne,) = claimed(work, now)
    work.advance(None, anne, now)
    assert ledger.leave(anne.participant.id, "svarede på en mail")
    assert not ledger.leave(anne.participant.id, "igen")
    work.advance(Sent(anne, now), None, now)
    found = standing(database, at("2027-03-01T09:00"))
    assert (found.sent, found.people, found.next_due) == (1, {Status.LEFT: 1}, None)


def test_deleting_a_person_while_the_mail_is_in_flight_leaves_nothing(database: Database) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    work = queue(database)
    (anne,) = claimed(work, now)
    work.advance(None, anne, now)
    StoredData(database, 3).erase("anne@example.org")
    work.advance(Sent(anne, now), None, now)
    assert standing(database, now).sent == 0
    assert Ledger(database).find(anne.participant.token) is None


def test_senders_at_once_share_the_work_and_nobody_is_mailed_twice(database: Database) -> None:
    names = [f"person{number}" for number in range(60)]
    placed(database, *names)
    now, got, lock = at("2027-01-12T09:00"), list[str](), threading.Lock()

    def work(name: str) -> None:
        mine = queue(database, name, batch=3)
        while message := mine.next(now):
            if mine.advance(None, message, now) is Begun.YES:
                with lock:
                    got.append(message.participant.person.address)
                mine.advance(Sent(message, now), None, now)

    threads = [threading.Thread(target=work, args=(f"sender {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(got) == sorted(f"{name}@example.org" for name in names)


def test_every_kill_with_the_mail_in_flight_is_counted(database: Database) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    for number in range(3):
        killed = queue(database, f"killed {number}")
        killed.advance(None, killed.next(now), now)
        expire(database)
    assert standing(database, now).repeats == 2, "also before the mail is settled"
    assert run(database, now) == [("Anne", 1)]
    assert standing(database, now).repeats == 3


def test_senders_at_once_never_send_more_in_a_day_than_they_may(database: Database) -> None:
    placed(database, *(f"person{number}" for number in range(30)))
    now, begun, lock = at("2027-01-12T09:00"), list[Begun](), threading.Lock()

    def work(name: str) -> None:
        mine = queue(database, name, limiter=RateLimiter(database, 0, 10), batch=3)
        while message := mine.next(now):
            answer = mine.advance(None, message, now)
            with lock:
                begun.append(answer)
            if answer is not Begun.YES:
                return
            mine.advance(Sent(message, now), None, now)

    threads = [threading.Thread(target=work, args=(f"sender {number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert begun.count(Begun.YES) == 10
    assert RateLimiter(database, 0, 10).left(now) == 0
    assert RateLimiter(database, 0, 10).left(now + dt.timedelta(days=1)) == 10


def test_the_places_in_a_minute_are_shared_by_all_senders(database: Database) -> None:
    one, two = RateLimiter(database, 60, 0), RateLimiter(database, 60, 0)
    waits = [sender.wait() for sender in (one, two, one, two)]
    assert [round(wait) for wait in waits] == [0, 1, 2, 3]
    assert RateLimiter(database, 0, 0).wait() == 0
