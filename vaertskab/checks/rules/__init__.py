"""What a course must keep to. One function a rule; a file for each thing that rules are about.

`vaertskab check --regler` and the editor's page list the promises; a build and `vaertskab check` tell where
they are broken.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from vaertskab.checks.findings import TYPE, Finding
from vaertskab.checks.rules import (
    blocks,
    files,
    film,
    former_addresses,
    front_matter,
    language,
    links,
    markup,
    meetings,
    options,
    organisation,
    outside,
    pasted,
    questions,
    recordings,
    routes,
    search,
    talks,
    weekly,
    writing,
)
from vaertskab.checks.rules.base import RULES, UNREADABLE, Material, Rule
from vaertskab.checks.rules.material import has_words, material_of
from vaertskab.model.language import _
from vaertskab.outputs.shared import existing_films as films

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

__all__ = [
    "RULES", "Material", "Rule", "blocks", "broken", "files", "film", "former_addresses", "front_matter",
    "language", "links", "markup", "material_of", "meetings", "options", "organisation", "outside", "pasted",
    "questions", "recordings", "routes", "search", "talks", "weekly", "writing",
]  # fmt: skip

logger = logging.getLogger(__name__)

#: So close to another finding, a rule that comes last has nothing to add.
LINES_AROUND = 4
#: What files or films are judged by, not pages: a build tells it also when no page has changed.
ABOUT_RECORDINGS = [rule for rule in RULES if rule.broken.__module__ == recordings.__name__]
ABOUT_FILMS = [rule for rule in RULES if rule.broken.__module__ == film.__name__]


def broken(material: Material) -> Iterator[tuple[Rule, str, int, str]]:
    """Yield each rule that is broken, with docname, line (from 1) and the message with its fix."""
    already_reported: dict[str, object] = dict.fromkeys(material.unread)  # the parser has told of these
    already_reported |= {
        name: writing.files_are_utf8 for name, text in material.texts.items() if UNREADABLE in text
    }
    already_reported |= dict.fromkeys(material.empty(), writing.pages_hold_something)
    for rule in (*RULES, *material.outside):
        try:
            for docname, line, words in rule.broken(material):
                # Of a page that is not text, is empty or cannot be read, that is all there is to say.
                if docname not in already_reported or rule.broken is already_reported[docname]:
                    yield rule, docname, line, rule.told(words)
        except Exception as error:  # one rule that fails hides no other
            file, line = outside.place_of(rule, error)
            message = _(
                "Reglen »{promise}« kan ikke prøves på alle sider. (Programmet siger: {said})"
            ).format(promise=rule.shown_promise, said=f"{type(error).__name__}: {error}")
            yield replace(rule, advice=False, last=False), file, line, message


def report_broken_rules(app: Sphinx, material: Material, chosen: Iterable[Rule] = ()) -> set[str]:
    """Tell where the `chosen` rules (else all) are broken; return the docnames and files, advice left out."""
    env, found = app.env, set()
    kept = set(chosen)
    every = [one for one in broken(material) if not kept or one[0] in kept]
    near = {(one.file, one.line) for one in app.kursus_findings}  # type: ignore[attr-defined]
    near |= {(f"{docname}.md", line) for rule, docname, line, _ in every if not rule.last}
    for rule, docname, line, message in every:
        # What has been told of the lines around explains it, or hides it until it has been put right.
        if rule.last and any(
            (f"{docname}.md", line + by) in near for by in range(-LINES_AROUND, LINES_AROUND + 1)
        ):
            continue
        # A rule may also tell of a file that is no page.
        is_page = docname in env.found_docs
        if rule.advice:
            path = Path(env.doc2path(docname)).relative_to(app.srcdir).as_posix() if is_page else docname
            app.kursus_advice.append(Finding(path, line, message, advice=True))  # type: ignore[attr-defined]
        else:
            place = (docname, line) if is_page else f"{Path(app.srcdir, docname)}:{line}"
            logger.warning("%s", message, location=place, type=TYPE, subtype=rule.name)
            found.add(docname)
    return found


def _check(app: Sphinx, env: BuildEnvironment) -> None:
    # What only reads builds nothing: the films that it can tell of are those of `make`.
    out = Path(app.srcdir, "_build", "html") if app.builder.name == "proof" else Path(app.outdir)
    material = material_of(env, films.folder_of(out))
    # What makes films tells of them when they are made: until then they are old.
    report_broken_rules(app, replace(material, films={}) if app.builder.name == "film" else material)


def _without_glossary(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Of a glossary that is gone, one finding is enough; a rule tells it."""
    return True if node["reftype"] == "term" and not has_words(app.env) else None


def _ours(app: Sphinx, config: Config) -> None:
    """Leave to our rules what they tell better, with the line; other files than Markdown are no pages."""
    root = Path(app.srcdir)
    every = (*RULES, *outside.find(root).rules)
    config["kursus_rules"] = tuple(
        rule.shown_promise + (_(" Det er kun et råd.") if rule.advice else "") for rule in every
    )
    written = root / outside.FILE
    config["kursus_rules_code"] = written.read_text("utf-8", "replace") if written.is_file() else ""
    config["source_suffix"] = {".md": "markdown"}
    config["suppress_warnings"] = [
        *config.suppress_warnings,
        "image.not_readable",
        "misc.highlighting_failure",
        "myst.topmatter",
        "toc.not_included",
    ]


def _advise(app: Sphinx, exception: Exception | None) -> None:
    """Tell what is worth a look; advice never makes a build fail."""
    if app.builder.name == "proof":
        return  # `vaertskab check` prints it among the rest
    for finding in sorted(app.kursus_advice):  # type: ignore[attr-defined]
        print(finding, file=sys.stderr)


def _read_again(app: Sphinx, exception: Exception | None) -> None:
    """After a build with faults, forget what was read.

    Sphinx tells most faults when it reads a page, and reads an unchanged page once only: the second
    build of a broken course would pass.
    """
    if (exception or app._warncount) and not app.config.kursus_live:
        Path(app.doctreedir, "environment.pickle").unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Tell every broken rule as a warning of type `kursus`; the build treats warnings as errors."""
    app.kursus_advice = []  # type: ignore[attr-defined]
    # What the course's own rules say: when they change, every page is looked at again.
    app.add_config_value("kursus_rules_code", "", "env", types=frozenset({str}))
    app.connect("config-inited", _ours)
    app.connect("env-check-consistency", _check)
    app.connect("warn-missing-reference", _without_glossary)
    app.connect("build-finished", _advise)
    app.connect("build-finished", _read_again, priority=900)
