"""The courses in `eksempler/`: each is whole, and becomes everything that the course of this house does."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from email import message_from_bytes, policy
from pathlib import Path

import pdfplumber
import pytest
from building import ROOT, Built, sphinx
from kaffe.conftest import Command
from kaffe.reading import bodies, parsed
from kaffe.sending import SENDER, message
from kaffe.servers import Post, smtp_server
from playwright.sync_api import Browser, expect

from vaertskab.commands.check import check
from vaertskab.commands.scorm import pack
from vaertskab.kaffe.course_file import load
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.model.language import SOURCE, use

pytestmark = pytest.mark.slow
EXAMPLES = sorted(path.name for path in (ROOT / "eksempler").iterdir() if path.is_dir())
#: How many weeks of mail each has, and a word of a heading there that only its language has.
WEEKS = {"bibliotek-nb": 4, "service-centre-en": 6}


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each course, built side by side on one address, as a binder, an e-book and a site."""
    root = tmp_path_factory.mktemp("eksempler")
    for name in EXAMPLES:
        shutil.copytree(ROOT / "eksempler" / name, root / name)
        for builder, target in (("binder", "pdf"), ("epub", "epub"), ("html", "html")):
            assert sphinx(builder, root / name, root / name / "_build", target) == ("", 0), (name, builder)
    use(SOURCE)
    return {name: root / name for name in EXAMPLES}


def test_each_example_is_known_here() -> None:
    assert sorted(WEEKS) == EXAMPLES


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_has_no_fault_and_no_advice(courses: dict[str, Path], name: str) -> None:
    assert [str(one) for one in check(courses[name])] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_becomes_a_binder_cards_a_book_a_site_and_a_package(courses: dict[str, Path], name: str) -> None:
    made = courses[name] / "_build"
    data = json.loads((made / "html" / "kursus.json").read_text("utf-8"))
    assert data["language"] == name.rpartition("-")[2]
    for pdf in ("vaertskab-mappe.pdf", "samtalekort.pdf"):
        assert (made / "pdf" / pdf).read_bytes().startswith(b"%PDF-"), pdf
    assert zipfile.is_zipfile(made / "epub" / "kursus.epub")
    assert [zipfile.is_zipfile(path) for path in pack(courses[name])] == [True, True]


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_of_its_weeks_is_a_mail(courses: dict[str, Path], name: str) -> None:
    course = load(str(courses[name] / "_build" / "html" / "kursus.json"), "https://example.org/")
    assert course.faults == ()
    assert course.edition.weeks == WEEKS[name]
    composer = Composer(SENDER, course, lambda _: course.edition)
    for theme in course.edition.themes:
        raw = composer.compose(
            message(theme.week, weeks=WEEKS[name]), dt.datetime(2027, 1, 12, 9, tzinfo=dt.UTC)
        )
        mail = message_from_bytes(raw, policy=policy.default)
        said = mail.get_body(("plain",))
        assert said is not None
        assert theme.question in " ".join(said.get_content().split())
    use(SOURCE)


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_mails_go_out_in_its_language(courses: dict[str, Path], name: str, tmp_path: Path) -> None:
    """An order is placed, and every mail of its plan sent to a mail server of this machine."""
    (tmp_path / "list.csv").write_text("Name;E-mail\nAda;ada@example.org\n", "utf-8")
    post = Post()
    with smtp_server(post) as port:
        kaffe = Command(tmp_path, {
            "KAFFE_KURSUS": str(courses[name] / "_build" / "html" / "kursus.json"),
            "KAFFE_ADRESSE": "https://example.org/", "KAFFE_SMTP": f"smtp://127.0.0.1:{port}",
            "KAFFE_AFSENDER": "kaffe@example.org", "KAFFE_DATABASE": f"sqlite:///{tmp_path}/kaffe.sqlite3",
        })  # fmt: skip
        placed = kaffe("bestil", "list.csv", "--arbejdsplads", "Xyz", "--bestiller", "Lis <lis@example.org>",
                       "--start", "2027-W02", "--nu", "2026-12-01", "--ja")  # fmt: skip
        assert placed.returncode == 0, placed.stderr
        for days in range(0, 7 * WEEKS[name] + 200, 7):
            when = dt.date(2027, 1, 13) + dt.timedelta(days=days)
            assert kaffe("send", "--nu", f"{when}T10:00").returncode == 0
    use(SOURCE)
    assert post.recipients().count("ada@example.org") == WEEKS[name] + 3, "the follow-ups, too"
    assert post.recipients().count("lis@example.org") >= WEEKS[name] + 1
    language = name.rpartition("-")[2]
    for recipient, raw in post.mails:
        said, page = bodies(parsed(raw))
        who = {"ada@example.org": "Ada", "lis@example.org": "Lis"}[recipient]
        assert {"nb": f"\nHei {who}\n", "en": f"\nHello {who}\n"}[language] in said
        assert {"nb": "Vennlig hilsen", "en": "Kind regards"}[language] in said
        assert f'<html lang="{language}"' in page


def test_two_on_one_address_keep_their_notes_apart(courses: dict[str, Path], chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    where = {
        "bibliotek-nb": "modules/prinsipper/aapen-doer.html",
        "service-centre-en": "modules/promises/first-minute.html",
    }
    # Files are one address to a browser: what one of them keeps, the others can read.
    for name, path in where.items():
        page.goto((courses[name] / "_build" / "html" / path).as_uri())
        card = page.locator(".refleksion").first
        card.get_by_role("button").first.click()
        card.get_by_role("textbox").fill(f"Notat i {name}")
        page.wait_for_function("name => JSON.stringify(localStorage).includes(name)", arg=f"Notat i {name}")
    for name, path in where.items():
        page.goto((courses[name] / "_build" / "html" / path).as_uri())
        expect(page.locator("textarea").first).to_have_value(f"Notat i {name}")
    kept = page.evaluate("Object.keys(localStorage)")
    assert {key.split("/")[1] for key in kept if "note" in key} == {"inn-fra-regnet", "next-please"}
    context.close()


def test_the_one_with_a_look_wears_it(courses: dict[str, Path]) -> None:
    site = courses["service-centre-en"] / "_build" / "html"
    built = Built(courses["service-centre-en"], site, "", 0)
    logo = built.tree("index").one("header").one(class_="brand-logo")
    assert logo.attributes["alt"] == "Millbrook Service Centre"
    assert "light-dark(#1d4f91," in (site / "_static/css/vaertskab.css").read_text("utf-8")
    with pdfplumber.open(courses["service-centre-en"] / "_build" / "pdf" / "vaertskab-mappe.pdf") as binder:
        faces = {char["fontname"].rpartition("+")[2] for page in binder.pages[:4] for char in page.chars}
    assert {"PublicSans-Regular", "PublicSans-Bold"} <= faces
