"""`make live`: a saved page is soon the page that is shown, with what must be mended standing in it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from building import ROOT, Built
from playwright.sync_api import Browser, Page
from small import SMALL, small_course, write

#: Seconds from save to new page; a second on an idle machine, and tests run on busy ones.
SOON = 10
FILE = "docs/privatliv.md"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A course with its preview running: its folder and its address."""
    root = small_course(tmp_path_factory.mktemp("live") / "kursus")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "vaertskab", "live", "--port", str(port), str(root)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert running.poll() is None, running.stdout.read() if running.stdout else ""
            time.sleep(0.1)
        yield root, f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        out, _ = running.communicate(timeout=20)
        assert "Traceback" not in out


@pytest.fixture
def reader(chromium: Browser, live: tuple[Path, str]) -> Iterator[Page]:
    """A browser on a page of the preview, whose policy is not broken."""
    context = chromium.new_context()
    context.set_default_timeout(SOON * 1000)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live[1]}docs/privatliv.html")
    page.wait_for_timeout(300)
    yield page
    assert said == []
    context.close()


def test_a_saved_page_is_shown_by_itself(live: tuple[Path, str], reader: Page) -> None:
    write(live[0], {FILE: SMALL[FILE] + "Nu står der noget nyt.\n"})
    reader.get_by_text("Nu står der noget nyt.").wait_for()
    assert reader.locator("#live-fund").count() == 0


def test_what_must_be_mended_stands_in_the_page_until_it_is(live: tuple[Path, str], reader: Page) -> None:
    write(live[0], {FILE: SMALL[FILE] + "Se [en side](findes-ikke.md).\n"})
    panel = reader.locator("#live-fund")
    panel.get_by_text("Linket til »findes-ikke.md« fører ingen steder hen.").wait_for()
    assert panel.locator("strong").first.inner_text() == "Linje 9: "
    other = "modules/principper/dialogruter.md"
    write(live[0], {other: SMALL[other].replace("Hvor går du hen?", "Gå")})
    panel.get_by_role("link", name=f"{other}, linje 12").wait_for()
    assert panel.get_by_text("findes-ikke.md").count() == 1
    write(live[0], {FILE: SMALL[FILE], other: SMALL[other]})
    panel.wait_for(state="detached")


def test_settings_that_cannot_be_read_are_shown_in_the_page(live: tuple[Path, str], reader: Page) -> None:
    write(live[0], {"kursus.toml": SMALL["kursus.toml"].replace("[kursus]", "[kurs]")})
    reader.locator("#live-fund").get_by_text("kursus.toml, linje 4").wait_for()
    write(live[0], {"kursus.toml": SMALL["kursus.toml"]})
    reader.locator("#live-fund").wait_for(state="detached")


def test_a_page_is_whole_also_while_it_is_being_built(live: tuple[Path, str]) -> None:
    until, number = time.monotonic() + 4, 0
    while time.monotonic() < until:
        if number % 10 == 0:
            write(live[0], {FILE: SMALL[FILE] + "Mere tekst.\n\n" * (number + 1)})
        number += 1
        with urlopen(f"{live[1]}docs/privatliv.html", timeout=SOON) as answer:
            assert answer.read().rstrip().endswith(b"</html>")
    write(live[0], {FILE: SMALL[FILE]})


def test_a_port_that_is_taken_is_told_before_anything_is_built(live: tuple[Path, str], small: Path) -> None:
    port = live[1].rstrip("/").rpartition(":")[2]
    done = subprocess.run(
        [sys.executable, "-m", "vaertskab", "live", "--port", port, str(small)],
        capture_output=True, text=True, timeout=60, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Fejl: Port {port} er optaget. Måske kører forhåndsvisningen allerede; så se på {live[1]}. "
        f"Ellers vælg en anden: make live PORT={int(port) + 1}\n"
    )
    assert not (small / "_build").exists()


def test_a_published_course_holds_nothing_of_the_preview(small_built: Built) -> None:
    assert not (small_built.site / "_static/live").exists()
    assert all("live" not in small_built.page(name) and "ws:" not in small_built.page(name)
               for name in ("index", "docs/privatliv"))  # fmt: skip
