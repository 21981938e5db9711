"""When a mail that could not go is tried again."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from vaertskab.kaffe.model import Deferred, GaveUp, Message
from vaertskab.kaffe.sending.retry import next_try, put_off

from .sending import FIRST, message


def tries(first: dt.datetime) -> list[dt.datetime]:
    """When a mail that never gets through is tried, in local time, the first time included."""
    mail, at, tried = message(), first, list[dt.datetime]()
    for attempt in range(1, 100):
        tried.append(at.astimezone(mail.order.tz))
        before = first if attempt > 1 else None
        until = next_try(Message(mail.order, mail.participant, 4, FIRST, attempt, before), at)
        if until is None:
            return tried
        assert until > at
        at = until
    raise AssertionError("it never ends")


def test_pauses_grow_within_the_day_then_comes_the_next_day_and_then_the_end() -> None:
    tried = tries(FIRST)
    assert {moment.date() for moment in tried} == {dt.date(2027, 1, 12), dt.date(2027, 1, 13)}
    same_day = [moment for moment in tried if moment.day == 12]
    pauses = [(b - a).total_seconds() / 60 for a, b in pairwise(same_day)]
    assert pauses[:5] == [10, 20, 40, 80, 160]
    assert pauses == sorted(pauses)
    assert min(moment for moment in tried if moment.day == 13).hour == 9


def test_a_try_is_never_in_the_evening_and_a_friday_goes_on_on_monday() -> None:
    tried = tries(FIRST + dt.timedelta(days=3))  # Friday at nine
    assert {moment.date() for moment in tried} == {dt.date(2027, 1, 15), dt.date(2027, 1, 18)}
    assert all(7 <= moment.hour < 18 for moment in tried)


def test_a_first_try_late_at_night_and_one_at_the_shift_of_summer_time_end_too() -> None:
    for first in (
        dt.datetime(2027, 1, 12, 22, 58, tzinfo=dt.UTC),
        dt.datetime(2027, 3, 27, 22, tzinfo=dt.UTC),
    ):
        assert len({moment.date() for moment in tries(first)}) == 2


def test_a_machine_that_was_off_in_between_still_gets_a_day_of_tries() -> None:
    mail = message()
    late = FIRST + dt.timedelta(days=6)  # a Monday
    again = put_off(Message(mail.order, mail.participant, 4, FIRST, 2, FIRST), late, "451")
    assert isinstance(again, Deferred)
    end = late.replace(hour=22, minute=59)
    assert isinstance(put_off(Message(mail.order, mail.participant, 4, FIRST, 3, FIRST), end, "451"), GaveUp)
