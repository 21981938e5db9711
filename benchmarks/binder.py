"""How fast the binder is made, beside WeasyPrint and xelatex on the same pages.

`.venv/bin/python benchmarks/binder.py [--large] [--rounds N]` makes one PDF of this course from its
Markdown with each program in turn and prints one Markdown table. Everything starts from nothing in a
fresh process, with Sphinx on all cores as in `make`; the fastest round counts. WeasyPrint gets one page of
HTML from bare Sphinx, and xelatex its LaTeX; the time of Sphinx is counted in, as in ours. LaTeX reads no
SVG: its figures are made PDFs beforehand, which is not counted. xelatex and latexmk are used where they are
installed (Debian: texlive-xetex, texlive-lang-european, texlive-fonts-recommended, tex-gyre,
fonts-freefont-otf, latexmk). `--large` adds 1,000 modules.
WeasyPrint has a virtual environment of its own, from requirements-weasyprint.lock (weasyprint>=66, `uv
pip compile --generate-hashes --universal --no-header --no-annotate --python-version 3.11`).
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

import pikepdf
import sites
import typst
from measure import Measure, RunError, run

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".cache" / "benchmark" / "binder"
PACKAGE = SCRATCH / "package"  # a copy, so that an edit while the benchmark runs changes nothing
LOCK = Path(__file__).with_name("requirements-weasyprint.lock")
OUT = SCRATCH / "out"
BINDER = "vaertskab-mappe.pdf"
LARGE = 1012
COURSE = "this course"
OURS, ALL, WEASY, TEX = "Værtskab, the binder", "Værtskab, all PDFs", "WeasyPrint", "xelatex"
#: Where xelatex's sources are, and whether it can be used: Sphinx's Makefile for it calls latexmk.
TEX_SOURCE = SCRATCH / "tex"
TEX_READY = bool(shutil.which("xelatex") and shutil.which("latexmk"))
#: Seconds, share of WeasyPrint's, and what 1,000 modules may take: seconds and MB.
LIMIT, SHARE, LARGE_LIMIT, MEMORY_LIMIT = 2.0, 0.25, 60.0, 1000.0
#: Our builder with no other document than the binder, which of a large course is laid out in pieces, as when
#: all are made; takes the arguments of sphinx-build.
ALONE = """\
import sys
from sphinx.cmd.build import main
from vaertskab.binder import builder, compile, documents
def binder(material):
    compile.MANY = 0 if len(material.bodies) > compile.MANY else compile.MANY
    return [documents.binder(material)]
documents.all_documents, builder.BinderBuilder._others = binder, lambda *_: ()
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One PDF: seconds, processor time, peak memory (MB) of all its processes, and what the file is like."""

    course: str
    tool: str
    seconds: float
    cpu: float
    memory: float
    pages: int
    size: float
    tagged: bool


def weasyprint() -> Path | None:
    """Return the Python that has WeasyPrint, installed anew when its lock has changed; None without Pango."""
    home = SCRATCH.parent / "weasyprint"
    python, stamp = home / "bin/python", home / "lock.sha256"
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        print("Installing WeasyPrint …", file=sys.stderr)
        shutil.rmtree(home, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", home], check=True, timeout=120)
        pip: list[str | Path] = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*pip, "--require-hashes", "-r", LOCK], check=True, timeout=600)
        stamp.write_text(digest)
    if subprocess.run([python, "-c", "import weasyprint"], capture_output=True, timeout=60).returncode:
        print("WeasyPrint is left out: it needs Pango (Debian: libpango-1.0-0, libpangoft2-1.0-0).")
        return None
    return python


def measured(commands: Sequence[Sequence[str | Path]], timeout: float) -> Measure:
    """Run the commands one after another, each bounded by `timeout` seconds; return what they took."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pycache = str(SCRATCH.parent / "pycache")
    fixed = {"PYTHONSAFEPATH": "1", "PYTHONPYCACHEPREFIX": pycache, "SOURCE_DATE_EPOCH": "0"}
    env, log = kept | fixed | {"PYTHONPATH": str(PACKAGE)}, SCRATCH / "run.log"
    runs = [run(command, env, log, timeout=timeout, sample=True) for command in commands]
    seconds, cpu = sum(one.seconds for one in runs), sum(one.cpu for one in runs)
    memory = max(max(one.largest, one.tree) for one in runs)  # where the system tells no tree, the largest
    return Measure(seconds, cpu, memory, 0)


def row(course: str, tool: str, runs: Sequence[Measure], pdf: Path) -> Row:
    """Read the PDF back and return the line of the table."""
    with pikepdf.open(pdf) as opened:
        pages, tagged = len(opened.pages), "/StructTreeRoot" in opened.Root
    best, memory = min(runs, key=lambda one: one.seconds), max(one.largest for one in runs) / 1e6
    return Row(course, tool, best.seconds, best.cpu, memory, pages, pdf.stat().st_size / 1e6, tagged)


