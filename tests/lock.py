"""Lock the dependencies again: `make lock`, after a change in pyproject.toml.

What the site is built with comes first, and the tests' lock keeps to its versions, so that the two
can stand in one environment. uv is the only tool that writes one lock with hashes for every system.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
OPTIONS = ("--universal", "--generate-hashes", "--no-annotate", "--no-header", "-p", "3.11")
SITE = ("--extra", "site", "--group", "build", "--group", "live")
KAFFE = ("--extra", "kaffe", "--group", "build", "-c", "requirements.lock")
COURSE = ("--group", "course")
FILM = ("--extra", "film")
KEPT = tuple(word for name in ("kaffe", "course", "film") for word in ("-c", f"requirements-{name}.lock"))
#: The lock, and what goes into it.
LOCKS = {
    "requirements.lock": SITE,
    "requirements-kaffe.lock": KAFFE,
    "requirements-course.lock": (*SITE, *COURSE, "-c", "requirements.lock"),
    "requirements-film.lock": (*FILM, "-c", "requirements.lock"),
    "requirements-test.lock": (*SITE, *KAFFE, *FILM, "--group", "test", *KEPT),
    "benchmarks/requirements.lock": ("--group", "peers"),
}


def find_uv() -> str:
    """Return the path of uv; the group `lock` of pyproject.toml is installed when it is missing."""
    places = str(Path(sys.executable).parent), None
    for path in places:
        if found := shutil.which("uv", path=path):
            return found
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    pip = (sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    subprocess.run([*pip, *groups["lock"]], check=True, timeout=300)
    return str(Path(sys.executable).parent / "uv")


def main() -> int:
    """Write the locks; return uv's status."""
    uv = find_uv()
    for lock, what in LOCKS.items():
        command = [uv, "pip", "compile", "-q", *OPTIONS, *what, "pyproject.toml", "-o", lock]
        done = subprocess.run(command, cwd=ROOT, check=False, timeout=600)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
