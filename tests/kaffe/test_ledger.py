"""The ledger on both databases: leases, outcomes, senders at once."""

from __future__ import annotations

import datetime as dt
import threading
import time
from zoneinfo import ZoneInfo

from sqlalchemy import text

from kaffe.ordering import at, placed, run, sent, standing
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import (
    Deferred,
    GaveUp,
    Returned,
    Sent,
    Status,
)  # fmt: skip
from vaertskab.kaffe.orders.orders import Orders
from vaertskab.kaffe.orders.participants import Participants
from vaertskab.kaffe.sending.ledger import Ledger

ZONE = ZoneInfo("Europe/Copenhagen")
DAY = dt.timedelta(days=1)


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
    first, second = Ledger(database, "first", lease=0.5), Ledger(database, "second")
    assert first.due(now) == 3
    mine = first.claim(now, 2)
    assert [message.participant.person.name for message in mine] == ["Anne", "Bo"]
    assert [message.participant.person.name for message in second.claim(now, 9)] == ["Ida"]
    assert second.claim(now, 9) == []
    time.sleep(0.6)
    assert len(second.claim(now, 9)) == 2
    assert first.advance(starting=mine) == set(), "the lease was lost: it must not be sent"


def test_a_rehearsals_clock_does_not_end_a_lease(database: Database) -> None:
    placed(database, "anne")
    first, second = Ledger(database, "first"), Ledger(database, "second")
    assert first.claim(at("2027-01-12T09:00"), 1)
    assert second.claim(at("2037-01-12T09:00"), 1) == []


def test_what_was_in_flight_when_a_run_was_killed_is_counted_as_a_repeat_and_keeps_its_message_id(
    database: Database,
) -> None:
    placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    killed = Ledger(database, "killed", lease=0.2)
    anne, bo = killed.claim(now, 2)
    assert killed.advance(starting=[anne]) == {anne.participant.id}
    time.sleep(0.3)
    again = {message.participant.id: message for message in Ledger(database, "next").claim(now, 2)}
    assert again[anne.participant.id].repeat and not again[bo.participant.id].repeat
    assert again[anne.participant.id].message_id == anne.message_id
    sent(Ledger(database, "next"), again.values(), now)
    assert standing(database, now).repeats == 1
    assert standing(database, now).sent == 2


def test_the_servers_yes_counts_although_the_lease_was_lost_and_the_person_moves_on_once(
    database: Database,
) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    slow, quick = Ledger(database, "slow", lease=0.2), Ledger(database, "quick")
    (mine,) = slow.claim(now, 1)
    slow.advance(starting=[mine])
    time.sleep(0.3)
    (theirs,) = quick.claim(now, 1)
    quick.advance(starting=[theirs])
    slow.advance(settled=[Sent(mine, now)])
    quick.advance(settled=[Sent(theirs, now)])
    found = standing(database, now)
    assert (found.sent, found.repeats) == (1, 1)
    assert run(database, at("2027-01-19T09:00")) == [("Anne", 2)]


def test_settling_one_and_beginning_the_next_is_one_step(database: Database) -> None:
    placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    ledger = Ledger(database, "run")
    anne, bo = ledger.claim(now, 2)
    ledger.advance(starting=[anne])
    assert ledger.advance(settled=[Sent(anne, now)], starting=[bo]) == {bo.participant.id}
    ledger.advance(settled=[Sent(bo, now)])
    assert ledger.sent_since(now - dt.timedelta(seconds=1)) == 2
    assert ledger.sent_since(now) == 0


def test_an_orderly_stop_frees_what_was_not_begun(database: Database) -> None:
    placed(database, "anne", "bo", "ida")
    now = at("2027-01-12T09:00")
    ledger = Ledger(database, "run")
    anne, bo, _ida = ledger.claim(now, 3)
    ledger.advance(starting=[anne, bo])
    ledger.advance(settled=[Returned(bo)])
    assert ledger.release() == 1
    freed = Ledger(database, "next").claim(now, 9)
    assert [(message.participant.person.name, message.repeat, message.attempt) for message in freed] == [
        ("Bo", False, 1), ("Ida", False, 1),
    ]  # fmt: skip


