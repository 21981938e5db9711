"""The mail: what stands in it, and for whom."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser

from vaertskab.kaffe.address import clean_address
from vaertskab.kaffe.course import Course
from vaertskab.kaffe.letters.orderer import plan_mail, read_plan
from vaertskab.kaffe.letters.weekly import PICTURE_BYTES, Composer
from vaertskab.kaffe.model import IsoWeek, Person
from vaertskab.kaffe.orders.calendar import plan

from .conftest import BASE_URL, Command
from .reading import EVIL, bodies, parsed
from .sending import FIRST, PIXEL, SENDER, course, message, order
from .servers import Post, smtp_server


@pytest.fixture
def kursus(tmp_path: Path) -> Course:
    return course(tmp_path)


@pytest.fixture
def composer(kursus: Course) -> Composer:
    return Composer(SENDER, kursus, lambda _: kursus.edition)


def test_the_fields_that_a_mail_by_machine_must_have(composer: Composer) -> None:
    mail = parsed(composer.compose(message(), FIRST))
    assert mail["From"] == "Kafferefleksion <kaffe@example.org>"
    assert mail["To"].addresses[0].display_name == "Anne-Sofie Ågård"
    assert mail["Subject"] == "Kafferefleksion, uge 4: Tema 4 – blåbærgrød"
    assert mail["Message-ID"] == "<kaffe.0123456789abcdef.4@example.org>"
    assert mail["List-Unsubscribe"] == "<mailto:kaffe@example.org?subject=Afmeld%200123456789abcdef>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "da"
    assert mail.get_content_type() == "multipart/alternative"
    for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "List-Unsubscribe"):
        assert len(mail.get_all(name)) == 1


def test_the_message_id_stays_the_same_for_a_person_and_a_week(composer: Composer) -> None:
    later = replace(
        message(), attempt=3, participant=replace(message().participant, person=Person("", "ny@example.org"))
    )
    first, again = (parsed(composer.compose(mail, FIRST)) for mail in (message(), later))
    assert first["Message-ID"] == again["Message-ID"]
    assert parsed(composer.compose(message(5), FIRST))["Message-ID"] != first["Message-ID"]


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (dt.datetime(2027, 1, 12, 8, tzinfo=dt.UTC), "Tue, 12 Jan 2027 09:00:00 +0100"),
        (dt.datetime(2027, 6, 1, 7, tzinfo=dt.UTC), "Tue, 01 Jun 2027 09:00:00 +0200"),
    ],
)
def test_the_date_is_in_the_orders_time_zone(composer: Composer, at: dt.datetime, shown: str) -> None:
    assert f"\r\nDate: {shown}\r\n".encode() in composer.compose(message(), at)


def test_both_forms_say_all_that_a_mail_must_say(composer: Composer) -> None:
    for part in bodies(parsed(composer.compose(message(), FIRST))):
        for words in (
            "uge 4 af 12", "Tema 4 – blåbærgrød", "Undertitel 4", "Hej Anne-Sofie",
            "Første sætning om tema 4. Anden sætning.", "Hvad lagde du mærke til i uge 4?",
            "Tænk på én samtale.", "Prøv én ting i uge 4.",
            f"{BASE_URL}modules/kaffe/uge-04.html", f"{BASE_URL}film/uge-04.mp4", "12. januar 2029",
            "Eksempelby Bibliotek", "0123456789abcdef", "kaffe@example.org",
            "Historien 4.", "Den går videre.", f"{BASE_URL}docs/privatliv.html",
        ):  # fmt: skip
            assert words in " ".join(part.split())
        assert part.index("Historien 4.") < part.rindex("Hvad lagde du"), "first the story"
        assert "Slut." not in part


def test_what_the_page_says_after_its_lead_is_in_the_mail(composer: Composer) -> None:
    for part in bodies(parsed(composer.compose(message(1), FIRST))):
        said = " ".join(part.split())
        assert said.index("Første sætning om tema 1.") < said.index("Til temaet hører ordene »2 × 1«.")


def test_a_mail_remembers_what_there_was_to_try_the_week_before(kursus: Course) -> None:
    first, *others = kursus.edition.themes
    longer = replace(first, tries=("Læg mærke til kl. 9.30, f.eks. i dag. Skriv det ned.", "Og mere."))
    edition = replace(kursus.edition, themes=(longer, replace(others[0], tries=()), *others[1:]))
    composer = Composer(SENDER, kursus, lambda _: edition)
    for week, there in ((1, False), (2, True), (3, False)):
        for text in bodies(parsed(composer.compose(message(week), FIRST))):
            words = " ".join(text.split())
            assert ("at prøve: Læg mærke til kl. 9.30, f.eks. i dag. Hvad skete der?" in words) is there
            assert (f"{BASE_URL}spoergsmaal/spoergsmaal-1.html" in words) is there
            assert "Skriv det ned." not in words or week == 1


def test_the_picture_of_the_film_is_inside_the_mail_and_nothing_is_fetched(composer: Composer) -> None:
    mail = parsed(composer.compose(message(4), FIRST))
    images = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    assert [part.get_content() for part in images] == [PIXEL]
    _, page = bodies(mail)
    assert f'src="cid:{images[0]["Content-ID"].strip("<>")}"' in page
    _, without = bodies(parsed(composer.compose(message(5), FIRST)))
    for html in (page, without):
        sources = re.findall(
            r'(?:src|srcset|background)="([^"]*)"|url\(([^)]*)\)|@import|@font-face|<link', html
        )
        assert all(source.startswith("cid:") for source, _ in sources)
    assert "<img" not in without
    assert "se ugens film" not in without.lower()


@pytest.mark.parametrize("data", [None, b"x" * (PICTURE_BYTES + 1), b"GIF89a"])
def test_a_picture_that_is_missing_or_too_large_is_told_once_and_left_out(
    tmp_path: Path, data: bytes | None
) -> None:
    kursus, told = course(tmp_path, "https://findes-ikke.invalid/"), list[str]()
    poster = tmp_path / "film" / "uge-04.jpg"
    poster.unlink() if data is None else poster.write_bytes(data)
    composer = Composer(SENDER, kursus, lambda _: kursus.edition, told.append)
    for workplace in ("Et sted", "Et andet"):
        mail = parsed(composer.compose(message(4, workplace=workplace, id=len(workplace)), FIRST))
        assert not [part for part in mail.walk() if part.get_content_maintype() == "image"]
    assert len(told) == 1
    assert "uge-04.jpg" in told[0]


def test_the_picture_is_as_large_as_the_course_says_and_no_wider_than_the_mail(composer: Composer) -> None:
    page = composer.read(message(4)).html
    assert 'width="534" height="300"' in page


@pytest.mark.parametrize(
    ("name", "hello"),
    [
        ("Anne-Sofie Ågård", "Hej Anne-Sofie"), ("Ågård, Anne-Sofie", "Hej Anne-Sofie"), ("", "Hej"),
        ("anne@example.org", "Hej"), ("ÅSE NØRGAARD", "Hej Åse"), ("bo", "Hej Bo"),
        ("(vikar) Bo Hansen", "Hej Bo"), ("Dr. Åse Bo", "Hej Åse"), ("B. Hansen", "Hej B. Hansen"),
        ('"Bo" Hansen', "Hej Bo"), ("D'Arcy McBo", "Hej D'Arcy"), ("42", "Hej"), ("...", "Hej"),
        ("Mette\u00a0Marie Bo", "Hej Mette"), ("李 小龙", "Hej 李 小龙"),
    ],
)  # fmt: skip
def test_a_greeting_by_first_name(composer: Composer, name: str, hello: str) -> None:
    text, page = bodies(parsed(composer.compose(message(name=name), FIRST)))
    assert f"\n{hello}\n" in text
    assert f">{hello.replace(chr(39), '&#39;')}</p>" in page


def test_internationalised_domains_are_written_to_in_ascii(composer: Composer) -> None:
    address = clean_address("bo@blåbærgrød.example.org")
    mail = composer.compose(message(address=address), FIRST)
    assert mail.isascii()
    assert parsed(mail)["To"].addresses[0].domain == "xn--blbrgrd-fxak7p.example.org"


def test_the_text_is_as_it_was_ordered_and_the_addresses_as_they_are(tmp_path: Path) -> None:
    """A site that has moved does not break a course under way; a text that was changed does not change it."""
    old = course(tmp_path)
    (tmp_path / "ny").mkdir()
    moved = course(tmp_path / "ny", "https://flyttet.example.org/")
    fresh = replace(moved.edition.themes[3], title="Nyt tema")
    moved = replace(moved, edition=replace(moved.edition, themes=(*moved.edition.themes[:3], fresh)))
    composer = Composer(SENDER, moved, {1: old.edition}.__getitem__)
    for wants_new in (False, True):
        mail = parsed(composer.compose(message(fresh_text=wants_new, id=2 + wants_new), FIRST))
        assert ("Nyt tema" in mail["Subject"]) == wants_new
        for part in bodies(mail):
            assert "https://flyttet.example.org/modules/kaffe/uge-04.html" in part
            assert BASE_URL not in part


def test_what_is_rendered_once_is_never_anothers(composer: Composer) -> None:
    seen = set()
    for number in range(60):
        mail = message(
            1 + number % 12, name=f"Person{number} Bo", workplace=f"Sted {number % 80}", id=number % 80
        )
        text, _ = bodies(parsed(composer.compose(mail, FIRST)))
        assert f"Hej Person{number}\n" in text
        assert f"Sted {number % 80} har bestilt" in " ".join(text.split())
        assert f"uge {1 + number % 12} af 12" in text
        seen.add(text)
    assert len(seen) == 60


def test_first_and_last_week_say_so(composer: Composer) -> None:
    assert "begynder" in bodies(parsed(composer.compose(message(1), FIRST)))[0]
    last, _ = bodies(parsed(composer.compose(message(12), FIRST)))
    assert "den sidste mail" in last
    assert "altid" not in last, "what is promised has an end"
    assert " ".join(last.split()).count("til og med 12. januar 2029") == 2


@pytest.mark.parametrize(
    ("label", "heading"), [("Opfordring til handling", "Ugens opfordring"), ("Invitation", "Ugens spørgsmål")]
)
def test_what_is_no_question_is_not_called_one(kursus: Course, label: str, heading: str) -> None:
    edition = replace(
        kursus.edition, themes=tuple(replace(t, kind_label=label) for t in kursus.edition.themes)
    )
    words = Composer(SENDER, kursus, lambda _: edition).read(message())
    assert heading in words.html and heading.upper() in words.text


@pytest.mark.parametrize("weeks", [6, 26])
def test_a_mail_says_how_many_weeks_there_are(composer: Composer, weeks: int) -> None:
    words = composer.read(message(4, weeks=weeks))
    assert f"uge 4 af {weeks}" in words.text
    assert f"{'seks' if weeks == 6 else '26'} ugers Kafferefleksion" in " ".join(words.text.split())


@pytest.mark.parametrize("evil", ["Eksempelby Bibliotek", *EVIL])
def test_the_confirmation_has_the_plan_a_calendar_and_the_leaflet(tmp_path: Path, evil: str) -> None:
    kursus = course(tmp_path)
    (tmp_path / "kaffe-beskrivelse.pdf").write_bytes(b"%PDF-1.7\r\n.\r\n")
    placed = order(id=3, workplace=evil, orderer=Person(evil, "bo@example.org"))
    mail = parsed(plan_mail(SENDER, placed, plan(placed), kursus, kursus.edition, 24, FIRST).as_bytes())
    assert mail["To"].addresses[0].addr_spec == "bo@example.org"
    assert mail["Auto-Submitted"] == "auto-generated"
    text, page = bodies(mail)
    assert "tirsdag 12. januar 2027 kl. 09.00" in text
    assert "24 deltagere" in " ".join(text.split())
    assert "<th" in page
    files = {part.get_filename(): part for part in mail.iter_attachments()}
    assert files["kaffe-beskrivelse.pdf"].get_content() == b"%PDF-1.7\r\n.\r\n"
    calendar = Calendar.from_ical(files["kafferefleksion.ics"].get_payload(decode=True))
    starts = [event["dtstart"].dt for event in calendar.walk("VEVENT")]
    assert starts == [slot.due for slot in plan(placed)]
    assert len({event["uid"] for event in calendar.walk("VEVENT")}) == 12


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mails_fit_a_telephone(composer: Composer, kursus: Course, chromium: Browser, scheme: str) -> None:
    title = "Fælles opgave – dialognøgler/dialogbrikker og fælles udforskning"
    edition = replace(
        kursus.edition, themes=tuple(replace(theme, title=title) for theme in kursus.edition.themes)
    )
    placed = order(skipped=(IsoWeek(2027, 7),), closed=(dt.date(2027, 1, 19),))
    pages = (
        read_plan(placed, plan(placed), kursus, edition, 3).html,
        read_plan(replace(placed, change="moved"), plan(placed), kursus, edition, 3).html,
        composer.read(message()).html,
    )
    view = chromium.new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme)
    try:
        for page in pages:
            view.set_content(page)
            assert view.evaluate("document.documentElement.scrollWidth") == 360
    finally:
        view.close()


def test_vis_writes_what_is_sent(kaffe: Command) -> None:
    done = kaffe("vis", "--uge", "4", "--mappe", "ud")
    assert done.returncode == 0, done.stderr
    page = (kaffe.folder / "ud" / "uge-04.html").read_text("utf-8")
    text = (kaffe.folder / "ud" / "uge-04.txt").read_text("utf-8")
    assert "Hej Anne-Sofie" in page and "Hej Anne-Sofie" in text
    sent = list(bodies(parsed((kaffe.folder / "ud" / "uge-04.eml").read_bytes())))
    token = re.compile("[0-9a-f]{16}")
    assert token.sub("", sent[0]) == token.sub("", text)


def test_proev_sends_one_mail_that_says_that_it_is_a_test(kaffe: Command) -> None:
    post = Post()
    with smtp_server(post) as port:
        for command in ("prøv", "proev"):
            done = kaffe(
                command, "Åse <god@example.org>", "--uge", "2", KAFFE_SMTP=f"smtp://127.0.0.1:{port}"
            )
            assert done.returncode == 0, done.stderr
    assert post.recipients() == ["god@example.org"] * 2
    assert len(post.message_ids()) == 2  # a mailbox may throw away what it has seen
    mail = parsed(post.mails[0][1])
    assert mail["Subject"].startswith("Prøve: ")
    assert "Det er en prøve" in bodies(mail)[0]
