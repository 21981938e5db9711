"""The calendar file that a page gives keeps the time on the wall where its language is spoken."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from vaertskab.components.calendar import frame
from vaertskab.model.language import LANGUAGES, Language

FILLED = {"start": "20270112T090000", "slut": "20270112T091500", "nu": "20270101T000000"}


@pytest.mark.parametrize("language", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_nine_on_the_wall_is_nine_in_the_calendar(language: Language) -> None:
    text = frame(language).replace("\n\n", "\n")
    for name, value in FILLED.items():
        text = text.replace(f"{{{name}}}", value)
    calendar = Calendar.from_ical(text.replace("\n", "\r\n"))
    here = ZoneInfo(language.zone)
    (event,), (zone,) = calendar.walk("VEVENT"), calendar.walk("VTIMEZONE")
    assert event["DTSTART"].dt == dt.datetime(2027, 1, 12, 9, tzinfo=here)
    assert zone["TZID"] == event["DTSTART"].params["TZID"] == language.zone
    told = zone.to_tz()
    for hours in range(0, 24 * 366, 5):
        moment = dt.datetime(2027, 1, 1) + dt.timedelta(hours=hours)
        assert moment.replace(tzinfo=told).utcoffset() == moment.replace(tzinfo=here).utcoffset(), moment
