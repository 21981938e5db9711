"""What is wrong with the course, and where: one finding a line, in the course's language.

A finding is our own (a rule in `vaertskab.checks.rules`) or one of Sphinx's, MyST's or docutils' warnings,
which `vaertskab.checks.translation` puts into its words. Both come through Sphinx's log, so that a build and
`vaertskab check` tell the same things in the same words.
"""

from __future__ import annotations

import contextlib
import json
import logging
import posixpath
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from myst_parser.mdit_to_docutils.base import default_slugify
from sphinx.util.logging import ColorizeFormatter, WarningStreamHandler

from vaertskab.checks import translation
from vaertskab.model.errors import ADVICE
from vaertskab.model.hints import nearest, suggestion
from vaertskab.model.language import _
from vaertskab.reading.files import PAGES
from vaertskab.reading.refusals import visible

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Type of our own warnings.
TYPE = "kursus"
_LISTED = re.compile(r"(?:toctree contains .*'|duplicated entry found in toctree: )([^']+)")
#: What our roles tell of: they know their paragraph's first line, as others do.
_ROLES = (f"{TYPE}.ordlyd", f"{TYPE}.oplysning")
_QUOTED = re.compile(r"['\"»«‘]([^'\"»«‘’]{2,})['\"«»’]")
_NO_HEADING = re.compile(
    r"local id not found in doc '(?P<page>[^']+)': '(?P<heading>[^']+)'"
    r"|'myst' cross-reference target not found: '(?P<local>[\w-]+)'"
)
_DEAD = re.compile(r"'myst' (?:cross-reference|reference) target not found: '(?!\w+:)([^']+)'")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something to mend. `file` is a POSIX path from the root; `line` counts from 1."""

    file: str
    line: int
    message: str
    advice: bool = False

    def __post_init__(self) -> None:
        """Keep the message on one line, without what a page quotes to move a terminal's cursor."""
        if not self.message.isprintable():
            object.__setattr__(self, "message", visible(self.message))

    def __str__(self) -> str:
        """Return the finding as it is printed: file:line: message."""
        told = _(ADVICE).format(message=self.message) if self.advice else self.message
        return f"{visible(self.file)}:{self.line}: {told}"


class _Plain(logging.Formatter):
    """Prints a warning as its finding says, without "WARNING" and without a place before it."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging names it so
        """Return the finding's line."""
        return str(record.msg)


class _Coloured(_Plain, ColorizeFormatter):
    """The same, in the colour of a warning."""


