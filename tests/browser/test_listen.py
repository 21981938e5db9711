"""»Lyt« reads the manuscript with the device's own Danish voice, sentence by sentence.

Headless Chromium has no voices: what speaks here is a stand-in, which tells what it was given to say and ends
when it is told to.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from .site import Site
from .test_axe import _faults, _open

PAGE = "modules/kaffe/04-venlighed"
#: A machine with `VOICES`: `said` is what it has begun on, `now()` what it says; `done()` ends that.
STAND_IN = """
const said = window.said = [];
let under;
window.done = () => under.onend();
window.now = () => under?.text ?? "";
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES, speak(one) { under = one; said.push(one.text); }, cancel() { under = undefined; },
  addEventListener() {},
} });
"""
OWN = '[{ lang: "en-GB", localService: true }, { lang: "da-DK", localService: true }]'
NONE = {
    "fra nettet": '[{ lang: "da-DK", localService: false }]',
    "engelsk": '[{ lang: "en-GB", localService: true }]',
}
MARKED = "[...(CSS.highlights.get('lyt') ?? [])].map(String).join()"


def test_the_manuscript_is_read_sentence_by_sentence_and_marked(files: Site, chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.add_init_script(STAND_IN.replace("VOICES", OWN))
    page.goto(files.url(PAGE))
    told = page.locator(".manuskript > p:not(.tools)").first.inner_text()
    page.get_by_role("button", name="Lyt til teksten").press("Enter")
    first = page.evaluate("now()")
    assert told.startswith(first)
    assert page.evaluate(MARKED) == first
    page.evaluate("done()")
    second = page.evaluate("now()")
    assert told.startswith(f"{first} {second}")
    page.get_by_role("button", name="Hold pause").click()
    assert (page.evaluate("now()"), page.evaluate(MARKED)) == ("", second)
    page.get_by_role("button", name="Fortsæt").click()
    assert page.evaluate("said") == [first, second, second]
    page.keyboard.press("Escape")
    assert (page.evaluate("now()"), page.evaluate(MARKED)) == ("", "")
    page.get_by_role("button", name="Lyt til teksten").click()
    page.evaluate("while (now()) done()")
    assert page.evaluate("said.slice(3).join(' ')").split() == " ".join(
        page.locator(".manuskript > p:not(.tools, .page-facts)").all_inner_texts()
    ).split()  # fmt: skip
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    page.get_by_role("button", name="Lyt til teksten").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("now()") == ""
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("voices", NONE.values(), ids=NONE)
def test_without_a_danish_voice_of_its_own_there_is_no_button(
    voices: str, files: Site, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(STAND_IN.replace("VOICES", voices))
    page.goto(files.url(PAGE))
    expect(page.get_by_role("button", name="Lyt til teksten")).to_have_count(0)
    context.close()


@pytest.mark.slow
def test_axe_finds_no_fault_while_it_is_read(files: Site, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.add_init_script(STAND_IN.replace("VOICES", OWN))
    _open((page,), files.url(PAGE))
    page.get_by_role("button", name="Lyt til teksten").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assert _faults((page,)) == []
    context.close()
