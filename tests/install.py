"""Install what the tests need beside Python packages: a browser.

Debian's Chromium as root, Playwright's elsewhere, else one line that says what to install. Its shell without
a window is preferred: it lays out and runs pages alike, and each costs a fifth of the processor's time.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"


def browser() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    for name in (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110  a string is what callers need


def _run(*words: str, seconds: int) -> None:
    """Run a command, and show what it prints only when it fails."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        words, check=False, timeout=seconds, env=environment, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)


def _debian() -> bool:
    """Say whether `apt-get` has a Chromium that runs: Ubuntu's is a snap, which a container cannot start."""
    try:
        return platform.freedesktop_os_release().get("ID") == "debian" and bool(shutil.which("apt-get"))
    except OSError:
        return False


def main() -> int:
    """Make sure that there is a browser; return 0, or 1 after one line that says what to do."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    debian = root and _debian()
    if shutil.which(SHELL) or (browser() and not debian):
        return 0
    print("Henter browseren, som prøverne bruger …", flush=True)
    if debian:
        _run("apt-get", "update", "-qq", seconds=300)
        for name in ("chromium", SHELL):  # apart, as an older Debian has no shell
            _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", name, seconds=900)
    else:
        libraries = ("--with-deps",) if root and shutil.which("apt-get") else ()
        _run(sys.executable, "-m", "playwright", "install", *libraries, "chromium", seconds=900)
    if browser():
        return 0
    print("Prøverne skal bruge Chromium. Hent den med: sudo apt-get install chromium")
    return 1


if __name__ == "__main__":
    sys.exit(main())
