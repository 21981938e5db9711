"""Nothing is lost: on a narrow phone, in large letters, in the reader's own colours, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page

from .colours import contrast, luminance
from .site import DAILY, KINDS, PAGES, WRITTEN, Site, measure, mostly_slow, set_reader

#: Width of the window and size of the text. 320 px is a desktop window at 400 %.
STATES = [(320, 100), (360, 100), (820, 100), (1280, 100), (1280, 200), (640, 200)]
FIGURES = ["modules/referenceramme/domaenetrekanten", "modules/referenceramme/system-1-og-system-2",
           "modules/referenceramme/ret-og-pligt"]  # fmt: skip


def _visit(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate(measure())


def _lost(page: Page) -> list[str]:
    """Look at the page in every width and text size."""
    found = []
    for width, percent in STATES:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        found += [f"{width} px, {percent} %: {fault}" for fault in page.evaluate("measure.lost()")]
    return found


@pytest.mark.parametrize("docname", mostly_slow(PAGES, *DAILY))
def test_a_narrow_window_and_large_text_lose_nothing(docname: str, site: Site, desk: Page) -> None:
    _visit(desk, site.url(docname))
    found = _lost(desk)
    assert not found, "\n".join(found)


def test_components_lose_nothing_either(components: Site, desk: Page) -> None:
    _visit(desk, components.url("docs/components"))
    for summary in desk.locator("main summary:visible").all():
        summary.click()
    found = _lost(desk)
    assert not found, "\n".join(found)


def test_the_open_menu_of_a_narrow_phone_loses_nothing(site: Site, phone: Page) -> None:
    phone.set_viewport_size({"width": 320, "height": 700})
    for percent in (100, 200):
        _visit(phone, site.url("modules/kaffe/04-venlighed"))
        phone.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
        phone.locator(".menu > summary").click()
        # The menu lies over the page.
        phone.evaluate("document.querySelectorAll('.frame, .site-footer').forEach((e) => e.remove())")
        assert phone.evaluate("measure.lost()") == []


@pytest.mark.parametrize("width", [800, 820, 1280])
def test_the_header_of_a_wide_window_has_two_lines(width: int, site: Site, desk: Page) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto(site.url("docs/for-ledere"))
    header = desk.locator(".site-header")
    # Links and the field beside each other differ by some pixels; what differs by a line has one of its own.
    middles = sorted(
        header.locator("nav a, input").evaluate_all(
            "(all) => all.map((item) => item.getBoundingClientRect()).map((box) => box.y + box.height / 2)"
        )
    )
    assert 1 + sum(lower - upper > 15 for upper, lower in pairwise(middles)) == 2
    brand, field = header.locator(".brand").bounding_box(), header.locator("input").bounding_box()
    assert brand and field
    assert brand["x"] + brand["width"] <= field["x"]


@pytest.mark.parametrize(
    "docnames", [pytest.param(DAILY[:-1], id="some"), pytest.param(WRITTEN, id="all", marks=pytest.mark.slow)]
)
def test_lines_are_neither_short_nor_long(docnames: Sequence[str], site: Site, desk: Page) -> None:
    found = []
    for docname in docnames:
        _visit(desk, site.url(docname))
        # What stands in a card or a column has its own, shorter measure.
        running = "main > section > p, main > section > section > p, .manuskript p, main li > p"
        for line in desk.evaluate("(selector) => measure.lineLengths(selector)", running):
            shortest = 30 if docname == "index" else 45
            if not shortest <= line["letters"] <= 80:
                found.append(f"{docname}: {line['letters']:.0f}: {line['text']}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("docname", PAGES)
def test_headings_and_landmarks_tell_how_the_page_is_built(docname: str, site: Site, desk: Page) -> None:
    desk.goto(site.url(docname))
    levels = desk.locator("h1, h2, h3, h4, h5, h6, [role=heading]").evaluate_all(
        "found => found.map((e) => Number(e.ariaLevel || e.tagName[1]))"
    )
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert desk.locator("html").get_attribute("lang") == "da"
    for role in ("banner", "main", "contentinfo"):
        assert desk.get_by_role(role).count() == 1, role
    names = [nav.get_attribute("aria-label") for nav in desk.get_by_role("navigation").all()]
    assert None not in names
    assert len(names) == len(set(names)), names
    assert "Kursets dele" in names


@pytest.mark.parametrize("width", [360, 1280])
def test_controls_are_large_enough_to_hit(width: int, site: Site, components: Site, desk: Page) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    found = []
    for url in [*map(site.url, KINDS), components.url("docs/components")]:
        _visit(desk, url)
        for summary in reversed(desk.locator("summary:visible").all()):
            summary.click()
        found += [f"{url}: {fault}" for fault in desk.evaluate("measure.small()")]
    assert not found, "\n".join(found)


def test_nothing_moves_for_a_reader_who_wants_it_still(components: Site, site: Site, desk: Page) -> None:
    moving = """() => [...document.querySelectorAll('*')].flatMap((e) => ['', '::before', '::after']
      .map((part) => [e, getComputedStyle(e, part || undefined)])
      .filter(([, s]) => /[1-9]/.test(s.transitionDuration) && s.transitionProperty !== 'none'
        || s.animationName !== 'none' || s.scrollBehavior === 'smooth')
      .map(([e]) => e.outerHTML.slice(0, 90)))"""
    for url in [*map(site.url, KINDS), components.url("docs/components")]:
        desk.goto(url)
        assert desk.evaluate(moving) == [], url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_readers_own_colours_show_buttons_icons_and_focus(
    scheme: str, components: Site, desk: Page
) -> None:
    set_reader(desk, scheme, forced_colors="active")
    desk.goto(components.url("docs/components"))
    paper = desk.evaluate("getComputedStyle(document.body).backgroundColor")
    for control in desk.locator("button:visible, input:visible, select:visible, .sd-btn").all():
        style: Any = control.evaluate(
            "e => (({borderTopStyle, borderTopWidth, borderTopColor}) =>"
            " [borderTopStyle, parseFloat(borderTopWidth), borderTopColor])(getComputedStyle(e))"
        )
        if control.get_attribute("type") == "radio":
            continue
        assert style[0] == "solid", control.inner_html()
        assert style[1] >= 1
        assert contrast(style[2], paper) >= 3
        control.focus()
        outline: Any = control.evaluate(
            "e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineColor]; }"
        )
        assert outline[0] != "none"
        assert contrast(outline[1], paper) >= 3
    icons: Any = desk.evaluate(
        "[...document.querySelectorAll('.refleksion-slags')].map((e) => getComputedStyle(e, '::before'))"
        ".map((style) => [style.maskImage.slice(0, 4), style.backgroundColor])"
    )
    assert icons
    for mask, colour in icons:
        assert mask == "url("
        assert contrast(colour, paper) >= 3
    strokes: Any = desk.evaluate(
        "[...document.querySelectorAll('.copybtn svg')].map((e) => getComputedStyle(e).stroke)"
    )
    assert strokes
    assert all(contrast(stroke, paper) >= 3 for stroke in strokes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_text_alone_and_room_to_write(scheme: str, components: Site, desk: Page) -> None:
    set_reader(desk, scheme, media="print", width=700)
    desk.goto(components.url("docs/components"))
    gone = ".menu, .part-list, .trail, .steps, .copybtn, .headerlink, .skip-link, .site-footer ul"
    for thing in desk.locator(gone).all():
        assert not thing.is_visible(), thing.inner_text()
    assert luminance(desk.evaluate("getComputedStyle(document.body).color")) < 0.1
    for link in desk.locator("main a:visible").all():
        # Browsers leave out backgrounds, unless the page insists.
        ink, ground, insists = link.evaluate(
            "a => { const s = getComputedStyle(a); return [s.color, s.backgroundColor, s.printColorAdjust]; }"
        )
        behind = ground if insists == "exact" and not ground.endswith(", 0)") else "rgb(255, 255, 255)"
        assert contrast(ink, behind) >= 7, link.inner_text()
    lines = desk.locator(".skrivelinjer-linjer > i")
    assert lines.count() > 1
    for line in lines.all():
        ruled: Any = line.evaluate(
            "e => { const s = getComputedStyle(e);"
            " return [e.getBoundingClientRect().height, s.borderBottomStyle, s.borderBottomColor]; }"
        )
        assert abs(ruled[0] - 8 / 25.4 * 96) < 1, "8 mm apart"
        assert ruled[1] == "solid"
        assert contrast(ruled[2], "rgb(255, 255, 255)") >= 3
    assert desk.get_by_text("Nu kan du læse resten.").is_visible(), "a closed dropdown is printed open"


@pytest.mark.parametrize("docname", mostly_slow(FIGURES, FIGURES[0]))
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_in_figures_can_be_read(scheme: str, docname: str, site: Site, phone: Page) -> None:
    set_reader(phone, scheme)
    _visit(phone, site.url(docname))
    words: Any = phone.evaluate("measure.drawn()")
    assert words
    for word in words:
        assert contrast(word["colour"], word["surface"]) >= 4.5, word
        assert word["size"] >= 11, word
