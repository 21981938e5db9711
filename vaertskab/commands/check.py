"""`vaertskab check`: read the course, build nothing, and tell all that falls short."""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from vaertskab.checks import findings, spelling
from vaertskab.checks.findings import Finding
from vaertskab.checks.rules import RULES, outside
from vaertskab.model import settings, wordings
from vaertskab.model.language import N_, _, ngettext
from vaertskab.reading import brand, files
from vaertskab.reading.settings import UnusableError

#: Words that are right and that the dictionary lacks, one on a line.
WORD_LIST = "tests/ordliste.txt"
FRONT = "index.md"
_NO_FRONT = N_("Forsiden mangler. Hent den forrige udgave af filen igen.")
FORMATS = {"text": findings.as_text, "github": findings.as_github, "json": findings.as_json}


def check(root: Path) -> list[Finding]:
    """Read the course in the folder `root` and return every finding, faults and advice, sorted.

    Nothing is written in the folder, and nothing is kept: each call reads every page. A fault in kursus.toml
    or ordlyd.toml does not hide those in the pages.
    """
    collected: set[Finding] = set()
    already_reported: set[str] = set()
    while True:
        found, fault = _read(root, tuple(sorted(already_reported)))
        collected |= found
        if (
            fault is None
            or fault.file in already_reported
            or fault.file not in (settings.FILE, wordings.FILE, brand.CONF)
        ):
            return sorted(collected | ({fault} if fault else set()))
        collected.add(fault)
        already_reported.add(fault.file)


def _read(root: Path, standins: tuple[str, ...]) -> tuple[set[Finding], Finding | None]:
    """Read the pages without the files `standins`; return what was found, and what stopped the reading."""
    with tempfile.TemporaryDirectory() as scratch:
        try:
            # What a course registers with docutils is forgotten again: the next may be read here too.
            with patch_docutils(root), docutils_namespace():
                app = Sphinx(
                    root, root, scratch, scratch, "proof", status=None, warning=io.StringIO(), freshenv=True,
                    confoverrides={"kursus_standins": standins},
                )  # fmt: skip
                app.build(force_all=True)
            return app.kursus_findings | set(app.kursus_advice), None  # type: ignore[attr-defined]
        except (SphinxError, UnusableError) as error:
            return set(), finding_from_message(str(error))


def finding_from_message(message: str) -> Finding:
    """Return the finding that an error's message holds: "file:line: message", or only a message."""
    file, _colon, rest = message.partition(":")
    line, _colon, words = rest.partition(":")
    if line.isdecimal() and "\n" not in file:
        return Finding(file, int(line), words.strip())
    if "unable to load the master document" in message:
        return Finding(FRONT, 1, _(_NO_FRONT))
    first = message.strip().splitlines()[0] if message.strip() else _("ukendt fejl")
    return Finding("conf.py", 1, _("Kurset kan ikke læses. (Programmet siger: {said})").format(said=first))


def spelling_findings(root: Path) -> list[Finding]:
    """Return each word of the course in `root` that its language's dictionary and our own list do not know.

    :raises spelling.SpellingMissingError: the dictionary is not installed.
    :raises CourseError: our own list is not UTF-8.
    """
    own = root / WORD_LIST
    speller = spelling.Speller(spelling.read_words(own, WORD_LIST) if own.is_file() else ())
    found = [] if (root / FRONT).is_file() else [Finding(FRONT, 1, _(_NO_FRONT))]
    for page in course_files(root):
        for wrong in spelling.check(page.read_text("utf-8", errors="replace"), speller):
            message = _(
                "»{word}« er ikke i ordbogen.{hint} Ret ordet, eller skriv det i {list}, hvis det er rigtigt."
            ).format(word=wrong.word, hint=speller.hint(wrong.word), list=WORD_LIST)
            found.append(Finding(page.relative_to(root).as_posix(), wrong.line, message))
    return sorted(found)


def course_files(root: Path) -> list[Path]:
    """Return the course's pages in `root`, as files."""
    linked = {root / name for name in files.symlinks(root)}
    pages = (page for folder in files.PAGES for page in (root / folder).rglob("*.md"))
    ours = (page for page in (root / FRONT, *sorted(pages)) if not linked & {page, *page.parents})
    return [page for page in ours if page.is_file()]


def summary(found: Iterable[Finding]) -> str:
    """Return one line that counts what must be mended and what is worth a look."""
    found = list(found)
    faults = sum(not finding.advice for finding in found)
    advice = len(found) - faults
    if not found:
        return _("Alt er i orden.")
    told = {"faults": faults, "advice": advice}
    if faults and advice:
        return ngettext(
            "{faults} ting skal rettes, {advice} råd.", "{faults} ting skal rettes, {advice} råd.", faults
        ).format(**told)
    if faults:
        return ngettext("{faults} ting skal rettes.", "{faults} ting skal rettes.", faults).format(**told)
    return _("Intet skal rettes, {advice} råd.").format(**told)


def rules_text(root: Path) -> str:
    """Return the rules of the course in `root` as a list: what each promises, and how to mend it."""
    lines = []
    for rule in (*RULES, *outside.find(root).rules):
        promise = (
            _("{promise} (råd)").format(promise=rule.shown_promise) if rule.advice else rule.shown_promise
        )
        lines.append(f"{promise}\n    {rule.shown_fix}")
    return "\n".join(lines) + "\n"


def add_parsers(groups: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `check` to the program's commands."""
    about = _("Læser kurset uden at bygge det og siger, hvad der skal rettes.")
    parser = groups.add_parser("check", help=about, description=about)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help=_("hvordan svaret skrives"))
    parser.add_argument(
        "--regler", "--rules", action="store_true", help=_("viser de regler, kurset skal holde")
    )
    parser.add_argument("--stavning", "--spelling", action="store_true", help=_("prøver stavningen i stedet"))
    parser.add_argument("mappe", nargs="?", type=Path, default=Path(), help=_("kursets mappe (ellers denne)"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the findings and a summary; return 1 when anything must be mended, else 0."""
    root = arguments.mappe.resolve()
    if arguments.regler:
        sys.stdout.write(rules_text(root))
        return 0
    try:
        found = spelling_findings(root) if arguments.stavning else check(root)
    except spelling.SpellingMissingError as error:
        print(_("Fejl: {error}").format(error=error), file=sys.stderr)
        return 1
    sys.stdout.write(FORMATS[arguments.format](found))
    print(summary(found), file=sys.stdout if arguments.format == "text" else sys.stderr)
    return int(any(not finding.advice for finding in found))
