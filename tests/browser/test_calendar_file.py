"""The twelve weeks as a calendar file: from the week that the reader chooses, made in the page, right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from building import Built, build_whole, copy_course
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

from .site import PHONE, Site, Watch
from .test_axe import _faults, _open
from .test_keyboard import check_walk, walk
from .test_layout import _lost, _visit

PAGE = "modules/kaffe/index"
DENMARK = ZoneInfo("Europe/Copenhagen")


def _form(page: Page) -> Locator:
    return page.get_by_role("group", name="Læg de tolv uger i din kalender")


def _weeks(page: Page) -> list[str]:
    return _form(page).get_by_role("combobox", name="Begynd i").locator("option").all_inner_texts()


def _file(page: Page, folder: Path) -> bytes:
    """Ask for the file by keyboard and return what the browser saved."""
    button = _form(page).get_by_role("button", name="Hent kalenderfilen")
    with page.expect_download() as waiting:
        button.press("Enter")
    assert waiting.value.suggested_filename == "kafferefleksion.ics"
    waiting.value.save_as(folder / "fil.ics")
    expect(_form(page).get_by_role("status")).to_have_text("Åbn filen, så kommer aftalerne i din kalender.")
    return (folder / "fil.ics").read_bytes()


def _events(data: bytes) -> list[Any]:
    calendar = Calendar.from_ical(data)
    assert calendar.errors == []
    events = list(calendar.walk("VEVENT"))
    assert [event.errors for event in events] == [[]] * len(events)
    return events


def _open_on(page: Page, place: Site, today: str) -> None:
    """Open the page on another day."""
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{today}T12:00:00+01:00"))
    page.goto(place.url(PAGE))


def test_twelve_appointments_come_with_theme_question_and_link(
    place: Site, reader: Page, course: Built, tmp_path: Path
) -> None:
    watch = Watch(reader.context, place.root)
    _open_on(reader, place, "2027-02-25")
    _form(reader).get_by_role("combobox", name="Begynd i").select_option(index=2)
    _form(reader).get_by_role("combobox", name="Dag").select_option("tirsdag")
    _form(reader).get_by_label("Klokken").fill("09:15")
    events = _events(_file(reader, tmp_path))
    pages = sorted((page for page in course.pages.values() if page.week), key=lambda page: page.week or 0)
    assert len(events) == len(pages) == 12
    # Summer time begins between the third appointment and the fourth; nine fifteen stays nine fifteen.
    first = dt.datetime(2027, 3, 9, 9, 15)
    for page, event in zip(pages, events, strict=True):
        start = (first + dt.timedelta(weeks=(page.week or 0) - 1)).replace(tzinfo=DENMARK)
        assert event["DTSTART"].dt == start
        assert str(event["DTSTART"].params["TZID"]) == "Europe/Copenhagen"
        assert event["DTEND"].dt - event["DTSTART"].dt == dt.timedelta(minutes=15)
        assert event["DTSTAMP"].dt == dt.datetime(2027, 2, 25, 11, tzinfo=dt.UTC)
        assert event["SUMMARY"] == f"Kafferefleksion, uge {page.week}: {page.title}"
        question = page.questions[-1]
        address = f"{place.url(page.docname)}#{question.anchor}"
        assert event["URL"] == address
        assert event["DESCRIPTION"] == f"{question.text}\n{address}"
    reader.goto(str(events[3]["URL"]))
    expect(reader.locator(":target .refleksion-spoergsmaal")).to_have_text(pages[3].questions[-1].text)
    assert not watch.complaints, "\n".join(watch.complaints)


def test_the_file_keeps_to_the_standard(site: Site, reader: Page, tmp_path: Path) -> None:
    _open_on(reader, site, "2027-01-05")
    data = _file(reader, tmp_path)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")  # no letter is cut in two
    calendar = Calendar.from_ical(data)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    (zone,) = calendar.walk("VTIMEZONE")
    told = zone.to_tz()
    for moment in (dt.datetime(2027, 1, 12, 9), dt.datetime(2027, 6, 12, 9), dt.datetime(2029, 10, 28, 12)):
        assert moment.replace(tzinfo=told).utcoffset() == moment.replace(tzinfo=DENMARK).utcoffset()
    again = _file(reader, tmp_path)
    names = [str(event["UID"]) for event in _events(data)]
    assert names == [str(event["UID"]) for event in _events(again)]
    assert len(set(names)) == 12
    _form(reader).get_by_role("combobox", name="Begynd i").select_option(index=5)
    assert not set(names) & {str(event["UID"]) for event in _events(_file(reader, tmp_path))}


@pytest.mark.parametrize(
    ("today", "offered", "number", "first"),
    [
        # 2026 has 53 weeks; the last of them goes into 2027.
        ("2026-12-20", ["uge 51, fra 14. dec. 2026", "uge 52, fra 21. dec. 2026",
                        "uge 53, fra 28. dec. 2026", "uge 1, fra 4. jan. 2027"], 2, "2026-12-28"),
        ("2025-12-28", ["uge 52, fra 22. dec. 2025", "uge 1, fra 29. dec. 2025"], 1, "2025-12-29"),
        ("2027-01-01", ["uge 53, fra 28. dec. 2026", "uge 1, fra 4. jan. 2027"], 1, "2027-01-04"),
        ("2032-12-27", ["uge 53, fra 27. dec. 2032", "uge 1, fra 3. jan. 2033"], 0, "2032-12-27"),
    ],
)  # fmt: skip
def test_weeks_are_those_of_the_calendar_on_the_wall(
    today: str, offered: list[str], number: int, first: str, site: Site, reader: Page, tmp_path: Path
) -> None:
    _open_on(reader, site, today)
    weeks = _weeks(reader)
    assert weeks[: len(offered)] == offered
    for at, text in enumerate(weeks):
        monday = dt.date.fromisoformat(today) + dt.timedelta(weeks=at)
        assert text.startswith(f"uge {monday.isocalendar().week}, fra ")
    _form(reader).get_by_role("combobox", name="Begynd i").select_option(index=number)
    dates = [event["DTSTART"].dt.date() for event in _events(_file(reader, tmp_path))]
    assert dates == [dt.date.fromisoformat(first) + dt.timedelta(weeks=week) for week in range(12)]


def test_a_time_that_is_missing_is_asked_for(site: Site, reader: Page) -> None:
    reader.goto(site.url(PAGE))
    time = _form(reader).get_by_label("Klokken")
    time.fill("")
    _form(reader).get_by_role("button", name="Hent kalenderfilen").click()
    expect(time).to_be_focused()
    expect(_form(reader).get_by_role("status")).to_have_text("")


def test_the_links_are_the_courses_own_where_its_address_is_known(tmp_path: Path, reader: Page) -> None:
    source = copy_course(tmp_path / "kursus")
    settings = source / "kursus.toml"
    text = settings.read_text("utf-8")
    known = text.replace('adresse = ""', 'adresse = "https://kursus.example.org/v, a;rt/"')
    assert known != text
    settings.write_text(known, "utf-8")
    built = build_whole(source)
    reader.goto(f"{built.site.as_uri()}/{PAGE}.html")
    first = _events(_file(reader, tmp_path))[0]
    assert str(first["URL"]).startswith("https://kursus.example.org/")
    assert str(first["DESCRIPTION"]).endswith(str(first["URL"]))


def test_the_form_has_no_barrier_and_loses_nothing(site: Site, reader: Page) -> None:
    phone = reader.context.new_page()
    phone.set_viewport_size(PHONE)
    _open((reader, phone), site.url(PAGE))
    for page in (reader, phone):
        _form(page).get_by_role("button", name="Hent kalenderfilen").click()
    found = _faults((reader, phone), "main")
    assert not found, "\n".join(found)
    _visit(reader, site.url(PAGE))
    found = _lost(reader)
    assert not found, "\n".join(found)


def test_tab_meets_the_form_in_reading_order(site: Site, reader: Page) -> None:
    check_walk(walk(reader, site.url(PAGE)))


def test_without_javascript_there_is_no_form(site: Site, chromium: Browser) -> None:
    made = chromium.new_context(java_script_enabled=False)
    page = made.new_page()
    page.goto(site.url(PAGE))
    expect(page.get_by_text("Læg de tolv uger i din kalender")).to_be_hidden()
    assert page.locator("main").get_by_role("combobox").count() == 0
    made.close()
