"""{kalender}: the weeks as a calendar file, made in the page by a script."""

from __future__ import annotations

import html
from string import Template
from typing import TYPE_CHECKING

from vaertskab.components.base import PlaceDirective, add_place
from vaertskab.components.question_list import CSS_CLASS, question_list
from vaertskab.components.question_list.html import question_list as html_list
from vaertskab.model.language import N_, Language, _, current
from vaertskab.model.page import part_name
from vaertskab.model.text import number_word
from vaertskab.reading.domain import course_of
from vaertskab.reading.i18n import slug
from vaertskab.reading.nodes import CourseNode

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_DAYS = (N_("mandag"), N_("tirsdag"), N_("onsdag"), N_("torsdag"), N_("fredag"))
#: The file's head, one appointment and the file's end, a blank line between (RFC 5545; the rules of summer
#: time are those of directive 2000/84/EC, which Britain has kept). The component's script fills what stands
#: in braces; `frame` fills the rest.
FRAME = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//vaertskab//kaffe//$language
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:$zone
BEGIN:DAYLIGHT
DTSTART:19960331T${forward}0000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:$summer_name
TZOFFSETFROM:$winter
TZOFFSETTO:$summer
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T${back}0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:$winter_name
TZOFFSETFROM:$summer
TZOFFSETTO:$winter
END:STANDARD
END:VTIMEZONE

BEGIN:VEVENT
UID:{del}-{uid}@vaertskab
DTSTAMP:{nu}Z
DTSTART;TZID=$zone:{start}
DTEND;TZID=$zone:{slut}
SUMMARY:{navn}\\, {tema}
DESCRIPTION:{tekst}
URL:{link}
END:VEVENT

END:VCALENDAR"""
#: A time zone's name in winter and in summer, and its hours ahead of UTC in winter; else those of Denmark.
_ZONES = {"Europe/London": ("GMT", "BST", 0)}


def frame(language: Language) -> str:
    """Return the frame of a calendar file in the time zone of `language`."""
    winter_name, summer_name, ahead = _ZONES.get(language.zone, ("CET", "CEST", 1))
    return Template(FRAME).substitute(
        language=language.code.upper(), zone=language.zone, winter_name=winter_name, summer_name=summer_name,
        winter=f"+{ahead:02}00", summer=f"+{ahead + 1:02}00", forward=f"{ahead + 1:02}",
        back=f"{ahead + 2:02}",
    )  # fmt: skip


class calendar(CourseNode):  # noqa: N801  docutils names nodes in lower case
    """Where the reader gets the weeks as a calendar file; only the site can make one."""

    on_screen_only = True

    def facts(self, docname: str) -> dict[str, object]:
        """Return that the page gives the calendar file."""
        return {"calendar": True}


class CalendarPlace(PlaceDirective):
    """The weeks as a calendar file, with an appointment a week from the week that the reader chooses.

    It gives the weeks of the part that the page belongs to, else of the first part that goes week by week.

    ```markdown
    :::{kalender}
    :::
    ```
    """

    node_class = calendar


def _html(self: HTML5Translator, node: CourseNode) -> str:
    """Return the form, hidden until its script shows it; with the weeks, where the page lists none."""
    builder, document = self.builder, self.document
    course = course_of(builder.env)
    parts = course.weekly_parts()
    own = part_name(builder.current_docname)
    weekly = next((one for one in parts if one.name == own), next(iter(parts), None))
    part, count = (weekly.name, number_word(len(weekly.pages))) if weekly else ("", "")
    name = weekly.index.short_title if weekly else ""
    listed = any(list_["part"] == part for list_ in document.findall(question_list))
    weeks = "" if listed else f"<div hidden>{html_list(builder, part, css_class=CSS_CLASS)}</div>"
    legend = _("Læg de {weeks} uger i din kalender")
    told = _(
        "Du får en fil med {number} aftaler på et kvarter. I hver står ugens tema og spørgsmål og et link."
    )
    days = "".join(f"<option value={number}>{_(day)}" for number, day in enumerate(_DAYS))
    return (
        f'<form class="kalender" data-base="{html.escape(course.base_url)}" data-del="{html.escape(part)}" '
        f'data-navn="{html.escape(name)}" data-fil="{slug(name) or part}" hidden>'
        f'<fieldset class="note-choice"><legend>{legend.format(weeks=count)}</legend>'
        f"<p>{told.format(number=count)}</p>"
        f'<div class="tools traek"><label>{_("Begynd i")} <select></select></label>'
        f"<label>{_('Dag')} <select>{days}</select></label>"
        f'<label>{_("Klokken")} <input type="time" value="14:30" required></label>'
        f'<button class="tool foerst">{_("Hent kalenderfilen")}</button></div>'
        '<p class="note-status" role="status"></p></fieldset>'
        f"<template>{frame(current())}</template>{weeks}</form>\n"
    )


DIRECTIVES = {"kalender": (CalendarPlace, "")}


def setup(app: Sphinx) -> None:
    """Register how it is shown."""
    add_place(app, calendar, _html)
