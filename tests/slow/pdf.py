"""Check every PDF with veraPDF, the reference checker: no failed check of PDF/UA-1 and of PDF/A-2a.

veraPDF's Java archives come from Maven Central, each pinned by its hash.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from needs import need

ROOT = Path(__file__).parents[2]
PINNED = Path(__file__).parent / "verapdf"
CACHE = ROOT / ".cache" / "verapdf"
FLAVOURS = ("ua1", "2a")


def fetched() -> bool:
    """Return whether the archives are there, each with its pinned hash and no other beside them."""
    pinned = dict(reversed(line.split()) for line in (PINNED / "jars.sha256").read_text().splitlines())
    found = {jar.name: hashlib.sha256(jar.read_bytes()).hexdigest() for jar in CACHE.glob("*.jar")}
    return found == pinned


def main() -> int:
    """Check _build/pdf; return 0 when no check fails."""
    need("java", "default-jre-headless")
    if not fetched():
        need("mvn", "maven")
        shutil.rmtree(CACHE, ignore_errors=True)
        subprocess.run(
            ["mvn", "-q", "-B", "-f", str(PINNED / "pom.xml"), "dependency:copy-dependencies",
             f"-DoutputDirectory={CACHE}"], check=True, timeout=900,
        )  # fmt: skip
        if not fetched():
            sys.exit("veraPDF's archives are not the ones that were pinned.")
    pdfs = sorted(str(pdf) for pdf in (ROOT / "_build" / "pdf").rglob("*.pdf"))
    if not pdfs:
        sys.exit("Nothing is built. Run make first.")
    failed = 0
    for flavour in FLAVOURS:
        done = subprocess.run(
            ["java", "-cp", f"{CACHE}{os.sep}*", "org.verapdf.apps.GreenfieldCliWrapper",
             "-f", flavour, "--format", "text", *pdfs],
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
        passed = sum(line.startswith("PASS ") for line in done.stdout.splitlines())
        failed += len(pdfs) - passed
        print(*(line for line in done.stdout.splitlines() if not line.startswith("PASS ")), sep="\n", end="")
        print(f"veraPDF {flavour}: {passed} of {len(pdfs)} PDFs without a failed check")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
