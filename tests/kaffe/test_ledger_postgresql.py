"""What only PostgreSQL does: claims beside each other, and deadlocks that another command makes."""

from __future__ import annotations

import threading
import time

from sqlalchemy import text

from kaffe.ordering import at, claimed, placed, queue, standing
from vaertskab.kaffe.database import Database
from vaertskab.kaffe.model import Sent
from vaertskab.kaffe.sending.work_queue import Begun


def test_what_is_read_together_is_of_one_moment(postgres_url: str) -> None:
    database = Database(postgres_url)
    placed(database, "anne")
    people = text("SELECT count(*) FROM participant")
    with database.read() as connection:
        before = connection.scalar(people)
        placed(database, "bo")
        assert connection.scalar(people) == before == 1
    with database.read() as connection:
        assert connection.scalar(people) == 2
    database.close()


def test_a_claim_does_not_wait_for_another_that_is_not_finished(postgres_url: str) -> None:
    database = Database(postgres_url)
    placed(database, "anne", "bo")
    now = at("2027-01-12T09:00")
    with database.write() as other:
        locked = text("SELECT id FROM participant ORDER BY ready, id LIMIT 1 FOR UPDATE")
        other.execute(locked)
        other_free = [message.participant.person.name for message in claimed(queue(database), now)]
    assert other_free == ["Bo"]
    database.close()


def test_a_sender_that_another_command_stands_in_the_way_of_tries_again(postgres_url: str) -> None:
    database = Database(postgres_url)
    placed(database, "anne", "bo")
    # The sender looks for a deadlock when there surely is one, and the other command does not look.
    with database.write() as connection:
        name = database.url.database
        connection.execute(text(f"ALTER DATABASE {name} SET deadlock_timeout = '3s'"))
    database.close()
    now = at("2027-01-12T09:00")
    work = queue(database)
    anne, bo = claimed(work, now)
    work.advance(None, anne, now)
    lock = text("SELECT id FROM participant WHERE id = :id FOR UPDATE")
    begun = list[Begun]()
    thread = threading.Thread(target=lambda: begun.append(work.advance(Sent(anne, now), bo, now)))
    with database.write() as other:
        other.execute(text("SET LOCAL deadlock_timeout = '60s'"))
        other.execute(lock, {"id": bo.participant.id})
        thread.start()
        blocked = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        end = time.monotonic() + 30
        while not other.execute(blocked).scalar_one() and time.monotonic() < end:
            time.sleep(0.02)
        # A deadlock: the sender sees it, and is undone.
        other.execute(lock, {"id": anne.participant.id})
    thread.join(timeout=60)
    assert begun == [Begun.YES]
    assert standing(database, now).sent == 1
    database.close()
