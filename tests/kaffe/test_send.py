"""The sender against a real SMTP server: what it answers, and what becomes of each mail."""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Deferred, Refused, Status
from vaertskab.kaffe.sending.ledger import Ledger
from vaertskab.kaffe.sending.runs import RunSummary
from vaertskab.kaffe.sending.smtp import SmtpTransport, Timeouts
from vaertskab.kaffe.sending.transport import AuthError, HaltError, UnreachableError
from vaertskab.kaffe.values import Server

from .conftest import BOTH
from .ordering import person
from .sending import FIRST, QUICK, course, place, rows, sender, weeks_sent
from .servers import CERTIFICATE, SLOW, Post, smtp_server

pytestmark = BOTH
GOOD = [f"god{number}@example.org" for number in range(1, 8)]


def test_everybody_gets_one_mail_over_one_connection(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, GOOD)
    with smtp_server(post) as port:
        tally = sender(database, kursus, port).run()
        again = sender(database, kursus, port).run()
    assert sorted(post.recipients()) == sorted(GOOD)
    assert (tally.sent, again.sent) == (len(GOOD), 0)
    assert weeks_sent(database) == {address: [1] for address in GOOD}
    assert post.connections <= 2


def counts(summary: RunSummary) -> tuple[int, int, int]:
    """How many mails went, were put off, and stopped somebody."""
    return summary.sent, summary.number(Deferred), summary.number(Refused)


def test_nothing_goes_before_its_time(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, GOOD)
    with smtp_server(post) as port:
        sender(database, kursus, port, FIRST - dt.timedelta(seconds=1)).run()
    assert not post.mails


