"""A page as a reader sees it, by a Chromium on the machine; nothing comes from outside."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: The window's size in pixels, and how wide the picture of it is. What is longer than the window is cut off.
WIDTH, HEIGHT, SHOWN = 900, 7000, 600
_SECONDS = 60
_OPTIONS = (
    "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-sync", "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=2000",
    f"--window-size={WIDTH},{HEIGHT}",
)  # fmt: skip


def browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def picture(program: str, page: Path) -> bytes | None:
    """Return the page in the file `page` as a WebP, or None when the browser does not answer."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        shot = Path(scratch, "side.png")
        words = [program, *_OPTIONS, f"--user-data-dir={scratch}/profil", f"--screenshot={shot}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            words.append("--no-sandbox")  # root has none
        try:
            subprocess.run(
                [*words, page.resolve().as_uri()], capture_output=True, timeout=_SECONDS, check=False
            )
            return _small(shot) if shot.is_file() else None
        except (OSError, subprocess.TimeoutExpired):
            return None


def _small(path: Path) -> bytes:
    """Return the picture without the empty ground at its end, as wide as it is shown."""
    with Image.open(path) as image:
        whole = image.convert("RGB")
    ground = Image.new("RGB", whole.size, whole.getpixel((0, whole.height - 1)))
    box = ImageChops.difference(whole, ground).getbbox()
    whole = whole.crop((0, 0, whole.width, min(whole.height, box[3] + 20) if box else 200))
    shown = whole.resize((SHOWN, max(1, round(whole.height * SHOWN / whole.width))))
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=70, method=4)
    return out.getvalue()
