"""When the mails go: holidays, weeks and summer time, in every ISO year from 2026 to 2040."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import IsoWeek, Order, Person
from vaertskab.kaffe.orders import calendar

ZONE = ZoneInfo("Europe/Copenhagen")
YEARS = range(2026, 2041)


def order(start: str, weekday: int = 1, time: str = "09:00", skipped: str = "", closed: str = "") -> Order:
    return Order(
        id=1, workplace="Eksempelby", orderer=Person("", "lis@example.org"), start=calendar.parse_week(start),
        weekday=weekday, time=dt.time.fromisoformat(time), placed=dt.datetime(2025, 1, 1, tzinfo=dt.UTC),
        mail_domain="example.org", skipped=tuple(map(calendar.parse_week, skipped.split())),
        closed=tuple(map(dt.date.fromisoformat, closed.split())),
    )  # fmt: skip


def days(made: Order) -> list[str]:
    return [str(slot.due.astimezone(made.tz).date()) for slot in calendar.plan(made)]


def weeks_of(year: int) -> int:
    return dt.date(year, 12, 28).isocalendar().week


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("weekday", range(7))
def test_every_start_week_of_a_year_gives_twelve_mails_on_days_that_are_worked(
    year: int, weekday: int
) -> None:
    for week in range(1, weeks_of(year) + 1):
        made = order(f"{year}-W{week:02}", weekday)
        slots = calendar.plan(made)
        local = [slot.due.astimezone(ZONE) for slot in slots]
        assert [slot.week for slot in slots] == list(range(1, 13))
        assert [slot.iso_week for slot in slots] == [made.start.plus(ahead) for ahead in range(12)]
        for slot, at in zip(slots, local, strict=True):
            assert (at.hour, at.minute) == (9, 0), "the clock on the wall, summer and winter"
            assert not calendar.day_off(at.date(), made)
            assert at.date() not in calendar.holidays_of(at.year)
            assert IsoWeek.of(at.date()) == slot.iso_week, "every Danish week has a working day"
            assert slot.why or at.weekday() == weekday
        assert all(b.date() - a.date() >= dt.timedelta(days=2) for a, b in pairwise(local))


@pytest.mark.parametrize("year", YEARS)
def test_the_days_off_of_a_year_are_the_danish_ones(year: int) -> None:
    """Easter by Gauss, computed here, so that the library is checked by something else."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    rest = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    easter = dt.date(year, month, day + 1)
    moving = {easter + dt.timedelta(days=away) for away in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {dt.date(year, *day) for day in ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))}
    assert set(calendar.holidays_of(year)) == moving | fixed


@pytest.mark.parametrize(
    ("start", "weekday", "moved", "why"),
    [
        ("2027-W12", 3, "2027-03-24", "Skærtorsdag"),  # Thursday and Friday are off: Wednesday is nearest
        ("2027-W13", 0, "2027-03-30", "Anden påskedag"),
        ("2028-W23", 0, "2028-06-06", "Anden pinsedag"),  # Whit Monday is Grundlovsdag as well
        ("2026-W23", 4, "2026-06-04", "Grundlovsdag"),
        ("2027-W18", 3, "2027-05-05", "Kristi himmelfartsdag"),  # as near to both sides: the earlier
        ("2026-W53", 4, "2026-12-30", "Nytårsdag"),  # 31 December is off too
        ("2026-W52", 3, "2026-12-23", "Juleaftensdag"),
    ],
)  # fmt: skip
def test_a_day_off_moves_the_mail_to_the_nearest_working_day_of_its_week(
    start: str, weekday: int, moved: str, why: str
) -> None:
    made = order(start, weekday)
    slot = calendar.plan(made)[0]
    assert (days(made)[0], slot.why) == (moved, why)
    assert slot.iso_week == made.start


def test_a_week_without_working_days_moves_the_mail_to_the_next_weeks_first_and_keeps_two_days_between() -> (
    None
):
    closed = "2027-02-01 2027-02-02 2027-02-03 2027-02-04 2027-02-05"
    assert days(order("2027-W04", 1, closed=closed))[:4] == [
        "2027-01-26", "2027-02-08", "2027-02-10", "2027-02-16",
    ]  # fmt: skip


def test_a_week_without_working_days_before_a_skipped_week_waits_for_the_week_after_it() -> None:
    closed = "2027-02-01 2027-02-02 2027-02-03 2027-02-04 2027-02-05"
    made = order("2027-W04", 1, skipped="2027-W06", closed=closed)
    assert days(made)[:3] == ["2027-01-26", "2027-02-15", "2027-02-17"]


def test_skipped_weeks_get_no_mail_and_move_the_rest() -> None:
    made = order("2027-W05", 1, skipped="2027-W07 2027-W08")
    assert [str(slot.iso_week) for slot in calendar.plan(made)][:4] == [
        "2027-W05", "2027-W06", "2027-W09", "2027-W10",
    ]  # fmt: skip


@pytest.mark.parametrize("year", [year for year in YEARS if weeks_of(year) == 53])
def test_week_53_is_a_week_like_the_others(year: int) -> None:
    slots = calendar.plan(order(f"{year}-W52", 0))
    assert [str(slot.iso_week) for slot in slots][:3] == [f"{year}-W52", f"{year}-W53", f"{year + 1}-W01"]


def test_a_year_without_week_53_has_none() -> None:
    with pytest.raises(ValueError, match=r"2027 har ikke en uge 53\. Den sidste er uge 52\."):
        calendar.parse_week("2027-W53")
    assert calendar.parse_week("2026-W53") == IsoWeek(2026, 53)


