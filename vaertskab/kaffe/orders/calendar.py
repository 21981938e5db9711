"""When the mails go: ISO weeks, working days of a country, the order's time zone and its summer time."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from vaertskab.kaffe.errors import KaffeError
from vaertskab.kaffe.model import DAYS, FOLLOW_UPS, SPACING, IsoWeek, Order, PlannedMail
from vaertskab.model.language import N_, _

#: Whose holidays an order has, by its time zone, in the country's own language; Denmark's in any other zone.
COUNTRIES = {"Europe/Oslo": ("NO", "no", ""), "Europe/London": ("GB", "en_GB", "ENG")}
DENMARK = ("DK", "da", "")
#: Days off by custom, which the library does not count as public holidays: month, day, name.
CUSTOM = {
    "DK": ((6, 5, "Grundlovsdag"), (12, 24, "Juleaftensdag"), (12, 31, "Nytårsaftensdag")),
    "NO": ((12, 24, "Julaften"), (12, 31, "Nyttårsaften")),
    "GB": (),
}
#: The days of the week, Monday first, before a date.
SHORT_DAYS = (N_("ma."), N_("ti."), N_("on."), N_("to."), N_("fr."), N_("lø."), N_("sø."))
#: How far ahead a working day is looked for, in days; a workplace closed for longer is told so.
HORIZON = 120
#: Mails that are late go between these hours, or within `GRACE` of the order's own time.
MORNING, EVENING, GRACE = dt.time(7), dt.time(18), dt.timedelta(hours=2)


@cache
def holidays_of(year: int, zone: str = "") -> dict[dt.date, str]:
    """Return the days off in `year` of the country that has the time zone `zone`, with their names there."""
    country, language, region = COUNTRIES.get(zone, DENMARK)
    found = dict(holidays.country_holidays(country, region or None, years=year, language=language))
    for month, day, name in CUSTOM[country]:
        found.setdefault(dt.date(year, month, day), name)
    return found


def day_off(date: dt.date, order: Order) -> str:
    """Say why no mail of `order` goes on `date`, "" when it may: a holiday's name, or a text to translate.

    Monday to Friday are working days, and so is the order's own weekday: a library has Saturdays.
    """
    if name := holidays_of(date.year, order.zone).get(date):
        return name
    if date in order.closed:
        return N_("lukkedag")
    return N_("weekend") if date.weekday() > 4 and date.weekday() != order.weekday else ""


def _in_week(week: IsoWeek, order: Order) -> Iterator[dt.date]:
    """The week's working days, the nearest to the order's own first; of two as near, the earlier."""
    days = sorted(range(7), key=lambda day: (abs(day - order.weekday), day))
    yield from (date for date in map(week.day, days) if not day_off(date, order))


def _from(date: dt.date, order: Order) -> dt.date:
    """The first working day on or after `date`, outside the order's skipped weeks."""
    for ahead in range(HORIZON):
        day = date + dt.timedelta(days=ahead)
        if IsoWeek.of(day) not in order.skipped and not day_off(day, order):
            return day
    raise KaffeError(
        _("Der er ingen arbejdsdag i {days} dage fra {date:%d.%m.%Y}. Se på lukkedagene.").format(
            days=HORIZON, date=date
        )
    )


