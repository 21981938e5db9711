"""What an editor wrote and no reader sees: the words of a page's file that its doctree does not hold.

Markdown has many ways to swallow text without a word: comments, explanations of links, cells beyond a
table's last column, lists that are too deep. Three that MyST adds are switched off, and what is left is
found by comparing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from markdown_it.common.entities import entities

from vaertskab.reading import vocabulary
from vaertskab.reading.fences import find_fences

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: MyST's own syntax that hides a line: `% a comment`, `+++ a break`, `(a-name)=`.
HIDING_SYNTAX = ("myst_line_comment", "myst_block_break", "myst_target")
#: What stands in a line for the program: a fence, an option, where a link leads, a role's name, attributes.
_FOR_THE_PROGRAM = re.compile(
    r"^\s*(?::{3,}|`{3,}|~{3,})\s*(?:\{[^}]*\})?"
    r"|^\s*:[\w-]+:(?:\s.*)?$"
    r"|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+[\"'(][^\n]*?[\"')])?\)(?:\{\s*width\s*=[^{}]*\})?"
    r"|\]\[[^\]]*\]"
    r"|\[\^[^\]]*\]:?"
    r"|\{[\w-]+\}(?=`)"
    r"|(?<=`)[^`<]*(?=<[^`>]*>`)"
    r"|\|[-:| ]+\|?$"
)
#: The document's attribute with text that the course leaves out on purpose.
LEFT_OUT = "left_out"
#: So many lines apart, two lost lines are two faults.
MAX_GAP_LINES = 4
_DEFINITION = re.compile(r"\s{0,3}\[(?P<label>[^\]]+)\]:\s*\S")
_ROLE = re.compile(r"\{([^\s{}`]+)\}`[^`]*`")
_ROLE_WITH_TARGET = re.compile(r"(\{[\w-]+\}`[^`<]*)<[^`>]*>`")
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^>\s]*>|<[^>\s@]+@[^>\s]+>")
_ENTITY = re.compile(r"&(#\d+|#[xX][0-9a-fA-F]+|\w+);")
_MARK = re.compile(r"[*_~\\]")
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(_MARK.sub("", text).casefold())


def _text(node: nodes.Node) -> str:
    """Return the words in `node`, a footnote's number apart from the word before it."""
    if isinstance(node, nodes.Text):
        return node.astext()
    return " " if isinstance(node, nodes.footnote_reference) else "".join(map(_text, node.children))


def _shown(document: nodes.document) -> Counter[str]:
    """Count the words that the page shows, its pictures' descriptions among them."""
    counted = Counter(_words(document.get(LEFT_OUT, "")))
    for node in document.findall():
        if isinstance(node, nodes.Invisible):
            continue
        if isinstance(node, nodes.TextElement) and not isinstance(node.parent, nodes.TextElement):
            counted.update(_words(_text(node)))
        if isinstance(node, nodes.Element):
            for name in ("alt", "title", "caption", "reftitle", "label"):
                if isinstance(value := node.get(name), str):
                    counted.update(_words(value))
        if isinstance(node, nodes.enumerated_list):
            start = int(node.get("start", 1))
            counted.update(str(start + at) for at in range(len(node.children)))
        if isinstance(node, (nodes.footnote_reference, nodes.system_message)):
            counted.update(_words(node.rawsource))
    return counted


def _written(lines: Sequence[str], begin: int) -> Iterator[tuple[int, list[str]]]:
    """Yield each line after `begin` with the words on it that a reader is to see."""
    found = find_fences("\n".join(lines))
    opened = {fence.line: fence for fence in found.named}
    languages = {fence.line for fence in found.code}
    named = ""
    for number, line in enumerate(lines[begin:], begin + 1):
        if fence := opened.get(number):
            named = fence.name
        if number in languages or (fence and not vocabulary.block_has_trait(named, "begins_with_text")):
            continue
        if number in found.verbatim:
            yield number, _words(line)
            continue
        if re.match(r"\s*:{3,}\s*$", line):
            named = ""
        if vocabulary.block_has_trait(named, "holds_names"):
            continue
        if (defined := _DEFINITION.match(line)) and _is_told_or_used(defined["label"], lines, number):
            continue
        text = _ROLE.sub(lambda e: "" if vocabulary.role_has_trait(e[1], "holds_a_key") else e[0], line)
        text = _ROLE_WITH_TARGET.sub(r"\1`", text)
        text = _AUTOLINK.sub("", text)
        text = _ENTITY.sub(lambda e: entities.get(e[1], " "), text)
        yield number, _words(_FOR_THE_PROGRAM.sub(" ", text))


def _is_told_or_used(label: str, lines: Sequence[str], at: int) -> bool:
    """Tell whether what line `at` explains, a link or a footnote, is used, or is told of by Sphinx."""
    others = (line for number, line in enumerate(lines, 1) if number != at)
    return label.startswith("^") or any(f"[{label}]".casefold() in line.casefold() for line in others)


def lost(lines: Sequence[str], begin: int, document: nodes.document) -> tuple[tuple[int, str], ...]:
    """Return the lines whose words the page does not show, with the first word that is missing.

    `lines` are the page's file, of which the first `begin` are its front matter; `document` is its doctree.
    """
    written = list(_written(lines, begin))
    missing = Counter(word for _, words in written for word in words)
    missing.subtract(_shown(document))
    missing = +missing
    if not missing:
        return ()
    found: dict[int, str] = {}
    # A word that is missing may stand on several lines: the one that has lost most of its words has lost it.
    # Of two that lost as much it is the later: what is too deep or too long is lost at its end.
    order = sorted(written, key=lambda one: (_part_of(one[1], missing), one[0]), reverse=True)
    for number, words in order:
        for word in words:
            if missing[word] > 0:
                missing[word] -= 1
                found.setdefault(number, word)
    return tuple(_first_of_each_run(found))


def _first_of_each_run(found: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the first of lines that follow each other closely: one fault lost them."""
    before = -MAX_GAP_LINES
    for number in sorted(found):
        if number - before > MAX_GAP_LINES:
            yield number, found[number]
        before = number


def _part_of(words: list[str], missing: Counter[str]) -> float:
    return sum(word in missing for word in words) / len(words) if words else 0.0


def _show_all(app: Sphinx, config: Config) -> None:
    config["myst_disable_syntax"] = [*config.myst_disable_syntax, *HIDING_SYNTAX]


def setup(app: Sphinx) -> None:
    """Switch off the syntax that hides what is written."""
    app.connect("config-inited", _show_all)
