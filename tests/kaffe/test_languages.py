"""Each mail speaks its course's language, and whoever wants out is understood in every one of them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote

import pytest
import texts
from babel.messages.pofile import read_po
from icalendar import Calendar

from vaertskab.kaffe.course import Course, Edition
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.inbox.findings import Leaving
from vaertskab.kaffe.inbox.replies import reply
from vaertskab.kaffe.letters.orderer import alarm_mail, leader_mail, plan_mail
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import IsoWeek, Order, Person
from vaertskab.kaffe.orders import calendar
from vaertskab.model.language import LANGUAGES, SOURCE, current, speaking, use

from .conftest import Command, course_data
from .sending import FIRST, PIXEL, SENDER, message, order


@pytest.fixture(autouse=True)
def danish() -> Iterator[None]:
    """Speak Danish afterwards, as the other tests do."""
    yield
    use(SOURCE)


OTHERS = [code for code in LANGUAGES if code != SOURCE]
WEEKS = 4
#: Where the words of the mails stand.
READ = ("kaffe/letters/", "kaffe/model.py", "kaffe/address.py", "kaffe/orders/calendar.py")
TOKEN = "0123456789abcdef"


def course_in(code: str, folder: Path) -> Course:
    """A course whose own text is in no language, so that every word is the mails'."""
    data = course_data(weeks=WEEKS) | {"language": code, "organisation": "Xyz"}
    for question in data["questions"]:
        question |= {"text": "Qq?", "help": "Hh.", "kind_label": "Kk"}
    for page in data["parts"][0]["pages"]:
        page |= {"title": "Tt", "subtitle": "Ss", "lead": "Ll.", "opening": [], "tries": ["Pp."]}
        page["manuscript"] = page["manuscript"] and {"paragraphs": ["Mm."]}
        page["leader"] = {"question": "Jj?", "notice": "Nn."}
    data["parts"][0] |= {"title": "Xyz", "short_title": "Xyz"}
    (folder / "film").mkdir(exist_ok=True)
    (folder / "film" / "uge-04.jpg").write_bytes(PIXEL)
    (folder / "kursus.json").write_text(json.dumps(data), "utf-8")
    return load(str(folder / "kursus.json"))


def all_mails(course: Course) -> Iterator[EmailMessage]:
    """Each kind of mail to a participant and to a leader, with all that is said only sometimes."""
    edition, now = course.edition, FIRST
    for follow_ups in (True, False):
        composer = Composer(SENDER, course, lambda _: edition, test=follow_ups)
        for week in range(1, WEEKS + 1 + 3 * follow_ups):
            for name in ("Bo", ""):
                made = message(week, name, weeks=WEEKS, follow_ups=follow_ups, workplace="Xyz")
                yield _read(composer.compose(made, now))
        yield _read(composer.draft(made, [Person("Bo", "bo@example.org")]))
    closed = (dt.date(2027, 1, 12), *(dt.date(2027, 2, day) for day in range(1, 6)))
    for change in ("", "moved", "stopped", "corrected"):
        about = _order(change=change, sequence=1, follow_ups=True, closed=closed)
        for people in (1, 1200):
            plan = calendar.plan(about)
            yield _read(plan_mail(SENDER, about, plan, course, edition, people, now).as_bytes())
    for went, unknown in ((40, 1), (2, 2)):
        unknowns = [Person("", "bo@example.org")] * unknown
        yield _read(leader_mail(SENDER, _order(), 1, course, edition, went, 50, unknowns, now).as_bytes())
    with speaking(edition.language):
        yield _read(alarm_mail(SENDER, SENDER, ["Xyz."], "Xyz", now).as_bytes())


def _order(**changes: object) -> Order:
    return replace(order(id=1, weeks=WEEKS, workplace="Xyz"), **changes)  # type: ignore[arg-type]


