"""The journeys: how many taps or clicks it takes to get where one is going, from the front page."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urljoin, urlsplit

import pytest
from building import Built
from playwright.sync_api import Browser, Locator, Page, expect

from .site import DESK, PHONE, Site
from .test_axe import _faults, _open


class Traveller:
    """A reader who counts: each tap or click is one."""

    def __init__(self, page: Page, place: Site, start: str = "index") -> None:
        """Begin at a page of the course."""
        self.page, self.place, self.taps = page, place, 0
        page.goto(place.url(start))

    def tap(self, target: Locator) -> None:
        """Tap what can be seen."""
        expect(target).to_be_visible()
        target.click()
        self.taps += 1

    @property
    def at(self) -> str:
        """The page that the reader is on, without its ending."""
        return unquote(self.page.url.removeprefix(self.place.root)).partition(".html")[0]


def _first_screen(page: Page) -> list[str]:
    """Return what can be followed on the first screen of the page's main part, from top to bottom."""
    return page.locator("main a:not(.headerlink)").evaluate_all(
        """(links) => links.filter((link) => {
          const box = link.getBoundingClientRect();
          return box.height && box.bottom <= innerHeight;
        }).map((link) => link.innerText.trim())"""
    )


def test_the_first_screen_has_one_button_and_three_doors(
    site: Site, phone_reader: Page, reader: Page
) -> None:
    for page in (phone_reader, reader):
        page.goto(site.url("index"))
        assert _first_screen(page) == ["Begynd: ti minutter", "Ny kollega", "Vært for et møde", "Leder"]


def test_a_new_colleague_checks_in_writes_a_note_and_finds_it_again_in_five_taps(
    place: Site, phone_reader: Page
) -> None:
    journey = Traveller(phone_reader, place)
    step = phone_reader.locator("main > .rute-trin").first
    journey.tap(phone_reader.get_by_role("link", name="Begynd: ti minutter"))
    assert journey.at == "exercises/tjek-ind"
    expect(step).to_contain_text("Trin 1 af 4")
    journey.tap(step.get_by_role("link", name="Næste: Imødekommenhed"))
    assert journey.at == "modules/principper/imoedekommenhed"
    expect(step).to_contain_text("Trin 2 af 4")
    journey.tap(phone_reader.get_by_text("Skriv en note").first)
    phone_reader.locator(".note textarea").first.fill("Jeg spørger en gang til.")
    journey.tap(step.get_by_role("link", name="Næste: Mine noter"))
    assert journey.at == "docs/mine-noter"
    expect(phone_reader.get_by_role("main")).to_contain_text("Jeg spørger en gang til.")
    assert journey.taps <= 5
    journey.tap(step.get_by_role("link", name="Næste: Tjek ud"))
    expect(step).to_contain_text("Trin 4 af 4")


def test_who_has_been_here_is_led_on_from_the_same_button(place: Site, phone_reader: Page) -> None:
    phone_reader.goto(place.url("modules/principper/imoedekommenhed"))
    journey = Traveller(phone_reader, place)
    journey.tap(phone_reader.get_by_role("link", name="Fortsæt: Imødekommenhed"))
    assert journey.at == "modules/principper/imoedekommenhed"


def test_who_left_a_route_comes_back_to_its_step(place: Site, phone_reader: Page) -> None:
    journey = Traveller(phone_reader, place)
    step = phone_reader.locator("main > .rute-trin").first
    journey.tap(phone_reader.get_by_role("link", name="Begynd: ti minutter"))
    for title in ("Imødekommenhed", "Mine noter"):
        journey.tap(step.get_by_role("link", name=f"Næste: {title}"))
    expect(step).to_contain_text("Trin 3 af 4")
    phone_reader.goto(place.url("index"))
    journey.tap(phone_reader.get_by_role("link", name="Fortsæt: Mine noter"))
    expect(step).to_contain_text("Trin 3 af 4")


def test_a_leader_orders_in_two_clicks_and_the_mail_is_half_written(place: Site, reader: Page) -> None:
    journey = Traveller(reader, place)
    journey.tap(reader.get_by_role("main").get_by_role("link", name="Leder", exact=True))
    order = reader.get_by_role("link", name="Bestil Kafferefleksion")
    expect(order).to_be_in_viewport()
    written = urlsplit(order.get_attribute("href") or "")
    assert (written.scheme, unquote(written.path)) == ("mailto", "kaffe@example.org")
    fields = parse_qs(written.query)
    assert fields["subject"] == ["Bestilling af Kafferefleksion"]
    assert "begynde i uge" in fields["body"][0]
    assert journey.taps + 1 <= 2


