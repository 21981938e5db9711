"""A page as its editor wrote it: what the rules look at and no output needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from vaertskab import nodes as course_nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_FENCE = re.compile(r"^\s{0,3}(?P<mark>:{3,}|`{3,}|~{3,})(?P<rest>.*)$")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: its address as written, its path from the root, its alternative text."""

    uri: str
    path: str
    alt: str
    line: int


@dataclass(frozen=True, slots=True)
class Address:
    """A link: where it goes and what it says."""

    target: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a page's doctree says of how it was written; lines count from 1."""

    docname: str
    pictures: tuple[Picture, ...]
    links: tuple[Address, ...]
    titles: tuple[int, ...]
    raw: tuple[int, ...]
    tables_without_head: tuple[int, ...]
    ends_in_question: bool


def line_of(node: nodes.Node) -> int:
    """Return the source line of `node`, or of the nearest node around it that knows; else 1."""
    at: nodes.Node | None = node
    while at is not None:
        if at.line:
            return int(at.line)
        at = at.parent
    return 1


def _ends_in_question(document: nodes.document) -> bool:
    last: nodes.Node = document
    while not isinstance(last, course_nodes.question):
        shown = [child for child in last.children if not isinstance(child, nodes.Invisible)]
        if not shown or isinstance(last, nodes.TextElement):
            return False
        last = shown[-1]
    return True


def of(env: BuildEnvironment, docname: str, document: nodes.document) -> Source:
    """Return the source facts of the page `docname`, whose doctree has just been read."""
    written = Path(env.doc2path(docname))
    lines = written.read_text("utf-8", errors="replace").splitlines()

    def near(node: nodes.Node, *needles: str) -> int:
        """Return the line at or after the node's on which one of `needles` stands."""
        start = line_of(node)
        for needle in filter(None, needles):
            for number in range(start, min(len(lines), start + 80) + 1):
                if needle in lines[number - 1]:
                    return number
        return start

    every = list(document.findall(nodes.Element))
    pictures = tuple(
        Picture(
            node.get("original_uri", node["uri"]),
            node["uri"],
            node.get("alt", "").strip(),
            near(node, node["uri"].rpartition("/")[2]),
        )
        for node in every
        if isinstance(node, nodes.image)
    )
    references = [n for n in every if n.get("refuri") or n.get("reftarget")]
    return Source(
        docname=docname,
        pictures=pictures,
        links=tuple(
            Address(target, node.astext(), near(node, f"]({target}", target, node.astext()))
            for node in references
            if (target := str(node.get("refuri") or node.get("reftarget")))
        ),
        titles=tuple(line_of(s) for s in document.children if isinstance(s, nodes.section)),
        raw=tuple(line_of(node) for node in every if isinstance(node, nodes.raw)),
        tables_without_head=tuple(
            line_of(node)
            for node in every
            if isinstance(node, nodes.table) and not list(node.findall(nodes.thead))
        ),
        ends_in_question=_ends_in_question(document),
    )


def unclosed_fences(text: str) -> list[tuple[int, str]]:
    """Return line and opening of each fence in `text` that is not closed.

    A fence that opens inside one of the same length shows that the outer one was never closed: the
    inner one's end would close it.
    """
    found: list[tuple[int, str]] = []
    stack: list[tuple[int, str, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        match = _FENCE.match(line)
        if not match:
            continue
        mark, rest = match["mark"], match["rest"].strip()
        inner = stack[-1][1] if stack else ""
        closes = not rest and mark.startswith(inner)
        if inner and inner[0] != ":":
            if closes:
                stack.pop()  # what stands between ``` is shown as it is
        elif mark[0] == ":" and not rest:
            if inner and closes:
                stack.pop()
        else:
            if inner and mark.startswith(inner):
                found.append((stack[-1][0], stack[-1][2]))
                stack.pop()
            stack.append((number, mark, line.strip()))
    return found + [(number, opening) for number, _, opening in stack]
