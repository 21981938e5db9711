"""Rules from outside: of packages that are installed, and of the course itself.

A package names its module of rules as an entry point of the group `vaertskab.rules`. A course has them in
`regler.py` beside kursus.toml. Both are Python that runs when the course is read, as conf.py does, and use
`rule` of `vaertskab.checks.rules.base`.
"""

from __future__ import annotations

import runpy
import traceback
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from vaertskab.checks.rules.base import RULES, Rule
from vaertskab.model.errors import CourseError

FILE = "regler.py"
GROUP = "vaertskab.rules"


def rules_for(root: Path) -> tuple[Rule, ...]:
    """Return the rules from outside for the course in `root`.

    :raises CourseError: a module of rules cannot be run.
    """
    path = root / FILE
    own = _of_course(path, path.stat().st_mtime_ns) if path.is_file() else ()
    return (*_of_packages(), *own)


@cache
def _of_packages() -> tuple[Rule, ...]:
    found: list[Rule] = []
    for point in entry_points(group=GROUP):
        try:
            found += _added_by(point.load)
        except Exception as error:
            said = f"Reglerne i pakken {point.value} kan ikke læses. (Programmet siger: {error})"
            raise CourseError("conf.py", 1, said) from error
    return tuple(found)


@cache
def _of_course(path: Path, stamp: int) -> tuple[Rule, ...]:
    try:
        return tuple(_added_by(lambda: runpy.run_path(str(path), run_name="regler")))
    except Exception as error:
        said = f"Filen kan ikke køres. Ret linjen. (Programmet siger: {error})"
        raise CourseError(path.name, _line_of(error, path), said) from error


def _added_by(run: Callable[[], object]) -> list[Rule]:
    """Return the rules that `run` registers; ours stay the only ones that are always there."""
    before = len(RULES)
    try:
        run()
        return RULES[before:]
    finally:
        del RULES[before:]


def _line_of(error: Exception, path: Path) -> int:
    """Return the line of the file at which the error came, or 1."""
    if isinstance(error, SyntaxError):
        return error.lineno or 1
    frames = traceback.extract_tb(error.__traceback__)
    return next((frame.lineno or 1 for frame in reversed(frames) if frame.filename == str(path)), 1)