class _InItsWords(logging.Filter):
    """Put a warning into the course's language before it is printed, and keep what it says."""

    def __init__(self, root: Path, kept: set[Finding]) -> None:
        super().__init__()
        self.root, self.kept = root, kept

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record`, and let it pass unless the same has been told."""
        told = finding(record, self.root)
        if told in self.kept or translation.told_by_a_rule(str(record.msg), told.line):
            return False
        self.kept.add(told)
        record.msg, record.args = str(told), ()
        return True


def _place(location: object, root: Path) -> tuple[str, int]:
    """Return file and line of Sphinx's "path:line" (either may be missing)."""
    text = str(location or "")
    path, _, number = text.rpartition(":")
    if not number.isdecimal():
        path, number = text.rstrip(":"), "1"
    path = path.split(":docstring of", 1)[0]
    # As written: a page that is a symlink is told where it stands, not where it leads.
    with contextlib.suppress(ValueError):
        path = Path(path).absolute().relative_to(root).as_posix() if path else "conf.py"
    line = max(1, int(number))
    if line > 1:
        with contextlib.suppress(OSError):
            # MyST counts a line or two too many inside blocks that are never closed.
            line = min(line, (root / path).read_bytes().count(b"\n") + 1)
    return path, line


def finding(record: logging.LogRecord, root: Path) -> Finding:
    """Return what a warning in Sphinx's log says, in the course's language; `root` is the course's folder."""
    kind = f"{getattr(record, 'type', '') or ''}.{getattr(record, 'subtype', '') or ''}"
    message = str(record.msg) % record.args if record.args else str(record.msg)
    message = message.removesuffix(f" [{kind}]")
    file, line = _place(getattr(record, "location", None), root)
    if kind in _ROLES or not kind.startswith(f"{TYPE}."):
        line = _named(message, root / file, line)
    if not kind.startswith(f"{TYPE}."):
        line = _entry(message, root / file, line)
        message = translation.told(message.replace(f"{root}/", ""), kind) + _nearest(message, root, file)
    return Finding(file, line, message)


def _named(message: str, page: Path, line: int) -> int:
    """Return the line, in the paragraph at `line`, on which what `message` quotes stands.

    Of what stands in a paragraph of several lines, MyST knows the first line only.
    """
    with contextlib.suppress(OSError):
        below = page.read_text("utf-8", errors="replace").split("\n")[line - 1 :]
        paragraph = below[: next((at for at, written in enumerate(below) if not written.strip()), None)]
        for quoted in _QUOTED.findall(message):
            for at, written in enumerate(paragraph):
                if quoted in written:
                    return line + at
    return line


def _entry(message: str, page: Path, line: int) -> int:
    """Return the line of the list's entry that `message` tells of; Sphinx knows where the list begins."""
    if found := _LISTED.match(message):
        name = found[1].rpartition("/")[2]
        last = 0
        with contextlib.suppress(OSError):
            for number, written in enumerate(page.read_text("utf-8", errors="replace").split("\n"), 1):
                entry = written.strip().strip(">").removesuffix(".md").rpartition("<")[2]
                if number > line and entry.rpartition("/")[2] == name:
                    last = number
                    if not found[0].startswith("dup"):
                        break  # of an entry that stands twice, the last one is told
        return last or line
    return line


def _nearest(message: str, root: Path, file: str) -> str:
    """Return " Mente du »…«?" for a dead link that looks like one to a page or a heading, or ""."""
    if found := _NO_HEADING.match(message):
        page = root / (f"{found['page']}.md" if found["page"] else file)
        if near := _nearest_heading(page, found["heading"] or found["local"]):
            return near
    if not (found := _DEAD.match(message)):
        return ""
    wanted = found[1].replace("\\", "/").rpartition("/")[2].partition("#")[0].lower()
    pages = {page.name: page for name in PAGES for page in sorted((root / name).rglob("*.md"))}
    stem = wanted.removesuffix(".html").removesuffix(".md")
    close = nearest(f"{stem}.md", pages, 0.7)
    if not close or not stem or close == "index.md":
        return ""
    return suggestion(posixpath.relpath(pages[close].relative_to(root), posixpath.dirname(file)))


def _nearest_heading(page: Path, wanted: str) -> str:
    """Return " Mente du »#…«?" for the heading of `page` whose address looks most like `wanted`, or ""."""
    with contextlib.suppress(OSError):
        lines = page.read_text("utf-8", errors="replace").split("\n")
        slugs = [default_slugify(found[1]) for line in lines if (found := re.match(r"#{1,3}\s+(.*)", line))]
        close = nearest(wanted, slugs, 0.5)
        return suggestion(f"#{close}") if close else ""
    return ""


def as_text(findings: Iterable[Finding]) -> str:
    """Return one line a finding."""
    return "".join(f"{found}\n" for found in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """Return a JSON list of {file, line, message, advice}."""
    return json.dumps([asdict(found) for found in findings], ensure_ascii=False, indent=1) + "\n"


def _escape(text: str, *, parameter: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if parameter else text


def as_github(findings: Iterable[Finding]) -> str:
    """Return GitHub's workflow commands, which stand at their line in a pull request.

    Source: GitHub's documentation of workflow commands for GitHub Actions.
    """
    return "".join(
        f"::{'notice' if found.advice else 'error'} file={_escape(found.file, parameter=True)},"
        f"line={found.line}::{_escape(found.message)}\n"
        for found in findings
    )


def setup(app: Sphinx) -> None:
    """Print every warning of a build as a finding; `app.kursus_findings` keeps them."""
    app.kursus_findings = set()  # type: ignore[attr-defined]
    for handler in logging.getLogger("sphinx").handlers:
        if isinstance(handler, WarningStreamHandler):
            # Sphinx colours its log wherever CI is set; a log must begin each line with the file's name.
            handler.setFormatter(_Coloured() if sys.stderr.isatty() else _Plain())
            handler.addFilter(_InItsWords(Path(app.srcdir).resolve(), app.kursus_findings))  # type: ignore[attr-defined]
