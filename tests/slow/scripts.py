"""Check the types of the readers' scripts with TypeScript, and tell what the scripts weigh.

Takes npm and a network the first time; TypeScript lands in .cache/.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from vaertskab.outputs.site.assets import JOINED, THEME

ROOT = Path(__file__).resolve().parent.parent.parent
TYPESCRIPT = "typescript@5.9.3"
HOME = ROOT / ".cache" / "typescript"
#: Its script is joined with no other.
LMS = ROOT / "vaertskab" / "outputs" / "lms"
OPTIONS = ("--allowJs", "--checkJs", "--strict", "--noEmit", "--target", "es2022", "--lib",
           "es2023,dom,dom.iterable", "--moduleDetection", "legacy")  # fmt: skip


def main() -> int:
    """Return 0 when no script has a fault of type."""
    compiler = HOME / "node_modules" / ".bin" / "tsc"
    if not compiler.exists():
        install = ["npm", "install", "--silent", "--no-audit", "--prefix", str(HOME), TYPESCRIPT]
        subprocess.run(install, check=True, timeout=300)
    joined = {source for sources in JOINED.values() for source in sources if isinstance(source, Path)}
    joined |= {*LMS.glob("*.js"), *(THEME / "scripts" / "search").glob("*.js")}
    files = sorted(source for source in joined if source.suffix == ".js")
    files = [
        source
        for source in files
        if source.is_relative_to(ROOT / "vaertskab") and "vendor" not in source.parts
    ]
    globals_ = Path(__file__).with_name("globals.d.ts")
    checked = subprocess.run([compiler, *OPTIONS, globals_, *files], check=False, timeout=300, cwd=ROOT)
    size = sum(file.stat().st_size for file in files)
    print(f"{len(files)} scripts, {size:,} bytes with their comments")
    return checked.returncode


if __name__ == "__main__":
    sys.exit(main())