def at(date: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """Return the instant (UTC) of a local time; one that summer time skips is read an hour later."""
    return dt.datetime.combine(date, time, zone).astimezone(dt.UTC)


def plan(order: Order, start: IsoWeek | None = None, first: int = 1) -> tuple[PlannedMail, ...]:
    """Return when the mails from week `first` on go, the first of them in `start` (else the order's start).

    A day off moves that week's mail to the nearest working day of the same ISO week; a week with none
    moves it to the next week's first. Two mails are always two days apart at least. Follow-ups go so many
    months after the last of the weeks' mails; when they are all that is left, the first goes in `start`.

    :raises KaffeError: there is no working day for months on end.
    """
    week, planned = start or order.start, list[PlannedMail]()
    previous: dt.date | None = None
    months, base = (0, *FOLLOW_UPS), None
    for number in range(first, order.mails + 1):
        after = max(0, number - order.weeks)
        if after and base:
            week = IsoWeek.of(months_after(base[0], months[after] - base[1]))
        while week in order.skipped:
            week = week.plus(1)
        wished = week.day(order.weekday)
        why = day_off(wished, order)
        date = next(_in_week(week, order), None)
        if date is None:
            why = N_("ingen arbejdsdag i ugen")
            date = _from(week.plus(1).day(0), order)
        if previous and date < previous + SPACING:
            why = why or N_("to dage efter mailen før")
            date = _from(previous + SPACING, order)
        planned.append(PlannedMail(number, week, at(date, order.time, order.tz), why))
        previous, week = date, week.plus(1)
        if not (after and base):
            base = date, months[after]
    return tuple(planned)


def quiet_until(order: Order, sent: dt.datetime) -> dt.datetime:
    """Return the earliest instant (UTC) for the next mail to somebody who got one at `sent`.

    Two days later; not before the order's time of day, and not on a day off.
    """
    local = (sent + SPACING).astimezone(order.tz)
    if day_off(local.date(), order) or IsoWeek.of(local.date()) in order.skipped:
        return at(_from(local.date(), order), order.time, order.tz)
    return max(sent + SPACING, at(local.date(), order.time, order.tz))


def by_day(order: Order, moment: dt.datetime) -> dt.datetime:
    """Return the first instant (UTC) from `moment` on at which a mail may go, however late it is.

    That is on a working day outside the skipped weeks, by day; what the plan says is always such a time.
    """
    local = moment.astimezone(order.tz)
    own_day = dt.datetime.combine(local.date(), order.time)
    last = own_day + GRACE
    evening = dt.time.max if last.date() > own_day.date() else max(EVENING, last.time())
    morning, date = min(MORNING, order.time), local.date()
    if local.time() >= evening:
        date += dt.timedelta(days=1)
    open_day = _from(date, order)
    if open_day == local.date() and local.time() >= morning:
        return moment
    return at(open_day, morning, order.tz)


def first_week(order: Order, now: dt.datetime) -> IsoWeek:
    """Return the first week whose mail by this order's days has not gone at `now`: for late joiners."""
    week = max(IsoWeek.of(now.astimezone(order.tz).date()), order.start)
    for _attempt in range(HORIZON):
        if week not in order.skipped and plan(order, week)[0].due > now:
            return week
        week = week.plus(1)
    raise KaffeError(_("Der er ingen ledig uge at begynde i. Se på de uger, der springes over."))


def parse_week(text: str) -> IsoWeek:
    """Read "2027-W02" (also "2027-w2", "2027W02" and "2027-2").

    :raises ValueError: it is no week of that year; said in a sentence.
    """
    found = re.fullmatch(r"\s*(\d{4})\s*-?\s*[Ww]?(?:uge|uke)?\s*(\d{1,2})\s*", text)
    if not found:
        raise ValueError(_("»{text}« er ikke en uge. Skriv år og uge sådan: 2027-W02.").format(text=text))
    year, week = int(found[1]), int(found[2])
    last = dt.date(year, 12, 28).isocalendar().week if year else 0
    if not 1 <= week <= last or not 2000 <= year <= 2100:
        raise ValueError(
            _("{year} har ikke en uge {week}. Den sidste er uge {last}.").format(
                year=year, week=week, last=last
            )
        )
    return IsoWeek(year, week)


def parse_weekday(text: str) -> int:
    """Read "tirsdag", "tir", "loerdag", or so in the language that is spoken: 0 is Monday.

    :raises ValueError: it is no day of the week; said in a sentence.
    """
    given = text.strip().lower().replace("ø", "oe")
    names = [(name.replace("ø", "oe"), _(name).lower()) for name in DAYS]
    found = [
        number
        for number, said in enumerate(names)
        if len(given) >= 3 and any(name.startswith(given) for name in said)
    ]
    if len(found) != 1:
        raise ValueError(_("»{text}« er ikke en ugedag. Skriv fx tirsdag.").format(text=text))
    return found[0]


def parse_time(text: str) -> dt.time:
    """Read "09:00", "9.00" or "9"; ValueError: it is no time of day; said in a sentence."""
    found = re.fullmatch(r"\s*(\d{1,2})(?:[:.](\d{2}))?\s*", text)
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError(_("»{text}« er ikke et klokkeslæt. Skriv fx 09:00.").format(text=text))
    return dt.time(int(found[1]), int(found[2] or 0))


def parse_date(text: str) -> dt.date:
    """Read "2027-05-14", "14.05.2027" or "14/05/2027"; ValueError: it is no date, said in a sentence."""
    for form in ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise ValueError(_("»{text}« er ikke en dato. Skriv fx 2027-05-14.").format(text=text))


def parse_instant(text: str, zone: ZoneInfo) -> dt.datetime:
    """Read a date with or without a time, local in `zone` unless it says its own: for --nu.

    :raises ValueError: it is no date and time; said in a sentence.
    """
    try:
        moment = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            _("»{text}« er ikke et tidspunkt. Skriv fx 2027-01-12T09:00.").format(text=text)
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)


def months_after(date: dt.date, months: int) -> dt.date:
    """Return the same day `months` later, or the month's last where there is none."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    return dt.date(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))


def access_until(order: Order, plan: Sequence[PlannedMail], years: int) -> dt.date:
    """Return the last day that the pages are promised for, to somebody whose mails go by `plan`."""
    return months_after(plan[0].due.astimezone(order.tz).date(), 12 * years)


def around_new_year(plan: Sequence[PlannedMail]) -> list[IsoWeek]:
    """Return the weeks of `plan` in which few people read mail at work: the last of a year and the first."""
    return [mail.iso_week for mail in plan if mail.iso_week.week in (52, 53, 1)]


def shown(moment: dt.datetime, zone: ZoneInfo) -> str:
    """Return an instant as the language writes it: "ti. 12.01.2027 kl. 09.00"."""
    local = moment.astimezone(zone)
    return _("{weekday} {day}.{month}.{year} kl. {hour}.{minute}").format(
        weekday=_(SHORT_DAYS[local.weekday()]), day=f"{local:%d}", month=f"{local:%m}", year=f"{local:%Y}",
        hour=f"{local:%H}", minute=f"{local:%M}",
    )  # fmt: skip