def _read(raw: bytes) -> EmailMessage:
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def _said(mail: EmailMessage) -> str:
    """The subject and all that is read in a mail, on one line."""
    parts = [str(mail["Subject"])]
    parts += [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return " ".join(" ".join(parts).split())


def _danish(code: str) -> Iterator[re.Pattern[str]]:
    """What the mails say in Danish and in other words in the language `code`."""
    with texts.path_of(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    for entry in catalogue:
        if any(place.startswith(READ) for place, _line in entry.locations):
            said = (entry.id,) if isinstance(entry.id, str) else entry.id
            others = (entry.string,) if isinstance(entry.string, str) else entry.string
            for one, other in zip(said, others, strict=True):
                longest = max(re.split(r"\{\w*(?::\w+)?\}", one), key=len).strip()
                if len(longest) > 3 and longest not in other:
                    yield re.compile(rf"\b{re.escape(longest)}(?!\w)")


@pytest.mark.parametrize("code", OTHERS)
def test_no_mail_of_another_language_has_a_danish_word_of_ours(code: str, tmp_path: Path) -> None:
    course, danish = course_in(code, tmp_path), list(_danish(code))
    assert len(danish) > 40
    mails = list(all_mails(course))
    said = " ".join(map(_said, mails))
    assert [pattern.pattern for pattern in danish if pattern.search(said)] == []
    for mail in mails:
        assert {part["Content-Language"] for part in mail.walk()} - {None} == {code}
        html = mail.get_body(("html",))
        assert html is not None and set(re.findall(r' lang="(\w+)"', html.get_content())) == {code}
    assert current().code == SOURCE, "whoever sends speaks on as before"


def test_the_danish_mails_are_what_is_looked_for(tmp_path: Path) -> None:
    said = " ".join(map(_said, all_mails(course_in(SOURCE, tmp_path))))
    assert sum(bool(pattern.search(said)) for pattern in _danish("en")) > 40


@pytest.mark.parametrize(
    ("code", "when", "people", "greeted", "quoted"),
    [
        ("da", "tirsdag 12. januar 2027 kl. 09.00", "1.200 deltagere", "Hej Bo", "»Tt«"),
        ("nb", "tirsdag 12. januar 2027 kl. 09.00", "1\u00a0200 deltakere", "Hei Bo", "«Tt»"),
        ("en", "Tuesday 12 January 2027 at 09:00", "1,200 participants", "Hello Bo", "“Tt”"),
    ],
)
def test_days_numbers_greeting_and_quotation_marks_are_the_languages(
    code: str, when: str, people: str, greeted: str, quoted: str, tmp_path: Path
) -> None:
    course, about = course_in(code, tmp_path), _order()
    mail = _read(
        plan_mail(SENDER, about, calendar.plan(about), course, course.edition, 1200, FIRST).as_bytes()
    )
    plain = mail.get_body(("plain",))
    assert plain is not None
    assert when in plain.get_content() and people in plain.get_content()
    (dates,) = (part.get_content() for part in mail.iter_attachments())
    title = Calendar.from_ical(dates).walk("VEVENT")[0]["SUMMARY"]
    assert title == {"da": "Xyz, uge 1: Tt", "nb": "Xyz, uke 1: Tt", "en": "Xyz, week 1: Tt"}[code]
    weekly = _said(_read(Composer(SENDER, course, lambda _: course.edition).compose(message(4, "Bo"), FIRST)))
    assert greeted in weekly and quoted in weekly


def test_an_order_under_way_keeps_its_language(tmp_path: Path) -> None:
    """Also one whose text was frozen before a course could speak another."""
    english = course_in("en", tmp_path)
    assert Edition.parse(english.edition.dump()) == english.edition
    old = json.loads(english.edition.dump())
    del old["language"]
    frozen = Edition.parse(json.dumps(old))
    mails = Composer(SENDER, english, lambda _: frozen)
    assert mails.read(message(1, weeks=WEEKS)).subject == "Xyz, uge 1: Tt"
    follows = message(1, weeks=WEEKS, fresh_text=True)
    assert mails.read(follows).subject == "Xyz, week 1: Tt", (
        "a text that follows the course speaks as it does"
    )


def test_a_language_that_is_not_known_is_read_as_danish(tmp_path: Path) -> None:
    assert course_in("sv", tmp_path).edition.language == SOURCE


def test_drafts_and_dates_for_a_leader_are_called_by_words_of_the_language(
    kaffe: Command, tmp_path: Path
) -> None:
    course_in("en", tmp_path)
    about = ("--arbejdsplads", "Library", "--bestiller", "lis@example.org", "--start", "2027-W12",
             "--dag", "fre", "--nu", "2026-12-01T10:00", "--mappe", "drafts")  # fmt: skip
    done = kaffe("pakke", *about)
    assert (done.returncode, done.stderr) == (0, "")
    names = sorted(path.name for path in (tmp_path / "drafts").iterdir())
    assert names == [*(f"follow-up-{one}.eml" for one in (1, 2, 3)),
                     *(f"week-{one:02}.eml" for one in range(1, 5)), "xyz.ics"]  # fmt: skip
    first = Calendar.from_ical((tmp_path / "drafts" / "xyz.ics").read_bytes()).walk("VEVENT")[0]
    assert str(first["DTSTART"].dt)[:16] == "2027-03-25 09:00", "Good Friday is off, in London's time"


@pytest.mark.parametrize(
    ("code", "start", "weekday", "moved"),
    [
        ("nb", "2027-W20", 0, ("2027-05-18", "Andre pinsedag; Grunnlovsdag")),
        ("nb", "2027-W51", 4, ("2027-12-23", "Julaften")),
        ("nb", "2026-W23", 4, ("2026-06-05", "")),  # Denmark is off
        ("en", "2027-W22", 0, ("2027-06-01", "Spring Bank Holiday")),
        ("en", "2027-W18", 3, ("2027-05-06", "")),  # Ascension Day is worked
    ],
)  # fmt: skip
def test_the_days_off_are_the_countrys(code: str, start: str, weekday: int, moved: tuple[str, str]) -> None:
    week = IsoWeek(int(start[:4]), int(start[6:]))
    first = calendar.plan(_order(zone=LANGUAGES[code].zone, start=week, weekday=weekday))[0]
    assert (str(first.due.date()), first.why) == moved


def answer(text: str, subject: str = "Re: Xyz", **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "bo@example.org", subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_link_of_a_mail_is_understood_when_it_is_used_and_when_it_is_quoted(
    code: str, tmp_path: Path
) -> None:
    course = course_in(code, tmp_path)
    mail = _read(Composer(SENDER, course, lambda _: course.edition).compose(message(1), FIRST))
    subject = unquote(str(mail["List-Unsubscribe"]).partition("subject=")[2].rstrip(">"))
    assert subject in _said(mail)
    left = reply(answer("", subject))
    assert isinstance(left, Leaving) and left.mark.token == TOKEN
    quoted = answer(f"Unsubscribe\n\n> {subject}\n")
    assert isinstance(reply(quoted), Leaving)


@pytest.mark.parametrize(
    "text",
    [
        "Meld meg av", "Hei\n\nVennligst meld meg av listen.\n\nMed vennlig hilsen\nBo", "Avmeld meg, takk!",
        "Jeg vil gjerne avmelde meg",
        "Avmelding\n\ntir. 12. jan. 2027 kl. 09:00 skrev Kaffe <kaffe@example.org>:\n> Hei",
        "Unsubscribe me from this list", "Hi,\n\nPlease remove me from these emails.\n\nKind regards\nBo Bo",
        "I would like to unsubscribe, thanks", "I’d like to opt out", "Please take me off the mailing list.",
        "Unsubscribe\n\nOn Tue, 12 Jan 2027 at 09:00, Coffee reflection <\nkaffe@example.org> wrote:\n> Hi",
    ],
)  # fmt: skip
def test_a_plain_wish_is_understood_in_norwegian_and_english(text: str) -> None:
    found = reply(answer(text, In_Reply_To=f"<kaffe.{TOKEN}.3@example.org>"))
    assert isinstance(found, Leaving) and found.is_reply


@pytest.mark.parametrize(
    "text",
    [
        "Ikke meld meg av", "Hvordan melder jeg meg av?", "Meld meg på", "Avmeld møtet på torsdag",
        "Please do not unsubscribe me", "How do I unsubscribe?", "Remove me from the meeting on Thursday",
        "I want to leave early on Friday", "Take me off guard",
    ],
)  # fmt: skip
def test_all_doubt_is_for_a_person_in_norwegian_and_english(text: str) -> None:
    assert not isinstance(reply(answer(text, In_Reply_To=f"<kaffe.{TOKEN}.3@example.org>")), Leaving)
