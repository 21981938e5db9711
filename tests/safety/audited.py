"""Check, preview, build and print a course, while Python tells of all that it does.

Run as: python -m safety.audited ROOT.

Prints JSON: what each of the four said, and what was done that a page must not bring about.
"""

from __future__ import annotations

import contextlib
import io
import json
import mimetypes
import os
import site
import sys
import sysconfig
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from building import ROOT

#: What starts a program or reaches another machine.
_NEVER = (
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty",
    "os.startfile", "pty.spawn", "socket.connect", "socket.getaddrinfo", "socket.gethostbyname",
    "socket.sendto", "urllib.Request", "http.client.connect", "ftplib.connect", "webbrowser.open",
)  # fmt: skip
#: What is called with the path of a file or folder that is read or changed.
_PATHS = ("open", "os.listdir", "os.scandir", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.symlink",
          "os.link", "os.chmod", "shutil.copyfile", "shutil.move", "shutil.rmtree", "glob.glob")  # fmt: skip


class Watch:
    """Keeps what is done outside the course, the program and a folder for what is passing."""

    def __init__(self, course: Path, passing: Path) -> None:
        """Watch from now on, in this process and as long as it lasts."""
        program = [
            *sys.path,
            sys.prefix,
            sys.base_prefix,
            *sysconfig.get_paths().values(),
            site.getusersitepackages(),
        ]
        self.allowed = [os.path.realpath(one) for one in (course, passing, *program) if one]
        # The tests lie beside the program, and pages are not among them.
        self.allowed += [
            str(ROOT / "vaertskab"),
            "/dev/null",
            "/dev/urandom",
            "/usr/share/zoneinfo",
            "/etc/localtime",
        ]
        self.allowed += mimetypes.knownfiles
        self.seen: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        """Take one of Python's audit events."""
        if event in _NEVER:
            self.seen.append(f"{event} {args!r}"[:200])
        elif event in _PATHS and args and isinstance(args[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(args[0]))
            if not any(path == one or path.startswith(one.rstrip("/") + "/") for one in self.allowed):
                self.seen.append(f"{event} {path}"[:200])


def _sphinx(root: Path, builder: str) -> list[str]:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    with patch_docutils(root), docutils_namespace():
        folders = (root / "_build" / builder, root / "_build" / f".{builder}")
        app = Sphinx(root, root, *folders, builder, status=None, warning=io.StringIO(), freshenv=True)
        app.build(force_all=True)
    return sorted(map(str, app.kursus_findings))


def run(root: Path) -> dict[str, Any]:
    """Do the four things in turn; a traceback stands in the place of what one of them said."""
    from vaertskab.commands import check, live

    told: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}
    for name, act in {
        "check": lambda: [str(one) for one in check.check(root) if not one.advice],
        "live": lambda: [str(one) for one in live.build(root) if not one.advice],
        "html": lambda: _sphinx(root, "html"),
        "binder": lambda: _sphinx(root, "binder"),
    }.items():
        begun = time.perf_counter()
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                told[name] = act()
        except (Exception, SystemExit):
            told[name] = [traceback.format_exc()]
        seconds[name] = round(time.perf_counter() - begun, 1)
    return {"told": told, "seconds": seconds}


def main() -> None:
    """Watch, run, and print what came of it."""
    root = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as passing:
        tempfile.tempdir = passing
        warm()
        watch = Watch(root, Path(passing))
        found = run(root)
        print(json.dumps(found | {"seen": sorted(set(watch.seen))}))


def warm() -> None:
    """Load what the four load, so that only what pages bring about is watched."""
    import myst_parser.sphinx_ext.main  # noqa: F401
    import sphinx_design  # noqa: F401
    import typst  # noqa: F401


if __name__ == "__main__":
    main()
