"""Bring the catalogues up to date: `make tekster`, after a change in a text that is shown.

Every text in `_("…")`, `N_("…")` or `ngettext` of Python and Jinja, the three of a rule,
`text("…")` of a script and `t("…")` of a Typst layout gets its place in both .po files; what nothing says
any more is taken out.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from vaertskab.model.language import DOMAIN, LANGUAGES, LOCALE, SOURCE

PACKAGE = LOCALE.parent
_HEADER = """\
msgid ""
msgstr ""
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
#: What marks a text for translation, and which of its arguments are texts, as Babel says it.
MARKS = {"_": None, "N_": None, "ngettext": (1, 2), "count": (1, 2), "rule": None}
_IN_TYPST = re.compile(r'(?<![\w.-])t\(\s*("(?:[^"\\]|\\.)*")')

_Found = Iterable[tuple[int, str, str | tuple[str, ...], list[str]]]


def _python(file: BinaryIO, keywords: Mapping[str, object], comment_tags: object, options: object) -> _Found:
    """Yield the texts of a module in order, as Babel's extractors do: theirs looks into no f-string."""
    calls: list[ast.Call] = []

    class Visitor(ast.NodeVisitor):
        def visit_Call(self, node: ast.Call) -> None:
            calls.append(node)
            self.generic_visit(node)

    Visitor().visit(ast.parse(file.read()))
    for at, call in enumerate(calls):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name in keywords:
            # The decorator of a rule holds three texts, and the mails' `count` has its number first.
            taken = (
                call.args[1:3] if name == "count" else call.args[: {"ngettext": 2, "rule": 3}.get(name, 1)]
            )
            said = [
                one.value for one in taken if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            if name == "rule":
                yield from ((at, name, text, []) for text in said)
            elif said and len(said) == len(taken):
                yield at, name, tuple(said) if len(said) > 1 else said[0], []


def _typst(file: BinaryIO, keywords: object, comment_tags: object, options: object) -> _Found:
    """Yield the texts of a Typst layout, as Babel's extractors do."""
    source = file.read().decode("utf-8")
    for found in _IN_TYPST.finditer(source):
        yield source.count("\n", 0, found.start()) + 1, "t", ast.literal_eval(found[1]), []


#: By the end of a file's name: how texts are found in it, and what the functions are called that mark them.
WAYS = {
    ".py": (_python, MARKS),
    ".html": ("jinja2.ext:babel_extract", MARKS),
    ".jinja": ("jinja2.ext:babel_extract", MARKS),
    ".js": ("javascript", {"text": None, "ngettext": (1, 2)}),
    ".typ": (_typst, {"t": None}),
}


def collected() -> Catalog:
    """Return every message of the package, without translation."""
    found = Catalog(locale=SOURCE)
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in WAYS or "vendor" in path.parts:
            continue
        method, keywords = WAYS[path.suffix]
        options = {"silent": "false", "parse_template_string": "true", "encoding": "utf-8"}
        with path.open("rb") as file:
            for line, message, _, _ in extract(method, file, keywords, options=options):
                found.add(message, locations=[(path.relative_to(PACKAGE).as_posix(), line)])
    return found


def path_of(code: str) -> Path:
    """Return the path of the catalogue of a language."""
    return LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def updated(code: str, messages: Catalog) -> str:
    """Return the catalogue of a language with `messages` and no others: without dates, lines and folds."""
    with path_of(code).open("rb") as file:
        catalogue = read_po(file, locale=code)
    catalogue.update(messages, no_fuzzy_matching=True)
    written = io.BytesIO()
    write_po(
        written, catalogue, width=0, omit_header=True, sort_by_file=True, ignore_obsolete=True,
        include_lineno=False,
    )  # fmt: skip
    return _HEADER.format(code=code) + written.getvalue().decode("utf-8").strip() + "\n"


def main() -> int:
    """Write the catalogues, and say how many texts each has no words for yet."""
    messages = collected()
    for code in LANGUAGES:
        if code != SOURCE:
            text = updated(code, messages)
            path_of(code).write_text(text, "utf-8", newline="\n")
            missing = len(re.findall(r'^msgstr(?:\[0\])? ""\n(?!")', text, re.MULTILINE))
            print(f"{path_of(code).relative_to(PACKAGE.parent)}: {missing} tekster mangler.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