def test_a_mail_that_is_deferred_is_tried_again_at_its_time_and_others_go_meanwhile(
    database: Database,
) -> None:
    placed(database, "anne", "bo")
    now, later = at("2027-01-12T09:00"), at("2027-01-12T09:20")
    ledger = Ledger(database, "run")
    anne, bo = ledger.claim(now, 2)
    ledger.advance(starting=[anne])
    ledger.advance(settled=[Deferred(anne, now, later, "451 prøv senere")], starting=[bo])
    ledger.advance(settled=[Sent(bo, now)])
    assert ledger.claim(now, 9) == []
    (trouble,) = standing(database, now).troubles
    assert (trouble.kind, trouble.why, trouble.until) == ("prøves igen", "451 prøv senere", later)
    (again,) = ledger.claim(later, 9)
    assert (again.attempt, again.first_tried, again.repeat) == (2, now, False)
    sent(ledger, [again], later)
    assert standing(database, later).troubles == ()


def test_a_connection_that_broke_after_all_was_sent_makes_the_next_try_a_repeat(database: Database) -> None:
    placed(database, "anne")
    now, later = at("2027-01-12T09:00"), at("2027-01-12T09:20")
    ledger = Ledger(database, "run")
    (anne,) = ledger.claim(now, 1)
    ledger.advance(starting=[anne])
    ledger.advance(settled=[Deferred(anne, now, later, "forbindelsen blev brudt", maybe_taken=True)])
    (again,) = ledger.claim(later, 1)
    assert again.repeat
    sent(ledger, [again], later)
    assert standing(database, later).repeats == 1


def test_a_week_that_is_given_up_is_told_and_the_next_week_comes(database: Database) -> None:
    placed(database, "anne")
    now = at("2027-01-13T09:00")
    ledger = Ledger(database, "run")
    (anne,) = ledger.claim(now, 1)
    ledger.advance(starting=[anne])
    ledger.advance(settled=[GaveUp(anne, now, "452 fuld")])
    found = standing(database, now)
    assert (found.sent, found.given_up, found.troubles[0].kind, found.troubles[0].why) == (
        0,
        1,
        "opgivet",
        "452 fuld",
    )
    assert run(database, at("2027-01-19T09:00")) == [("Anne", 2)]


def test_leaving_while_the_mail_is_in_flight_keeps_the_person_out_and_the_mail_counted(
    database: Database,
) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    ledger = Ledger(database, "run")
    (anne,) = ledger.claim(now, 1)
    ledger.advance(starting=[anne])
    assert ledger.leave(anne.participant.id, now, "svarede på en mail")
    assert not ledger.leave(anne.participant.id, now, "igen")
    ledger.advance(settled=[Sent(anne, now)])
    found = standing(database, at("2027-03-01T09:00"))
    assert (found.sent, found.people, found.next_due) == (1, {Status.LEFT: 1}, None)


def test_deleting_a_person_while_the_mail_is_in_flight_leaves_nothing(database: Database) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    ledger = Ledger(database, "run")
    (anne,) = ledger.claim(now, 1)
    ledger.advance(starting=[anne])
    Participants(database).erase("anne@example.org")
    ledger.advance(settled=[Sent(anne, now)])
    assert ledger.sent_since(at("2020-01-01T00:00")) == 0
    assert ledger.find(token=anne.participant.token) == []


def test_senders_at_once_share_the_work_and_nobody_is_mailed_twice(database: Database) -> None:
    names = [f"person{number}" for number in range(60)]
    placed(database, *names)
    now, got, lock = at("2027-01-12T09:00"), list[str](), threading.Lock()

    def work(name: str) -> None:
        ledger = Ledger(database, name)
        while messages := ledger.claim(now, 3):
            for message in messages:
                if ledger.advance(starting=[message]):
                    with lock:
                        got.append(message.participant.person.address)
                    ledger.advance(settled=[Sent(message, now)])

    threads = [threading.Thread(target=work, args=(f"sender {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(got) == sorted(f"{name}@example.org" for name in names)


def test_on_postgresql_a_claim_does_not_wait_for_another_that_is_not_finished(postgres_url: str) -> None:
    database = Database(postgres_url)
    placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    with database.write() as other:
        locked = text("SELECT id FROM participant ORDER BY ready, id LIMIT 1 FOR UPDATE")
        other.execute(locked)
        other_free = [message.participant.person.name for message in Ledger(database, "run").claim(now, 9)]
    assert other_free == ["Bo"]
    database.close()


def test_every_kill_with_the_mail_in_flight_is_counted(database: Database) -> None:
    placed(database, "anne")
    now = at("2027-01-12T09:00")
    for number in range(3):
        killed = Ledger(database, f"killed {number}", lease=0.1)
        killed.advance(starting=killed.claim(now, 1))
        time.sleep(0.2)
    assert standing(database, now).repeats == 2, "also before the mail is settled"
    assert run(database, now) == [("Anne", 1)]
    assert standing(database, now).repeats == 3
