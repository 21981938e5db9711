"""Run the tests on the other Python versions of this machine that the project supports."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUPPORTED = ("3.11", "3.12", "3.13")


def interpreters() -> dict[str, str]:
    """Return the supported interpreters by version, this one left out."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = {}
    for version in SUPPORTED:
        candidates = [shutil.which(f"python{version}")]
        candidates += map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
        for path in filter(None, candidates):
            works = subprocess.run([path, "-c", "import venv, ensurepip"], check=False, capture_output=True)
            if version != here and works.returncode == 0:
                found[version] = path
    return found


def main() -> int:
    """Run the suite once a version, each in an environment of its own; return how many failed."""
    failed = 0
    for version, python in interpreters().items():
        environment = ROOT / ".cache" / f"python{version}"
        inside = str(environment / "bin" / "python")
        if not Path(inside).exists():
            subprocess.run([python, "-m", "venv", str(environment)], check=True, timeout=300)
        for arguments in (
            ["--require-hashes", "-r", "requirements-test.lock"],
            ["--no-deps", "--no-build-isolation", "-e", "."],
        ):
            subprocess.run(
                [inside, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments],
                cwd=ROOT, check=True, timeout=900,
            )  # fmt: skip
        print(f"Python {version}:", flush=True)
        # What a browser shows does not depend on the Python that wrote it.
        command = [inside, "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--ignore=tests/browser"]
        done = subprocess.run(command, cwd=ROOT, check=False, timeout=2400)
        failed += done.returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