def ways(site: sites.Site, python: Path | None) -> dict[str, tuple[Path, list[list[str | Path]]]]:
    """Return for each program the PDF and the commands that make it, each from nothing."""
    options: list[str | Path] = ["-q", "-j", "auto", "-d", OUT / "trees"]
    sphinx: list[str | Path] = [sys.executable, "-m", "sphinx", *options]
    ours: list[str | Path] = ["-b", "binder", site.ours, OUT]
    alone: list[str | Path] = [sys.executable, "-c", ALONE, *options]
    found = {OURS: (OUT / BINDER, [[*alone, *ours]]), ALL: (OUT / BINDER, [[*sphinx, *ours]])}
    if python:
        html, pdf = OUT / "index.html", OUT / "weasyprint.pdf"
        single = [*sphinx, "-b", "singlehtml", site.bare, OUT]
        found[WEASY] = pdf, [single, [python, "-m", "weasyprint", "-q", "--pdf-tags", html, pdf]]
    if TEX_READY:
        latex = ["-b", "latex", "-D", "latex_engine=xelatex", "-D", "project=kurset"]
        tex = [*sphinx, *latex, TEX_SOURCE, OUT]
        found[TEX] = OUT / "kurset.pdf", [tex, ["make", "-s", "-C", OUT, "LATEXMKOPTS=-silent"]]
    return found


def for_tex(bare: Path) -> None:
    """Copy the sources in `bare` to where xelatex's are, with each SVG turned into a PDF."""
    shutil.rmtree(TEX_SOURCE, ignore_errors=True)
    shutil.copytree(bare, TEX_SOURCE)
    for path in TEX_SOURCE.rglob("*.svg"):
        page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{path.name}")'
        path.with_suffix(".typ").write_text(page, "utf-8")
        typst.compile(path.with_suffix(".typ"), output=path.with_suffix(".pdf"))
    for path in TEX_SOURCE.rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace(".svg", ".pdf"), "utf-8")


def rounds(name: str, site: sites.Site, tools: Sequence[str], options: argparse.Namespace) -> list[Row]:
    """Make the PDFs of `site` with each program in turn, as many times over as is asked for."""
    taken: dict[str, list[Measure]] = {tool: [] for tool in tools}
    found: dict[str, Row] = {}
    for number in range(options.rounds if name == COURSE else 1):
        chosen = ways(site, options.python)
        for tool in [tool for tool in tools if tool in chosen]:
            pdf, commands = chosen[tool]
            print(f"{name}, {number + 1}: {tool}", file=sys.stderr)
            shutil.rmtree(OUT, ignore_errors=True)
            OUT.mkdir()
            taken[tool].append(measured(commands, options.timeout))
            found[tool] = row(name, tool, taken[tool], pdf)
    return list(found.values())


def shortened(site: sites.Site) -> sites.Site:
    """Leave most of each module's text out, so that it takes one page."""
    for path in site.ours.glob("modules/*/modul-*.md"):
        head, first, _, third, *rest = path.read_text("utf-8").split("\n\n## ")
        kept = "\n\n".join([*first.split("\n\n")[:2], third[third.index(":::{prøv}") :]])
        path.write_text("\n\n## ".join([head, kept, *rest]), "utf-8")
    return site


def goals(rows: Sequence[Row]) -> str:
    """Return a line for each goal: reached or missed, the figure and the limit."""
    found = [("seconds for the binder", rows[0].seconds, LIMIT)]
    found += [("of WeasyPrint's", rows[0].seconds / one.seconds, SHARE) for one in rows if one.tool == WEASY]
    for one in rows:
        if one.course != COURSE:
            found.append((f"seconds, {one.course}", one.seconds, LARGE_LIMIT))
            found.append((f"MB of memory, {one.course}", one.memory, MEMORY_LIMIT))
    return "\n".join(
        f"- {'reached' if value <= limit else 'MISSED'}: {what}: {value:.2f} (at most {limit:g})"
        for what, value, limit in found
    )


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table; the ratio is to our binder of the same course."""
    lines = ["| course | made with | seconds | × our binder | CPU s | MB of memory | pages | MB | tagged |"]
    lines += ["|---|---|--:|--:|--:|--:|--:|--:|---|"]
    for one in rows:
        ratio = one.seconds / next(other.seconds for other in rows if other.course == one.course)
        told = f"| {one.course} | {one.tool} | {one.seconds:.2f} | {ratio:.2f} | {one.cpu:.2f} | "
        told += f"{one.memory:.0f} | {one.pages} | {one.size:.2f} | {'yes' if one.tagged else 'no'} |"
        lines += [told]
    return "\n".join(lines)


def main() -> None:
    """Make the PDFs, print the table and whether the goals are reached; exit with 1 when a program fails."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--large", action="store_true", help="1,000 modules too")
    parser.add_argument("--rounds", type=int, default=3, help="of each (default 3)")
    parser.add_argument("--timeout", type=float, default=300, help="seconds a program may take")
    options = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(PACKAGE, ignore_errors=True)
    shutil.copytree(ROOT / "vaertskab", PACKAGE / "vaertskab")
    options.python = weasyprint()
    print("" if TEX_READY else "xelatex is left out: it or latexmk is not installed.\n")
    try:
        site = sites.this_course(ROOT, SCRATCH)
        rounds("modules are compiled once, as an installer does", site, [OURS], options)
        if TEX_READY:
            for_tex(site.bare)
        rows = rounds(COURSE, site, [OURS, ALL, WEASY, TEX], options)
        if options.large:
            site = sites.generated(ROOT, SCRATCH, LARGE)
            rows += rounds("1,000 modules", site, [OURS], options)
            rows += rounds("1,000 modules of one page", shortened(site), [OURS], options)
    except RunError as error:
        sys.exit(str(error))
    print(table(rows))
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}.\n")
    print(goals(rows))


if __name__ == "__main__":
    main()
