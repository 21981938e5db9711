"""No fault that axe can find: every rule, every page, every state.

All of axe's rules are on, also best practices, the experimental ones and WCAG's AAA; in dark, those about
colour, as nothing else is another there. The phone and the wide screen are examined at the same time, each
in a page of its own.
"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from .colours import contrast
from .site import DAILY, KINDS, PAGES, Site, axe, measure, mostly_slow, set_reader

SCHEMES = ("light", "dark")

#: Rule → why it is off. No other exception exists; a rule that is not here must find nothing.
EXCEPTIONS: dict[str, str] = {}

# Starts axe and returns at once: the other page starts while this one works.
_START = """([where, off, tags]) => {
  const on = axe.getRules(tags).filter((rule) => !off.includes(rule.ruleId));
  const rules = Object.fromEntries(on.map((rule) => [rule.ruleId, { enabled: true }]));
  for (const id of off) rules[id] = { enabled: false };
  const options = { rules, resultTypes: ["violations"] };
  if (tags) options.runOnly = { type: "tag", values: tags };
  window.examined = axe.run(where || document, options).then((found) =>
    found.violations.flatMap((fault) => fault.nodes.map((node) =>
      `${fault.id}: ${node.target.join(" ")}: ${node.failureSummary.replaceAll("\\n", " ")}`)));
}"""


def _open(pages: tuple[Page, ...], url: str) -> None:
    for page in pages:
        page.goto(url)
        page.evaluate(axe())


def _faults(pages: tuple[Page, ...], where: str = "", state: str = "") -> list[str]:
    """Examine the pages in light and dark."""
    found = []
    for scheme in SCHEMES:
        for page in pages:
            set_reader(page, scheme)
            page.evaluate(_START, [where, list(EXCEPTIONS), ["cat.color"] if scheme == "dark" else None])
        for page in pages:
            size: Any = page.viewport_size
            found += [f"{size['width']} px, {scheme}{state}: {x}" for x in page.evaluate("window.examined")]
    return found


def _open_menus(page: Page) -> None:
    # From the bottom, as an open menu lies over what follows it.
    for summary in reversed(page.locator("summary:visible").all()):
        if not summary.evaluate("summary => summary.parentElement.open"):
            summary.click()


@pytest.mark.parametrize("docname", mostly_slow(PAGES, *DAILY))
def test_no_reader_meets_a_barrier_that_axe_knows(docname: str, site: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), site.url(docname))
    found = _faults((desk, phone))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("docname", mostly_slow(KINDS, DAILY[1]))
def test_the_open_menus_of_a_phone_are_without_barriers(docname: str, site: Site, phone: Page) -> None:
    _open((phone,), site.url(docname))
    _open_menus(phone)
    found = _faults((phone,), "body > :not(.frame), .part-list", ", menu open")
    assert not found, "\n".join(found)


def test_a_search_that_finds_something_has_no_barrier(site: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), site.url("search", "?q=borger"))
    for page in (desk, phone):
        page.get_by_text("Søgningen fandt").wait_for()
    found = _faults((desk, phone))
    assert not found, "\n".join(found)


def test_every_component_of_an_editor_is_without_barriers(components: Site, desk: Page, phone: Page) -> None:
    _open((desk, phone), components.url("docs/components"))
    found = _faults((desk, phone), state=", folded")
    for page in (desk, phone):
        _open_menus(page)
        for tab in page.locator(".sd-tab-set > label:last-of-type").all():
            tab.click()
    found += _faults((desk,), state=", unfolded")
    found += _faults((phone,), "main", ", unfolded")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_the_pointer_rests_on_can_still_be_read(scheme: str, components: Site, desk: Page) -> None:
    set_reader(desk, scheme)
    desk.goto(components.url("docs/components"))
    desk.evaluate(measure())
    # One of each kind is enough: a kind is what the style can tell apart.
    count = desk.evaluate("""() => {
      const kind = (e) => e.tagName + e.className + e.parentElement.className;
      const hot = "a:not(.sd-stretched-link), button, summary, .sd-tab-set > label";
      const all = [...document.querySelectorAll(hot)];
      const kinds = new Map(all.filter((e) => e.offsetWidth).map((e) => [kind(e), e]));
      for (const e of kinds.values()) e.dataset.kind = kind(e);
      return kinds.size;
    }""")
    assert count > 15
    for thing in desk.locator("[data-kind]").all():
        thing.hover(force=True)
        ink, ground = thing.evaluate("e => measure.colours(e)")
        assert contrast(ink, ground) >= 7, thing.get_attribute("data-kind")
