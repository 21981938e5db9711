"""`vaertskab live`: a preview that builds on save and loads the page in the browser again.

sphinx-autobuild watches the files and tells the browser. The building is done here: in a process that
has Sphinx loaded already, since loading it takes longer than building one page.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import socket
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaertskab.model.errors import CourseError
from vaertskab.model.language import _, current, ngettext
from vaertskab.model.text import decimal
from vaertskab.outputs.shared.processes import end_with_parent

if TYPE_CHECKING:
    from vaertskab.checks.findings import Finding

SITE, MEMORY = "_build/live", "_build/.live"
#: Nothing in these changes what a page looks like.
IGNORED = ("_build", ".git", ".venv", ".cache", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache",
           "tests", "benchmarks", "node_modules")  # fmt: skip
_EMPTY = """<!DOCTYPE html>
<html lang="{code}"><head><meta charset="utf-8"><title>{said}</title>
<link rel="stylesheet" href="_static/live/live.css"></head>
<body><main><h1>{said}</h1></main>
<script src="_static/live/findings.js"></script>
<script src="_static/live/live.js" data-fil=""></script></body></html>
"""


def _empty() -> str:
    return _EMPTY.format(code=current().code, said=_("Kurset kan ikke bygges endnu"))


def build(root: Path) -> list[Finding]:
    """Build the preview of the course in `root`; return every finding, sorted: the same as `check`'s.

    Only pages that have changed are read, but all are written: what a page shows of others, and whether its
    links still lead somewhere, hangs on pages that it knows nothing of.
    """
    import io

    from sphinx.application import Sphinx
    from sphinx.errors import SphinxError
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from vaertskab.commands import check
    from vaertskab.outputs.site import live
    from vaertskab.reading.settings import UnusableError

    site = root / SITE
    try:
        with patch_docutils(root), docutils_namespace(), contextlib.redirect_stderr(io.StringIO()):
            app = Sphinx(
                root, root, site, root / MEMORY, "html",
                confoverrides={"kursus_live": True}, status=None, warning=io.StringIO(),
            )  # fmt: skip
            app.build(force_all=True)
        return sorted(app.kursus_findings | set(app.kursus_advice))  # type: ignore[attr-defined]
    except (SphinxError, UnusableError) as error:
        found = check.check(root) or [check.finding_from_message(str(error))]
        live.write(site, found)
        live.bring(site)
        if not (site / "index.html").exists():
            (site / "index.html").write_text(_empty(), "utf-8")
        return found


class Builder:
    """Builds in one process that stays; it is replaced when the course's own code has changed."""

    def __init__(self, root: Path) -> None:
        """Begin, for the course in `root`."""
        self.root = root
        #: Not set while pages are being written.
        self.idle = threading.Event()
        self.idle.set()
        self._start()

    def _start(self) -> None:
        # A fresh interpreter: the server has threads, and they do not survive a fork.
        context = multiprocessing.get_context("spawn")
        self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)

    def __call__(self, changed_paths: Sequence[Path] = ()) -> None:
        """Build, and print what was found."""
        if any(path.suffix == ".py" for path in changed_paths):
            self.stop()
            self._start()
        begun = time.perf_counter()
        self.idle.clear()
        try:
            found = self.pool.submit(build, self.root).result(timeout=300)
        except Exception as error:  # the preview goes on, whatever a half-written page does
            print(_("Siderne kunne ikke bygges. (Programmet siger: {said})").format(said=error), flush=True)
            self.stop()
            self._start()
            return
        finally:
            self.idle.set()
        for finding in found:
            print(finding)
        faults = sum(not finding.advice for finding in found)
        said = _("Bygget på {seconds} s, intet skal rettes.")
        if faults:
            said = ngettext(
                "Bygget på {seconds} s, {faults} ting skal rettes.",
                "Bygget på {seconds} s, {faults} ting skal rettes.",
                faults,
            )
        print(said.format(seconds=decimal(time.perf_counter() - begun), faults=faults), flush=True)

    def stop(self) -> None:
        """End the process."""
        self.pool.shutdown(wait=False, cancel_futures=True)


