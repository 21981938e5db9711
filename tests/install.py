"""Install what the tests need beside Python packages: a browser.

Debian's Chromium as root, Playwright's elsewhere, else one line that says what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def browser() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110  a string is what callers need


def main() -> int:
    """Make sure that there is a browser; return 0, or 1 after one line that says what to do."""
    if browser():
        return 0
    print("Henter browseren, som prøverne bruger …", flush=True)
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, timeout=300)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=False,
            timeout=900,
            env=environment,
        )
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=900)
    if browser():
        return 0
    print("Prøverne skal bruge Chromium. Hent den med: sudo apt-get install chromium")
    return 1


if __name__ == "__main__":
    sys.exit(main())
