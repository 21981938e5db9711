"""How fast the binder is made, beside WeasyPrint and xelatex on the same pages.

`.venv/bin/python benchmarks/binder.py [--large] [--rounds N]` makes one PDF of this course from its
Markdown with each program in turn and prints one Markdown table. Everything starts from nothing in a
fresh process; the fastest of the rounds counts. Ours makes the binder alone, as `make pdf` makes it:
all PDFs at once stand in a line of their own. WeasyPrint gets one page of HTML from bare Sphinx, and
xelatex the LaTeX of bare Sphinx, where it is installed; the time of Sphinx is counted in, as it is in
ours. `--large` adds 1,000 modules of about two pages each, and 1,000 of one page.

WeasyPrint lives in a virtual environment of its own, made from requirements-weasyprint.lock
(weasyprint>=70,<71, locked with `uv pip compile --generate-hashes --universal --no-header --no-annotate
--python-version 3.11`); it needs Pango, in Debian the package libpango-1.0-0. Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import generate
import pikepdf
import sites
from measure import Measure, RunError, run

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "benchmark" / "binder"
#: A copy of our package, so that an edit while the benchmark runs changes nothing.
PACKAGE = SCRATCH / "package"
LOCK = Path(__file__).with_name("requirements-weasyprint.lock")
BINDER = "vaertskab-mappe.pdf"
LARGE = 1012
#: Seconds, share of WeasyPrint's seconds, and what 1,000 modules may take: seconds and MB.
LIMIT, SHARE, LARGE_LIMIT, MEMORY_LIMIT = 2.0, 0.25, 60.0, 1000.0
#: Our builder, with no other document than the binder; takes the arguments of sphinx-build.
ALONE = """\
import sys
from sphinx.cmd.build import main
from vaertskab.binder import documents
documents.all_documents = lambda material: [documents.binder(material)]
from vaertskab.binder.builder import BinderBuilder
BinderBuilder._others = lambda *_: ()
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One PDF: seconds, peak memory of the largest process, and what the file is like."""

    course: str
    tool: str
    seconds: float
    memory: float
    pages: int
    size: float
    tagged: bool


def weasyprint() -> Path | None:
    """Return the Python that has WeasyPrint, installed anew when its lock has changed; None without Pango."""
    home = SCRATCH.parent / "weasyprint"
    python, stamp = home / "bin" / "python", home / "lock.sha256"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print("Installing WeasyPrint …", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True, timeout=120)
        pip = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([*pip, "-r", LOCK], check=True, timeout=600)
        stamp.write_text(digest)
    if subprocess.run([python, "-c", "import weasyprint"], capture_output=True, timeout=60).returncode:
        print("WeasyPrint is left out: it needs Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0).")
        return None
    return python


def _environment() -> dict[str, str]:
    """Return the environment of every run; compiled modules are kept, as when installed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {
        "PYTHONPATH": str(PACKAGE),
        "PYTHONSAFEPATH": "1",
        "PYTHONPYCACHEPREFIX": str(SCRATCH.parent / "pycache"),
        "SOURCE_DATE_EPOCH": "0",
    }


def measured(commands: Sequence[Sequence[str | Path]], timeout: float) -> Measure:
    """Run the commands one after another, each bounded by `timeout` seconds; return what they took."""
    env, log = _environment(), SCRATCH / "run.log"
    runs = [run(command, env, log, timeout=timeout, sample=False) for command in commands]
    seconds, cpu = sum(one.seconds for one in runs), sum(one.cpu for one in runs)
    return Measure(seconds, cpu, max(one.largest for one in runs), 0)


def row(course: str, tool: str, runs: Sequence[Measure], pdf: Path) -> Row:
    """Read the PDF back and return the line of the table."""
    with pikepdf.open(pdf) as opened:
        pages, tagged = len(opened.pages), "/StructTreeRoot" in opened.Root
    seconds, memory = min(one.seconds for one in runs), max(one.largest for one in runs) / 1e6
    return Row(course, tool, seconds, memory, pages, pdf.stat().st_size / 1e6, tagged)


def ways(site: sites.Site, python: Path | None) -> dict[str, tuple[Path, list[list[str | Path]]]]:
    """Return for each program the PDF and the commands that make it, each from nothing."""
    out = SCRATCH / "out"
    sphinx: list[str | Path] = [sys.executable, "-m", "sphinx", "-q", "-b"]
    ours: list[str | Path] = ["-q", "-b", "binder", "-d", out / "trees", site.ours, out / "ours"]
    found: dict[str, tuple[Path, list[list[str | Path]]]] = {
        "Værtskab, the binder": (out / "ours" / BINDER, [[sys.executable, "-c", ALONE, *ours]]),
        "Værtskab, all PDFs": (out / "ours" / BINDER, [[sys.executable, "-m", "sphinx", *ours]]),
    }
    if python:
        single = [*sphinx, "singlehtml", "-d", out / "trees", site.bare, out / "single"]
        html, pdf = out / "single" / "index.html", out / "weasyprint.pdf"
        press: list[str | Path] = [python, "-m", "weasyprint", "-q", "--pdf-tags", html, pdf]
        found["WeasyPrint"] = pdf, [single, press]
    if shutil.which("xelatex"):
        tex = [*sphinx, "latex", "-D", "latex_engine=xelatex", "-d", out / "trees", site.bare, out / "tex"]
        make: list[str | Path] = ["make", "-s", "-C", out / "tex", "LATEXMKOPTS=-silent", "all-pdf"]
        found["xelatex"] = out / "tex" / "kurset.pdf", [[*tex, "-D", "latex_documents.0=index"], make]
    else:
        print("xelatex is left out: it is not installed.\n")
    return found


def rounds(site: sites.Site, count: int, python: Path | None, timeout: float) -> list[Row]:
    """Make the PDFs of `site` with each program in turn, `count` times over."""
    taken: dict[str, list[Measure]] = {}
    found: dict[str, Row] = {}
    for number in range(count):
        for name, (pdf, commands) in ways(site, python).items():
            print(f"{site.name}, {number + 1}/{count}: {name}", file=sys.stderr)
            shutil.rmtree(SCRATCH / "out", ignore_errors=True)
            (SCRATCH / "out").mkdir()
            taken.setdefault(name, []).append(measured(commands, timeout))
            found[name] = row(site.name, name, taken[name], pdf)
    return list(found.values())
