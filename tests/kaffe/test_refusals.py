"""What a refusal means: the table of answers that real servers give, played by a server on a socket."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Status
from vaertskab.kaffe.sending.report import standings
from vaertskab.kaffe.sending.retry import verdict_of
from vaertskab.kaffe.sending.transport import HaltError, Reply, UnreachableError, Verdict

from .conftest import Command
from .ordering import DAY
from .sending import FIRST, course, place, rows, sender, weeks_sent
from .servers import Post, smtp_server

#: Said by Exchange Online, Postfix, Sendmail and Exim of us, to everybody.
OF_US = (
    "554 5.2.252 SendAsDenied; kaffe@example.org not allowed to send as info@example.org",
    "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException",
    "550 5.7.233 The tenant has exceeded its external recipient rate limit",
    "550 5.1.90 Your message can't be sent because you've reached your daily limit for recipients",
    "550 5.1.8 Access denied, bad outbound sender",
    "550 5.7.501 Access denied, spam abuse detected",
    "550 5.7.1 This message looks like spam",
    "550 5.7.1 Relaying denied",
    "554 5.7.1 <x@a.example.org>: Relay access denied",
    "554 Service unavailable; Client host [192.0.2.1] blocked using zen.example.org",
    "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
    "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP",
)
#: Said of one address: nobody is there.
OF_AN_ADDRESS = (
    "550 5.1.1 User unknown", "550 5.1.1 <x@example.org>: Recipient address rejected: User unknown",
    "550 5.1.2 Host or domain name not found", "501 5.1.3 Bad recipient address syntax",
    "551 5.1.6 The mailbox has moved", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found",
    "550 5.2.1 The mailbox is disabled", "550 sorry, no mailbox here by that name. (#5.1.1)",
    "550 No such user here", "550 Unknown user", "550 ukendt bruger", "553 user does not exist",
)  # fmt: skip
#: Said of one mailbox or one mail: it is tried again.
OF_A_MAIL = (
    "452 4.2.2 The mailbox is over quota", "552 5.2.2 Mailbox full", "554 5.6.0 Message is malformed",
    "552 5.3.4 Message too big", "550 5.7.133 RecipNotAuthenticated; sender not authenticated for group",
    "550 5.7.1 Not on my list", "550 Mailbox unavailable", "554 5.0.0 Transaction failed",
    "550 5.4.1 Recipient address rejected: Access denied", "450 4.1.1 User unknown for now",
    "451 4.3.0 Try later", "550 sender address rejected: user unknown in relay table",
)  # fmt: skip


class Answering(Post):
    """A server that gives an answer to some, from a certain mail on; `answers` are for single people."""

    def __init__(
        self, answer: str = "", whom: str = "", after: int = 0, answers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.answer, self.whom, self.after, self.answers = answer, whom, after, answers or {}

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        if self.answer and self.whom in address and len(self.mails) >= self.after:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"


def people(number: int, *domains: str) -> list[str]:
    return [f"p{n}@{domains[n % len(domains)]}" for n in range(number)]


def untouched(database: Database) -> bool:
    """Nobody is stopped, nobody has lost an attempt, and nothing is under way."""
    return all(
        (row.status, row.attempts, row.owner, row.in_flight) == (Status.ACTIVE.value, 0, None, False)
        for row in rows(database).values()
    )


@pytest.mark.parametrize(("answer", "after"), [*((answer, 2) for answer in OF_US), (OF_US[0], 0)])
def test_a_refusal_of_us_halts_the_run_and_stops_nobody(
    database: Database, tmp_path: Path, answer: str, after: int
) -> None:
    kursus, post = course(tmp_path), Answering(answer, after=after)
    everybody = people(8, "a.example.org", "b.example.org")
    place(database, kursus, everybody)
    with smtp_server(post) as port:
        with pytest.raises(HaltError, match="Ingen er stoppet") as told:
            sender(database, kursus, port).run()
        assert answer[4:10] in str(told.value)
        assert untouched(database)
        assert len(post.mails) == after
        post.answer = ""
        assert sender(database, kursus, port).run().sent == 8 - after
    assert weeks_sent(database) == {address: [1] for address in everybody}


def test_what_a_server_says_of_one_is_not_kept_with_another(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Answering(answers={
        "p0@a.example.org": "550 5.7.1 <p0@a.example.org> blocked",
        "p1@b.example.org": "550 5.7.1 p1@b.example.org blocked",
    })  # fmt: skip
    place(database, kursus, people(2, "a.example.org", "b.example.org"))
    with smtp_server(post) as port, pytest.raises(HaltError) as told:
        sender(database, kursus, port).run()
    assert "@a.example.org" not in str(told.value) and "blocked" in str(told.value)
    assert all("example.org" not in row.error for row in rows(database).values())


def test_in_an_order_of_one_domain_two_people_are_enough(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Answering("550 5.7.1 Relaying denied")
    place(database, kursus, people(8, "example.org"))
    with smtp_server(post) as port, pytest.raises(HaltError):
        sender(database, kursus, port).run()
    assert untouched(database)


@pytest.mark.parametrize("answer", ["550 5.7.1 Not on my list", "550 5.7.133 RecipNotAuthenticated"])
def test_one_persons_filter_keeps_nobody_else_waiting_and_goes_last_next_time(
    database: Database, tmp_path: Path, answer: str
) -> None:
    kursus, post = course(tmp_path), Answering(answer, whom="p0@")
    first, *others = everybody = people(9, "a.example.org", "b.example.org")
    place(database, kursus, everybody)
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == 8
        assert post.recipients() == others
        assert rows(database)[first].status == Status.ACTIVE.value
        (trouble,) = standings(database, FIRST)[0].troubles
        assert (trouble.kind, trouble.why) == ("prøves igen", answer)
        post.answer, post.mails = "", []
        sender(database, kursus, port, FIRST + 7 * DAY).run()
    assert post.recipients() == [*others, first], "last next time"


def test_people_of_one_domain_that_refuses_us_do_not_halt_what_goes_to_others(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Answering("550 5.7.1 blocked", whom="@a.example.org")
    place(database, kursus, [*people(3, "a.example.org"), *people(5, "b.example.org")])
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == 5
    assert all(row.status == Status.ACTIVE.value for row in rows(database).values())


def test_a_single_refusal_that_is_certainly_of_us_costs_no_attempt(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Answering("554 5.2.252 SendAsDenied", whom="p0@")
    place(database, kursus, people(3, "example.org"))
    with smtp_server(post) as port, pytest.raises(HaltError, match="SendAsDenied"):
        sender(database, kursus, port).run()
    assert len(post.mails) == 2
    assert untouched_of(database, "p0@example.org")


def untouched_of(database: Database, address: str) -> bool:
    row = rows(database)[address]
    return (row.status, row.attempts, row.next_week) == (Status.ACTIVE.value, 0, 1)


def test_only_an_unknown_address_stops_a_person(database: Database, tmp_path: Path) -> None:
    everybody = people(5 * len(OF_AN_ADDRESS) + 1, "example.org")
    answers = dict(zip(everybody[::5], OF_AN_ADDRESS, strict=False))
    kursus, post = course(tmp_path), Answering(answers=answers)
    place(database, kursus, everybody)
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == len(everybody) - len(answers)
    stopped = [row for row in rows(database).values() if row.status == Status.BOUNCED.value]
    assert {row.address: row.why for row in stopped} == answers
    assert {row.ready for row in stopped} == {None}


@pytest.mark.parametrize("some", [slice(0, None, 2), slice(1, None, 2)])
def test_any_other_refusal_of_one_is_put_off_and_told(
    database: Database, tmp_path: Path, some: slice
) -> None:
    everybody = people(12, "example.org")
    answers = dict(zip(everybody[3:], OF_A_MAIL[some], strict=False))
    kursus, post = course(tmp_path), Answering(answers=answers)
    place(database, kursus, everybody)
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == len(everybody) - len(answers)
    stored, later = rows(database), int(FIRST.timestamp()) + 600
    assert {(stored[who].status, stored[who].ready) for who in answers} == {(Status.ACTIVE.value, later)}
    troubles = standings(database, FIRST)[0].troubles
    assert {trouble.person.address: trouble.why for trouble in troubles} == answers
    assert {trouble.kind for trouble in troubles} == {"prøves igen"}


def test_full_mailboxes_halt_nothing_however_many(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Answering("552 5.2.2 Mailbox full", whom="@a.")
    place(database, kursus, people(10, "a.example.org", "b.example.org"))
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == 5
    assert all(row.status == Status.ACTIVE.value for row in rows(database).values())


def test_three_and_a_fifth_of_the_order_at_once_halt_and_stop_nobody(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Answering("550 5.1.2 Host not found")
    place(database, kursus, people(25, "a.example.org", "b.example.org"))
    with smtp_server(post) as port, pytest.raises(HaltError, match=r"5 adresser .*5\.1\.2"):
        sender(database, kursus, port).run()
    assert untouched(database)


def test_the_brake_counts_small_orders_together(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Answering("550 5.1.2 Host not found")
    for number in range(4):
        place(database, kursus, people(2, f"{number}.example.org"))
    with smtp_server(post) as port, pytest.raises(HaltError):
        sender(database, kursus, port).run()
    assert untouched(database)


def test_a_list_with_many_dead_addresses_starves_nobody_and_is_told(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Answering("550 5.1.1 User unknown", whom="@dead.")
    place(database, kursus, [*people(6, "dead.example.org"), *people(6, "example.org")])
    with smtp_server(post) as port:
        for _ in range(3):
            with pytest.raises(HaltError):
                sender(database, kursus, port).run()
    assert len(post.mails) == 6, "those who can be reached go first next time"
    assert all(row.status == Status.ACTIVE.value for row in rows(database).values())


def test_two_dead_addresses_of_many_are_stopped(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Answering("550 5.1.1 User unknown", whom="@dead.")
    place(database, kursus, [*people(2, "dead.example.org"), *people(6, "example.org")])
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().sent == 6
    assert sum(row.status == Status.BOUNCED.value for row in rows(database).values()) == 2


def test_a_server_that_asks_us_to_wait_ends_the_run_and_costs_no_attempt(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, people(3, "example.org"))
    post.refuse_sender = "451 4.3.2 system not accepting messages"
    with smtp_server(post) as port, pytest.raises(UnreachableError, match=r"4\.3\.2"):
        sender(database, kursus, port).run()
    assert untouched(database)


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (Reply(250, "2.0.0 OK"), Verdict.TAKEN),
        (Reply(202, "Accepted", Verdict.TAKEN), Verdict.TAKEN),
        (Reply(550, "from 5.1.1.9: blocked"), Verdict.SUSPECT),
        (Reply(550, "5.1.10 not found"), Verdict.UNKNOWN),
        (Reply(550, "5.1.100 odd"), Verdict.SUSPECT),
        (Reply(550, "the domain of the sender does not exist"), Verdict.SUSPECT),
        (Reply(413, "too large", Verdict.PUT_OFF), Verdict.PUT_OFF),
        (Reply(-1, ""), Verdict.PUT_OFF),
    ],
)
def test_an_answer_is_read_by_its_code_and_a_transport_may_say_what_it_means(
    reply: Reply, verdict: Verdict
) -> None:
    assert verdict_of(reply) is verdict


def test_all_who_were_stopped_by_mistake_go_on_at_once(kaffe: Command, database: Database) -> None:
    (kaffe.folder / "liste.csv").write_text("Navn;E-mail\n;p0@example.org\n;p1@example.org\n", "utf-8")
    ordered = kaffe(
        "bestil", "liste.csv", "--arbejdsplads", "A", "--bestiller", "lis@example.org", "--start", "2027-W02",
        "--nu", "2026-12-01", "--ja",
    )  # fmt: skip
    assert ordered.returncode == 0, ordered.stderr
    post = Answering("550 5.1.1 User unknown", whom="p")
    with smtp_server(post) as port:
        smtp = {"KAFFE_SMTP": f"smtp://127.0.0.1:{port}"}
        done = kaffe("send", "--nu", "2027-01-12T09:00", **smtp)
        assert "2 personer får ikke flere mails, fordi adressen er ukendt." in done.stdout
        assert kaffe("ret", "--afviste", "--igen").returncode == 1
        again = kaffe("ret", "--ordre", "1", "--igen", "--afviste", "--nu", "2027-01-12T10:00")
        assert "2 deltagere i ordre 1 får mails igen." in again.stdout
        post.answer = ""
        kaffe("send", "--nu", "2027-01-12T10:00", **smtp)
    assert weeks_sent(database) == {"p0@example.org": [1], "p1@example.org": [1]}
