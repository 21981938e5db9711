"""Where the browser finds a built course: over http from a subfolder, and as files."""

from __future__ import annotations

import contextlib
import functools
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import axe_playwright_python
import pytest
from _pytest.mark.structures import ParameterSet
from building import COURSE
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, WebError

#: The course does not lie at the top of the intranet's server.
SUBFOLDER = "/intranet/kursus/"
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}

#: Every page of the tests' own course.
WRITTEN = sorted(path.relative_to(COURSE).with_suffix("").as_posix() for path in COURSE.rglob("*.md"))
#: Those and the two that only the site has. One week and one principle stand for the others, made like them.
PAGES = [
    name
    for name in (*WRITTEN, "search", "404")
    if not re.match(r"modules/(?:kaffe/(?!04)\d|principper/(?!i))", name)
]
#: One page of each kind, for what depends on the theme and not on the text.
KINDS = [
    "index",
    "docs/index",
    "modules/kaffe/index",
    "modules/kaffe/04-venlighed",
    "modules/principper/imoedekommenhed",
    "modules/referenceramme/domaenetrekanten",
    "exercises/gruppearbejde",
    "docs/ordliste",
    "search",
    "404",
]


def mostly_slow(values: Iterable[str], *daily: str) -> list[ParameterSet]:
    """Return `values` as cases of a test, of which `make test` runs the `daily` ones, and `make slow` all."""
    return [pytest.param(value, marks=() if value in daily else pytest.mark.slow) for value in values]


def shifted(page: Page, *, since_scripts: bool = False) -> float:
    """Return how much of what was read has moved, as Chromium sums it: from the start or the scripts on.

    With `since_scripts`, a title whose end was still on its way may break anew before that.
    """
    moved: float = page.evaluate(
        """(late) => new Promise((done) => {
          let sum = 0;
          const from = late ? performance.getEntriesByType("navigation")[0].domContentLoadedEventStart : 0;
          new PerformanceObserver((list) => list.getEntries().forEach((one) => {
            if (one.startTime >= from) sum += one.value;
          })).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 300);
        })""",
        since_scripts,
    )
    return moved


#: What `make test` looks at: a page of each kind that is built unlike the others.
DAILY = ("index", "modules/kaffe/04-venlighed", "modules/referenceramme/domaenetrekanten", "search")

#: Browsers that keep nothing: one that refuses, and one whose room is used up.
NO_ROOM = {
    "refused": "for (const name of ['localStorage', 'sessionStorage'])"
    " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });",
    "full": "if (location.protocol !== 'about:') for (const area of [localStorage, sessionStorage])"
    " for (let size = 1 << 23; size; size >>= 1)"
    " try { area[`fyld/${size}`] = 'x'.repeat(size); } catch { /* half of it, then */ }",
}


@dataclass(frozen=True)
class Site:
    """A site that a browser can open: its address, with a slash at the end."""

    root: str

    def url(self, docname: str, rest: str = "") -> str:
        """The address of a page."""
        return f"{self.root}{docname}.html{rest}"


@functools.cache
def measure() -> str:
    """The script that measures a page; it names its functions `measure.…`."""
    return (Path(__file__).parent / "measure.js").read_text("utf-8")


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder under SUBFOLDER, silently, with the course's own page for what is not there."""

    def translate_path(self, path: str) -> str:
        if not path.startswith(SUBFOLDER):
            return str(Path(self.directory) / "nowhere")
        return super().translate_path(path.removeprefix(SUBFOLDER.rstrip("/")))

    def do_GET(self) -> None:
        """Answer for a part of a file too (RFC 9110, 14.2), as servers do; a film is jumped in that way."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        if self.path.endswith("?langsomt"):
            data = path.read_bytes()
            piece = len(data) // 4 + 1
            return self._dribble([data[start : start + piece] for start in range(0, len(data), piece)], 0.2)
        if self.path.endswith("?punkt-for-punkt"):
            before, header, rest = path.read_bytes().partition(b"<header")
            lines = (header + rest).partition(b"</header>")
            return self._dribble([before, *lines[0].splitlines(keepends=True), lines[1] + lines[2]], 0.04)
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted or not path.is_file():
            return super().do_GET()
        data = path.read_bytes()
        start, end = int(wanted[1]), min(int(wanted[2] or len(data)), len(data) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(data)}")
        self.send_header("Content-Length", str(end + 1 - start))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the browser has what it needs
            self.wfile.write(data[start : end + 1])

    def _dribble(self, pieces: list[bytes], pause: float) -> None:
        """Answer as over a poor line: in pieces, with a pause of so many seconds before each."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        for piece in pieces:
            time.sleep(pause)
            self.wfile.write(piece)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path, handler: Callable[..., Handler] = Handler) -> Iterator[Site]:
    """Serve a built site from a subfolder of a server on this machine. The folder may be built later."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_address[1]}{SUBFOLDER}")
    finally:
        server.shutdown()
        server.server_close()


class Watch:
    """What a browser complains about while a reader reads, and what it asks others for."""

    def __init__(self, context: BrowserContext, root: str) -> None:
        self.root = root
        self.complaints: list[str] = []
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`))"
        )
        context.on("console", self._said)
        context.on("weberror", self._thrown)
        context.on("request", lambda request: self._asked(request.url))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _thrown(self, error: WebError) -> None:
        # A change of pages that Chromium cuts short, when it is busy, is nobody's to catch.
        if "Transition was aborted because of invalid state" not in str(error.error):
            self.complaints.append(str(error.error))

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.complaints.append(f"{answer.status}: {answer.url}")

    def _failed(self, request: Request) -> None:
        # What is under way when the reader goes on to the next page is dropped.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.root, "data:")):
            self.complaints.append(f"left the course: {url}")


def set_reader(
    page: Page, scheme: str = "light", media: str = "screen", forced_colors: str = "none", **size: int
) -> None:
    """Set the reader's colours, paper or screen, and the window, as the device would."""
    page.emulate_media(
        color_scheme=scheme,
        media=media,
        forced_colors=forced_colors,
        reduced_motion="reduce",
    )
    if size:
        page.set_viewport_size({"height": 900} | size)


@functools.cache
def axe() -> str:
    """Return axe's script, to be run in a page."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