def application(root: Path, builder: Builder) -> Any:
    """Return the ASGI application that serves the preview of `root` and builds it after a change.

    :raises CourseError: sphinx-autobuild is not installed.
    """
    try:
        import watchfiles
        from sphinx_autobuild.filter import IgnoreFilter
        from sphinx_autobuild.server import RebuildServer
        from starlette.applications import Starlette
        from starlette.concurrency import run_in_threadpool
        from starlette.responses import Response
        from starlette.routing import Mount, WebSocketRoute
        from starlette.staticfiles import StaticFiles
    except ImportError:
        missing = _("Forhåndsvisningen mangler. Kør: make live")
        raise CourseError("requirements.lock", 1, missing) from None

    class Server(RebuildServer):  # type: ignore[misc, unused-ignore]
        """Sphinx-autobuild's watcher, which would start a process for each build."""

        async def watch(self) -> None:
            # A short wait: an editor saves one file, and the reader is waiting.
            async for changes in watchfiles.awatch(
                *self.paths, watch_filter=lambda _, path: not self.ignore(path), debounce=200, step=20
            ):
                await run_in_threadpool(self.change_callback, [Path(path) for _, path in changes])
                self.flag.set()

    class Fresh(StaticFiles):
        """Files that a browser asks for again each time, and that are whole when it gets them."""

        async def get_response(self, path: str, scope: Any) -> Any:
            # Long enough for a whole course to be read anew.
            await run_in_threadpool(builder.idle.wait, 10)
            return await super().get_response(path, scope)

        def file_response(self, full_path: Any, *given: Any, **more: Any) -> Any:
            response = super().file_response(full_path, *given, **more)
            if response.status_code == 200 and str(full_path).endswith((".html", ".css", ".js", ".json")):
                # A build may begin while it is sent, and a page that changes its length cannot be.
                response = Response(Path(full_path).read_bytes(), media_type=response.media_type)
            response.headers["Cache-Control"] = "no-store"
            return response

    ignored = IgnoreFilter(
        [str(root / name) for name in IGNORED], [r"(^|/)[.#]|~$|\.sw[a-z]$|__pycache__|\.log$"]
    )
    server = Server([root], ignored, builder)
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", server),
            Mount("/", app=Fresh(directory=root / SITE, html=True)),
        ],
        lifespan=server.lifespan,
    )


def _is_taken(port: int) -> bool:
    """Tell whether something else answers at `port` on this machine."""
    with socket.socket() as asked:
        # As the server itself does, so that a port that was just let go can be taken again.
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return True
    return False


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `live` to the program's commands."""
    about = _("Viser kurset i browseren, mens du skriver; siden bliver ny, hver gang du gemmer.")
    parser = groups.add_parser("live", help=about, description=about)
    parser.add_argument("--port", type=int, default=8000, help=_("portens nummer (ellers 8000)"))
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Build once, then serve and build until it is stopped; return 0, or 1 when the port is taken."""
    root = arguments.mappe.resolve()
    if _is_taken(arguments.port):
        said = _(
            "Fejl: Port {port} er optaget. Måske kører forhåndsvisningen allerede; så se på "
            "http://127.0.0.1:{port}/. Ellers vælg en anden: make live PORT={other}"
        )
        print(said.format(port=arguments.port, other=arguments.port + 1), file=sys.stderr)
        return 1
    (root / SITE).mkdir(parents=True, exist_ok=True)
    builder = Builder(root)
    served = application(root, builder)
    import uvicorn

    builder()
    said = _("Kurset ligger på http://127.0.0.1:{port}/. Stop det med Ctrl+C.")
    print(said.format(port=arguments.port), flush=True)
    try:
        uvicorn.run(served, host="127.0.0.1", port=arguments.port, log_level="error", ws="websockets-sansio",
                    timeout_graceful_shutdown=2)  # fmt: skip
    except KeyboardInterrupt:
        pass
    finally:
        builder.stop()
    print(_("Forhåndsvisningen er stoppet."))
    return 0
