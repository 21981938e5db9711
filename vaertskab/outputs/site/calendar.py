"""The form that gives the reader the twelve weeks as a calendar file, made in the page by a script."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from vaertskab.outputs.site import cards
from vaertskab.reading import nodes as course_nodes
from vaertskab.reading.domain import course_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder

_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
#: The file's head, one appointment and the file's end, a blank line between (RFC 5545; the rules of summer
#: time are those of directive 2000/84/EC). `components/calendar/calendar.js` fills what stands in braces.
FRAME = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//vaertskab//kaffe//DA
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE

BEGIN:VEVENT
UID:kaffe-{uid}@vaertskab
DTSTAMP:{nu}Z
DTSTART;TZID=Europe/Copenhagen:{start}
DTEND;TZID=Europe/Copenhagen:{slut}
SUMMARY:Kafferefleksion\\, {tema}
DESCRIPTION:{tekst}
URL:{link}
END:VEVENT

END:VCALENDAR"""


def form(builder: StandaloneHTMLBuilder, document: nodes.document) -> str:
    """Return the form, hidden until its script shows it; with the weeks, where `document` lists none."""
    course = course_of(builder.env)
    part = next((part.name for part in course.parts if any(page.week for page in part.pages)), "")
    listed = any(
        not node["deck"] and node["part"] in ("", part)
        for node in document.findall(course_nodes.question_list)
    )
    weeks = "" if listed else f"<div hidden>{cards.question_list(builder, part, deck=False)}</div>"
    days = "".join(f"<option value={number}>{day}" for number, day in enumerate(_DAYS))
    return (
        f'<form class="kalender" data-base="{html.escape(course.base_url)}" hidden>'
        '<fieldset class="note-choice"><legend>Læg de tolv uger i din kalender</legend>'
        "<p>Du får en fil med tolv aftaler på et kvarter. I hver står ugens tema og spørgsmål og et link.</p>"
        '<div class="tools traek"><label>Begynd i <select></select></label>'
        f"<label>Dag <select>{days}</select></label>"
        '<label>Klokken <input type="time" value="14:30" required></label>'
        '<button class="tool foerst">Hent kalenderfilen</button></div>'
        '<p class="note-status" role="status"></p></fieldset>'
        f"<template>{FRAME}</template>{weeks}</form>\n"
    )