def test_a_host_runs_the_meeting_in_two_clicks_and_then_goes_on_with_a_key(place: Site, reader: Page) -> None:
    journey = Traveller(reader, place)
    journey.tap(reader.get_by_role("main").get_by_role("link", name="Vært for et møde"))
    door = reader.get_by_role("button", name="Kør mødet: Et møde på 15 minutter").first
    expect(door).to_be_in_viewport()
    journey.tap(door)
    expect(reader.get_by_role("dialog")).to_be_visible()
    reader.keyboard.press("ArrowRight")
    expect(reader.get_by_role("dialog")).to_contain_text("Hvad kunne du have")
    assert journey.taps == 2


def test_next_leads_to_the_first_principle_in_three_clicks(place: Site, reader: Page) -> None:
    journey = Traveller(reader, place)
    for _ in range(3):
        journey.tap(reader.locator("main [rel='next']"))
    assert journey.at == "modules/principper/imoedekommenhed"


def test_next_never_stops_before_the_end(course: Built) -> None:
    at, seen = "index.html", []
    while at not in seen:
        seen.append(at)
        at = urljoin(at, course.trees[at].one("a", "step-on").attributes["href"])
    assert at == "index.html"
    assert 20 < len(seen) < 60


def test_a_reader_who_takes_no_route_sees_nothing_of_it(site: Site, reader: Page) -> None:
    reader.goto(site.url("modules/principper/imoedekommenhed"))
    expect(reader.locator(".rute-trin:visible")).to_have_count(0)
    expect(reader.locator(".steps")).to_be_visible()


def test_the_route_stands_at_the_top_and_at_the_foot_of_the_page(site: Site, phone_reader: Page) -> None:
    phone_reader.goto(site.url("modules/principper/imoedekommenhed", "#rute-ti-minutter"))
    expect(phone_reader.locator(".rute-trin:visible")).to_have_count(2)
    assert phone_reader.evaluate("scrollY") == 0
    expect(phone_reader.locator(".steps")).to_be_hidden()
    phone_reader.locator(".rute-trin").last.get_by_role("link", name="Næste: Mine noter").click()
    phone_reader.wait_for_url("**/docs/mine-noter.html#rute-ti-minutter")


def test_a_route_needs_no_javascript(place: Site, chromium: Browser) -> None:
    made = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = made.new_page()
    page.goto(place.url("index"))
    page.get_by_role("link", name="Begynd: ti minutter").click()
    for name in ("Imødekommenhed", "Mine noter", "Tjek ud"):
        page.locator(".rute-trin:visible").get_by_role("link", name=f"Næste: {name}").click()
    expect(page.locator(".rute-trin:visible")).to_contain_text("Trin 4 af 4")
    page.get_by_role("link", name="Færdig: vælg en ny rute").click()
    page.wait_for_url(place.url("docs/introduktion"))
    made.close()


@pytest.mark.slow
def test_a_step_of_a_route_has_no_barrier(site: Site, reader: Page, phone_reader: Page) -> None:
    for docname in ("exercises/tjek-ind", "docs/mine-noter"):
        _open((reader, phone_reader), site.url(docname, "#rute-ti-minutter"))
        found = _faults((reader, phone_reader), state=f", {docname}, on a route")
        assert not found, "\n".join(found)


def test_the_header_is_one_line_of_parts_at_1024_points(site: Site, desk: Page) -> None:
    desk.set_viewport_size({"width": 1024, "height": DESK["height"]})
    desk.goto(site.url("modules/kaffe/04-venlighed"))
    tops = desk.locator("nav[aria-label='Kursets dele'] a").evaluate_all(
        "all => new Set(all.map((link) => link.getBoundingClientRect().top)).size"
    )
    assert tops == 1


def test_a_part_begins_in_the_same_column_as_its_pages(site: Site, desk: Page) -> None:
    lefts = set()
    for docname in ("modules/principper/index", "modules/principper/imoedekommenhed"):
        desk.goto(site.url(docname))
        lefts.add(desk.locator("h1").evaluate("title => Math.round(title.getBoundingClientRect().left)"))
    assert len(lefts) == 1
