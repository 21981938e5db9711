"""Rules from outside: of packages that are installed, and of the course itself.

A package names its module of rules as an entry point of the group `vaertskab.rules`. A course has them in
`regler.py` beside kursus.toml. Both are Python that runs when the course is read, as conf.py does, and use
`rule` of `vaertskab.checks.rules.base`.
"""

from __future__ import annotations

import runpy
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from vaertskab.checks.rules.base import RULES, Material, Place, Rule, rule
from vaertskab.model.language import _

FILE = "regler.py"
GROUP = "vaertskab.rules"
#: What the course's own rules have for a module.
_MODULE = "regler"
#: The file that is named when a rule is none of the course's own.
ELSEWHERE = "conf.py"


@dataclass(frozen=True, slots=True)
class Outside:
    """The rules from outside, and why others cannot be had: file, line (from 1) and a Danish message each."""

    rules: tuple[Rule, ...] = ()
    faults: tuple[tuple[str, int, str], ...] = ()


def find(root: Path) -> Outside:
    """Return the rules from outside for the course in `root`."""
    path = root / FILE
    packages = _of_packages()
    own = _of_course(path, path.stat().st_mtime_ns) if path.is_file() else Outside()
    return Outside((*packages.rules, *own.rules), (*packages.faults, *own.faults))


def place_of(rule: Rule, error: Exception) -> tuple[str, int]:
    """Return the file, and the line in it, at which a rule could not be tried."""
    if rule.broken.__module__ != _MODULE:
        return ELSEWHERE, 1
    return FILE, _line_of(error, Path(rule.broken.__code__.co_filename))


@cache
def _of_packages() -> Outside:
    rules: list[Rule] = []
    faults = []
    for point in entry_points(group=GROUP):
        try:
            rules += _added_by(point.load)
        except Exception as error:
            said = _("Reglerne i pakken {name} kan ikke læses. (Programmet siger: {said})")
            faults.append((ELSEWHERE, 1, said.format(name=point.value, said=error)))
    return Outside(tuple(rules), tuple(faults))


@cache
def _of_course(path: Path, stamp: int) -> Outside:
    try:
        return Outside(tuple(_added_by(lambda: runpy.run_path(str(path), run_name=_MODULE))))
    except Exception as error:
        said = _("Filen kan ikke køres. Ret linjen. (Programmet siger: {said})").format(said=error)
        return Outside(faults=((path.name, _line_of(error, path), said),))


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


@rule(
    "Regler udefra kan køres: dem i regler.py, og dem i pakker.",
    "{what}",
    "Reglerne i den bliver ikke prøvet.",
)
def outside_rules_can_be_run(material: Material) -> Iterator[Place]:
    """Without them a course looks better than it is."""
    for file, line, what in material.unusable_rules:
        yield file, line, {"what": what}