def test_one_bad_address_holds_up_nobody(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    bad = [f"{kind}@example.org" for kind in ("afvist", "venter", "taber", "tier", "langsom", "spam")]
    place(database, kursus, [*bad, *GOOD])
    with smtp_server(post) as port:
        tally = sender(database, kursus, port).run()
    stored = rows(database)
    assert set(GOOD) <= set(post.recipients())
    assert all(weeks_sent(database)[address] == [1] for address in (*GOOD, "langsom@example.org"))
    assert stored["afvist@example.org"].status == Status.BOUNCED.value
    assert stored["afvist@example.org"].ready is None
    assert "550 5.1.1 ukendt bruger" in stored["afvist@example.org"].why
    for address in ("venter@example.org", "taber@example.org", "tier@example.org", "spam@example.org"):
        assert stored[address].status == Status.ACTIVE.value
        assert stored[address].ready == int(FIRST.timestamp()) + 600
        assert stored[address].error
    assert counts(tally) == (len(GOOD) + 1, 4, 1)
    told = "\n".join(tally.lines())
    assert all(address in told for address in bad if not address.startswith("langsom"))


def test_a_mail_whose_answer_got_lost_is_counted_as_a_repeat_with_the_same_message_id(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, ["tier@example.org"])
    with smtp_server(post) as port:
        sender(database, kursus, port).run()
        sender(database, kursus, port, FIRST + dt.timedelta(minutes=11)).run()
    assert list(post.message_ids().values()) == [2]
    assert rows(database)["tier@example.org"].repeats == 1


def test_a_slow_server_is_waited_for_and_one_that_never_answers_is_not(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, ["langsom@example.org", *GOOD])
    short = Timeouts(connect=5, command=SLOW / 5, mail=5)
    with smtp_server(post) as port:
        began = time.monotonic()
        tally = sender(database, kursus, port, timeouts=short).run()
    assert counts(tally) == (len(GOOD), 1, 0)
    assert time.monotonic() - began < 20


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_a_wrong_password_stops_the_run_before_anyone_is_marked(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, GOOD)
    before = rows(database)
    with smtp_server(post, password="rigtig") as port:
        wrong = Server("127.0.0.1", port, user="kaffe", password="hemmelig")
        with pytest.raises(AuthError) as told:
            sender(database, kursus, port, target=wrong).run()
        assert rows(database) == before
        with pytest.raises(AuthError):  # no login where the server wants one
            sender(database, kursus, port).run()
        assert rows(database) == before
        right = Server("127.0.0.1", port, user="kaffe", password="rigtig")
        assert sender(database, kursus, port, target=right).run().sent == len(GOOD)
    assert "hemmelig" not in str(told.value)
    assert "adgangskode" in str(told.value)


def test_a_server_that_refuses_our_own_address_marks_nobody(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    post.refuse_sender = "553 5.7.1 sender not allowed"
    place(database, kursus, GOOD)
    with smtp_server(post) as port, pytest.raises(HaltError, match="KAFFE_AFSENDER"):
        sender(database, kursus, port).run()
    assert all(
        row.attempts == 0 and row.owner is None and not row.in_flight for row in rows(database).values()
    )


def test_mail_goes_encrypted_and_only_to_a_server_with_the_right_name(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, GOOD)
    with smtp_server(post, starttls=True) as port:
        stranger = Server("localhost", port, starttls=True)
        with pytest.raises(HaltError, match="certifikat"):
            sender(database, kursus, port, target=stranger).run()
        trusted = Server("127.0.0.1", port, starttls=True, ca_file=str(CERTIFICATE))
        assert sender(database, kursus, port, target=trusted).run().sent == len(GOOD)
    with smtp_server(post) as port, pytest.raises(HaltError, match="STARTTLS"):
        SmtpTransport(Server("127.0.0.1", port, starttls=True), QUICK).open()


def test_a_server_that_is_down_marks_nobody(database: Database, tmp_path: Path) -> None:
    kursus = course(tmp_path)
    place(database, kursus, GOOD)
    before = rows(database)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(UnreachableError, match="svarer ikke: der er ingen, der tager imod"):
        sender(database, kursus, port).run()
    with pytest.raises(UnreachableError, match="svarer ikke: navnet findes ikke på nettet"):
        sender(database, kursus, port, target=Server("findes-ikke.invalid", port)).run()
    assert rows(database) == before


def test_a_server_that_hangs_up_after_each_mail_is_called_again(database: Database, tmp_path: Path) -> None:
    """It has answered every mail that it had, so that nothing is put off and nothing counts as a repeat."""
    kursus, post = course(tmp_path), Post()
    post.hangs_up = True  # at the next mail on a connection
    place(database, kursus, GOOD)
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == len(GOOD)
    assert set(post.message_ids().values()) == {1}
    assert all(row.repeats == 0 for row in rows(database).values())


def test_a_limit_for_the_day_is_kept_and_the_rest_goes_next_day(database: Database, tmp_path: Path) -> None:
    kursus, post, tomorrow = course(tmp_path), Post(), FIRST + dt.timedelta(days=1, minutes=1)
    place(database, kursus, ["afvist@example.org", *GOOD])
    with smtp_server(post) as port:
        assert sender(database, kursus, port, per_day=3).run().sent == 3, "what is refused does not count"
        assert sender(database, kursus, port, per_day=3).run().sent == 0
        assert sender(database, kursus, port, tomorrow).run().sent == len(GOOD) - 3
    assert all(row.owner is None and not row.in_flight for row in rows(database).values())


def test_a_run_that_is_stopped_ends_after_the_mail_under_way(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, ["langsom@example.org", *GOOD])
    with smtp_server(post) as port:
        stop = threading.Event()
        threading.Timer(SLOW / 3, stop.set).start()
        assert sender(database, kursus, port, stop=stop).run().sent == 1
        assert all(row.owner is None and not row.in_flight for row in rows(database).values())
        assert sender(database, kursus, port).run().sent == len(GOOD)
    assert set(post.message_ids().values()) == {1}


def test_three_senders_at_once_send_each_mail_once(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    many = [f"god{number}@example.org" for number in range(45)]
    place(database, kursus, many)
    with smtp_server(post) as port:
        runs = [sender(database, kursus, port, owner=name, batch=7) for name in ("a", "b", "c")]
        threads = [threading.Thread(target=run.run) for run in runs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert sorted(post.recipients()) == sorted(many)
    assert sum(run.summary.sent for run in runs) == len(many)


def test_who_leaves_in_the_middle_of_a_run_gets_nothing_more(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, ["langsom@example.org", "ude@example.org", "god@example.org"])

    def leave() -> None:
        Ledger(database).leave(person(database, "ude@example.org").id, "selv")

    with smtp_server(post) as port:
        threading.Timer(SLOW / 3, leave).start()
        sender(database, kursus, port).run()
    assert post.recipients() == ["langsom@example.org", "god@example.org"]


def test_twelve_weeks_come_in_order_and_then_no_more(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, ["god@example.org"])
    with smtp_server(post) as port:
        for week in range(14):
            sender(database, kursus, port, FIRST + dt.timedelta(weeks=week)).run()
    assert weeks_sent(database) == {"god@example.org": list(range(1, 13))}
    assert len(post.message_ids()) == 12
    assert rows(database)["god@example.org"].status == Status.DONE.value
