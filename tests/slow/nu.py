"""Check every page with the Nu HTML checker: no error.

The checker is a Java program from npm's registry, pinned by its hash. Debian's packages bring Java and npm
where they are missing and we are root.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import tarfile
from pathlib import Path

from needs import need

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "nu"
VERSION = "26.9.27"
SHA512 = "TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="


def checker() -> Path:
    """Return the checker's jar, fetched once and checked against its hash."""
    jar = CACHE / "vnu.jar"
    if jar.is_file():
        return jar
    need("npm", "npm")
    CACHE.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=CACHE, check=True, timeout=600)
    package = CACHE / f"vnu-jar-{VERSION}.tgz"
    found = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if found != SHA512:
        sys.exit(f"vnu-jar {VERSION} is not the file that was pinned: {found}")
    with tarfile.open(package) as archive:
        source = archive.extractfile("package/build/dist/vnu.jar")
        assert source is not None
        jar.write_bytes(source.read())
    package.unlink()
    return jar


def main() -> int:
    """Check _build/html; return 0 when there is no error."""
    need("java", "default-jre-headless")
    site = ROOT / "_build" / "html"
    pages = sorted(str(page) for page in site.rglob("*.html"))
    if not pages:
        sys.exit("Nothing is built. Run make first.")
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", str(checker()), "--errors-only", *pages],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    print(done.stderr, end="")
    print(f"Nu HTML checker {VERSION}: {len(pages)} pages, {done.stderr.count(': error:')} errors")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
