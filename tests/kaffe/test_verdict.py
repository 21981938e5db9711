"""Whether a refusal is about the person or about us: nobody is stopped for a server's own trouble."""

from __future__ import annotations

from pathlib import Path

from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Status
from vaertskab.kaffe.sending.retry import SUSPICIOUS

from .sending import course, place, rows, sender
from .servers import Post, smtp_server

GOOD = [f"god{number}@example.org" for number in range(1, 8)]


def test_a_relay_that_knows_nobody_stops_no_one(database: Database, tmp_path: Path) -> None:
    """A refusal of everybody is about us: the mails are put off, and the people stay in."""
    kursus, post = course(tmp_path), Post()
    many = [f"fremmed{number}@example.org" for number in range(SUSPICIOUS + 3)]
    place(database, kursus, many)
    with smtp_server(post) as port:
        tally = sender(database, kursus, port).run()
    assert (tally.refused, tally.deferred) == (0, len(many))
    assert {row.status for row in rows(database).values()} == {Status.ACTIVE.value}


def test_a_few_refusals_count_and_so_does_any_after_a_mail_was_taken(
    database: Database, tmp_path: Path
) -> None:
    kursus, post = course(tmp_path), Post()
    few = [f"fremmed{number}@example.org" for number in range(SUSPICIOUS - 1)]
    place(database, kursus, few)
    with smtp_server(post) as port:
        assert sender(database, kursus, port).run().refused == len(few)
        place(
            database,
            kursus,
            ["god@example.org", *(f"fremmed-{n}@example.org" for n in range(SUSPICIOUS + 3))],
        )
        assert sender(database, kursus, port).run().refused == SUSPICIOUS + 3


def test_a_mail_that_is_too_large_for_the_server_stops_nobody(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, ["god@example.org", "stor@example.org"])
    with smtp_server(post) as port:
        tally = sender(database, kursus, port).run()
    assert (tally.sent, tally.deferred, tally.refused) == (1, 1, 0)


def test_dead_addresses_in_front_do_not_starve_the_rest(database: Database, tmp_path: Path) -> None:
    kursus, post = course(tmp_path), Post()
    place(database, kursus, [*(f"afvist{number}@example.org" for number in range(60)), *GOOD])
    with smtp_server(post) as port:
        tally = sender(database, kursus, port).run()
    assert (tally.refused, tally.sent) == (60, len(GOOD))
