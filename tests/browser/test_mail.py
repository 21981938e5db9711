"""The weekly mail as a mail program shows it: light, dark, on a phone, and with pictures off."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from kaffe.sending import FIRST, PIXEL, SENDER, course, message, order
from playwright.sync_api import Browser, Page

from vaertskab.kaffe.letters.letter import html_part
from vaertskab.kaffe.letters.orderer import leader_mail, read_plan
from vaertskab.kaffe.letters.weekly import Composer
from vaertskab.kaffe.model import Person
from vaertskab.kaffe.orders.calendar import plan

from .site import axe

#: Each mail that people get, by what is special about it.
MAILS = ("med-film", "uden-film", "første-uge", "bekræftelse", "flyttet", "leder")


def html_of(kind: str, folder: Path) -> str:
    """The HTML of a mail, its picture inside."""
    kursus = course(folder)
    if kind in ("bekræftelse", "flyttet"):
        placed = order(id=3, change="" if kind == "bekræftelse" else "moved")
        return read_plan(placed, plan(placed), kursus, kursus.edition, 24).html
    if kind == "leder":
        unknown = [Person("Bo", "bo@example.org")]
        mail = leader_mail(SENDER, order(id=3), 1, kursus, kursus.edition, 20, 24, unknown, FIRST)
        return str(html_part(mail).get_content())
    week = {"med-film": 4, "uden-film": 5, "første-uge": 1}[kind]
    wanted = message(week)
    composer = Composer(SENDER, kursus, lambda _: kursus.edition)
    page = composer.read(wanted).html
    found = composer.image(wanted)
    assert (found is not None) == (week == 4)
    if found:
        page = page.replace(f"cid:{found.cid}", f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_has_no_fault_that_axe_can_find(
    chromium: Browser, tmp_path: Path, kind: str, width: int, scheme: str
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.set_content(html_of(kind, tmp_path))
    page.evaluate(axe())
    # A mail has no landmarks: mail programs take them out, and stand around it with their own.
    faults = page.evaluate(
        """async () => (await axe.run(document, { rules: { region: { enabled: false },
        "landmark-one-main": { enabled: false }, "color-contrast-enhanced": { enabled: true } } }))
        .violations.flatMap((f) => f.nodes.map((n) => f.id + " " + n.target + " " + n.failureSummary))"""
    )
    assert faults == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= width


def colours(page: Page) -> set[str]:
    """The backgrounds that a page shows."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('body, table, td')].map((e) => getComputedStyle(e).backgroundColor)"
    )
    return set(found) - {"rgba(0, 0, 0, 0)"}


def test_a_dark_reader_gets_dark_paper(chromium: Browser, tmp_path: Path) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = chromium.new_page(color_scheme=scheme)
        page.set_content(html_of("med-film", tmp_path))
        seen[scheme] = colours(page)
        page.close()
    assert not seen["light"] & seen["dark"]


def test_with_pictures_and_styles_off_all_can_be_read(chromium: Browser, tmp_path: Path) -> None:
    """What Outlook shows before anybody has allowed pictures, and what a program without CSS shows."""
    page = chromium.new_page()
    page.route("**/*", lambda route: route.abort())
    html = html_of("med-film", tmp_path).replace("data:image/png", "https://billeder.example.org/data:x")
    page.set_content(html.replace("<style", "<template").replace("</style", "</template"))
    assert page.locator("img").get_attribute("alt") == "Se filmen »Tema 4 – blåbærgrød«"
    words = page.locator("body").inner_text()
    for wanted in ("Hej Anne-Sofie", "Hvad lagde du mærke til i uge 4?", "Se ugens film", "12. januar 2029"):
        assert wanted in words
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.locator("html").get_attribute("lang") == "da"
    for link in page.locator("a").all():
        assert link.get_attribute("href")
    page.close()


def test_a_mail_asks_for_nothing_outside(chromium: Browser, tmp_path: Path) -> None:
    asked = list[str]()
    page = chromium.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for kind in MAILS:
        page.set_content(html_of(kind, tmp_path), wait_until="networkidle")
    page.close()
    assert [url for url in asked if not url.startswith("data:")] == []


def test_the_question_is_the_largest_text_and_the_page_says_what_it_is(
    chromium: Browser, tmp_path: Path
) -> None:
    page = chromium.new_page()
    page.set_content(html_of("uden-film", tmp_path))
    sizes = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("h1, h2, p")]
        .map((e) => [e.textContent.trim(), parseFloat(getComputedStyle(e).fontSize)]))"""
    )
    page.close()
    assert max(sizes, key=sizes.__getitem__) == "Hvad lagde du mærke til i uge 5?"
