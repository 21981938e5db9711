"""The English that Sphinx and sphinx-copybutton bring with them, read from their own files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import sphinx
import sphinx_copybutton

SPHINX = Path(sphinx.__file__).parent
COPYBUTTON = Path(sphinx_copybutton.__file__).parent / "_static" / "copybutton.js_t"
#: Where the words come from that end up on a page or in a reader's search: not from messages to editors.
READER_FACING = re.compile(
    r"^(?:themes/(?:basic|classic)/|writers/html5?\.py|writers/_html|locale/__init__|builders/html/"
    r"|environment/adapters/(?:indexentries|toctree)|domains/(?:std|changeset|index)"
    r"|directives/(?:admonitions|other|code)|transforms/)"
)
_ENTRY = re.compile(r'((?:^#: .*\n)+)(?:^#.*\n)*^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)', re.MULTILINE)
#: Messages of the build, logged and never shown to a reader.
_LOGGED = re.compile(
    r"%r|\bwarning\b.*%|^(?:unknown|unexpected|duplicate|invalid|cannot|failed|could)\b", re.I
)


def _joined(quoted: str) -> str:
    return "".join(str(ast.literal_eval(line)) for line in quoted.splitlines())


def catalogue() -> set[str]:
    """Return the reader-facing messages of Sphinx's catalogue, sphinx.pot."""
    text = (SPHINX / "locale" / "sphinx.pot").read_text("utf-8")
    found = set()
    for places, message in _ENTRY.findall(text):
        names = [place.partition(":")[0] for line in places.splitlines() for place in line[3:].split()]
        words = _joined(message)
        if any(READER_FACING.match(name) for name in names) and not _LOGGED.search(words):
            found.add(words)
    return found


def copybutton_labels() -> dict[str, str]:
    """Return the English of sphinx-copybutton's tooltips, by key; its icons' titles go with its icons."""
    script = COPYBUTTON.read_text("utf-8")
    english = re.search(r"'en': \{(.*?)\}", script, re.DOTALL)
    assert english is not None
    labels = dict(re.findall(r"'(\w+)': '([^']*)'", english[1]))
    return {key: labels[key] for key in re.findall(r"(?<!<title>\$\{)messages\[locale\]\['(\w+)'\]", script)}