@pytest.mark.parametrize("year", YEARS)
def test_summer_time_moves_the_instant_and_not_the_clock(year: int) -> None:
    for month, before, after in ((3, 8, 7), (10, 7, 8)):
        shift = max(day for day in (dt.date(year, month, d) for d in range(25, 32)) if day.weekday() == 6)
        week = IsoWeek.of(shift)
        wednesday = (
            calendar.at(week.day(2), dt.time(9), ZONE),
            calendar.at(week.plus(1).day(2), dt.time(9), ZONE),
        )
        assert [moment.hour for moment in wednesday] == [before, after]


def test_a_local_time_that_summer_time_skips_is_an_hour_later_and_one_that_it_repeats_is_the_first() -> None:
    assert calendar.at(dt.date(2027, 3, 28), dt.time(2, 30), ZONE) == dt.datetime(
        2027, 3, 28, 1, 30, tzinfo=dt.UTC
    )
    assert calendar.at(dt.date(2027, 10, 31), dt.time(2, 30), ZONE) == dt.datetime(
        2027, 10, 31, 0, 30, tzinfo=dt.UTC
    )


def test_after_a_late_mail_the_next_one_waits_two_days_and_for_a_working_day() -> None:
    made = order("2027-W02")

    def after(text: str) -> str:
        sent = dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)
        return calendar.quiet_until(made, sent).astimezone(ZONE).isoformat()[:16]

    assert after("2027-02-01T12:00") == "2027-02-03T12:00"
    assert after("2027-02-01T03:00") == "2027-02-03T09:00", "not in the night"
    assert after("2027-02-04T12:00") == "2027-02-08T09:00", "not on Saturday"
    assert after("2027-03-26T12:00") == "2027-03-30T09:00", "Easter"


@pytest.mark.parametrize(
    ("time", "now", "goes"),
    [
        ("09:00", "2027-01-12T09:00", "2027-01-12T09:00"),
        ("09:00", "2027-01-13T03:00", "2027-01-13T07:00"),
        ("09:00", "2027-01-13T17:59", "2027-01-13T17:59"),
        ("09:00", "2027-01-13T18:00", "2027-01-14T07:00"),
        ("09:00", "2027-01-15T18:00", "2027-01-18T07:00"),  # not at the weekend
        ("09:00", "2027-03-25T10:00", "2027-03-30T07:00"),  # nor at Easter
        ("09:00", "2027-02-16T10:00", "2027-02-22T07:00"),  # nor in the week that is skipped
        ("09:00", "2027-03-30T06:59", "2027-03-30T07:00"),  # summer time
        # A time that the orderer chose is no night, and a little later is not either.
        ("06:00", "2027-01-12T06:00", "2027-01-12T06:00"),
        ("20:00", "2027-01-12T21:59", "2027-01-12T21:59"),
        ("20:00", "2027-01-12T22:00", "2027-01-13T07:00"),
        ("23:30", "2027-01-12T23:59", "2027-01-12T23:59"),
    ],
)
def test_mails_go_by_day_on_days_that_are_worked(time: str, now: str, goes: str) -> None:
    made = replace(order("2027-W02", skipped="2027-W07"), time=calendar.parse_time(time))
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=ZONE).astimezone(dt.UTC)
    assert calendar.by_day(made, moment).astimezone(ZONE).isoformat()[:16] == goes


@pytest.mark.parametrize("time", ["00:15", "06:00", "09:00", "20:00", "23:45"])
def test_what_is_planned_may_go_when_it_is_due(time: str) -> None:
    for year in range(2026, 2041):
        made = replace(order(f"{year}-W10"), time=calendar.parse_time(time))
        assert all(calendar.by_day(made, slot.due) == slot.due for slot in calendar.plan(made))


def test_a_workplace_that_is_never_open_is_told_so() -> None:
    closed = " ".join(str(dt.date(2027, 1, 1) + dt.timedelta(days=day)) for day in range(400))
    with pytest.raises(KaffeError, match="ingen arbejdsdag"):
        calendar.plan(order("2027-W04", closed=closed))


def test_access_ends_two_years_after_the_first_mail_also_on_a_leap_day() -> None:
    assert calendar.months_after(dt.date(2028, 2, 29), 24) == dt.date(2030, 2, 28)
    made = order("2027-W02")
    assert calendar.access_until(made, calendar.plan(made), 2) == dt.date(2029, 1, 12)


@pytest.mark.parametrize(
    ("parse", "good", "bad"),
    [
        (calendar.parse_week, ["2027-W02", "2027-w2", "2027W02", " 2027-2 "], ["2027-W00", "27-W02", "W02"]),
        (calendar.parse_weekday, ["tirsdag", "Tir", "TIRSDAG", "tirs"], ["ti", "tuesday", "", "x"]),
        (calendar.parse_time, ["09:00", "9.00", "9", "09"], ["24:00", "9:5", "ni", "09:60"]),
        (calendar.parse_date, ["2027-05-07", "7.5.2027", "7-5-2027", "7/5/2027"], ["2027-13-1", "30.2.2027"]),
    ],
)  # fmt: skip
def test_weeks_days_and_times_are_read_as_danes_write_them(parse, good, bad) -> None:
    assert len({parse(text) for text in good}) == 1
    for text in bad:
        with pytest.raises(ValueError, match=r"[Ss]kriv|sidste"):
            parse(text)
