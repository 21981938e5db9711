"""What is wrong with the course, and where: one finding a line, in Danish.

A finding is our own (a rule in `vaertskab.rules`) or one of Sphinx's, MyST's or docutils' warnings, which
`vaertskab.translation` puts into Danish. Both come through Sphinx's log, so that a build and `vaertskab
check` tell the same things in the same words.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import SphinxWarningLogRecord, WarningStreamHandler

from vaertskab import translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: Type of our own warnings.
TYPE = "kursus"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something to mend. `file` is a POSIX path from the root; `line` counts from 1."""

    file: str
    line: int
    message: str
    advice: bool = False

    def __str__(self) -> str:
        """Return the finding as it is printed: file:line: message."""
        return f"{self.file}:{self.line}: {'Råd: ' if self.advice else ''}{self.message}"


class _DanishRecord(SphinxWarningLogRecord):
    """A warning that is printed as its finding says, without "WARNING"."""

    def getMessage(self) -> str:  # noqa: N802  logging names it so
        """Return the finding's line."""
        return str(self.msg)


class _InDanish(logging.Filter):
    """Put a warning into Danish before it is printed."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record`; always keep it."""
        record.msg, record.args = str(finding(record, self.root)), ()
        record.__class__ = _DanishRecord
        return True


def _place(location: object, root: Path) -> tuple[str, int]:
    """Return file and line of Sphinx's "path:line" (either may be missing)."""
    text = str(location or "")
    path, _, number = text.rpartition(":")
    if not number.isdecimal():
        path, number = text.rstrip(":"), "1"
    path = path.split(":docstring of", 1)[0]
    with contextlib.suppress(ValueError):
        path = Path(path).resolve().relative_to(root).as_posix() if path else "conf.py"
    return path, max(1, int(number))


def finding(record: logging.LogRecord, root: Path) -> Finding:
    """Return what a warning in Sphinx's log says, in Danish, with `root` the course's folder."""
    kind = f"{getattr(record, 'type', '') or ''}.{getattr(record, 'subtype', '') or ''}"
    message = str(record.msg) % record.args if record.args else str(record.msg)
    message = message.removesuffix(f" [{kind}]")
    file, line = _place(getattr(record, "location", None), root)
    if not kind.startswith(f"{TYPE}."):
        message = translation.danish(message, kind)
    return Finding(file, line, message)


class Collector(logging.Handler):
    """Keeps the findings that pass through Sphinx's log."""

    def __init__(self, app: Sphinx) -> None:
        """Collect for the course that `app` reads."""
        super().__init__(logging.WARNING)
        self.root = Path(app.srcdir).resolve()
        self.findings: set[Finding] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the finding that `record` tells."""
        self.findings.add(finding(record, self.root))


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
    """Print every warning of a build as a finding."""
    for handler in logging.getLogger("sphinx").handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.addFilter(_InDanish(Path(app.srcdir).resolve()))
